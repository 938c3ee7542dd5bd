"""`sprint doctor`."""

from typing import Annotated

import typer

from sprint.cli.options import here, screen
from sprint.errors import FINE, NOT_YET


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Add what is missing; nothing that is there is changed.")] = False,
) -> int:
    """Look for what is missing, and say what mends it.

    Examples:
        sprint doctor
        sprint doctor --fix
    """
    from sprint.checks.outcomes import Outcome
    from sprint.terminal.pages import draw_examination
    from sprint.usecases.doctor import doctor as examine

    found = examine(here(), fix=fix)
    draw_examination(screen(), found)
    return FINE if found.setup.outcome is Outcome.PASS and found.git is None and not found.damage else NOT_YET
