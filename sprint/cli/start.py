"""`sprint start`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.open import open_day
from sprint.cli.options import Day, here, screen
from sprint.cli.pending_commits import finish_entries
from sprint.cli.terminal_input import on_terminal

if TYPE_CHECKING:
    from sprint.usecases.sprint import Sprint
    from sprint.usecases.start import Kickoff


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
    from sprint.usecases.start import start as begin

    sprint, page = here(), screen()
    finish_entries(sprint)
    kickoff = begin(sprint, day)
    draw_kickoff(page, kickoff, sprint.folder.shown(kickoff.open), kickoff.made)
    draw_goals(page, _goals(sprint, kickoff, goal or []))
    if open_it:
        open_day(sprint, kickoff.day.number)


def _goals(sprint: "Sprint", kickoff: "Kickoff", given: Sequence[str]) -> tuple[str, ...]:
    """Return the day's goals, which were given, or are carried over or asked for where it has none yet."""
    from sprint.usecases.goals import MOST, add_goals, carry_goals, open_places

    if not given and not kickoff.goals and on_terminal():
        if kickoff.open_goals is not None and _confirmed():
            before, _ = kickoff.open_goals
            return carry_goals(sprint, before, open_places(sprint, before)[:MOST], kickoff.day)
        given = list(_asked())
    return add_goals(sprint, kickoff.day, given) if given else kickoff.goals


def _confirmed() -> bool:
    typer.echo()
    return typer.confirm(" Carry over what you left open?", default=False)


def _asked() -> Iterator[str]:
    """Ask for up to three goals; an empty line goes on."""
    typer.echo("\n What is your goal today? Up to three; Enter goes on.")
    for place in range(1, 4):
        goal = typer.prompt(f"  {place}", default="", show_default=False).strip()
        if not goal:
            return
        yield goal
