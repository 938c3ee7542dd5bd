"""Day 7: what is guessed before the model is judged."""

import numpy as np

from sprint.checks.api import Choice, Number, Work, prediction

from .common import targets_of

RIGHT = 0.1
"""A mean error below this share of the targets' spread is about right."""


@prediction(
    "d07.p1",
    "What R² will the model reach on the test rows?",
    name="prediction_r2",
    kind=Number(close=0.1),
    answered_in="metrics",
    needs=("d07.c2",),
)
def r2(work: Work) -> float:
    """R² as your `metrics` hold it, once that is proved."""
    return work.number("metrics", "r2")


@prediction(
    "d07.p2",
    "In the top quarter of the true values, how do the model's answers lie?",
    name="prediction_top_quarter",
    kind=Choice(("too high", "too low", "about right")),
    answered_in="view",
    needs=("d07.c2",),
)
def top_quarter(work: Work) -> str:
    """The mean of `y_pred - y_test` over the quarter of the test rows with the largest true values.

    Less than a tenth of the standard deviation of `y_test` is about right.
    """
    y_test, y_pred = targets_of(work, "y_test"), targets_of(work, "y_pred")
    top = y_test >= np.quantile(y_test, 0.75)
    error = float(np.mean(y_pred[top] - y_test[top]))
    if abs(error) < RIGHT * float(np.std(y_test)):
        return "about right"
    return "too high" if error > 0 else "too low"
