"""`sprint plan` and `sprint remind`."""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from sprint.cli.options import Ascii, Day, here, screen
from sprint.errors import UsageError

When = Annotated[str | None, typer.Option(metavar="DATE", help="today, tomorrow, or 2026-11-29.", show_default=False)]


def plan(
    day: Day = None,
    rest: When = None,
    work: Annotated[str | None, typer.Option(metavar="DATE", help="Take a rest day back.", show_default=False)] = None,
    move: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Move DAY, or the day in hand, and those behind it.", show_default=False),
    ] = None,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Show the dates, plan a rest day, move the pace."""
    from sprint.terminal.plan import draw_plan
    from sprint.usecases import plan as plans

    if sum(word is not None for word in (rest, work, move)) > 1:
        raise UsageError("Only one of --rest, --work and --move goes at a time.", "See: sprint plan --help")
    sprint = here()
    if rest is not None:
        plans.rest(sprint, _date(rest))
    elif work is not None:
        plans.work(sprint, _date(work))
    elif move is not None:
        plans.postpone(sprint, day, _date(move))
    draw_plan(screen(), plans.plan(here()))


def remind(
    ics: Annotated[Path, typer.Option(help="The calendar file to write.", dir_okay=False)] = Path("sprint.ics"),
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When the evening begins.")] = "19:00",
) -> None:
    """Write a calendar of the kick-offs that are left. Import it into yours."""
    from sprint.usecases.remind import remind as write

    count = write(here(), ics, _time(at))
    typer.echo(
        f"{count} kick-offs are in {ics}. Import the file; some calendars leave out the alarms of subscribed ones."
    )


def hook(
    shell: Annotated[str, typer.Argument(help="bash, zsh or fish; or git.")],
    remove: Annotated[bool, typer.Option("--remove", help="With git: take the hooks out again.")] = False,
) -> None:
    """Print a function for your shell's prompt, or put in git hooks.

    The function says where you stand. The git hooks say, after a commit and before a push, when the day's diary is
    empty, and block nothing; hooks of your own stay. None of them starts Python.
    """
    from sprint.usecases.nudge import HOOKS

    if shell == "git":
        _git_hook(remove=remove)
        return
    if shell not in HOOKS:
        raise UsageError(f"There is no hook for {shell}.", 'For bash, zsh or fish: eval "$(sprint hook bash)"')
    if remove:
        raise UsageError("Only the git hooks are put in by sprint.", f"Take the line out of your {shell} settings.")
    typer.echo(HOOKS[shell], nl=False)


def _git_hook(*, remove: bool) -> None:
    from sprint.terminal.plan import draw_git_hooks
    from sprint.usecases.githook import install
    from sprint.usecases.githook import remove as take_out

    sprint = here()
    draw_git_hooks(screen(), take_out(sprint) if remove else install(sprint))


def _date(word: str) -> date:
    from sprint import clock

    today = clock.today()
    known = {"yesterday": today - timedelta(days=1), "today": today, "tomorrow": today + timedelta(days=1)}
    try:
        return known.get(word) or date.fromisoformat(word)
    except ValueError:
        raise UsageError(f"{word} is no date.", "Write today, tomorrow, or a date as 2026-11-29.") from None


def _time(word: str) -> time:
    try:
        found = time.fromisoformat(word)
    except ValueError:
        raise UsageError(f"{word} is no time of day.", "Write it as 19:30.") from None
    if found.tzinfo is not None:
        raise UsageError(f"{word} names a time zone; a kick-off is at your clock's time.", "Write it as 19:30.")
    return found
