"""Day 9, task 2: the test rows stayed unseen, and no column gives the answer away."""

import contextlib

import pandas as pd
from sklearn.tree import DecisionTreeClassifier

from sprint.checks.api import (
    SPLIT_NAMES,
    SPLIT_ORDER,
    Failed,
    Labels,
    LearnerError,
    Work,
    check,
    count_shared_rows,
    require_aligned_labels,
    require_learned_only_from,
)

from .common import all_rows, as_numbers, table_of

MOST_DEPTH = 6
"""How deep a tree asked to be three questions deep may be: some limit the leaves instead."""


def _everybody(work: Work, X: pd.DataFrame) -> tuple[pd.DataFrame, Labels]:
    """Return features and fates of all passengers as the ship's list has them, each once."""
    passengers = work.session.imported("sprint.datasets:load_titanic").keep()
    features = as_numbers(work.function("make_features")(passengers))
    work.require(
        len(X) <= len(features),
        f"X has {len(X)} rows, there are {len(features)} passengers",
        "each passenger once",
        next="what happens to X between make_features and the split?",
    )
    return features, passengers.attribute("survived").get()


def _only_few_questions(work: Work) -> None:
    """Fail if the tree, or the last step of a pipeline, asks far more questions in a row than a picture can show."""
    tree = work.remote("tree")
    with contextlib.suppress(LearnerError):
        tree = tree.attribute("steps").get()[-1][1]
    try:
        depth = int(tree.attribute("get_depth")())
    except LearnerError:
        return
    work.require(
        depth <= MOST_DEPTH,
        f"tree asks up to {depth} questions in a row",
        "about three, so that it can be drawn",
        next="look at max_depth of the tree",
    )


def _require_lengths(tables: dict[str, tuple[pd.DataFrame, Labels]]) -> None:
    """Fail unless each table (n, p) has as many rows as its answers (n,)."""
    for name, (table, truth) in tables.items():
        if len(table) != len(truth):
            raise Failed(
                f"{name} has {len(table)} rows, its y has {len(truth)}",
                "the same number",
                next=SPLIT_ORDER,
            )


def _no_column_is_the_answer(work: Work, X: pd.DataFrame, y: Labels) -> None:
    """Fail if one column of X alone, put to eight questions, tells nearly every y."""
    for name in X:
        alone = DecisionTreeClassifier(max_leaf_nodes=8).fit(X[[name]], y).score(X[[name]], y)
        work.require(
            alone < 0.95,
            f"the column {name!r} alone is right about {alone:.0%} of the passengers",
            "columns that were known before the journey",
            because="a column that tells nearly everything is the answer under another name",
            next="print that column beside y",
        )


@check(
    "d09.c2",
    "the test rows stayed unseen, and no column gives the answer away",
    names=("X", "y", *SPLIT_NAMES, "tree", "forest"),
    needs=("d09.c1",),
)
def test_rows_are_unseen(work: Work) -> str:
    """No passenger may be on both sides of the split, and `tree` and `forest` learned from the training rows only.

    Passengers who are alike in all columns are no fault, and columns may be filled, added or moved after the split: a
    row is known by its index, or else counts where it stands there more often than on the ship's list. Each row has its
    own fate beside it, in 0 and 1 or in words, and the tree is small enough to draw, as asked. Then a copy of each model
    is fitted on `X_train`, another on the rows of `X_train` and `X_test` together, and yours has to answer like the
    first. Last, a single column of `X` that tells the fates by itself is no feature but the answer.
    """
    X, X_train, X_test = (table_of(work, name) for name in ("X", "X_train", "X_test"))
    y, y_train, y_test = (work.array(name, (None,)) for name in ("y", "y_train", "y_test"))
    _require_lengths({"X": (X, y), "X_train": (X_train, y_train), "X_test": (X_test, y_test)})
    _no_column_is_the_answer(work, X, y)
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size",
    )
    everybody, fates = _everybody(work, X)
    require_aligned_labels(work, {"train": (X_train, y_train), "test": (X_test, y_test)}, (everybody, fates))
    both = count_shared_rows(X_train, X_test, everybody)
    work.require(
        both <= 0.02 * len(y_test),
        f"about {both} of the {len(y_test)} test rows are also in X_train",
        "each passenger on one side only",
        next="print the shapes of X, X_train and X_test right after the split",
    )
    train = work.remote("X_train"), work.remote("y_train")
    for name in ("tree", "forest"):
        require_learned_only_from(work, name, train, all_rows(work), work.remote("X_test"))
    _only_few_questions(work)
    return f"{len(y_test)} of {len(y)} passengers kept back"
