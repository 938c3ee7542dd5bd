"""Day 13: the figure and the analysis."""

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_map(work: Work, figure: Figure) -> bool:
    places = work.array("embedding", (None, 2))
    return bool(figure.has_points(places[:, 0], places[:, 1]))


view = figure_check(
    "d13.c6",
    "View: the map is drawn",
    "A figure of this run with something inside its axes. We look for a scatter of `embedding`, in one piece or a group at "
    "a time; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the map": _shows_map},
)

analysis = analysis_check(
    "d13.c7",
    "What can be read from distances in a t-SNE map, and what not?",
    numbers=("trust",),
    words=("pca",),
)
