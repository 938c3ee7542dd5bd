"""Probes of rows: which ones a model has learned from, and which stand where they should not.

Here a model is not made anew by a function of the learner's but copied, unfitted, from the one at hand; and the rows
stay in the learner's process, with the types they have there, so a model may be a pipeline that reads text columns.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from sprint.checks.models.arrays import Labels, Table
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work
from sprint.lab.supervisor.session import Remote


def refit_copy(work: Work, name: str, X: Table, y: Labels | Remote) -> Remote:
    """Fit an unfitted copy of the learner's model on other rows and leave it there.

    Args:
        work: the learner's work.
        name: the learner's name of the model, fitted or not.
        X: features, (n, p), ours or over there.
        y: targets, (n,), ours or over there.
    """
    model = work.session.imported("sprint.lab.worker.handler:clone").keep(work.remote(name))
    model.attribute("fit").keep(X, y)
    return model


def take_rows(table: Remote, rows: Iterable[int]) -> Remote:
    """Return some rows, by their place, of a frame, a series or an array over there."""
    return table.attribute("take").keep([int(row) for row in rows], axis=0)


def count_shared_rows(first: Table, second: Table, whole: Table) -> int:
    """Count the rows that two parts of a table share beyond what the whole table holds.

    Two passengers may well be the same in every column, one on either side. So a row counts only where it stands on
    both sides, and in the two together more often than in the whole; index and order do not matter.

    Args:
        first: numbers, (n, p).
        second: numbers, (m, p).
        whole: numbers, (k, p).
    """
    one, other, known = _rows(first), _rows(second), _rows(whole)
    return sum(
        max(0, min(one[row], other[row], one[row] + other[row] - known[row])) for row in one.keys() & other.keys()
    )


def require_learned_only_from(
    work: Work,
    name: str,
    train: tuple[Remote, Remote],
    whole: tuple[Remote, Remote],
    X_test: Remote,
    method: str = "predict_proba",
    closer: float = 0.3,
) -> None:
    """Fail if one of the learner's models answers for the test rows like one that was fitted on them.

    Two copies are fitted, one on the training rows and one on all, and the model has to answer like the first.

    Args:
        work: the learner's work.
        name: the learner's name of the fitted model.
        train: features and targets of the training rows.
        whole: features and targets of all rows.
        X_test: features of the test rows.
        method: the method whose answers are compared.
        closer: how much nearer to the second copy than to the first is like the second; a model whose fit is partly
            chance needs a small number.
    """
    answers, alone, everything = (
        np.asarray(model.attribute(method)(X_test), dtype=float)
        for model in (work.remote(name), refit_copy(work, name, *train), refit_copy(work, name, *whole))
    )
    far, near = np.abs(answers - alone).mean(), np.abs(answers - everything).mean()
    if far > 1e-6 and near < closer * far:
        raise Failed(
            f"{name} answers for X_test like one that was fitted on the test rows as well",
            "a model that learned from X_train and y_train only",
            next=f"what goes into the fit of `{name}`?",
        )
    work.proved(f"{name} learned from the training rows only")


def _rows(table: Table) -> Counter[bytes]:
    """Count the rows of a table of numbers, missing ones included."""
    numbers = np.ascontiguousarray(np.asarray(table, dtype=float)) + 0.0  # makes -0.0 the same as 0.0
    return Counter(row.tobytes() for row in np.where(np.isnan(numbers), np.nan, numbers))
