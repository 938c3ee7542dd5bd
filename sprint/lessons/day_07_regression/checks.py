"""Day 7: how the regression and its figures are proved."""

from typing import Any

import numpy as np
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score
from sklearn.model_selection import train_test_split

from sprint.checks.api import (
    Failed,
    Figure,
    KnownMistake,
    Work,
    analysis_check,
    check,
    figure_check,
    fit_model,
    format_value,
    predict,
    require_aligned_labels,
    require_learned_from_train,
    stack_rows,
)

SPLIT = ("X_train", "X_test", "y_train", "y_test")
WORTH_IT = 0.85
"""A model has to leave less than this share of the baseline's error: a straight line leaves 0.6 here, a guess 1.0."""

LEARNS = 0.95
"""The same for a made-up target: a straight line leaves 0.3, a model of another kind more, one that cannot learn 1.0."""


def _targets(work: Work, name: str) -> Any:
    """Return the learner's targets as (n,) floats."""
    values = work.array(name)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim != 1 or values.dtype.kind not in "iuf":
        raise Failed(
            f"{name} has shape {values.shape}",
            "one number for each row",
            next="look at the order of the four names train_test_split gives back",
        )
    return values.astype(float)


def _part(work: Work, part: str) -> tuple[Any, Any]:
    """Return features and targets of `train` or `test`, of one length."""
    X, y = work.get(f"X_{part}"), _targets(work, f"y_{part}")
    if not hasattr(X, "shape") or len(X.shape) != 2 or len(X) != len(y):
        raise Failed(
            f"X_{part} is {f'of shape {X.shape}' if hasattr(X, 'shape') else format_value(X)}, y_{part} has {len(y)} values",
            "a table and one value for each of its rows",
            next="look at the order of the four names train_test_split gives back",
        )
    return X, y


def _left(y_train: Any, y_new: Any, answers: Any) -> float:
    """Return the share of the baseline's error that is left."""
    baseline = mean_absolute_error(y_new, np.full(len(y_new), np.mean(y_train)))
    return float(mean_absolute_error(y_new, answers) / baseline)


def _made_up_target(X: Any) -> Any:
    """Return a target for some rows that nobody has seen: a new random straight line through their features."""
    rng = np.random.default_rng()
    numbers = np.asarray(X, dtype=float)
    spread = np.where(numbers.std(axis=0) > 0, numbers.std(axis=0), 1)
    line = np.clip((numbers - np.median(numbers, axis=0)) / spread, -3, 3) @ rng.normal(size=numbers.shape[1])
    return 100 + 20 * (line / line.std() + 0.3 * rng.normal(size=len(line)))


@check("d07.c1", "the model predicts rows it has not seen better than a guess", names=(*SPLIT, "make_model"))
def predicts(work: Work) -> str:
    """Your `make_model()` is called for new models, which are fitted and asked on a split of your rows that we draw anew.

    First, the rows have to be those of the table, most of them and each beside its own value. The model's mean absolute
    error has to be below 85 % of what always guessing the mean gives; a linear regression leaves about 60 %.
    The error decides and not R², because a single odd district can pull R² below zero. Then it has to do the same for a target made
    up on the spot, so that knowing the table by heart is of no use.
    """
    (X_train, y_train), (X_test, y_test) = _part(work, "train"), _part(work, "test")
    table = work.session.imported("sprint.datasets:load_california")()
    whole = table.iloc[:, :-1], table.iloc[:, -1]
    require_aligned_labels(work, {"train": (X_train, y_train), "test": (X_test, y_test)}, whole)
    X, y = stack_rows(X_train, X_test), np.concatenate([y_train, y_test])
    X_fit, X_new, y_fit, y_new = train_test_split(X, y, test_size=0.3)
    answers = predict(fit_model(work, X_fit, y_fit), X_new).reshape(len(X_new), -1)[:, 0]
    left, r2 = _left(y_fit, y_new, answers), float(r2_score(y_new, answers))
    work.require(
        left < WORTH_IT,
        f"on {len(X_new)} rows the model has not seen, its error is {left:.0%} of what always guessing the mean gives (R² {r2:.2f})",
        f"less than {WORTH_IT:.0%}",
        because="that is no better than guessing" if left > 0.97 else "",
        next="which columns does the model get, and does fit get X and y in this order?",
    )
    made_up = _made_up_target(X)
    X_fit, X_new, y_fit, y_new = train_test_split(X, made_up, test_size=0.3)
    left_made_up = _left(y_fit, y_new, predict(fit_model(work, X_fit, y_fit), X_new).reshape(len(X_new), -1)[:, 0])
    work.require(
        left_made_up < LEARNS,
        f"for a made-up target that a straight line explains, the error is {left_made_up:.0%} of the baseline's",
        "a model that learns from the rows it is given",
        next="make_model() has to return a model that learns everything in fit",
    )
    return f"{left:.0%} of the baseline's error, R² {r2:.2f}"


