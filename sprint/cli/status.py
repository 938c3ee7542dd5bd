"""`sprint status`, which is also `sprint` alone."""

from typing import Annotated

import typer

from sprint.cli.options import Ascii, Json, here, print_json, screen


def status(
    json: Json = False,
    line: Annotated[bool, typer.Option("--line", help="One short line, for a shell's prompt.")] = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Show where you stand, and the next command."""
    from sprint.usecases.status import status as stand

    standing = stand(here())
    if json:
        print_json(standing.as_json())
        return
    from sprint.terminal.status import draw_status, status_line

    if line:
        typer.echo(status_line(standing))
    else:
        draw_status(screen(), standing)
