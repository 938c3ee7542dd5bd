"""`sprint status`, which is also `sprint` alone."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from sprint.cli.options import Ascii, Json, here, print_json, screen
from sprint.errors import UsageError


def status(
    json: Json = False,
    line: Annotated[bool, typer.Option("--line", help="One short line, for a shell's prompt.")] = False,
    svg: Annotated[
        Path | None, typer.Option(help="Write the board as a picture.", dir_okay=False, show_default=False)
    ] = None,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Show where you stand, and the next command.

    Examples:
        sprint
        sprint status --json
        sprint status --svg board.svg
    """
    from sprint.usecases.shell_prompt import keep_nudge, status_line
    from sprint.usecases.status import status as stand

    sprint = here()
    standing = stand(sprint)
    keep_nudge(sprint, standing)
    if json:
        print_json(standing.as_json())
        return
    if line:
        typer.echo(status_line(standing))
        return
    from sprint.terminal.status import draw_status, status_svg

    if svg is not None:
        from sprint import files

        if not svg.absolute().parent.is_dir():
            raise UsageError(
                f"There is no folder {svg.parent}.", f"Make it first: mkdir -p {shlex.quote(str(svg.parent))}"
            )
        files.write(svg, status_svg(standing).encode())
        typer.echo(f"The board is in {svg}.")
    else:
        draw_status(screen(), standing)
