"""`sprint plan`."""

from datetime import date, timedelta
from typing import Annotated

import typer

from sprint.cli.completion import dates
from sprint.cli.options import Ascii, Day, here, screen
from sprint.errors import UsageError

When = Annotated[
    str | None,
    typer.Option(metavar="DATE", autocompletion=dates, help="today, tomorrow, or 2026-11-29.", show_default=False),
]


Move = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        autocompletion=dates,
        help="Move DAY, or the day in hand, and those behind it.",
        show_default=False,
    ),
]


def plan(
    day: Day = None,
    rest: When = None,
    work: Annotated[
        str | None, typer.Option(metavar="DATE", autocompletion=dates, help="Take a rest day back.", show_default=False)
    ] = None,
    move: Move = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last --rest, --work or --move.")] = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Show the dates, plan a rest day, move the pace.

    Examples:
        sprint plan
        sprint plan --rest tomorrow
        sprint plan 9 --move 2026-12-05
    """
    from sprint.terminal.plan import draw_plan
    from sprint.usecases import plan as plans

    if undo + sum(word is not None for word in (rest, work, move)) > 1:
        raise UsageError("Only one of --rest, --work, --move and --undo goes at a time.", "See: sprint plan --help")
    if day is not None and move is None:
        raise UsageError("A day goes with --move only.", f"sprint plan {day} --move tomorrow, or sprint plan alone")
    sprint = here()
    if rest is not None:
        plans.rest(sprint, _date(rest))
    elif work is not None:
        plans.work(sprint, _date(work))
    elif move is not None:
        plans.postpone(sprint, day, _date(move))
    elif undo:
        typer.echo(f" {plans.take_back(sprint)}")
    draw_plan(screen(), plans.plan(here()))


def _date(word: str) -> date:
    from sprint import clock

    today = clock.today()
    known = {"yesterday": today - timedelta(days=1), "today": today, "tomorrow": today + timedelta(days=1)}
    try:
        return known.get(word) or date.fromisoformat(word)
    except ValueError:
        raise UsageError(f"“{word}” is no date.", "Write today, tomorrow, or a date as 2026-11-29.") from None
