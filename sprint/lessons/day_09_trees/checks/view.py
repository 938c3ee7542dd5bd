"""Day 9: the figures and the analysis."""

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_tree(work: Work, figure: Figure) -> bool:
    """Tell whether a tree's questions are written in a figure, or shown as a Graphviz picture."""
    names = list(map(str, work.get("X_train").columns))
    asked = [text for axes in figure.axes for text in axes["texts"] if any(f"{name} <=" in text for name in names)]
    return bool(asked) or any(
        "image/svg+xml" in output.get("data", {}) for cell in work.run.cells for output in cell.outputs
    )


def _shows_importances(work: Work, figure: Figure) -> bool:
    return bool(figure.has_bars(work.get("importances").to_numpy()))


view = figure_check(
    "d09.c6",
    "View: a small tree and the importances",
    "A figure of this run with something inside its axes. We look for a tree whose questions name your columns and for "
    "bars as long as your `importances`; when the drawn data cannot be matched, you get a note and the check still "
    "passes.",
    {"the tree": _shows_tree, "the importances": _shows_importances},
)

analysis = analysis_check(
    "d09.c7",
    "At which depth does the cross-validated score stop improving? What does the training score do there?",
    numbers=("depth_curve", "importances", "y"),
    words=("sex", "female", "fare", "pclass"),
)
