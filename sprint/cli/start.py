"""`sprint start`."""

from typing import Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.cli.waiting import finish_entries


def start(
    day: Day = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the day's file in your usual program.")] = False,
) -> None:
    """Begin a day: its topic, its tasks, its files. Doing it again changes nothing."""
    from sprint.terminal.pages import draw_kickoff
    from sprint.usecases.start import start as begin

    sprint = here()
    finish_entries(sprint)
    kickoff = begin(sprint, day)
    draw_kickoff(screen(), kickoff, sprint.folder.shown(kickoff.open), kickoff.made)
    if open_it:
        typer.launch(str(kickoff.open))
