"""`sprint reset`."""

import sys
from typing import Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.errors import UsageError


def reset(
    day: Day = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Begin a day anew. Your files are kept, and undo brings them back.

    Examples:
        sprint reset 8
        sprint reset 8 --yes
    """
    from sprint.terminal.pages import draw_replaced
    from sprint.usecases.reset import reset as begin_anew

    sprint = here()
    number = sprint.day(day).number
    if not yes and not sys.stdin.isatty():
        raise UsageError(
            "Nobody can be asked without a terminal.", f"Say it with the command: sprint reset {number} --yes"
        )
    if yes or typer.confirm(f"Put the starter files of day {number} back? Yours are kept aside."):
        draw_replaced(screen(), begin_anew(sprint, number), sprint.folder.shown)
