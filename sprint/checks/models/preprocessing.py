"""Probes of the rows a model is given: raw as they were loaded, or touched by something that saw all of them."""

import numpy as np

from sprint.checks.models.arrays import Floats, Rows
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work


def require_raw_rows(work: Work, train: Rows, test: Rows) -> None:
    """Fail if the training rows were scaled, or their columns chosen by the classes, before the split or the folds.

    The choice of columns is held against the learner's `X` and `y`, where they still hold the whole table.

    Args:
        work: the learner's work.
        train: training features, (n, p) numbers.
        test: test features, (m, p) numbers.
    """
    for name, rows in (("X_train", train), ("X_train and X_test together", np.concatenate([train, test]))):
        spread = rows.std(axis=0) > 0
        even = np.allclose(rows.mean(axis=0), 0, atol=1e-6) and np.allclose(rows.std(axis=0)[spread], 1, atol=0.01)
        ends = np.allclose(rows.min(axis=0), 0, atol=1e-9) and np.allclose(rows.max(axis=0)[spread], 1, atol=1e-9)
        if even or ends:
            raise Failed(
                f"every column of {name} is scaled already",
                "raw rows, scaled inside the pipeline",
                because="a scaler that learned from all these rows has seen the rows that judge",
                next="split the table as it was loaded; the pipeline does the rest",
            )
    kept = _chosen_columns(work, train, test)
    if kept:
        raise Failed(
            f"X_train has the {kept} columns of X that go best with y",
            "all columns, chosen inside the pipeline if at all",
            because="a choice made with all rows has seen the rows that judge",
            next="a selector can be a step of the pipeline, too",
        )
    work.proved("raw rows")


def _chosen_columns(work: Work, train: Rows, test: Rows) -> int:
    """Return how many columns were kept if they are exactly the best ones by their link with the classes, else 0."""
    from sklearn.feature_selection import f_classif

    if not {"X", "y"} <= work.run.names:
        return 0
    try:
        X, y = work.array("X", (len(train) + len(test), None)).astype(float), work.array("y", (len(train) + len(test),))
    except (Failed, TypeError, ValueError):
        return 0
    width = train.shape[1]
    if not 1 < width < X.shape[1]:
        return 0
    rows = np.concatenate([train, test])
    ours = [place for place, column in enumerate(X.T) if any(_has_same_values(column, other) for other in rows.T)]
    best = np.argsort(-np.nan_to_num(f_classif(X, y)[0]))[:width]
    return width if sorted(best.tolist()) == ours else 0


def _has_same_values(first: Floats, second: Floats) -> bool:
    return bool(np.array_equal(np.sort(first), np.sort(second)))
