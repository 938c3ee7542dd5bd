"""Day 6: the picture of f and its slope, and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check, formula_function


def _has_curve(figure: Figure, formula: str) -> bool:
    """Tell whether a line of ten points or more follows a formula."""
    for line in figure.arrays("lines"):
        x, y = line[np.all(np.isfinite(line), axis=1)].T
        if (
            len(x) >= 10
            and np.ptp(x) > 0
            and np.allclose(y, formula_function(formula)(x), rtol=1e-3, atol=0.02 * np.ptp(y))
        ):
            return True
    return False


def _marks_zero(_work: Work, figure: Figure) -> bool:
    marks = [mark for mark in [*figure.arrays("points"), *figure.arrays("lines")] if 0 < len(mark) <= 3]
    return any(np.all(np.abs(mark[:, 0]) < 0.05) for mark in marks)


view = figure_check(
    "d06.c5",
    "View: f and its gradient over the same x",
    "A figure of this run with something inside its axes. We look for a line along x³, one along 3x², and a mark at the place "
    "where the slope is zero; when they cannot be matched, you get a note and the check still passes.",
    {
        "f": lambda _work, figure: _has_curve(figure, "x ** 3"),
        "its gradient": lambda _work, figure: _has_curve(figure, "3 * x ** 2"),
        "a mark where the slope is zero": _marks_zero,
    },
)

analysis = analysis_check(
    "d06.c6",
    "Where is the slope 0, and is that a minimum? What does the shape of the gradient tell about the shape of f?",
    words=("0", "zero", "minimum", "x³", "x²", "3x", "parabola", "saddle"),
)
