"""What several tasks of day 20 share: the running service, new rows, and what /predict answers."""

from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import (
    Answer,
    Failed,
    NoAnswer,
    Rows,
    Server,
    Work,
    format_value,
    predict,
    require_written,
    serve_app,
)

SCRIPT, GUIDE = "api.py", "DEPLOY.md"
MANY, AT_A_TIME = 20, 8
"""Requests that are sent at the same time, and by how many clients."""


def running_service(work: Work) -> Server:
    """Return the running service; not attempted while `predict` is not written."""
    require_written(work, SCRIPT, "predict", "app", "Rows")
    return serve_app(work)


def ask(server: Server, method: str, path: str, document: object = None, **more: Any) -> Answer:
    """Return the answer to one request; fail if there is none.

    Args:
        server: the running service.
        method: `GET` or `POST`.
        path: where it goes, as `/predict`.
        document: what is sent as JSON, if anything.
        more: further arguments of `Server.ask`.
    """
    try:
        return server.ask(method, path, document, **more)
    except NoAnswer as reason:
        ended = "" if server.program.running else f"; the service has ended: {server.program.end().last_words}"
        raise Failed(
            f"{reason}{ended}", "an answer", next="look at what the service prints in its terminal"
        ) from reason


def _table(work: Work) -> Rows:
    """Return the raw rows of the guide as numbers, (n, p)."""
    rows = work.get("rows")
    try:
        numbers = np.asarray(rows, dtype=float)
    except (TypeError, ValueError) as error:
        raise Failed("rows has a column that is no number", "rows of numbers", next="serve another model") from error
    if numbers.ndim != 2 or len(numbers) < 2:
        raise Failed(f"rows has shape {numbers.shape}", "two raw rows or more", next="what is in rows.csv?")
    return numbers


def new_rows(work: Work, count: int) -> Rows:
    """Return rows (count, p) that are in no table, each between two rows of the guide."""
    numbers, rng = _table(work), np.random.default_rng()
    first, second = (numbers[rng.integers(len(numbers), size=count)] for _ in range(2))
    share = rng.uniform(0.1, 0.9, size=(count, 1))
    return share * first + (1 - share) * second


def model_answers(work: Work, numbers: Rows) -> list[Any]:
    """Return what the guide's model says about rows."""
    rows = work.get("rows")
    table = pd.DataFrame(numbers, columns=rows.columns) if isinstance(rows, pd.DataFrame) else numbers
    return list(predict(work.remote("model"), table).tolist())


def same_answer(got: Any, wanted: Any) -> bool:
    """Tell whether an answer of the service is the model's: numbers within rounding, anything else exactly."""
    if isinstance(wanted, int | float) and isinstance(got, int | float):
        return bool(np.isclose(got, wanted, rtol=1e-6, atol=1e-9))
    return type(got) is type(wanted) and bool(got == wanted)


def served_predictions(server: Server, numbers: Rows) -> list[Any]:
    """Send rows to /predict and return what is under `predictions`."""
    answer = ask(server, "POST", "/predict", {"instances": numbers.tolist()})
    if answer.status != 200:
        raise Failed(
            f"POST /predict with {len(numbers)} good rows gives status {answer.status}: {start_of_body(answer)}",
            "status 200",
            because=_why_not(answer),
            next="send rows.csv to it with curl, and look at what the service prints",
        )
    try:
        document = answer.json()
    except NoAnswer as reason:
        raise Failed(str(reason), "JSON", next="return a dictionary") from reason
    if not isinstance(document, dict) or not isinstance(document.get("predictions"), list):
        raise Failed(
            f"POST /predict answers {format_value(document)}",
            '{"predictions": […]}',
            next="which key does the returned dictionary have?",
        )
    return list(document["predictions"])


def start_of_body(answer: Answer) -> str:
    """Return the beginning of what the service answered, for a message."""
    return format_value(answer.body[:160].decode(errors="replace"))


def _why_not(answer: Answer) -> str:
    reasons = {
        404: "there is no such path",
        405: "the path is there, but not for POST",
        307: "the path in the code ends with a slash",
        422: "the schema asks for something else",
    }
    return reasons.get(answer.status, "")
