"""`sprint log`."""

from typing import Annotated

import typer

from sprint.cli.options import Ascii, Json, a_day, here, print_json, screen


def log(
    day: Annotated[int | None, a_day(typer.Option, "Only what belongs to this day.")] = None,
    number: Annotated[int, typer.Option("-n", metavar="N", min=1, help="How many, counted from the latest.")] = 20,
    json: Json = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Say what happened and when, the latest last.

    Days begun, focus blocks, checks, entries, commits, rest days.

    Examples:
        sprint log
        sprint log --day 8
        sprint log -n 100
    """
    from sprint.usecases.log import log as happenings

    sprint = here()
    told = happenings(sprint, day)
    if json:
        print_json({"schema": 1, "total": len(told), "log": [happening.as_json() for happening in told[-number:]]})
        return
    from sprint.terminal.log import draw_log

    draw_log(screen(), told[-number:], total=len(told), day=day)
