"""`sprint explain`."""

from typing import Annotated

import typer

from sprint.cli.options import day_number, here, screen
from sprint.errors import UsageError


def explain(
    check: Annotated[
        str | None, typer.Argument(help="A check, such as d08.c2; without it, the first that does not pass.")
    ] = None,
) -> None:
    """Say what a check proves and how, and what it last came to."""
    from sprint.terminal.report import draw_explanation
    from sprint.usecases.help import explain as tell

    if check is not None and check.isdecimal():
        name = f"d{day_number(check):02d}.c1"
        raise UsageError(f"{check} is a day, not a check.", f"Name one of its checks: sprint explain {name}")
    draw_explanation(screen(), tell(here(), check))
