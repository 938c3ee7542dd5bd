"""Probe of pairs: whether rows and labels that stand beside each other belong together.

A row is known again by the columns that a learner has left as they were. So columns may be missing, new or elsewhere,
a table may be a frame or an array, a number a float32, and labels may have other names. Where rows cannot be known
again, nothing is said.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from sprint.checks.models.arrays import Floats, Labels, Table
from sprint.checks.work import Work

TELLING = 20
"""How many different values make a column one by which rows are known again."""
KNOWN = 0.9
"""The share of the rows that has to be known again before anything is said."""
TOGETHER = 0.95
"""The share of the labels that has to be the right one."""
FOLLOWS = 0.8
"""How well targets have to follow those of the data in their ranks, whatever their unit: they do so with 1."""
GAP = -1.5e30
"""What stands for a missing number."""
ENOUGH_ROWS = 2000
"""A part of a large table that is large itself is no small part."""


def require_aligned_labels(
    work: Work, parts: Mapping[str, tuple[Table, Any]], whole: tuple[Table, Any], *, few_will_do: bool = False
) -> None:
    """Fail if labels stand beside rows they do not belong to, or if few of all rows are used.

    Args:
        work: the learner's work.
        parts: features (n, p) and labels (n,), by the end of their names: `train` for `X_train` and `y_train`.
        whole: features (k, q) and labels (k,) of the data set; the order of its rows does not matter.
        few_will_do: whether a small part of the rows is enough.
    """
    rows, own = _all_rows(parts), np.concatenate([_labels(y) for _, y in parts.values()])
    groups = _known_again(rows, whole[0])
    if groups is None:
        return
    least = 0 if few_will_do else min(len(whole[0]) / 2, ENOUGH_ROWS)
    work.require(
        len(rows) >= least,
        f"{' and '.join('X_' + part for part in parts)} hold {len(rows)} of {len(whole[0])} rows",
        "all rows of the data, or most of them",
        next="print the shapes of what goes into the split and of what comes out",
    )
    labels = _labels(whole[1])
    truth = _truth(labels, *groups)
    if 2 * sum(label is not None for label in truth) < len(truth):
        return  # most rows are alike with others of another label, and tell nothing
    places = np.repeat(np.arange(len(parts)), [len(y) for _, y in parts.values()])
    few = len(set(labels.tolist())) <= TELLING
    wrong, most = (_wrong_labels, 1 - TOGETHER) if few else (_wrong_targets, 1 - FOLLOWS)
    for part, share in zip(parts, wrong(own, truth, places), strict=True):
        work.require(
            share <= most,
            f"y_{part} does not belong to X_{part}: many of its rows stand beside what belongs to another row",
            "each row with its own label" if few else "each row with its own target",
            because="rows and answers were shuffled or cut apart, each for itself",
            next="split both in one call, or with the same row numbers",
        )


def _labels(values: Any) -> Labels:
    return np.ravel(np.asarray(values, dtype=object))


def _all_rows(parts: Mapping[str, tuple[Table, Any]]) -> Table:
    """Return the rows of all parts under each other, as a frame if they are frames of the same columns."""
    import pandas as pd

    tables = [X for X, _ in parts.values()]
    if all(hasattr(X, "columns") for X in tables):
        return pd.concat(tables, ignore_index=True)
    return np.concatenate([np.asarray(X) for X in tables])


def _known_again(rows: Table, whole: Table) -> tuple[Labels, Labels] | None:
    """Return a number for each row and for each row of the data, the same where they are alike; None if few are known.

    One column may have changed, where gaps were filled for example: then the others have to tell. So each of p columns
    is left out in turn until the rows are known again: at worst p + 1 sorts of the table.
    """
    pairs = list(_same_columns(_columns(rows), _columns(whole)))
    for left_out in (None, *range(len(pairs))):
        kept = [pair for place, pair in enumerate(pairs) if place != left_out]
        numbers = _row_numbers([own for own, _ in kept], [known for _, known in kept]) if kept else None
        if numbers is not None:
            return numbers
    return None


def _row_numbers(own: list[Floats], known: list[Floats]) -> tuple[Labels, Labels] | None:
    both = np.concatenate([np.column_stack(own), np.column_stack(known)])
    numbers = np.unique(both, axis=0, return_inverse=True)[1].ravel()
    mine, theirs = numbers[: len(own[0])], numbers[len(own[0]) :]
    return (mine, theirs) if np.isin(mine, theirs).mean() >= KNOWN else None


def _columns(table: Table) -> dict[Any, Any]:
    """Return the columns of a table that are numbers, as float32, by name or place."""
    found = {}
    for name, column in table.items() if hasattr(table, "columns") else enumerate(np.asarray(table).T):
        try:
            found[name] = np.nan_to_num(np.asarray(column, dtype=np.float32), nan=GAP)
        except (TypeError, ValueError):
            continue
    return found


def _same_columns(own: Mapping[Any, Any], known: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield a learner's column with the column of the data that holds its values.

    That is the one of its name or, where no name is the same and the tables are of one width, of its place. Where names
    say nothing, a column of many different values may be any column.
    """
    named = bool(set(own) & set(known))
    likely: Mapping[Any, Any] = {}
    if named:
        likely = known
    elif len(own) == len(known):
        likely = dict(zip(own, known.values(), strict=True))
    for name, column in own.items():
        if name in likely and np.isin(column, likely[name]).all():
            yield column, likely[name]
        elif not named and len(np.unique(column)) >= TELLING:
            fits = [other for other in known.values() if np.isin(column, other).all()]
            if len(fits) == 1:
                yield column, fits[0]


def _truth(labels: Labels, own: Labels, known: Labels) -> Labels:
    """Return for each row the label that the data has for it; None where rows that are alike have several."""
    of_row: dict[int, Any] = {}
    for number, label in zip(known.tolist(), labels.tolist(), strict=True):
        of_row[number] = label if of_row.setdefault(number, label) == label else None
    found = np.empty(len(own), dtype=object)
    found[:] = [of_row.get(number) for number in own.tolist()]
    return found


def _wrong_labels(own: Labels, truth: Labels, places: Labels) -> list[float]:
    """Return for each part the share of rows with another label than most of their class, whatever it is called."""
    seen: dict[Any, Counter[Any]] = {}
    for mine, label in zip(own.tolist(), truth.tolist(), strict=True):
        if label is not None:
            seen.setdefault(label, Counter())[mine] += 1
    usual = {label: counts.most_common(1)[0][0] for label, counts in seen.items()}
    told = np.array([label is not None for label in truth])
    wrong = np.array(
        [label is not None and mine != usual[label] for mine, label in zip(own.tolist(), truth.tolist(), strict=True)]
    )
    return [_mean(wrong[told & (places == part)]) for part in range(places.max() + 1)]


def _wrong_targets(own: Labels, truth: Labels, places: Labels) -> list[float]:
    """Return for each part how much the ranks of its targets miss of those in the data, 0 where they follow them."""
    from scipy.stats import spearmanr

    told = np.array([label is not None for label in truth])
    missed = []
    for part in range(places.max() + 1):
        here = told & (places == part)
        try:
            pair = own[here].astype(float), truth[here].astype(float)
        except (TypeError, ValueError):
            return [0.0] * (places.max() + 1)
        enough = here.sum() >= TELLING and all(len(np.unique(side)) >= TELLING for side in pair)
        missed.append(1 - abs(float(spearmanr(*pair).statistic)) if enough else 0.0)
    return missed


def _mean(values: Labels) -> float:
    return float(values.mean()) if len(values) >= TELLING else 0.0
