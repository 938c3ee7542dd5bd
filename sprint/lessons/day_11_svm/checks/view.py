"""Day 11: the figure and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_boundary(_work: Work, figure: Figure) -> bool:
    """Tell whether a figure has a line or a change of colour where the function is 0."""
    levels = any(np.any(np.abs(levels) < 1e-9) for levels in figure.arrays("levels"))
    images = (np.ravel(image) for image in figure.arrays("images"))
    return levels or any(image.size > 400 and np.ptp(image) > 0 for image in images)


def _shows_points(work: Work, figure: Figure) -> bool:
    X = work.array("X_blobs")
    clouds = [cloud for cloud in figure.arrays("points") if len(cloud) == len(X)]
    return bool(figure.has_points(*X.T)) or any(np.allclose(np.sort(cloud[:, 0]), np.sort(X[:, 0])) for cloud in clouds)


view = figure_check(
    "d11.c7",
    "View: the points and the decision boundary",
    "A figure of this run with something inside its axes. We look for the points of the blobs and for a contour at 0 or "
    "regions in two colours; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the points of the blobs": _shows_points, "a decision boundary": _shows_boundary},
)

analysis = analysis_check(
    "d11.c8",
    "Why can no line separate the circles, and what does the RBF kernel add? Use the two accuracies.",
    numbers=("linear_acc", "rbf_acc"),
    words=("linear_acc", "rbf_acc", "rbf"),
)
