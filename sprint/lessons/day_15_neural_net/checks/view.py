"""Day 15: the figure and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_losses(work: Work, figure: Figure) -> bool:
    losses = work.array("losses").ravel()
    return any(figure.has_line(np.arange(len(losses)) + first, losses) for first in (0, 1))


def _shows_moons(work: Work, figure: Figure) -> bool:
    X = work.array("X_train")
    return bool(figure.has_points(X[:, 0], X[:, 1]))


view = figure_check(
    "d15.c8",
    "View: the loss over the epochs and the border are drawn",
    "A figure of this run with something inside its axes. We look for a line through `losses` and for the points of "
    "`X_train`; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the loss curve": _shows_losses, "the points with the border": _shows_moons},
)

analysis = analysis_check(
    "d15.c9",
    "What happens to `grad_norms` in the first layer with sigmoids, and what does that mean for a deeper network?",
    numbers=("grad_norms", "losses", "test_accuracy"),
    words=("sigmoid", "tanh"),
)
