"""Day 8, task 2: the test rows stayed unseen."""

from sklearn.datasets import load_breast_cancer

from sprint.checks.api import SPLIT_NAMES, Work, check, require_aligned_labels, require_learned_from_train

from .common import test_rows


@check("d08.c2", "the test rows stayed unseen", names=(*SPLIT_NAMES, "make_model", "model"), needs=("d08.c1",))
def split_is_clean(work: Work) -> str:
    """No row of `X_test` may stand in `X_train`, each row has its own label beside it, and most of the tumours are used.

    And `model` must have learned from the training rows only.

    A score cannot show that: a model that has seen the test rows looks the same or a little better. So a new model of
    yours is fitted on `X_train`, another on all rows, and `model` has to answer like the first. And what it says of a row
    may not depend on the rows that come with it.
    """
    X_test, y_test = test_rows(work)
    X_train, y_train = work.get("X_train"), work.array("y_train", (None,))
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size",
    )
    parts = {"train": (X_train, y_train), "test": (X_test, y_test)}
    require_aligned_labels(work, parts, load_breast_cancer(return_X_y=True, as_frame=hasattr(X_test, "columns")))
    require_learned_from_train(work, X_train, y_train, X_test, y_test, "predict_proba")
    return f"{len(y_test)} of {len(y_test) + len(y_train)} rows kept back"
