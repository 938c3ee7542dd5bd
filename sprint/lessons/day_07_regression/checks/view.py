"""Day 7: the figure and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check

from .common import targets_of


def _shows_predictions(work: Work, figure: Figure) -> bool:
    return figure.has_points(targets_of(work, "y_test"), targets_of(work, "y_pred"))


def _shows_diagonal(_work: Work, figure: Figure) -> bool:
    """Tell whether a line of two points or more runs along y = x."""
    lines = [line for line in figure.arrays("lines") if len(line) > 1 and np.all(np.isfinite(line))]
    return any(np.ptp(line[:, 0]) > 0 and np.allclose(line[:, 0], line[:, 1]) for line in lines)


view = figure_check(
    "d07.c4",
    "View: the predictions against the truth",
    "A figure of this run with something inside its axes. We look for a point at (`y_test`, `y_pred`) for each test row, either way "
    "round, and for the diagonal; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"y_pred against y_test": _shows_predictions, "the diagonal": _shows_diagonal},
)

analysis = analysis_check(
    "d07.c5",
    "Where does the model err most, and what feature might help?",
    numbers=("metrics",),
    words=(
        *(
            "MedInc",
            "HouseAge",
            "AveRooms",
            "AveBedrms",
            "Population",
            "AveOccup",
            "Latitude",
            "Longitude",
            "MedHouseVal",
        ),
        *("income", "rooms", "baseline", "MAE", "R²", "bmi", "bp", "target"),
    ),
)
