"""The check for the View of a day: something is drawn, and its data is that of the learner's own objects."""

import re
from collections.abc import Callable, Mapping, Sequence

from sprint.checks.declare import Check, Mutant
from sprint.checks.notebook.figures import Figure
from sprint.checks.verdicts import Failed, NotAttempted
from sprint.checks.work import Work
from sprint.course.lesson import LessonCell
from sprint.lab.supervisor.session import LearnerError

Shows = Callable[[Work, Figure], bool]
"""Tells whether a figure shows one thing of the learner's."""
_EMPTY_FIGURE = 'plt.close("all"); plt.figure(); plt.axes()'


def figure_check(
    id: str, title: str, explanation: str, wanted: Mapping[str, Shows], *, needs: tuple[str, ...] = ()
) -> Check:
    """Declare the check for a day's View: something is drawn, and its data is that of the named objects.

    It fails for an empty figure only; a figure that cannot be matched to what is wanted gets a note.

    Args:
        id: the check's id.
        title: what holds when it passes.
        explanation: what `sprint explain` shows.
        wanted: for each thing that should be seen, its name and a test for one figure.
        needs: the ids of checks that must pass before.
    """

    def prove(work: Work) -> str:
        drawn = _drawn(work.figures)
        matched = [name for name, shows in wanted.items() if any(_is_shown(shows, work, figure) for figure in drawn)]
        work.proved(f"{_figures(len(drawn))} with data and ink")
        for name in wanted.keys() - set(matched):
            work.note(f"{name}: no figure of this run could be matched to it")
        if any(figure.unlabelled for figure in drawn):
            work.note("a label on each axis tells a reader what is drawn")
        found = "data matched" if wanted and len(matched) == len(wanted) else ", ".join(matched)
        return f"{_figures(len(drawn))}{', ' if found else ''}{found}"

    prove.__doc__ = explanation
    return Check(id, title, prove, needs=needs, mutants=(THROWN_AWAY,))


def _drawn(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures with something in them.

    Raises:
        Failed: there are figures, and all are empty or of a single colour.
        NotAttempted: there is none.
    """
    if not figures:
        raise NotAttempted("nothing is drawn yet")
    drawn = [figure for figure in figures if figure.drawn]
    if drawn:
        return drawn
    if any(figure.flat for figure in figures):
        seen, move = "a picture of a single colour", "print a few rows of what is handed to the drawing"
        raise Failed(seen, "data that differs", because="each of its fields has the same value", next=move)
    because = "an empty figure is what plt.figure() leaves when it is called after the plotting"
    move = "look at the order of the lines in the cell that draws"
    if all(figure.maker != "Matplotlib" for figure in figures):
        because, move = f"{figures[0].maker} was given no values to draw", "look at the table that is handed to it"
    seen = f"{_figures(len(figures))}, nothing inside the axes"
    raise Failed(seen, "data drawn in it", because=because, next=move)


def _is_shown(shows: Shows, work: Work, figure: Figure) -> bool:
    """Match one figure; an object that is not there yet, or is of another kind, matches none."""
    try:
        return bool(shows(work, figure))
    except (Failed, NotAttempted, LearnerError, TypeError, ValueError, LookupError):
        return False


def _figures(count: int) -> str:
    return f"{count} figure{'s' if count != 1 else ''}"


def _thrown_away(cell: LessonCell) -> str:
    """Close what a cell has drawn, unsaved, and leave an empty figure in its place."""
    if cell.kind != "code":
        return cell.solution
    text = re.sub(r"^(?!plt\b)\w+\.show\(.*\)$", "", cell.solution, flags=re.MULTILINE)  # a figure of Plotly's
    if not ("plt." in text or "sns." in text):
        return text
    text = re.sub(r"^[\w.]+\.savefig\(.*\)$", "", text, flags=re.MULTILINE)
    if "plt.show()" in text:
        return text.replace("plt.show()", _EMPTY_FIGURE)
    return f"{text}\nimport matplotlib.pyplot as plt; {_EMPTY_FIGURE}"


THROWN_AWAY = Mutant("drawn on a figure that is thrown away", "nothing inside the axes", _thrown_away)
"""What is drawn is closed, and an empty figure is shown."""
