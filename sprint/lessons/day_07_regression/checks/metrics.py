"""Day 7, task 2: predictions and metrics, computed once more."""

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

from sprint.checks.api import (
    SPLIT_NAMES,
    Failed,
    Floats,
    KnownMistake,
    MistakeTable,
    Work,
    check,
    first_mismatch,
    known_mistakes,
    predict_1d,
)

from .common import part_of, targets_of


def _rounded(got: float, value: float) -> bool:
    """Tell whether a figure is the true value, rounded to two decimals or more."""
    return got != 0 and any(abs(got - round(value, places)) < 1e-9 for places in range(2, 8))


@dataclass(frozen=True, slots=True)
class Predictions:
    """Truth and predictions of the training and the test rows, each (n,)."""

    y_train: Floats
    """The targets of the training rows."""
    y_train_pred: Floats
    """What the model says of them."""
    y_test: Floats
    """The targets of the test rows."""
    y_pred: Floats
    """What the model says of them."""

    def baseline(self, guess: float) -> float:
        """Return the mean absolute error on the test rows of one guess for all."""
        return float(mean_absolute_error(self.y_test, np.full(len(self.y_test), guess)))

    @property
    def every_target(self) -> Floats:
        """The targets of all rows."""
        return np.concatenate([self.y_train, self.y_test])


PEEK = "the guess has to come from the rows the model learned from"
NO_SQUARES = "MAE takes the size of each error, without squares"
SIZE_FIRST = "take the size of each error first"
NOT_CORRELATION = "R² compares squared errors: look for r2_score"

MISTAKES: dict[str, MistakeTable] = {
    "baseline_mae": (
        (lambda p: p.baseline(p.y_test.mean()), "the error of guessing the mean of y_test", PEEK),
        (lambda p: p.baseline(p.every_target.mean()), "the error of guessing the mean of all rows", PEEK),
        (
            lambda p: p.baseline(np.median(p.y_train)),
            "the error of guessing the median",
            "the mean of y_train is asked for",
        ),
        (
            lambda p: np.abs(p.y_train - p.y_train.mean()).mean(),
            "the baseline's error on the training rows",
            "the verdict is about y_test",
        ),
        (lambda p: p.baseline(0), "the error of guessing 0", "the guess is the mean of y_train"),
        (lambda p: p.y_train.mean(), "the mean itself", "how far off is it, on average?"),
        (
            lambda p: mean_absolute_error(p.y_test, p.y_pred),
            "the model's own error",
            "the baseline does not look at the features",
        ),
    ),
    "mae": (
        (
            lambda p: mean_absolute_error(p.y_train, p.y_train_pred),
            "its error on the training rows",
            "the verdict is about X_test",
        ),
        (lambda p: mean_squared_error(p.y_test, p.y_pred), "the mean squared error", NO_SQUARES),
        (lambda p: mean_squared_error(p.y_test, p.y_pred) ** 0.5, "the root of the mean squared error", NO_SQUARES),
        (lambda p: np.mean(p.y_pred - p.y_test), "the mean error: too high and too low cancel", SIZE_FIRST),
        (lambda p: np.mean(p.y_test - p.y_pred), "the mean error: too high and too low cancel", SIZE_FIRST),
        (lambda p: np.median(np.abs(p.y_pred - p.y_test)), "the median of the errors", "the mean is asked for"),
    ),
    "r2": (
        (
            lambda p: r2_score(p.y_pred, p.y_test),
            "R² with truth and answers in each other's place",
            "the truth comes first in r2_score",
        ),
        (lambda p: r2_score(p.y_train, p.y_train_pred), "its R² on the training rows", "the verdict is about X_test"),
        (lambda p: np.corrcoef(p.y_test, p.y_pred)[0, 1], "the correlation", NOT_CORRELATION),
        (lambda p: np.corrcoef(p.y_test, p.y_pred)[0, 1] ** 2, "the squared correlation", NOT_CORRELATION),
    ),
}
"""For each of the three figures: what a usual mistake gives, what it is, and where to look."""


def _require_predictions(work: Work, said: Floats, training_rows: int) -> None:
    """Fail unless y_pred (n,) is what the model says of the test rows, (n,)."""
    y_test = targets_of(work, "y_test")
    y_pred = targets_of(work, "y_pred")
    if y_pred.shape != y_test.shape:
        because = "that is as many as there are training rows" if len(y_pred) == training_rows else ""
        raise Failed(
            f"y_pred has {len(y_pred)} values",
            f"{len(y_test)}, one for each row of X_test",
            because=because,
            next="which rows go into predict?",
        )
    truth = np.allclose(y_pred, y_test)
    work.require_equal(
        "a value of y_pred",
        *first_mismatch(y_pred, said),
        slips=[KnownMistake(first_mismatch(y_pred, said)[0], "the truth, not a prediction", "ask the model")]
        if truth
        else [],
        next="compare y_pred with model.predict(X_test)",
        rel=1e-5,
        abs=1e-6,
    )


@check(
    "d07.c2",
    "y_pred and metrics are what the model gives on X_test",
    names=(*SPLIT_NAMES, "model", "y_pred", "metrics"),
    needs=("d07.c1",),
)
def figures_are_recomputed(work: Work) -> str:
    """`y_pred` and the three numbers in `metrics` are computed once more from your `model`, `X_test` and `y_test`.

    They have to be the same; figures rounded to two decimals or more are fine. The usual slips give numbers that look fine: the training rows in place of the test rows, truth and
    answers swapped, a baseline that has seen the test rows. Each of these is recognised by its value.
    """
    (X_train, y_train), (X_test, y_test) = part_of(work, "train"), part_of(work, "test")
    model = work.remote("model")
    said, said_train = (predict_1d(model, X) for X in (X_test, X_train))
    _require_predictions(work, said, len(y_train))
    found = Predictions(y_train, said_train, y_test, said)
    baseline = found.baseline(y_train.mean())
    expected = {
        "mae": float(mean_absolute_error(y_test, said)),
        "r2": float(r2_score(y_test, said)),
        "baseline_mae": baseline,
    }
    for key, value in expected.items():
        got = work.number("metrics", key)
        work.require_equal(
            f'metrics["{key}"]',
            value if _rounded(got, value) else got,
            value,
            slips=known_mistakes(MISTAKES[key], found),
            next="compute it from y_test and y_pred; the baseline guesses the mean of y_train for every row",
        )
        work.metric(key, value)
    return f"MAE {expected['mae']:.3g} against {baseline:.3g}, R² {expected['r2']:.2f}"
