"""Day 8, task 5: the confusion matrix."""

import numpy as np
from sklearn.metrics import confusion_matrix

from sprint.checks.api import Failed, KnownMistake, Work, check, predict

from .common import test_rows


@check("d08.c5", "cm counts the test rows, truth by answer", names=("cm",), needs=("d08.c2",))
def matrix_is_recomputed(work: Work) -> str:
    """`cm[i, j]` counts the test rows whose truth is class `i` and whose answer is class `j`.

    The counts add up to the number of test rows. Turned round, misses and false alarms change places.
    """
    X_test, y_test = test_rows(work)
    model = work.remote("model")
    expected = confusion_matrix(y_test, predict(model, X_test))
    X_train, y_train = work.get("X_train"), work.array("y_train")
    cm = work.array("cm", (2, 2))
    total = int(cm.sum()) if cm.dtype.kind in "iu" else float(cm.sum())
    slips = [
        KnownMistake(
            expected.T, "the matrix turned round: rows are the answers", "the truth comes first in confusion_matrix"
        ),
        KnownMistake(
            confusion_matrix(y_train, predict(model, X_train)),
            "the matrix of the training rows",
            "which rows went in?",
        ),
        KnownMistake(expected / expected.sum(axis=1, keepdims=True), "shares of each row", "counts are asked for"),
        KnownMistake(
            expected[::-1, ::-1], "the matrix with the classes in the other order", "keep the order of model.classes_"
        ),
    ]
    if total != len(y_test) and not any(np.array_equal(cm, slip.value) for slip in slips):
        raise Failed(
            f"cm adds up to {total}", f"{len(y_test)}, one count a test row", next="print(len(y_test), cm.sum())"
        )
    work.require_equal("cm", cm, expected, slips=slips, next="compare y_test with model.predict(X_test)")
    return f"{int(np.trace(expected))} of {expected.sum()} right"
