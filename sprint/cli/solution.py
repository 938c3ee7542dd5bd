"""`sprint solution`."""

from typing import Annotated

import typer

from sprint.cli.options import Day, here, screen


def solution(
    day: Day = None,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show it although the day is not proved; this is written down.")
    ] = False,
    apply: Annotated[
        bool, typer.Option("--apply", help="Put it into the workspace; what was there is kept beside.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="With --apply: do not print the code.")] = False,
) -> None:
    """Compare your work with the lesson's own, after a pass.

    Examples:
        sprint solution 8
        sprint solution 8 --apply --quiet
    """
    from sprint.terminal.pages import draw_replaced
    from sprint.terminal.report import draw_solution
    from sprint.usecases.solution import solution as show

    sprint = here()
    found = show(sprint, day, reveal=reveal, apply=apply)
    if not quiet:
        draw_solution(screen(), found)
    if found.applied is not None:
        draw_replaced(screen(), found.applied, sprint.folder.shown)
