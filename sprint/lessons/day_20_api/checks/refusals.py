"""Day 20: what is no row of numbers is refused with 422."""

import json
from collections.abc import Iterator

from sprint.checks.api import Failed, Work, check

from .common import ask, new_rows, running_service, served_predictions, start_of_body


@check("d20.c3", "what is no row of numbers is refused with 422", names=("rows",), needs=("d20.c2",))
def refuses(work: Work) -> str:
    """Nine bodies that are no question: each has to get status 422, and afterwards a good one its predictions.

    No `instances`, an empty list, a text or a null among the numbers, a row too short, too long, or shorter than the others, a
    NaN, and something that is no list. Six more may get any status from 400 to 499: an Infinity, text that is no JSON, a bare
    null or list, and a number or a null in the place of a row.
    """
    server = running_service(work)
    numbers = new_rows(work, 3)
    for name, body, because in _bad(numbers.tolist()):
        answer = ask(server, "POST", "/predict", raw=body.encode())
        if answer.status != 422:
            raise Failed(
                f"{name} gives status {answer.status}: {start_of_body(answer)}",
                "status 422",
                because=because if answer.status == 500 else "",
                next="send it with curl and read what the service prints"
                if answer.status == 500
                else "let the schema say how many numbers a row has, or look at the rows and raise HTTPException(422, …)",
            )
        work.proved(f"{name}: 422")
    for name, body in _worse(numbers.tolist()):
        answer = ask(server, "POST", "/predict", raw=body.encode())
        work.require(
            400 <= answer.status < 500,
            f"{name} gives status {answer.status}: {start_of_body(answer)}",
            "status 422",
            next="send it with curl and read what the service prints",
        )
    served_predictions(server, numbers)
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
