"""Day 3: the charts in view and the analysis."""

from collections.abc import Callable

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows(name: str) -> Callable[[Work, Figure], bool]:
    def shows(work: Work, figure: Figure) -> bool:
        drawing = work.session.imported("sprint.lab.worker.figure_capture:describe")(work.get(name))
        wanted = [(axes["title"], axes["xlabel"], axes["ylabel"]) for axes in drawing.get("axes", ())]
        return any((axes["title"], axes["xlabel"], axes["ylabel"]) in wanted for axes in figure.axes)

    return shows


view = figure_check(
    "d03.c4",
    "View: the charts are drawn",
    "Figures of this run with something inside their axes. We look for the two that `fig_mpl` and `ax_sns` stand for; one "
    "that cannot be matched gives a note, and the check still passes.",
    {"the Matplotlib chart": _shows("fig_mpl"), "the seaborn chart": _shows("ax_sns")},
)

analysis = analysis_check(
    "d03.c5",
    "Which of the three libraries for a paper, which for a quick look, which for a web page?",
    words=("matplotlib", "seaborn", "plotly"),
)
