"""`sprint remind`."""

from datetime import time
from pathlib import Path
from typing import Annotated

import typer

from sprint.cli.options import here
from sprint.errors import UsageError


def remind(
    ics: Annotated[Path, typer.Option(help="The calendar file to write.", dir_okay=False)] = Path("sprint.ics"),
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When the evening begins.")] = "19:00",
) -> None:
    """Write a calendar of the kick-offs that are left. Import it into yours.

    Examples:
        sprint remind
        sprint remind --at 19:30 --ics evenings.ics
    """
    from sprint.usecases.remind import remind as write

    count = write(here(), ics, _time(at))
    typer.echo(
        f"{count} kick-offs are in {ics}. Import the file; some calendars leave out the alarms of subscribed ones."
    )


def _time(word: str) -> time:
    try:
        found = time.fromisoformat(word)
    except ValueError:
        raise UsageError(f"{word} is no time of day.", "Write it as 19:30.") from None
    if found.tzinfo is not None:
        raise UsageError(f"{word} names a time zone; a kick-off is at your clock's time.", "Write it as 19:30.")
    return found
