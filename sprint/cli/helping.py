"""`sprint hint` and `sprint explain`."""

from typing import Annotated

import typer

from sprint.cli.options import here, screen
from sprint.errors import UsageError


def hint(
    what: Annotated[
        str | None, typer.Argument(help="A day (8) or a check (d08.c2); without it, the first that does not pass.")
    ] = None,
) -> None:
    """Take one hint: where to look, then the idea, then the shape of the code."""
    from sprint.terminal.report import draw_hint
    from sprint.usecases.help import hint as take

    number = int(what) if what and what.isdigit() else None
    draw_hint(screen(), take(here(), number, what if number is None else None))


def explain(
    check: Annotated[
        str | None, typer.Argument(help="A check, such as d08.c2; without it, the first that does not pass.")
    ] = None,
) -> None:
    """Say what a check is about, how it proves it, and what it last came to."""
    from sprint.terminal.report import draw_explanation
    from sprint.usecases.help import explain as tell

    if check is not None and check.isdigit():
        raise UsageError(
            f"{check} is a day, not a check.", f"Name one of its checks: sprint explain d{int(check):02d}.c1"
        )
    draw_explanation(screen(), tell(here(), check))
