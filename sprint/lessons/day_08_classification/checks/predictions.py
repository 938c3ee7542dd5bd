"""Day 8: what is guessed before the classifier is judged."""

from sprint.checks.api import Number, Work, prediction


@prediction(
    "d08.p1",
    "What AUC will the model reach on the test rows?",
    name="prediction_auc",
    kind=Number(close=0.03),
    answered_in="prob",
    needs=("d08.c3",),
)
def auc(work: Work) -> float:
    """Your `auc`, once it is proved."""
    return work.number("auc")


@prediction(
    "d08.p2",
    "How many malignant tumours among the test rows will the model call benign?",
    name="prediction_missed",
    kind=Number(close=2),
    answered_in="tables",
    needs=("d08.c5",),
)
def missed(work: Work) -> float:
    """The entry of `cm` in the row of the malignant tumours and the column of those called benign."""
    return float(work.array("cm", (2, 2))[0, 1])
