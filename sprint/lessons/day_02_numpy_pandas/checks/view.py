"""Day 2: the tables in view and the analysis."""

import contextlib
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import (
    Failed,
    Figure,
    Floats,
    LearnerError,
    NotAttempted,
    Work,
    analysis_check,
    check,
    figure_check,
)

from .common import titanic_table


def _gaps(frame: pd.DataFrame) -> list[Floats]:
    """Return what a heatmap of gaps may show: shares and counts of them, in all rows and per group, and the report's."""
    gaps = frame.isna()
    tables: list[Any] = [gaps.mean(), gaps.sum()]
    for name in frame.columns:
        if frame[name].nunique() <= 15:
            tables += [gaps.groupby(frame[name]).mean(), gaps.groupby(frame[name]).sum()]
    found = [table.to_numpy(dtype=float).ravel() for table in tables]
    return [*found, *(100 * values for values in found)]


def _among(values: Floats, known: Floats) -> bool:
    """Tell whether each number of a picture is among the known ones, up to rounding; hidden fields do not count."""
    values, known = values[np.isfinite(values)], np.sort(known[np.isfinite(known)])
    near = np.searchsorted(known, values).clip(0, len(known) - 1)
    gap = np.minimum(np.abs(known[near] - values), np.abs(known[(near - 1).clip(0)] - values))
    return len(values) > 1 and bool((gap < 0.0051).all())


def _shows_frame(frame: pd.DataFrame, images: list[Floats]) -> bool:
    gaps, numbers = frame.isna().to_numpy(), frame.select_dtypes(["number", "bool"])
    moves = [numbers.corr(method).to_numpy() for method in ("pearson", "spearman")]
    known, columns = [*moves, *map(np.abs, moves), *_gaps(frame)], {*gaps.sum(axis=0), *(~gaps).sum(axis=0)}
    for image in images:
        if set(np.unique(image)) <= {0.0, 1.0}:
            table = image if len(image) == len(frame) else image.T
            if len(table) == len(frame) and columns.issuperset(table.sum(axis=0)):
                return True
        elif image.size > 3 and any(_among(image, found) for found in known):
            return True
    return False


def _shows_table(work: Work, figure: Figure) -> bool:
    """Tell whether a picture shows the gaps of the day's table, shares of them, or how its columns move together."""
    images = [np.atleast_2d(np.squeeze(image)) for image in figure.arrays("images")]
    frames = [titanic_table(work)[1]] if images else []
    with contextlib.suppress(Failed, NotAttempted, LearnerError):
        frames.append(work.get("df"))
    return any(_shows_frame(frame, images) for frame in frames if isinstance(frame, pd.DataFrame))


@check("d02.c7", "View: a heatmap of the table")
def view(work: Work) -> str:
    """A figure of this run with something in its axes.

    We look for a picture of the gaps of `df`, of the share of them in each group, or of how its columns move together,
    and for the first rows of a table. What cannot be found gives a note, and the check still passes.
    """
    wanted = {"a heatmap of the gaps of df, or of its correlations": _shows_table}
    evidence = figure_check("d02.c7", "", "", wanted).prove(work) or ""
    lines = work.text_of(work.cells).splitlines()
    if not any("survived" in line and "pclass" in line for line in lines):
        work.note("df.head(), as the last line of a cell, shows the first rows")
    return evidence


analysis = analysis_check(
    "d02.c8",
    "Which columns would you fill, drop or flag, and what could that bias?",
    numbers=("missing",),
    words=("age", "deck", "embark", "cabin", "fare"),
)
