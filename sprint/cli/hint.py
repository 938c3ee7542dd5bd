"""`sprint hint`."""

from typing import Annotated

import typer

from sprint.cli.options import day_number, here, screen


def hint(
    what: Annotated[
        str | None, typer.Argument(help="A day (8) or a check (d08.c2); without it, the first that does not pass.")
    ] = None,
) -> None:
    """Take one hint: where to look, the idea, the shape of the code."""
    from sprint.terminal.report import draw_hint
    from sprint.usecases.help import hint as take

    number = day_number(what) if what and what.isdecimal() else None
    draw_hint(screen(), take(here(), number, what if number is None else None))
