"""Day 7, task 1: a model that predicts rows it has not seen."""

import numpy as np
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

from sprint.checks.api import (
    SPLIT_NAMES,
    Floats,
    Table,
    Work,
    check,
    fit_model,
    predict_1d,
    require_aligned_labels,
    stack_rows,
)

from .common import WORTH_IT, error_left, part_of

LEARNS = 0.95
"""The same for a made-up target: a straight line leaves 0.3, a model of another kind more, one that cannot learn 1.0."""


def _made_up_target(X: Table) -> Floats:
    """Return a target for some rows that nobody has seen: a new random straight line through their features."""
    rng = np.random.default_rng()
    numbers = np.asarray(X, dtype=float)
    spread = np.where(numbers.std(axis=0) > 0, numbers.std(axis=0), 1)
    line = np.clip((numbers - np.median(numbers, axis=0)) / spread, -3, 3) @ rng.normal(size=numbers.shape[1])
    target: Floats = 100 + 20 * (line / line.std() + 0.3 * rng.normal(size=len(line)))
    return target


@check("d07.c1", "the model predicts rows it has not seen better than a guess", names=(*SPLIT_NAMES, "make_model"))
def predicts(work: Work) -> str:
    """Your `make_model()` is called for new models, which are fitted and asked on a split of your rows that we draw anew.

    First, the rows have to be those of the table, most of them and each beside its own value. The model's mean absolute
    error has to be below 85 % of what always guessing the mean gives; a linear regression leaves about 60 %.
    The error decides and not R², because a single odd district can pull R² below zero. Then it has to do the same for a target made
    up on the spot, so that knowing the table by heart is of no use.
    """
    (X_train, y_train), (X_test, y_test) = part_of(work, "train"), part_of(work, "test")
    table = work.session.imported("sprint.datasets:load_california")()
    whole = table.iloc[:, :-1], table.iloc[:, -1]
    require_aligned_labels(work, {"train": (X_train, y_train), "test": (X_test, y_test)}, whole)
    X, y = stack_rows(X_train, X_test), np.concatenate([y_train, y_test])
    X_fit, X_new, y_fit, y_new = train_test_split(X, y, test_size=0.3)
    answers = predict_1d(fit_model(work, X_fit, y_fit), X_new)
    left, r2 = error_left(y_fit, y_new, answers), float(r2_score(y_new, answers))
    work.require(
        left < WORTH_IT,
        f"on {len(X_new)} rows the model has not seen, its error is {left:.0%} of what always guessing the mean gives (R² {r2:.2f})",
        f"less than {WORTH_IT:.0%}",
        because="that is no better than guessing" if left > 0.97 else "",
        next="which columns does the model get, and does fit get X and y in this order?",
    )
    made_up = _made_up_target(X)
    X_fit, X_new, y_fit, y_new = train_test_split(X, made_up, test_size=0.3)
    left_made_up = error_left(y_fit, y_new, predict_1d(fit_model(work, X_fit, y_fit), X_new))
    work.require(
        left_made_up < LEARNS,
        f"for a made-up target that a straight line explains, the error is {left_made_up:.0%} of the baseline's",
        "a model that learns from the rows it is given",
        next="make_model() has to return a model that learns everything in fit",
    )
    return f"{left:.0%} of the baseline's error, R² {r2:.2f}"
