"""What several tasks of day 8 need: the test rows and the column of a class."""

from sklearn.metrics import roc_auc_score

from sprint.checks.api import SPLIT_ORDER, Failed, Floats, Labels, Remote, Table, Work


def auc_of(y_true: Labels, score: Floats) -> float:
    """Return the area under the ROC curve of scores (n,) for the truth (n,)."""
    return float(roc_auc_score(y_true, score))


def column_of(model: Remote, positive: object) -> int:
    """Return the column of `predict_proba` that belongs to a class."""
    classes = list(model.attribute("classes_").get())
    if positive not in classes:
        raise Failed(f"positive_label is {positive!r}", f"one of {classes}", next="print(model.classes_)")
    return classes.index(positive)


def test_rows(work: Work) -> tuple[Table, Labels]:
    """Return the learner's own test rows and their truth."""
    X_test, y_test = work.get("X_test"), work.array("y_test", (None,))
    if len(X_test) != len(y_test):
        raise Failed(
            f"X_test has {len(X_test)} rows, y_test {len(y_test)}",
            "the same number",
            next=SPLIT_ORDER,
        )
    return X_test, y_test
