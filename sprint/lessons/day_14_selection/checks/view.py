"""Day 14: the figure and the analysis."""

from collections.abc import Callable

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows(name: str) -> Callable[[Work, Figure], bool]:
    def shows(work: Work, figure: Figure) -> bool:
        values, scores = work.array("param_range", (None,)), work.array(name)
        means = scores if scores.ndim == 1 else scores.mean(axis=1)
        return len(means) == len(values) and bool(figure.has_line(values, means))

    return shows


view = figure_check(
    "d14.c7",
    "View: the validation curve is drawn",
    "A figure of this run with something inside its axes. We look for lines through the means of `train_scores` and "
    "`valid_scores` over `param_range`; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the rows that learned": _shows("train_scores"), "the rows that judged": _shows("valid_scores")},
)

analysis = analysis_check(
    "d14.c8",
    "Where on the curve is bias, where is variance, and which value would you take?",
    numbers=("param_range", "train_scores", "valid_scores", "test_score"),
)
