"""The probe of pairs: labels beside rows they do not belong to are found, honest changes of a table left alone."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from sprint.checks.api import Failed, Work, require_aligned_labels

RNG = np.random.default_rng(5)
X = pd.DataFrame(RNG.normal(size=(300, 4)), columns=list("abcd")).assign(kind=RNG.integers(0, 3, 300))
X.loc[::7, "b"] = np.nan
Y = pd.Series(RNG.integers(0, 2, 300))
TARGET = pd.Series(X["a"] + RNG.normal(size=300))
SPLIT = slice(0, 220), slice(220, 300)

Table = Callable[[pd.DataFrame], Any]


class Found:
    """What a probe asks of a learner's work: to state something; what held is kept."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def require(self, holds: object, seen: str, *_expected: str, **_more: str) -> None:
        """Fail unless it holds, as `Work.require` does."""
        if not holds:
            raise Failed(seen)
        self.held.append(seen)


def _probe(X_own: Any, y_own: Any, whole: Any = Y, **more: bool) -> list[str]:
    """Put the probe to a table that is split as `SPLIT` says, and return what it stated."""
    parts = {name: (X_own[rows], y_own[rows]) for name, rows in zip(("train", "test"), SPLIT, strict=True)}
    found = Found()
    require_aligned_labels(cast("Work", found), parts, (X, whole), **more)
    return found.held


HONEST: dict[str, Table] = {
    "as it was": lambda table: table,
    "an array": lambda table: table.to_numpy(),
    "single precision": lambda table: table.to_numpy(dtype=np.float32),
    "columns turned round": lambda table: table.to_numpy()[:, ::-1],
    "fewer columns": lambda table: table[["d", "a"]].to_numpy(),
    "a new column": lambda table: table.assign(sum=table["a"] + table["d"]),
    "gaps filled": lambda table: table.fillna(table.mean()),
    "gaps filled, as an array": lambda table: table.fillna(0).to_numpy(),
    "texts beside numbers": lambda table: table.assign(kind=table["kind"].map(str)),
    "another index": lambda table: table.set_axis(RNG.permutation(300)),
}


@pytest.mark.parametrize("change", HONEST.values(), ids=HONEST)
def test_rows_are_known_again_whatever_was_done_to_the_table(change: Table) -> None:
    """Shuffled rows with their labels pass under any name of the classes; permuted labels of one part are found."""
    order = RNG.permutation(300)
    table, labels = change(X.iloc[order]), Y.to_numpy()[order]
    for names in (labels, 1 - labels, np.array(["well", "ill"])[labels], labels.astype(bool), labels.astype(float)):
        assert _probe(table, names)
    mixed = labels.copy()
    mixed[SPLIT[1]] = RNG.permutation(np.repeat([0, 1], 40))
    with pytest.raises(Failed, match="y_test does not belong to X_test"):
        _probe(table, mixed)
    with pytest.raises(Failed, match="does not belong to X_"):
        _probe(table, np.roll(labels, 1))


STRANGE: dict[str, Table] = {
    "scaled": lambda table: ((table - table.mean()) / table.std()).to_numpy(),
    "noise added": lambda table: table + 1e-3,
    "other rows": lambda table: pd.DataFrame(RNG.normal(size=table.shape), columns=table.columns),
}


@pytest.mark.parametrize("change", STRANGE.values(), ids=STRANGE)
def test_nothing_is_said_where_rows_are_not_known(change: Table) -> None:
    """A table that was scaled or is another one tells nothing, and neither labels nor their number are judged."""
    assert _probe(change(X), np.roll(Y.to_numpy(), 1)) == []


def test_rows_that_are_mostly_alike_tell_nothing_of_their_labels() -> None:
    """Of one column of codes only the number of rows is stated: no label beside it is judged, and none praised."""
    assert _probe(X[["kind"]], np.roll(Y.to_numpy(), 1)) == ["X_train and X_test hold 300 of 300 rows"]


def test_targets_are_known_in_any_unit() -> None:
    """Numbers pass in another unit, as logarithms or with some cut off, and fail in the order of other rows."""
    target = TARGET.to_numpy()
    for own in (target, 1e5 * target, np.exp(target), -target, target.clip(-1, 1), target.astype(np.float32)):
        assert _probe(X.to_numpy(), own, TARGET)
    with pytest.raises(Failed, match="y_train does not belong to X_train"):
        _probe(X.to_numpy(), np.roll(target, 1), TARGET)


def test_classes_may_be_joined() -> None:
    """Three classes of which two became one are still beside their rows."""
    kinds = X["kind"].to_numpy()
    _probe(X[list("abcd")], kinds > 0, X["kind"])
    with pytest.raises(Failed, match="does not belong"):
        _probe(X[list("abcd")], RNG.permutation(kinds) > 0, X["kind"])


def test_a_small_part_of_the_rows_is_named() -> None:
    """Forty of three hundred rows are few, unless the caller says that they are enough; half of them are most."""
    parts = {"train": (X[:30], Y[:30]), "test": (X[30:40], Y[30:40])}
    with pytest.raises(Failed, match="X_train and X_test hold 40 of 300 rows"):
        require_aligned_labels(cast("Work", Found()), parts, (X, Y))
    require_aligned_labels(cast("Work", Found()), parts, (X, Y), few_will_do=True)
    half = {"train": (X[:100], Y[:100]), "test": (X[100:150], Y[100:150])}
    require_aligned_labels(cast("Work", Found()), half, (X, Y))


def test_rows_that_are_alike_may_have_any_of_their_labels() -> None:
    """Where rows of the data are alike and their labels differ, either is right."""
    twice = pd.DataFrame({"a": np.repeat(np.arange(150.0), 2)})
    labels = pd.Series(np.tile([0, 1], 150))
    swapped = {"train": (twice[:200], 1 - labels[:200]), "test": (twice[200:], labels[200:])}
    found = Found()
    require_aligned_labels(cast("Work", found), swapped, (twice, labels))
    assert found.held
