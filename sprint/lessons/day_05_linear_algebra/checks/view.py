"""Day 5: the drawing before and after, and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_house(work: Work, figure: Figure) -> bool:
    house = work.array("HOUSE", (None, 2))
    return figure.has_line(*house.T) or figure.has_points(*house.T)


def _shows_moved(work: Work, figure: Figure) -> bool:
    """Tell whether another line goes through the house moved by some matrix, perhaps shifted."""
    house = work.array("HOUSE", (None, 2))
    known = np.column_stack([house, np.ones(len(house))])
    for drawn in [*figure.arrays("lines"), *figure.arrays("points")]:
        if drawn.shape == house.shape and not np.allclose(drawn, house) and np.all(np.isfinite(drawn)):
            moved = known @ np.linalg.lstsq(known, drawn, rcond=None)[0]
            if np.allclose(moved, drawn, atol=1e-6) and np.ptp(drawn) > 0:
                return True
    return False


def _turned_in_place(work: Work, figure: Figure) -> bool:
    """Tell whether the house is drawn turned about a point inside it."""
    house = work.array("HOUSE", (None, 2))
    known = np.column_stack([house, np.ones(len(house))])
    for drawn in [*figure.arrays("lines"), *figure.arrays("points")]:
        if drawn.shape == house.shape and np.all(np.isfinite(drawn)) and not np.allclose(drawn, house):
            fit = np.linalg.lstsq(known, drawn, rcond=None)[0]
            turn, shift = fit[:2].T, fit[2]
            rigid = np.allclose(turn @ turn.T, np.eye(2), atol=1e-6) and np.linalg.det(turn) > 0
            if rigid and not np.allclose(turn, np.eye(2)):
                still = np.linalg.solve(np.eye(2) - turn, shift)
                margin = 0.2 * np.ptp(house, axis=0)
                if np.all((house.min(axis=0) + margin < still) & (still < house.max(axis=0) - margin)):
                    return True
    return False


view = figure_check(
    "d05.c6",
    "View: a drawing before and after a transformation",
    "A figure of this run with something inside its axes. We look for a line or points through `HOUSE`, for the same drawing "
    "moved by a matrix, and for one turned about a point inside it; when they cannot be matched, you get a note and the check "
    "still passes. Whether the arrows are there, you see yourself.",
    {
        "the house before": _shows_house,
        "the house after": _shows_moved,
        "the house turned about its own middle": _turned_in_place,
    },
)

analysis = analysis_check(
    "d05.c7",
    "From which n does NumPy win, and why does its lead grow with n? Where did broadcasting help?",
    numbers=("benchmarks",),
    words=("loop", "n =", "n="),
)
