"""Day 4: the figure and the analysis."""

import math

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_means(work: Work, figure: Figure) -> bool:
    return figure.has_histogram(work.array("sample_means"))


def _shows_draws(work: Work, figure: Figure) -> bool:
    """Tell whether some histogram is as wide as single draws are."""
    std = work.number("TRUE_STD")
    for bars in figure.arrays("bars"):
        middle, weight = bars[:, 0] + bars[:, 2] / 2, np.abs(bars[:, 3])
        if len(bars) > 4 and weight.sum() > 0:
            centre = np.average(middle, weights=weight)
            spread = math.sqrt(np.average((middle - centre) ** 2, weights=weight))
            if 0.7 < spread / std < 1.4:
                return True
    return False


def _shows_interval(work: Work, figure: Figure) -> bool:
    """Tell whether a vertical line stands at the true mean, and two more where an interval may end."""
    true_mean, std, size = (work.number(name) for name in ("TRUE_MEAN", "TRUE_STD", "SAMPLE_SIZE"))
    away = {round(abs(place - true_mean) * math.sqrt(size) / std, 9) for place in figure.verticals}
    return min(away, default=1.0) < 0.2 and len(figure.verticals) > 2


view = figure_check(
    "d04.c6",
    "View: histograms of single draws and of the means",
    "A figure of this run with something inside its axes. We look for a histogram of `sample_means`, for one that is as wide "
    "as single heights are, and for vertical lines at the true mean and at two ends of an interval; what cannot be matched "
    "gives a note and the check still passes.",
    {
        "a histogram of sample_means": _shows_means,
        "a histogram of single draws": _shows_draws,
        "vertical lines at the true mean and an interval around it": _shows_interval,
    },
)

analysis = analysis_check(
    "d04.c7",
    "What share of your intervals missed the true mean? When would a small p-value not matter to you?",
    numbers=("missed",),
    words=("interval", "p-value", "p value", "chance"),
)
