"""Day 12: the figure and the analysis."""

from sprint.checks.api import Figure, Work, analysis_check, figure_check

from .common import FLOWERS


def _shows_flowers(work: Work, figure: Figure) -> bool:
    places = work.array("X_pca", (FLOWERS, None))
    return places.shape[1] > 1 and bool(figure.has_points(places[:, 0], places[:, 1]))


view = figure_check(
    "d12.c7",
    "View: the flowers are drawn along the first two components",
    "A figure of this run with something inside its axes. We look for a scatter of the first two columns of `X_pca`; when "
    "the drawn data cannot be matched, you get a note and the check still passes.",
    {"the flowers in X_pca": _shows_flowers},
)

analysis = analysis_check(
    "d12.c8",
    "How many components explain 95 % of the variance, and does scaling change it?",
    numbers=("inertias", "X_pca"),
    words=("setosa", "versicolor", "virginica"),
)