def _first_difference(got: Any, expected: Any) -> tuple[float, float]:
    """Return the first pair of values that differ, or the first pair."""
    places = np.flatnonzero(~np.isclose(got, expected, rtol=1e-5, atol=1e-6))
    place = int(places[0]) if len(places) else 0
    return float(got[place]), float(expected[place])


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
    names=(*SPLIT, "model", "y_pred", "metrics"),
    needs=("d07.c1",),
)
def figures_are_recomputed(work: Work) -> str:
    """`y_pred` and the three numbers in `metrics` are computed once more from your `model`, `X_test` and `y_test`.

    They have to be the same; figures rounded to two decimals or more are fine. The usual slips give numbers that look fine: the training rows in place of the test rows, truth and
    answers swapped, a baseline that has seen the test rows. Each of these is recognised by its value.
    """
    (X_train, y_train), (X_test, y_test) = _part(work, "train"), _part(work, "test")
    model = work.remote("model")
    said, said_train = (predict(model, X).reshape(len(X), -1)[:, 0] for X in (X_test, X_train))
    y_pred = _targets(work, "y_pred")
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
        *_first_difference(y_pred, said),
        slips=[KnownMistake(_first_difference(y_pred, said)[0], "the truth, not a prediction", "ask the model")]
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


def _no_answer_among_the_features(work: Work, X: Any, y: Any) -> None:
    """Fail if one column alone puts the rows into the order of the target (probe B10)."""
    ranks = np.argsort(np.argsort(y))
    numbers = np.asarray(X, dtype=float)
    names = list(X.columns) if hasattr(X, "columns") else [f"number {place}" for place in range(numbers.shape[1])]
    for name, column in zip(names, numbers.T, strict=True):
        if np.ptp(column) == 0:
            continue
        together = abs(float(np.corrcoef(np.argsort(np.argsort(column)), ranks)[0, 1]))
        work.require(
            together < 0.98,
            f"the column {name} alone puts the rows into the order of the target (correlation {together:.2f})",
            "features that are known before the answer is",
            because="it is the answer under another name",
            next="leave it out of X; where does it come from?",
        )


@check("d07.c3", "the test rows stayed unseen", names=(*SPLIT, "make_model", "model"), needs=("d07.c1",))
def split_is_clean(work: Work) -> str:
    """No row of `X_test` may stand in `X_train`, no column may hold the answer, and `model` must know the training rows only.

    Scores cannot show this; they look the same or better. So it is asked about single rows and about all. New models of
    yours are fitted on `X_train`, on all rows and on the test rows, and `model` has to answer like the first. And a model
    fitted on shuffled targets must not predict anything.
    """
    (X_train, y_train), (X_test, y_test) = _part(work, "train"), _part(work, "test")
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size, and at the order of the four names",
    )
    _no_answer_among_the_features(work, X_train, y_train)
    require_learned_from_train(work, X_train, y_train, X_test, y_test)
    rng = np.random.default_rng()
    shuffled = [
        predict(fit_model(work, X_train, rng.permutation(y_train)), X_test).reshape(len(X_test), -1)[:, 0]
        for _ in range(3)
    ]
    left = float(np.median([_left(y_train, y_test, said) for said in shuffled]))
    work.require(
        left > WORTH_IT,
        f"fitted on shuffled targets, the model still leaves only {left:.0%} of the baseline's error",
        "no better than guessing, where there is nothing to learn",
        because="it knows the answers from somewhere else than fit",
        next="what does make_model() hold before it is fitted?",
    )
    return f"{len(y_test)} of {len(y_test) + len(y_train)} rows kept back"


