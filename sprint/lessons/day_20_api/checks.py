"""Day 20: what is proved, over HTTP, of a service that was started for it and is ended afterwards."""

import json
import re
import shlex
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import (
    Answer,
    Failed,
    NoAnswer,
    NotAttempted,
    Server,
    Work,
    analysis_check,
    check,
    figure_check,
    format_value,
    hidden_files,
    predict,
    require_batch_timings,
    require_file,
    require_written,
    serve_app,
    serve_command,
)

SCRIPT, GUIDE = "api.py", "DEPLOY.md"
MANY, AT_A_TIME = 20, 8
"""Requests that are sent at the same time, and by how many clients."""
LEAST, MOST = 1 / 50, 300.0
"""How far the latencies in latency.csv may be from the ones measured here: a client has a price of its own."""
PLAIN = frozenset({"--host", "--port", "--log-level", "--workers", "--reload", "--proxy-headers", "--no-access-log"})
"""Options of Uvicorn with which an application starts as it does without them."""
PLACES = {"host": "127.0.0.1", "port": "{port}"}


def _service(work: Work) -> Server:
    """Return the running service; not attempted while `predict` is not written."""
    require_written(work, SCRIPT, "predict", "app", "Rows")
    return serve_app(work)


def _ask(server: Server, method: str, path: str, document: object = None, **more: Any) -> Answer:
    try:
        return server.ask(method, path, document, **more)
    except NoAnswer as reason:
        ended = "" if server.program.running else f"; the service has ended: {server.program.end().last_words}"
        raise Failed(
            f"{reason}{ended}", "an answer", next="look at what the service prints in its terminal"
        ) from reason


def _table(work: Work) -> Any:
    """Return the raw rows of the guide as numbers, (n, p)."""
    rows = work.get("rows")
    try:
        numbers = np.asarray(rows, dtype=float)
    except (TypeError, ValueError) as error:
        raise Failed("rows has a column that is no number", "rows of numbers", next="serve another model") from error
    if numbers.ndim != 2 or len(numbers) < 2:
        raise Failed(f"rows has shape {numbers.shape}", "two raw rows or more", next="what is in rows.csv?")
    return numbers


def _new_rows(work: Work, count: int) -> Any:
    """Return rows (count, p) that are in no table, each between two rows of the guide."""
    numbers, rng = _table(work), np.random.default_rng()
    first, second = (numbers[rng.integers(len(numbers), size=count)] for _ in range(2))
    share = rng.uniform(0.1, 0.9, size=(count, 1))
    return share * first + (1 - share) * second


def _wanted(work: Work, numbers: Any) -> list[Any]:
    """Return what the guide's model says about rows."""
    rows = work.get("rows")
    table = pd.DataFrame(numbers, columns=rows.columns) if isinstance(rows, pd.DataFrame) else numbers
    return list(predict(work.remote("model"), table).tolist())


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, int | float) and isinstance(got, int | float):
        return bool(np.isclose(got, wanted, rtol=1e-6, atol=1e-9))
    return type(got) is type(wanted) and bool(got == wanted)


