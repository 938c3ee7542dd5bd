"""Day 20, stretch: /stats counts what was asked."""

from concurrent.futures import ThreadPoolExecutor

from sprint.checks.api import Failed, NoAnswer, NotAttempted, Server, Work, check

from .common import AT_A_TIME, MANY, ask, new_rows, running_service, served_predictions, start_of_body


@check("d20.s1", "/stats counts what was asked, also when many ask at once", stretch=True, needs=("d20.c4",))
def counts(work: Work) -> str:
    """`GET /stats` is read, twenty good requests are sent by eight clients and one bad one, and `/stats` is read again.

    `requests` has to have grown by twenty and `rows` by the rows in them.
    """
    server = running_service(work)
    before = _stats(server)
    batches = [new_rows(work, 1 + k % 7) for k in range(MANY)]
    with ThreadPoolExecutor(AT_A_TIME) as clients:
        list(clients.map(lambda numbers: served_predictions(server, numbers), batches))
    ask(server, "POST", "/predict", {"instances": []})
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
    answer = ask(server, "GET", "/stats")
    if answer.status == 404:
        raise NotAttempted("for the fast, if you like")
    try:
        document = answer.json()
        return int(document["requests"]), int(document["rows"])
    except (NoAnswer, LookupError, TypeError, ValueError) as error:
        raise Failed(
            f"/stats answers {answer.status}: {start_of_body(answer)}", '{"requests": …, "rows": …}', next="return both"
        ) from error