def _shows_predictions(work: Work, figure: Figure) -> bool:
    return figure.has_points(_targets(work, "y_test"), _targets(work, "y_pred"))


def _shows_diagonal(_work: Work, figure: Figure) -> bool:
    """Tell whether a line of two points or more runs along y = x."""
    lines = [line for line in figure.arrays("lines") if len(line) > 1 and np.all(np.isfinite(line))]
    return any(np.ptp(line[:, 0]) > 0 and np.allclose(line[:, 0], line[:, 1]) for line in lines)


view = figure_check(
    "d07.c4",
    "View: the predictions against the truth",
    "A figure of this run with something inside its axes. We look for a point at (`y_test`, `y_pred`) for each test row, either way "
    "round, and for the diagonal; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"y_pred against y_test": _shows_predictions, "the diagonal": _shows_diagonal},
)

analysis = analysis_check(
    "d07.c5",
    "Where does the model err most, and what feature might help?",
    numbers=("metrics",),
    words=(
        *(
            "MedInc",
            "HouseAge",
            "AveRooms",
            "AveBedrms",
            "Population",
            "AveOccup",
            "Latitude",
            "Longitude",
            "MedHouseVal",
        ),
        *("income", "rooms", "baseline", "MAE", "R²", "bmi", "bp", "target"),
    ),
)


def _made_up_table(rng: Any, rows: int, columns: int) -> tuple[Any, Any]:
    """Return a table whose columns have other middles and spreads, and targets near a straight line with a constant."""
    X = rng.uniform(-5, 5, columns) + rng.normal(size=(rows, columns)) * rng.uniform(0.5, 20, columns)
    return X, rng.uniform(3, 9) + X @ rng.uniform(1, 4, columns) + rng.normal(size=rows)


def _weights(X: Any, y: Any) -> Any:
    """Return the constant and one weight for each column, with the smallest squared error."""
    return np.linalg.lstsq(np.column_stack([np.ones(len(X)), X]), y, rcond=None)[0]


def _weight_slips(X: Any, y: Any) -> list[KnownMistake]:
    right, raw = _weights(X, y), np.linalg.lstsq(X, y, rcond=None)[0]
    ones = "where does the column of ones stand?"
    return [
        KnownMistake(np.roll(right, -1), "the constant is the last number", ones),
        KnownMistake(right[1:], "the constant is missing", "the column of ones has a weight as well"),
        KnownMistake(raw, "without a constant, the line has to pass through 0", ones),
        KnownMistake(np.append(0, raw), "without a constant, the line has to pass through 0", ones),
        KnownMistake(
            _weights((X - X.mean(axis=0)) / X.std(axis=0), y),
            "the weights of scaled columns",
            "the columns of X keep their unit here",
        ),
        KnownMistake(right[:, None], "a column of numbers", "y has shape (n,), and so the weights have shape (p + 1,)"),
    ]


@check("d07.s1", "Stretch: closed_form gives the constant and the weights", names=("closed_form",), stretch=True)
def weights_in_closed_form(work: Work) -> str:
    """`closed_form` gets tables made up on the spot, of one to six columns, with targets near a straight line.

    The smallest squared error belongs to one constant and one weight for each column, and these are computed here as well.
    Which way you solve it is yours. The table that goes in has to stay as it is.
    """
    rng = np.random.default_rng()
    tables = [_made_up_table(rng, *size) for size in ((4, 1), (8, 2), (40, 3), (300, 6))]
    function = work.function("closed_form")
    function.agrees(
        tables,
        _weights,
        next="compare with LinearRegression().fit(X, y): its intercept_, then its coef_",
        slips=_weight_slips,
        rel=1e-5,
        abs=1e-7,
    )
    function.leaves_alone(*tables[1])
    return f"constant and weights of {len(tables)} tables"