def _predicted(server: Server, numbers: Any) -> list[Any]:
    """Send rows to /predict and return what is under `predictions`."""
    answer = _ask(server, "POST", "/predict", {"instances": numbers.tolist()})
    if answer.status != 200:
        raise Failed(
            f"POST /predict with {len(numbers)} good rows gives status {answer.status}: {_start_of(answer)}",
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


def _start_of(answer: Answer) -> str:
    return format_value(answer.body[:160].decode(errors="replace"))


def _why_not(answer: Answer) -> str:
    reasons = {
        404: "there is no such path",
        405: "the path is there, but not for POST",
        307: "the path in the code ends with a slash",
        422: "the schema asks for something else",
    }
    return reasons.get(answer.status, "")


@check("d20.c1", "the service starts, and /health, /docs and /openapi.json answer")
def starts(work: Work) -> str:
    """`uvicorn api:app` is started in your folder on a free port of this machine, and has to answer within 20 seconds.

    Then `/health` and `/docs` have to give status 200, and `/openapi.json` has to speak of `POST /predict`. When all checks are
    through, the service is ended.
    """
    server = _service(work)
    for path in ("/health", "/docs", "/openapi.json"):
        status = _ask(server, "GET", path).status
        work.require(status == 200, f"GET {path} gives status {status}", "status 200", next=f"open {path} in a browser")
    try:
        paths = _ask(server, "GET", "/openapi.json").json()["paths"]
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
    server = _service(work)
    for count in (1, 7, 60):
        numbers = _new_rows(work, count)
        wanted, got = _wanted(work, numbers), _predicted(server, numbers)
        if len(got) != len(wanted):
            raise Failed(f"{len(got)} predictions for {len(wanted)} rows", "one for each row", next="what is returned?")
        place = next((k for k in range(count) if not _same(got[k], wanted[k])), None)
        if place is not None:
            raise Failed(
                f"row {place}: the service says {format_value(got[place])}, the model {format_value(wanted[place])}",
                "the model's answers",
                because=_other_answers(work, numbers, got, wanted),
                next="which model does the service load, and what happens to the rows before predict?",
            )
    work.proved("68 new rows, the same answers over HTTP")
    return "68 new rows"


def _other_answers(work: Work, numbers: Any, got: list[Any], wanted: list[Any]) -> str:
    """Return the slip that gives these answers, or nothing."""
    if all(isinstance(one, str) and one == str(other) for one, other in zip(got, wanted, strict=True)):
        return "these are the model's answers as texts"
    if all(isinstance(one, list) for one in got):
        return "each answer is a list"
    if all(isinstance(one, float) and 0 < one < 1 for one in got) and not isinstance(wanted[0], float):
        return "these look like probabilities"
    spread = numbers.std(axis=0)
    if len(numbers) > 1 and (spread > 0).all():
        scaled = _wanted(work, (numbers - numbers.mean(axis=0)) / spread)
        if all(map(_same, got, scaled)):
            return "the rows are scaled once more; the pipeline does that by itself"
    if all(map(_same, got, wanted[::-1])) or all(map(_same, sorted(map(str, got)), sorted(map(str, wanted)))):
        return "these are the model's answers in another order"
    return ""


@check("d20.c3", "what is no row of numbers is refused with 422", names=("rows",), needs=("d20.c2",))
def refuses(work: Work) -> str:
    """Nine bodies that are no question: each has to get status 422, and afterwards a good one its predictions.

    No `instances`, an empty list, a text or a null among the numbers, a row too short, too long, or shorter than the others, a
    NaN, and something that is no list. Six more may get any status from 400 to 499: an Infinity, text that is no JSON, a bare
    null or list, and a number or a null in the place of a row.
    """
    server = _service(work)
    numbers = _new_rows(work, 3)
    for name, body, because in _bad(numbers.tolist()):
        answer = _ask(server, "POST", "/predict", raw=body.encode())
        if answer.status != 422:
            raise Failed(
                f"{name} gives status {answer.status}: {_start_of(answer)}",
                "status 422",
                because=because if answer.status == 500 else "",
                next="send it with curl and read what the service prints"
                if answer.status == 500
                else "let the schema say how many numbers a row has, or look at the rows and raise HTTPException(422, …)",
            )
        work.proved(f"{name}: 422")
    for name, body in _worse(numbers.tolist()):
        answer = _ask(server, "POST", "/predict", raw=body.encode())
        work.require(
            400 <= answer.status < 500,
            f"{name} gives status {answer.status}: {_start_of(answer)}",
            "status 422",
            next="send it with curl and read what the service prints",
        )
    _predicted(server, numbers)
    return "15 kinds of nonsense, refused"


def _bad(rows: list[list[float]]) -> Iterator[tuple[str, str, str]]:
    """Yield bodies that are no question: a name, the body, and why it may give 500."""
    good, row = rows, rows[0]
    model = "the model gets what it cannot compute with; the refusal has to come before it"
    yield 'a body without "instances"', json.dumps({"rows": good}), "the key is looked up without a schema"
    yield '"instances" that is no list', json.dumps({"instances": 7}), model
    yield "an empty list", json.dumps({"instances": []}), model
    yield "a text in the place of a number", json.dumps({"instances": [["many", *row[1:]]]}), model
    yield "a null in the place of a number", json.dumps({"instances": [[*row[:-1], None]]}), model
    yield f"a row with {len(row) - 1} numbers instead of {len(row)}", json.dumps({"instances": [row[:-1]]}), model
    yield f"a row with {len(row) + 1} numbers instead of {len(row)}", json.dumps({"instances": [[*row, 1.0]]}), model
    yield "two good rows and a short one", json.dumps({"instances": [*good[:2], row[:-1]]}), model
    yield (
        "a NaN among the numbers",
        json.dumps({"instances": [[float("nan"), *row[1:]]]}),
        "the model meets the NaN; or the refusal repeats what was sent, and NaN cannot be written as JSON",
    )


def _worse(rows: list[list[float]]) -> Iterator[tuple[str, str]]:
    """Yield bodies that may be refused with any status of the 400s: a name and the body."""
    yield "an Infinity among the numbers", json.dumps({"instances": [[float("inf"), *rows[0][1:]]]})
    yield "text that is no JSON", '{"instances": [['
    yield "a bare null", "null"
    yield "a bare list", json.dumps(rows)
    yield "a number in the place of a row", json.dumps({"instances": [rows[0], 5]})
    yield "a null in the place of a row", json.dumps({"instances": [rows[0], None]})


@check("d20.c4", "many ask at the same time, and the model is loaded once", names=("model", "rows"), needs=("d20.c2",))
def many_at_once(work: Work) -> str:
    """Twenty requests, each with other rows, are sent by eight clients at the same time: all get their own answers.

    Then the files beside `api.py` get other names for a moment, and one more is sent: who loads the model for each request, does not
    find it any more.
    """
    server = _service(work)
    batches = [_new_rows(work, 1 + k % 5) for k in range(MANY)]
    wanted = [_wanted(work, numbers) for numbers in batches]
    with ThreadPoolExecutor(AT_A_TIME) as clients:
        answers = list(clients.map(lambda numbers: _predicted(server, numbers), batches))
    for k in range(MANY):
        if len(answers[k]) != len(wanted[k]) or not all(map(_same, answers[k], wanted[k])):
            raise Failed(
                f"of {MANY} requests at the same time, one got {format_value(answers[k])}",
                f"{format_value(wanted[k])}, the answers for its own rows",
                because="something that all requests share holds the rows of one of them",
                next="keep what belongs to a request in local variables",
            )
    with hidden_files(work.folder, ".py"):
        try:
            _predicted(server, batches[0])
        except Failed as lost:
            raise Failed(
                f"without the model's file beside it, the running service does not answer: {lost.seen}",
                "an answer: the model is in memory",
                because="the model is loaded again for each request",
                next="load it once, when the service starts",
            ) from lost
    work.proved(f"{MANY} requests by {AT_A_TIME} clients, and one without the model's file")
    return f"{MANY} requests at once"


@check(
    "d20.c5",
    "latency.csv says what to expect, and DEPLOY.md how to start it",
    names=("model", "rows"),
    needs=("d20.c2",),
)
def measured_and_told(work: Work) -> str:
    """`latency.csv`: four batch sizes or more, `p50_ms` up to `p95_ms`, less time per row in larger batches, in milliseconds.

    Some of it is measured once more here, and may be far off, since a client has a price of its own; seconds for milliseconds are not. `DEPLOY.md`: a code block has the command that starts
    the service; one that is not plainly `uvicorn api:app` is run.
    """
    server = _service(work)
    sizes, p50, p95 = _latency(work)
    per_row = p50 / sizes
    work.require(
        bool((p50 <= p95).all()),
        f"p95 is below p50 at batch size {sizes[int((p50 > p95).argmax())]:g}",
        "p50 up to p95",
        next="np.percentile(durations, [50, 95]) gives them in this order",
    )
    work.require(
        per_row[-1] < per_row[0],
        f"a row takes {per_row[-1]:.3g} ms at {sizes[-1]:g} rows and {per_row[0]:.3g} ms at {sizes[0]:g}",
        "less time per row in a larger batch",
        next="one request with all rows of the batch, timed as a whole",
    )
    _as_here(work, server, sizes, p50)
    command = _started_as_told(work)
    work.metric("p50_ms", float(p50[0]))
    work.metric("p95_ms", float(p95[0]))
    return f"p50 {p50[0]:.1f} ms for {sizes[0]:g} row{'s' if sizes[0] > 1 else ''}; {command}"


def _latency(work: Work) -> tuple[Any, ...]:
    """Return the batch sizes, rising, with p50 and p95 in milliseconds."""
    move = "perf_counter(), later minus earlier, times 1000"
    return require_batch_timings(work, "latency.csv", "p50_ms", "p95_ms", next=move)


def _as_here(work: Work, server: Server, sizes: Any, p50: Any) -> None:
    """Fail if most of the durations are in another unit, or far from what requests take here."""
    measured = {}
    for size in [int(size) for size in sizes if size <= 1000][:3]:
        numbers = _new_rows(work, size)
        durations = []
        for _ in range(5):
            began = time.perf_counter()
            _predicted(server, numbers)
            durations.append(1000 * (time.perf_counter() - began))
        measured[size] = float(np.median(durations))
    ratios = {size: float(p50[sizes == size][0] / ours) for size, ours in measured.items()}
    off = [size for size, ratio in ratios.items() if not LEAST <= ratio <= MOST]
    if 2 * len(off) > len(ratios):
        seconds = all(LEAST <= 1000 * ratio <= MOST for ratio in ratios.values())
        raise Failed(
            f"p50_ms is {p50[sizes == off[0]][0]:.3g} for {off[0]} rows",
            f"about {measured[off[0]]:.3g}, as measured here",
            because="that would fit seconds" if seconds else "",
            next="milliseconds are seconds times 1000",
        )


def _started_as_told(work: Work) -> str:
    """Return the command of DEPLOY.md that starts the service."""
    text = require_file(work, GUIDE).read_text("utf-8", "replace")
    blocks = _code_blocks(text)
    if not blocks and "Write your words here" in text:
        raise NotAttempted(f"{GUIDE} is not written yet")
    commands = list(_commands("\n".join(blocks)))
    refused: Failed | None = None
    for words in commands:
        try:
            if _starts_service(work, words):
                return " ".join(words)
        except Failed as reason:
            refused = refused or reason
    raise refused or Failed(
        f"{GUIDE} has {len(blocks)} code block{'s' if len(blocks) != 1 else ''}, and no line in them starts a server",
        "a line with the command, between two lines of ```",
        next="which line do you type to start it?",
    )


def _code_blocks(text: str) -> list[str]:
    """Return the code blocks of a Markdown text, fenced or indented."""
    fenced = re.findall(r"^ *(?:```+|~~~+)[^\n]*\n(.*?)^ *(?:```+|~~~+) *$", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^ *(?:```+|~~~+)[^\n]*\n.*?^ *(?:```+|~~~+) *$", "", text, flags=re.DOTALL | re.MULTILINE)
    return fenced + re.findall(r"(?:^(?: {4}|\t).+\n?)+", rest, re.MULTILINE)


def _commands(text: str) -> Iterator[list[str]]:
    """Yield the simple commands of shell lines, word by word, without prompts, comments and settings before them."""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        for part in re.split(r"&&|;|\||&", re.sub(r"^\s*(?:\$|>|%|PS>)\s+", "", line)):
            try:
                words = shlex.split(part, comments=True)
            except ValueError:
                continue
            while words and re.fullmatch(r"[A-Za-z_]\w*=.*|nohup|exec|sudo|time", words[0]):
                words.pop(0)
            if words:
                yield words


def _starts_service(work: Work, words: Sequence[str]) -> bool:
    """Tell whether a command starts the service; one that says so and does not, fails."""
    names = [word.rpartition("/")[2].removesuffix(".exe") for word in words]
    for tool in ("uvicorn", "fastapi", "gunicorn", "hypercorn", "granian"):
        if tool in names and "install" not in names:
            return _by_tool(work, tool, list(words[names.index(tool) + 1 :]))
    if names[0] in {"docker", "podman"} and "run" in names:
        work.note(f"{' '.join(words[:3])} … was not run here")
        return True
    if script := _script(work, words, names):
        work.note(f"{' '.join(words)} was not run here; {script} speaks of the service")
        return True
    python = next((place for place, name in enumerate(names) if re.fullmatch(r"python(3(\.\d+)?)?|py", name)), None)
    if python is None or python + 1 >= len(words):
        return False
    rest = list(words[python + 1 :])
    target = rest[1] if rest[0] == "-m" and len(rest) > 1 else rest[0].removesuffix(".py")
    return target.rpartition("/")[2] == "api" and _by_itself(work, rest)


def _script(work: Work, words: Sequence[str], names: Sequence[str]) -> str:
    """Return the file through which a command starts the service, `start.sh` or `Makefile`; empty for none."""
    if names[0] in {"make", "just"}:
        files = ["Makefile", "makefile", "GNUmakefile", "justfile", "Justfile"]
    else:
        files = [word.removeprefix("./") for word in words[:2] if re.search(r"\.(sh|bash|zsh|bat|cmd|ps1)$", word)]
    for file in files:
        path = work.folder / file
        if path.is_file() and re.search("uvicorn|fastapi|gunicorn|hypercorn|api", path.read_text("utf-8", "replace")):
            return file
    return ""


def _by_tool(work: Work, tool: str, rest: list[str]) -> bool:
    application = next((word for word in rest if re.fullmatch(r"[\w.]+:\w+(\(\))?", word)), "")
    if tool == "uvicorn":
        options = {word.partition("=")[0] for word in rest if word.startswith("-")}
        if application == "api:app" and options <= PLAIN:
            return True
        placed = [word for name, value in PLACES.items() for word in (f"--{name}", value)]
        kept = [word for word in rest if word != "--reload"]
        with serve_command(work, ["python", "-m", "uvicorn", *kept, *placed]):
            return True
    file = next((word for word in rest if word.endswith(".py")), "")
    found = tool == "fastapi" and not file and rest[:1] in (["run"], ["dev"])  # it looks for api.py by itself
    named = found or application.startswith("api:") or file.rpartition("/")[2] == SCRIPT
    if not named:
        raise Failed(f"`{tool} {' '.join(rest)}` does not name api.py", "api:app, or api.py", next="type it here")
    work.note(f"{tool} {' '.join(rest)} was not run here")
    return True


def _by_itself(work: Work, rest: list[str]) -> bool:
    """Run `python api.py`: it has to start a server by itself."""
    try:
        with serve_command(work, ["python", *rest]):
            return True
    except Failed as refused:
        if "already in use" in refused.seen:
            work.note(f"python {' '.join(rest)}: its port is taken just now, so it was not tried")
            return True
        if "ended before" in refused.seen:
            because = "run as a program, api.py has to start a server by itself, below if __name__ == '__main__'"
            raise Failed(refused.seen, refused.expected, because=because, next=refused.next) from refused
        raise


def _shows_latency(work: Work, figure: Any) -> bool:
    sizes, p50, p95 = _latency(work)
    return any(
        figure.has_line(sizes, values) or figure.has_points(sizes, values)
        for line in (p50, p95)
        for values in (line, line / sizes, line / 1000)
    )


view = figure_check(
    "d20.c6",
    "View: latency against the batch size",
    "A figure of this run with something inside its axes. We look for the numbers of latency.csv, per request or per row; when the "
    "drawn data cannot be matched, you get a note and the check passes.",
    {"latency.csv": _shows_latency},
)

analysis = analysis_check(
    "d20.c7",
    "Which batch size would you serve with, at what latency in ms? What speaks against larger ones?",
    numbers=("latency",),
)


@check("d20.s1", "/stats counts what was asked, also when many ask at once", stretch=True, needs=("d20.c4",))
def counts(work: Work) -> str:
    """`GET /stats` is read, twenty good requests are sent by eight clients and one bad one, and `/stats` is read again.

    `requests` has to have grown by twenty and `rows` by the rows in them.
    """
    server = _service(work)
    before = _stats(server)
    batches = [_new_rows(work, 1 + k % 7) for k in range(MANY)]
    with ThreadPoolExecutor(AT_A_TIME) as clients:
        list(clients.map(lambda numbers: _predicted(server, numbers), batches))
    _ask(server, "POST", "/predict", {"instances": []})
    after = _stats(server)
    grown = [after[k] - before[k] for k in range(2)]
    wanted = [MANY, sum(map(len, batches))]
    work.require(
        grown == wanted,
        f"after {MANY} requests with {wanted[1]} rows, /stats has grown by {grown[0]} and {grown[1]}",
        f"{wanted[0]} and {wanted[1]}",
        because="refused ones are counted" if grown[0] == MANY + 1 else "",
        next="count after the rows were accepted, and under a threading.Lock",
    )
    return f"{wanted[1]} rows counted"


def _stats(server: Server) -> tuple[int, int]:
    answer = _ask(server, "GET", "/stats")
    if answer.status == 404:
        raise NotAttempted("for the fast, if you like")
    try:
        document = answer.json()
        return int(document["requests"]), int(document["rows"])
    except (NoAnswer, LookupError, TypeError, ValueError) as error:
        raise Failed(
            f"/stats answers {answer.status}: {_start_of(answer)}", '{"requests": …, "rows": …}', next="return both"
        ) from error
