"""Day 14, the validation curve: one hyperparameter of the pipeline over a range."""

from typing import Any

import numpy as np

from sprint.checks.api import (
    LOG_SCALED_PARAMETERS,
    Array,
    Failed,
    Floats,
    Work,
    check,
    format_value,
    validation_curves,
)

MOST_PLACES = 8
"""At how many values of the knob the curve is computed again."""


@check(
    "d14.c5",
    "the curves are those of one knob of the pipeline",
    names=("param_range", "train_scores", "valid_scores"),
    needs=("d14.c4",),
)
def curve_is_recomputed(work: Work) -> str:
    """Your pipeline is fitted again in five folds for the values in `param_range`, for each of its numeric knobs.

    For one of them `train_scores` and `valid_scores` have to come out, up to the luck of the folds. And the range has to be
    wide enough: five values, two powers of ten for a scale, and no best value at an edge where the curve still rises.
    """
    values = _values(work)
    train, valid = (_means(work, name, len(values)) for name in ("train_scores", "valid_scores"))
    if np.allclose(train, valid):
        raise Failed(
            "train_scores and valid_scores are the same",
            "two different curves",
            next="validation_curve gives two tables: which one is first?",
        )
    knob, expected = _matching_knob(work, values, train, valid)
    if knob.rpartition("__")[2] in LOG_SCALED_PARAMETERS:
        work.require(
            values[0] > 0 and values[-1] / values[0] >= 99,
            f"param_range runs from {format_value(values[0])} to {format_value(values[-1])}",
            "two powers of ten or more",
            next="np.logspace(-3, 3, 7) gives 0.001, 0.01, …, 1000",
        )
    best = int(np.argmax(expected))
    inside = np.delete(expected, best)
    work.require(
        best not in (0, len(values) - 1) or expected[best] - inside.max() <= 0.02,
        f"the best value is {format_value(values[best])}, at the edge of param_range, and the curve still rises there",
        "a range that reaches beyond the best value",
        next="extend the range on that side",
    )
    return f"{knob}, {len(values)} values, best {format_value(values[best])}"


Curves = tuple[Floats, Floats]
"""A score for each value of the knob: of the rows learned from, and of the rows that judged."""


def _values(work: Work) -> Array:
    values: Array = work.array("param_range", (None,))
    rising = values.dtype.kind in "iuf" and np.all(np.diff(values.astype(float)) > 0)
    work.require(
        rising and len(values) >= 5,
        f"param_range has {len(values)} values" + ("" if rising else ", not all rising numbers"),
        "five or more, in rising order",
        next="print(param_range)",
    )
    return values


def _means(work: Work, name: str, count: int) -> Floats:
    """Return one mean score for each value of the knob."""
    scores: Floats = work.array(name)
    if scores.dtype.kind != "f" or scores.ndim not in (1, 2) or len(scores) != count:
        raise Failed(
            f"{name} has shape {scores.shape}",
            f"shape ({count},) or ({count}, folds): one row for each value",
            because="the mean was taken over the values, not over the folds" if scores.ndim == 1 else "",
            next="axis=1 runs over the folds",
        )
    return scores if scores.ndim == 1 else np.asarray(scores.mean(axis=1))


def _matching_knob(work: Work, values: Array, train: Floats, valid: Floats) -> tuple[str, Floats]:
    """Return the knob that gives these curves, and the curve of the rows that judged, computed again."""
    places = np.unique(np.linspace(0, len(values) - 1, MOST_PLACES).round().astype(int))
    nearest: tuple[float, str, Any, Any] = (np.inf, "", None, None)
    for knob, learned, judged in validation_curves(work, "search", values[places]):
        if _same_curves((learned, judged), (train[places], valid[places])):
            _of_training_rows(work, knob, values[places], (learned, judged), (train[places], valid[places]))
            work.proved(f"the curves of {knob}")
            return knob, valid
        far = float(np.abs(learned - train[places]).mean() + np.abs(judged - valid[places]).mean())
        if far < nearest[0]:
            nearest = far, knob, learned, judged
    _, knob, learned, judged = nearest
    if not knob:
        raise Failed(
            "no numeric knob of the pipeline takes the values in param_range",
            "a knob of the pipeline in make_search()",
            next="print(make_search().estimator.get_params())",
        )
    swapped = _same_curves((learned, judged), (valid[places], train[places]))
    far_off = int(np.argmax(np.abs(judged - valid[places]) + np.abs(learned - train[places])))
    at = places[far_off]
    raise Failed(
        f"at {format_value(values[at])} train_scores has {train[at]:.2f} and valid_scores {valid[at]:.2f}",
        f"about {learned[far_off]:.2f} and {judged[far_off]:.2f}, if the knob is {knob}",
        because="the two curves are in each other's place" if swapped else "",
        next="validation_curve with the pipeline of make_search(), X_train and y_train gives both, in this order",
    )


def _of_training_rows(work: Work, knob: str, values: Array, alone: Curves, found: Curves) -> None:
    """Fail if the curves are exactly those of all rows, `X` and `y`, and not those of the training rows."""
    if not {"X", "y"} <= work.run.names or np.allclose(alone, found, rtol=0, atol=1e-9):
        return
    everything = (both for name, *both in validation_curves(work, "search", values, ("X", "y")) if name == knob)
    work.require(
        not any(np.allclose(both, found, rtol=0, atol=1e-9) for both in everything),
        "train_scores and valid_scores are those of X and y, the test rows among them",
        "the curves of X_train and y_train",
        because="a value that is chosen on all rows has seen the test",
        next="which rows does validation_curve get?",
    )


def _same_curves(first: Curves, second: Curves) -> bool:
    """Tell whether two pairs of curves are the same up to the luck of the folds."""
    return all(np.abs(one - other).mean() <= 0.04 for one, other in zip(first, second, strict=True))
