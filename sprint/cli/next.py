"""`sprint next`."""

import shlex
from typing import Annotated, Any

import typer

from sprint.cli.options import OPTIONS, here, screen
from sprint.cli.terminal_input import on_terminal


def next(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Run it without asking.")] = False,
) -> Any:
    """Show the next command; one Enter runs it.

    Without a terminal the command is printed and nothing is run, unless --yes says so.

    Examples:
        sprint next
        sprint next --yes
    """
    from sprint.usecases.status import status

    command = status(here()).next
    if not yes and not on_terminal():
        typer.echo(command)
        return None
    from sprint.terminal.screen import command as as_command

    page = screen()
    page.pair("Next", as_command(command))
    if not yes and not typer.confirm(" Run it?", default=True):
        return None
    words = [*OPTIONS.as_words(), *shlex.split(command)[1:]]
    return context.find_root().command.main(words, prog_name="sprint", standalone_mode=False)
