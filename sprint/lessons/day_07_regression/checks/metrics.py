"""Day 7, task 2: predictions and metrics, computed once more."""

from typing import Any

import numpy as np
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

from sprint.checks.api import SPLIT_NAMES, Failed, KnownMistake, Work, check, first_mismatch, predict_1d

from .common import part_of, targets_of


def _rounded(got: float, value: float) -> bool:
    """Tell whether a figure is the true value, rounded to two decimals or more."""
    return got != 0 and any(abs(got - round(value, places)) < 1e-9 for places in range(2, 8))


def _metric_slips(key: str, train: tuple[Any, Any], test: tuple[Any, Any]) -> list[KnownMistake]:
    """Return the usual slips for one of the three figures.

    Args:
        key: its name.
        train: truth and answers for the training rows.
        test: truth and answers for the test rows.
    """
    (y_train, said_train), (y_test, said) = train, test
    everything = np.concatenate([y_train, y_test])

    def always(value: float, truth: Any = y_test) -> float:
        return float(mean_absolute_error(truth, np.full(len(truth), value)))

    peek = "the guess has to come from the rows the model learned from"
    baseline = [
        KnownMistake(always(y_test.mean()), "the error of guessing the mean of y_test", peek),
        KnownMistake(always(everything.mean()), "the error of guessing the mean of all rows", peek),
        KnownMistake(
            always(np.median(y_train)), "the error of guessing the median", "the mean of y_train is asked for"
        ),
        KnownMistake(
            always(y_train.mean(), y_train), "the baseline's error on the training rows", "the verdict is about y_test"
        ),
        KnownMistake(always(0), "the error of guessing 0", "the guess is the mean of y_train"),
        KnownMistake(float(y_train.mean()), "the mean itself", "how far off is it, on average?"),
        KnownMistake(
            float(mean_absolute_error(y_test, said)),
            "the model's own error",
            "the baseline does not look at the features",
        ),
    ]
    mse = float(mean_squared_error(y_test, said))
    mae = [
        KnownMistake(
            float(mean_absolute_error(y_train, said_train)),
            "its error on the training rows",
            "the verdict is about X_test",
        ),
        KnownMistake(mse, "the mean squared error", "MAE takes the size of each error, without squares"),
        KnownMistake(
            mse**0.5, "the root of the mean squared error", "MAE takes the size of each error, without squares"
        ),
        KnownMistake(
            float(np.mean(said - y_test)),
            "the mean error: too high and too low cancel",
            "take the size of each error first",
        ),
        KnownMistake(
            float(np.mean(y_test - said)),
            "the mean error: too high and too low cancel",
            "take the size of each error first",
        ),
        KnownMistake(float(np.median(np.abs(said - y_test))), "the median of the errors", "the mean is asked for"),
    ]
    r2 = [
        KnownMistake(
            float(r2_score(said, y_test)),
            "R² with truth and answers in each other's place",
            "the truth comes first in r2_score",
        ),
        KnownMistake(
            float(r2_score(y_train, said_train)), "its R² on the training rows", "the verdict is about X_test"
        ),
        KnownMistake(
            float(np.corrcoef(y_test, said)[0, 1]), "the correlation", "R² compares squared errors: look for r2_score"
        ),
        KnownMistake(
            float(np.corrcoef(y_test, said)[0, 1] ** 2),
            "the squared correlation",
            "R² compares squared errors: look for r2_score",
        ),
    ]
    return {"mae": mae, "r2": r2, "baseline_mae": baseline}[key]


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
    y_pred = targets_of(work, "y_pred")
    if y_pred.shape != y_test.shape:
        because = "that is as many as there are training rows" if len(y_pred) == len(y_train) else ""
        raise Failed(
            f"y_pred has {len(y_pred)} values",
            f"{len(y_test)}, one for each row of X_test",
            because=because,
            next="which rows go into predict?",
        )
    truth = np.allclose(y_pred, y_test)
    work.equal(
        "a value of y_pred",
        *first_mismatch(y_pred, said),
        slips=[KnownMistake(first_mismatch(y_pred, said)[0], "the truth, not a prediction", "ask the model")]
        if truth
        else [],
        next="compare y_pred with model.predict(X_test)",
        rel=1e-5,
        abs=1e-6,
    )
    baseline = float(mean_absolute_error(y_test, np.full(len(y_test), y_train.mean())))
    expected = {
        "mae": float(mean_absolute_error(y_test, said)),
        "r2": float(r2_score(y_test, said)),
        "baseline_mae": baseline,
    }
    for key, value in expected.items():
        got = work.number("metrics", key)
        work.equal(
            f'metrics["{key}"]',
            value if _rounded(got, value) else got,
            value,
            slips=_metric_slips(key, (y_train, said_train), (y_test, said)),
            next="compute it from y_test and y_pred; the baseline guesses the mean of y_train for every row",
        )
        work.metric(key, value)
    return f"MAE {expected['mae']:.3g} against {baseline:.3g}, R² {expected['r2']:.2f}"
