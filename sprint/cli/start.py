"""`sprint start`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from sprint.cli.open import open_day
from sprint.cli.options import Day, here, screen
from sprint.cli.pending_commits import finish_entries
from sprint.cli.terminal_input import on_terminal


def start(
    day: Day = None,
    goal: Annotated[
        list[str] | None, typer.Option(help="What you set out to do; up to three times.", show_default=False)
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the day's file, as sprint open does.")] = False,
) -> None:
    """Begin a day: its topic, its tasks, its files. Doing it again changes nothing.

    Examples:
        sprint start
        sprint start 8 --goal "Read a ROC curve"
    """
    from sprint.terminal.kickoff import draw_goals, draw_kickoff
    from sprint.usecases.goals import add_goals
    from sprint.usecases.start import start as begin

    sprint, page = here(), screen()
    finish_entries(sprint)
    kickoff = begin(sprint, day)
    draw_kickoff(page, kickoff, sprint.folder.shown(kickoff.open), kickoff.made)
    goals = goal or []
    if not goals and not kickoff.goals and on_terminal():
        goals = list(_carried(kickoff.open_goals) or _asked())
    draw_goals(page, add_goals(sprint, kickoff.day, goals) if goals else kickoff.goals)
    if open_it:
        open_day(sprint, kickoff.day.number)


def _carried(left: "tuple[int, tuple[str, ...]] | None") -> "tuple[str, ...]":
    """Offer the goals that were left open on the day before, as many as a day may have."""
    if left is None:
        return ()
    typer.echo()
    return left[1][:3] if typer.confirm(" Carry over what you left open?", default=False) else ()


def _asked() -> Iterator[str]:
    """Ask for up to three goals; an empty line goes on."""
    typer.echo("\n What is your goal today? Up to three; Enter goes on.")
    for place in range(1, 4):
        goal = typer.prompt(f"  {place}", default="", show_default=False).strip()
        if not goal:
            return
        yield goal
