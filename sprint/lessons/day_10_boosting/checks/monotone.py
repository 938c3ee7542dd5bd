"""Day 10, stretch: a model that never falls with x3 and x4."""

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Floats, KnownMistake, Rows, Work, check, predict

from .common import PARTS, fresh_rows, part_of, require_no_noise_known, rmse_of


@check(
    "d10.s1",
    "Stretch: a model that never falls with x3 and x4",
    names=("monotone", "rmse_monotone"),
    needs=("d10.c2",),
    stretch=True,
)
def rises_only(work: Work) -> str:
    """For 40 new rows, `x3` goes from 0 to 1 in small steps and all else stays the same; then `x4` does.

    The answers of `monotone` may not fall at any step, and have to rise on the whole. `x2` has to stay free: the formula
    falls with it at first and rises later. Then the error on the test rows is computed once more.
    """
    monotone = work.remote("monotone")
    for column, least in ((3, 4), (4, 2)):
        _never_falls(_swept(work, column), column, least)
    work.proved("the answers never fall with x3 or x4")
    _learns_like_model(work)
    parts = {part: rmse_of(part_of(work, part)[1], predict(monotone, part_of(work, part)[0])) for part in PARTS}
    before = rmse_of(part_of(work, "test")[1], predict(work.remote("model"), part_of(work, "test")[0]))
    slips = [
        KnownMistake(parts["test"] ** 2, "the mean squared error, without the root", "the unit of y has to come out"),
        KnownMistake(parts["train"], "the error on the training rows", "which rows were predicted?"),
        KnownMistake(parts["valid"], "the error on the watched rows", "which rows were predicted?"),
        KnownMistake(before, "the error of model", "which of the two models was asked?"),
    ]
    work.require_equal(
        "rmse_monotone",
        work.number("rmse_monotone"),
        parts["test"],
        slips=slips,
        next="compare y_test with the answers",
        rel=1e-4,
    )
    return f"RMSE {parts['test']:.2f}, model {before:.2f}"


def _learns_like_model(work: Work) -> None:
    """Fail unless monotone leaves x2 free, knows no row it is judged by, and is about as good as model on new rows."""
    free = _swept(work, 2).mean(axis=0)
    middle = len(free) // 2
    work.require(
        min(free[0], free[-1]) - free[middle] > 1,
        f"with x2 at 0, 0.5 and 1, the answers are {free[0]:.1f}, {free[middle]:.1f} and {free[-1]:.1f} on average",
        "lowest in the middle, as in the formula",
        because="x2 is bound as well, or monotone has learned little",
        next="a 0 leaves a column free",
    )
    require_no_noise_known(work, "monotone")
    X, y = fresh_rows(work)
    bound, plain = (rmse_of(y, predict(work.remote(name), X)) for name in ("monotone", "model"))
    work.require(
        bound <= 1.15 * plain,
        f"on new rows: monotone {bound:.2f}, model {plain:.2f}",
        "an error about as low as that of model",
        next="how many rounds did it take, and which columns are bound?",
    )


def _swept(work: Work, column: int) -> Rows:
    """Return the answers (40, 61) of monotone for new rows while one column goes from 0 to 1 and all else stays."""
    rows, _ = fresh_rows(work, 40)
    steps = np.linspace(0, 1, 61)
    values = np.repeat(np.asarray(rows), len(steps), axis=0)
    values[:, column] = np.tile(steps, len(rows))
    X = pd.DataFrame(values, columns=rows.columns) if hasattr(rows, "columns") else values
    return np.ravel(predict(work.remote("monotone"), X)).reshape(len(rows), len(steps))


def _never_falls(answers: Floats, column: int, least: float) -> None:
    """Fail if the answers fall at some step along a column, or rise less than this on the whole."""
    change = np.diff(answers, axis=1)
    row, step = np.unravel_index(np.argmin(change), change.shape)
    rise = float((answers[:, -1] - answers[:, 0]).mean())
    if change.min() < -1e-6:
        raise Failed(
            f"from x{column} = {step / 60:.2f} to {(step + 1) / 60:.2f}, all else the same, "
            f"an answer of monotone falls by {-change[row, step]:.2g}",
            "no fall at any step",
            because=f"the answers only fall with x{column}: the sign is the other one" if change.max() < 1e-6 else "",
            next=f"which number of monotone_constraints belongs to x{column}?",
        )
    if rise < least:
        raise Failed(
            f"from x{column} = 0 to 1, the answers of monotone rise by {rise:.2g} on average",
            f"at least {least}, where the formula has {10 if column == 3 else 5}",
            next="how many rounds did it take, and what went into fit?",
        )
