"""`sprint undo`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import here, screen
from sprint.cli.terminal_input import on_terminal
from sprint.errors import UsageError

if TYPE_CHECKING:
    from sprint.usecases.reset import Undoing


def undo(yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Take back the last reset, update or applied solution.

    It says first what that is, and asks.

    Examples:
        sprint undo
        sprint undo --yes
    """
    from sprint.terminal.pages import draw_replaced
    from sprint.usecases.reset import undo as take_back
    from sprint.usecases.reset import undoing

    sprint = here()
    if not yes:
        found = undoing(sprint)
        names = ", ".join(map(sprint.folder.shown, found.last.paths)) or "no file of yours"
        words = f"{found.last.what}, of {found.last.at:%d %b %Y %H:%M}: {names}"
        if not on_terminal():
            _refuse_far(found, words)
        elif not typer.confirm(f" This takes back: {words}.{_between(found)} What is there now is kept. Do it?"):
            return
    draw_replaced(screen(), take_back(sprint), sprint.folder.shown)


def _between(found: "Undoing") -> str:
    other = " It is not of the day in hand." if found.other_day else ""
    return other + (" A commit was made since." if found.committed else "")


def _refuse_far(found: "Undoing", words: str) -> None:
    """Refuse what reaches over another day or behind a commit, where nobody can be asked."""
    if found.other_day or found.committed:
        raise UsageError(f"This would take back: {words}.{_between(found)}", "If that is meant: sprint undo --yes")
