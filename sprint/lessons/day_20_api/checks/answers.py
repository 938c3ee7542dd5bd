"""Day 20: the service starts, and says what the model says."""

from typing import Any

from sprint.checks.api import Failed, NoAnswer, Rows, Work, check, format_value

from .common import ask, model_answers, new_rows, running_service, same_answer, served_predictions


@check("d20.c1", "the service starts, and /health, /docs and /openapi.json answer")
def starts(work: Work) -> str:
    """`uvicorn api:app` is started in your folder on a free port of this machine, and has to answer within 20 seconds.

    Then `/health` and `/docs` have to give status 200, and `/openapi.json` has to speak of `POST /predict`. When all checks are
    through, the service is ended.
    """
    server = running_service(work)
    for path in ("/health", "/docs", "/openapi.json"):
        status = ask(server, "GET", path).status
        work.require(status == 200, f"GET {path} gives status {status}", "status 200", next=f"open {path} in a browser")
    try:
        paths = ask(server, "GET", "/openapi.json").json()["paths"]
        methods = list(paths.get("/predict", {}))
    except (NoAnswer, LookupError, TypeError, AttributeError) as error:
        raise Failed(
            "/openapi.json is no description of a service", "FastAPI's own", next="is it overwritten?"
        ) from error
    work.require(
        "post" in methods,
        f"/openapi.json has {format_value(sorted(paths))}"
        + (f", /predict for {', '.join(methods)}" if methods else ""),
        "/predict for post",
        next="which path and which method stand in the line above the function?",
    )
    return "/health, /docs and /predict are there"


@check("d20.c2", "/predict says what the model says, row by row", names=("model", "rows"), needs=("d20.c1",))
def same_answers(work: Work) -> str:
    """Rows made up now are sent: one, then seven, then sixty. The answers have to be those of the guide's `model`.

    As many as there are rows, and in their order.
    """
    server = running_service(work)
    for count in (1, 7, 60):
        numbers = new_rows(work, count)
        wanted, got = model_answers(work, numbers), served_predictions(server, numbers)
        if len(got) != len(wanted):
            raise Failed(f"{len(got)} predictions for {len(wanted)} rows", "one for each row", next="what is returned?")
        place = next((k for k in range(count) if not same_answer(got[k], wanted[k])), None)
        if place is not None:
            raise Failed(
                f"row {place}: the service says {format_value(got[place])}, the model {format_value(wanted[place])}",
                "the model's answers",
                because=_other_answers(work, numbers, got, wanted),
                next="which model does the service load, and what happens to the rows before predict?",
            )
    work.proved("68 new rows, the same answers over HTTP")
    return "68 new rows"


def _other_answers(work: Work, numbers: Rows, got: list[Any], wanted: list[Any]) -> str:
    """Return the slip that gives these answers, or nothing."""
    if all(isinstance(one, str) and one == str(other) for one, other in zip(got, wanted, strict=True)):
        return "these are the model's answers as texts"
    if all(isinstance(one, list) for one in got):
        return "each answer is a list"
    if all(isinstance(one, float) and 0 < one < 1 for one in got) and not isinstance(wanted[0], float):
        return "these look like probabilities"
    spread = numbers.std(axis=0)
    if len(numbers) > 1 and (spread > 0).all():
        scaled = model_answers(work, (numbers - numbers.mean(axis=0)) / spread)
        if all(map(same_answer, got, scaled)):
            return "the rows are scaled once more; the pipeline does that by itself"
    if all(map(same_answer, got, wanted[::-1])) or all(
        map(same_answer, sorted(map(str, got)), sorted(map(str, wanted)))
    ):
        return "these are the model's answers in another order"
    return ""
