"""Day 8: the figures and the analysis."""

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_matrix(work: Work, figure: Figure) -> bool:
    return bool(figure.has_image(work.array("cm")))


def _shows_curve(work: Work, figure: Figure) -> bool:
    fpr, tpr, *_ = work.get("roc")
    return bool(figure.has_line(fpr, tpr))


view = figure_check(
    "d08.c7",
    "View: the confusion matrix and the ROC curve",
    "A figure of this run with something inside its axes. We look for a heatmap that holds `cm` and a line through your "
    "`roc`; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the confusion matrix": _shows_matrix, "the ROC curve": _shows_curve},
)

analysis = analysis_check(
    "d08.c8",
    "What would accuracy be for “always benign”, and which error is worse?",
    numbers=("auc", "cm", "y", "y_test", "y_train"),
    words=("malignant", "benign"),
)
