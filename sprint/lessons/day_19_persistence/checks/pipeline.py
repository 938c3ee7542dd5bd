"""Day 19: raw rows go in, so the whole pipeline is in the file."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    Floats,
    Labels,
    LearnerError,
    Table,
    Work,
    as_float_array,
    check,
    format_value,
    predict,
    require_raw_rows,
)

from .common import first_difference, has_method, loaded_model, same_answer, why_prepared


@check("d19.c2", "raw rows go in: the whole pipeline is in the file", names=("model", "X_test", "y_test"))
def whole_pipeline(work: Work) -> str:
    """`load_model` is called in a new process, and the model it gives answers for `X_test`, raw rows as in the table.

    It has to say what the notebook's `model` says, probabilities included, and has to be better than a constant answer: a
    model whose scaler stayed behind is not.
    """
    rows = work.get("X_test")
    _raw(work, rows)
    saved, loaded = loaded_model(work)
    wanted = predict(work.remote("model"), rows).tolist()
    got = predict(loaded, rows).tolist()
    place = first_difference(got, wanted)
    if place is not None:
        raise Failed(
            f"row {place} of X_test: the loaded model says {format_value(got[place])}, the notebook's {format_value(wanted[place])}",
            "the same answers",
            because=why_prepared(work, rows, wanted),
            next="what exactly is given to save_model?",
        )
    if has_method(work.remote("model"), "predict_proba") and has_method(loaded, "predict_proba"):
        ours, theirs = (predict(one, rows, "predict_proba") for one in (work.remote("model"), loaded))
        work.require(
            ours.shape == theirs.shape and np.allclose(ours, theirs, rtol=0, atol=1e-6),
            f"the probabilities of {saved.file} differ from the notebook's",
            "the same probabilities",
            next="is the file older than the last training? Run all cells in order",
        )
    _better_than_constant(work, got)
    work.proved(f"{len(got)} raw rows, answered as in the notebook")
    return f"{len(got)} raw rows"


def _raw(work: Work, rows: Table) -> None:
    """Fail if X_test was prepared by hand before it was split off or given to the model."""
    try:
        numbers = np.asarray(rows, dtype=float)
    except (TypeError, ValueError):
        return
    if numbers.ndim != 2 or len(numbers) < 10:
        return
    train, table = _numbers(work, "X_train", numbers), _numbers(work, "X", numbers)
    there = [table is None or _has_row(table, row) for row in numbers]
    if np.mean(there) < 0.5:
        raise Failed(
            f"row {there.index(False)} of X_test is no row of the table X",
            "raw rows, as they stand in the table",
            because="they were prepared before they went in, and whoever loads the file does not know how",
            next="make the preparation a step of the pipeline, and give it the raw rows",
        )
    require_raw_rows(work, numbers if train is None else train, numbers)


def _has_row(table: Table, row: Floats) -> bool:
    return bool(np.isclose(table, row, rtol=1e-5, atol=1e-9, equal_nan=True).all(axis=1).any())


def _numbers(work: Work, name: str, like: Any) -> Any:
    """Return a table of the notebook's as numbers with as many columns as another one, or None."""
    try:
        found = as_float_array(work.get(name)) if name in work.run.names else None
    except LearnerError:
        return None
    return found if found is not None and found.ndim == 2 and found.shape[1] == like.shape[1] else None


def _are_amounts(truths: Labels, got: Labels) -> bool:
    """Tell whether answers are amounts, also whole ones, and no classes: many of them, or guessed in between."""
    if truths.dtype.kind not in "fiu" or got.dtype.kind not in "fiu":
        return False
    return len(np.unique(truths)) > 20 or not np.isin(got, truths).all()


def _better_than_constant(work: Work, got: Sequence[Any]) -> None:
    truths = np.ravel(work.array("y_test"))
    if len(truths) != len(got):
        raise Failed(f"y_test has {len(truths)} answers for {len(got)} rows", "one for each", next="split both at once")
    ours = float(np.mean([same_answer(one, truth) for one, truth in zip(got, truths.tolist(), strict=True)]))
    constant, kind = float(np.unique(truths, return_counts=True)[1].max() / len(truths)), "a share of right answers"
    worse = ours <= constant
    if worse and _are_amounts(truths, np.asarray(got)):
        ours = float(np.mean((truths - np.asarray(got, dtype=float)) ** 2))
        constant, kind = float(np.var(truths)), "a mean squared error"
        worse = ours >= constant
    if worse:
        raise Failed(
            f"for the raw rows of X_test the loaded model reaches {kind} of {ours:.3g}",
            f"better than a constant answer, {constant:.3g}",
            because="it may have been trained on prepared rows, with the preparation outside the pipeline",
            next="fit a pipeline of the scaler and the model on the raw rows, and save the pipeline",
        )
