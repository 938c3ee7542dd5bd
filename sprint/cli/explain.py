"""`sprint explain`."""

from typing import Annotated

import typer

from sprint.cli.completion import checks
from sprint.cli.options import Target, check_id, here, screen


def explain(
    check: Annotated[
        Target | None,
        typer.Argument(
            help="A check (d08.c2) or a prediction (d08.p1); without it, the first that does not pass.",
            parser=check_id,
            metavar="CHECK",
            autocompletion=checks,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say what a check proves and how, and what it last came to.

    Examples:
        sprint explain
        sprint explain d08.c3
    """
    from sprint.terminal.report import draw_explanation
    from sprint.usecases.help import explain as tell

    draw_explanation(screen(), tell(here(), check.day if check else None, check.check if check else None))
