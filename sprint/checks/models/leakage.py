"""Probes of rows: which ones a model has learned from, and which stand where they should not.

Here a model is not made anew by a function of the learner's but copied, unfitted, from the one at hand; and the rows
stay in the learner's process, with the types they have there, so a model may be a pipeline that reads text columns.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from sprint.checks.models.arrays import Array, Floats, Labels, Rows, Table
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work
from sprint.lab.supervisor.session import Remote

TELLING = 20
"""How many different values make a column one by which rows are known again."""
FROM_THERE = 0.95
"""How well a column has to follow that of the whole in its ranks, or what share of its values has to be known there."""


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


def count_shared_rows(first: Table, second: Table, whole: Table | None = None) -> int:
    """Count the rows that two parts of a table share beyond what the whole table holds.

    Two passengers may well be the same in every column, one on either side, and columns may have been filled, rounded,
    scaled, added or moved since. So a row is known by where it comes from: by its index, where that leads to its row in
    the whole. Else it counts only where it stands on both sides, and in the two together more often than in the whole,
    in the columns that are still as they were there.

    Args:
        first: numbers, (n, p).
        second: numbers, (m, p).
        whole: numbers, (k, q); none where no two rows can be alike by nature.
    """
    if whole is None:
        return _shared(_rows(first), _rows(second))
    labels = [_origins(part, whole) for part in (first, second)]
    if labels[0] is not None and labels[1] is not None:
        return int(np.isin(labels[1], labels[0]).sum())
    one, other, known = _unchanged_columns(first, second, whole)
    if one.shape[1] == 0:  # nothing is as it was: as many as are alike in the whole may be alike here
        natural = sum(count - 1 for count in _rows(whole).values())
        return max(0, _shared(_rows(first), _rows(second)) - natural)
    return _shared(_rows(one), _rows(other), _rows(known))


def _shared(one: Counter[bytes], other: Counter[bytes], known: Counter[bytes] | None = None) -> int:
    """Count the rows on both sides; of those that a table knows, the ones beyond what it holds."""
    both = one.keys() & other.keys()
    if known is None:
        return sum(min(one[row], other[row]) for row in both)
    return sum(max(0, min(one[row], other[row], one[row] + other[row] - known[row])) for row in both & known.keys())


def _origins(part: Table, whole: Table) -> Array | None:
    """Return the labels of a part's rows if they lead to these very rows of the whole, else None.

    They do where a column of many values goes up and down with the one of its name there, filled or scaled as may be.
    """
    from scipy.stats import spearmanr

    framed = hasattr(part, "columns") and hasattr(whole, "columns") and whole.index.is_unique
    if not framed or not len(part) or not part.index.isin(whole.index).all():
        return None
    there = whole.loc[part.index]
    for name in part.columns.intersection(whole.columns):
        mine, theirs = (np.asarray(table[name], dtype=float) for table in (part, there))
        known = np.isfinite(mine) & np.isfinite(theirs)
        many = len(np.unique(theirs[known])) >= TELLING and np.ptp(mine[known]) > 0
        if many and abs(spearmanr(mine[known], theirs[known]).statistic) >= FROM_THERE:
            return np.asarray(part.index)
    return None


def _unchanged_columns(first: Table, second: Table, whole: Table) -> tuple[Rows, Rows, Rows]:
    """Return the columns of two parts and of their whole that hold no value and no filled gap the whole has not."""
    tables = [first, second, whole]
    if all(hasattr(table, "columns") for table in tables):
        names = [name for name in whole if name in first and name in second]
        tables = [table[names] for table in tables]
    one, other, known = (np.asarray(table, dtype=float) for table in tables)
    if not one.shape[1] == other.shape[1] == known.shape[1]:
        one, other, known = (table[:, :0] for table in (one, other, known))
    parts = np.concatenate([one, other])
    kept = [place for place in range(known.shape[1]) if _is_unchanged(parts[:, place], known[:, place])]
    return one[:, kept], other[:, kept], known[:, kept]


def _is_unchanged(mine: Floats, theirs: Floats) -> bool:
    """Tell whether a column's values are known in the whole, and about as many gaps are left."""
    gaps = np.isnan(mine)
    if gaps.all():
        return bool(np.isnan(theirs).all())
    return bool(np.isin(mine[~gaps], theirs).mean() > FROM_THERE and gaps.mean() >= np.isnan(theirs).mean() / 2)


def require_learned_only_from(
    work: Work,
    name: str,
    train: tuple[Remote, Labels | Remote],
    whole: tuple[Table, Labels | Remote],
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
