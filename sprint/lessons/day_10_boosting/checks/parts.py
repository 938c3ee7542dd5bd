"""Day 10, task 1: three parts of the rows that share none."""

import numpy as np
from sklearn.tree import DecisionTreeRegressor

from sprint.checks.api import Labels, Table, Work, check, count_shared_rows, predict

from .common import PARTS, fresh_rows, part_of

NAMES = tuple(f"{letter}_{part}" for letter in "Xy" for part in PARTS)
COLUMNS = 10
LEAST_TOGETHER = 0.5
"""How well `y` has to follow the formula: with this noise it does so with 0.92, in another order with 0."""


@check("d10.c1", "three parts that share no row, and a baseline of depth 3", names=(*NAMES, "baseline"))
def parts_are_apart(work: Work) -> str:
    """Every row stands in one of the three parts only, its own `y` beside it: rows to learn from, to watch, for the end.

    If the watched rows were test rows as well, the test score would have helped to choose when to stop. The baseline is
    asked about new rows of the same formula and has to answer like a tree of depth 3 grown here on your training rows.
    """
    parts = {part: part_of(work, part) for part in PARTS}
    rows = sum(len(y) for _, y in parts.values())
    nothing = np.empty((0, np.shape(parts["train"][0])[1]))
    for one, other in (("valid", "test"), ("test", "train"), ("valid", "train")):
        both = count_shared_rows(parts[one][0], parts[other][0], nothing)
        work.require(
            both == 0,
            f"{both} of the {len(parts[one][1])} rows of X_{one} are also in X_{other}",
            f"no row in X_{one} and X_{other}",
            because="rows that decide when to stop are no longer unseen" if other == "test" else "",
            next="cut twice: first the test rows off, then the rest in two",
        )
    for part, least in (("train", 0.4), ("valid", 0.05), ("test", 0.05)):
        share = len(parts[part][1]) / rows
        work.require(
            share >= least,
            f"X_{part} has {share:.0%} of the rows",
            f"at least {least:.0%}",
            next="about 60, 20 and 20 % serve well",
        )
    for part, (rows_of_part, y) in parts.items():
        _follows_the_formula(work, part, rows_of_part, y)
    _baseline_is_a_tree(work, *parts["train"])
    return " + ".join(str(len(parts[part][1])) for part in PARTS) + " rows"


def _baseline_is_a_tree(work: Work, X_train: Table, y_train: Labels) -> None:
    """Fail unless baseline answers like a tree of depth 3 grown here on the training rows, (n, 10) and (n,)."""
    X, _ = fresh_rows(work)
    answers = predict(work.remote("baseline"), X)
    values = len(np.unique(answers))
    work.require(
        values <= 8,
        f"baseline gives {values} different answers",
        "at most 8, as a tree of depth 3 has",
        next="look at max_depth of the baseline",
    )
    ours = DecisionTreeRegressor(max_depth=3).fit(np.asarray(X_train), y_train)
    apart = np.abs(answers - ours.predict(np.asarray(X))).mean()
    work.require(
        apart < 0.05 * np.std(answers) + 1e-9,
        f"baseline answers otherwise than a tree of depth 3 grown on X_train, by {apart:.2g} on average",
        "a tree of depth 3, fitted on the training rows",
        next="what goes into the fit of the baseline?",
    )


def _follows_the_formula(work: Work, part: str, X: Table, y: Labels) -> None:
    """Fail if the targets of a part have nothing to do with its rows, where these are as the lesson made them."""
    values = np.asarray(X, dtype=float)
    if values.shape[1] != COLUMNS or values.min() < 0 or values.max() > 1:
        return
    formula = 10 * np.sin(np.pi * values[:, 0] * values[:, 1]) + 20 * (values[:, 2] - 0.5) ** 2
    formula += 10 * values[:, 3] + 5 * values[:, 4]
    together = abs(float(np.corrcoef(formula, np.ravel(y).astype(float))[0, 1]))
    work.require(
        together >= LEAST_TOGETHER,
        f"y_{part} does not belong to X_{part}: it follows the formula of its rows with a correlation of {together:.2f}",
        "each row with its own y",
        because="rows and targets were shuffled or cut apart, each for itself",
        next="split both in one call, or with the same row numbers",
    )
