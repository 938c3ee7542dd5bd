"""Day 20: many ask at the same time."""

from concurrent.futures import ThreadPoolExecutor

from sprint.checks.api import Failed, Work, check, format_value, hidden_files

from .common import AT_A_TIME, MANY, model_answers, new_rows, running_service, same_answer, served_predictions


@check("d20.c4", "many ask at the same time, and the model is loaded once", names=("model", "rows"), needs=("d20.c2",))
def many_at_once(work: Work) -> str:
    """Twenty requests, each with other rows, are sent by eight clients at the same time: all get their own answers.

    Then the files beside `api.py` get other names for a moment, and one more is sent: who loads the model for each request, does not
    find it any more.
    """
    server = running_service(work)
    batches = [new_rows(work, 1 + k % 5) for k in range(MANY)]
    wanted = [model_answers(work, numbers) for numbers in batches]
    with ThreadPoolExecutor(AT_A_TIME) as clients:
        answers = list(clients.map(lambda numbers: served_predictions(server, numbers), batches))
    for k in range(MANY):
        if len(answers[k]) != len(wanted[k]) or not all(map(same_answer, answers[k], wanted[k])):
            raise Failed(
                f"of {MANY} requests at the same time, one got {format_value(answers[k])}",
                f"{format_value(wanted[k])}, the answers for its own rows",
                because="something that all requests share holds the rows of one of them",
                next="keep what belongs to a request in local variables",
            )
    with hidden_files(work.folder, ".py"):
        try:
            served_predictions(server, batches[0])
        except Failed as lost:
            raise Failed(
                f"without the model's file beside it, the running service does not answer: {lost.seen}",
                "an answer: the model is in memory",
                because="the model is loaded again for each request",
                next="load it once, when the service starts",
            ) from lost
    work.proved(f"{MANY} requests by {AT_A_TIME} clients, and one without the model's file")
    return f"{MANY} requests at once"
