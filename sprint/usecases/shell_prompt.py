"""The line for a shell's prompt, left on disk by every command, so that a prompt starts no Python."""

from contextlib import suppress
from datetime import datetime, timedelta

from sprint import files
from sprint.errors import SprintError
from sprint.record.timer import PAUSED
from sprint.text import plural
from sprint.usecases.sprint import Sprint
from sprint.usecases.status import StatusView


def _ends_at(standing: StatusView) -> datetime | None:
    """Return when the block that runs reaches its plan, if one runs."""
    if standing.timer is None or standing.timer.state == PAUSED or standing.abandoned:
        return None
    return standing.now + timedelta(seconds=standing.timer.left + 30)  # to the nearest minute


def status_line(standing: StatusView) -> str:
    """Return the board in a few words, for a shell's prompt: `d8 2/3 · 1 behind · 6 cards`."""
    if standing.in_hand is None:
        return f"{standing.done}/{len(standing.days)} done"
    number = standing.in_hand.number
    words = [f"d{number} {standing.boxes(number)}/{standing.rhythm.blocks}"]
    if (end := _ends_at(standing)) is not None:
        words.append(f"focus until {end.strftime('%H:%M')}")
    if standing.pace.behind:
        words.append(f"{standing.pace.behind} behind")
    if standing.review_due:
        words.append(plural(standing.review_due, "card"))
    return " · ".join(words)


def _empty_diary(standing: StatusView) -> str:
    """Return a word on the day in hand where it was begun and its diary says nothing yet; empty otherwise."""
    day = standing.in_hand
    if day is None or day.progress.started is None or (day.progress.entry and day.progress.entry.own):
        return ""
    return f"day {day.number}: the diary is empty; ten minutes fill it: sprint diary"


def keep_nudge(sprint: Sprint, standing: StatusView) -> None:
    """Leave the line of a standing, where it says something new.

    The file holds the date, the line for that date, the line for any later one, and what a git hook says, if anything.
    """
    fresh = f"day {standing.in_hand.number} waits: {standing.next}" if standing.in_hand else "all days are done"
    lines: tuple[str, ...] = (
        standing.now.date().isoformat(),
        f"{status_line(standing)} · {standing.next}",
        f"new day · {fresh}",
    )
    lines += (_empty_diary(standing),) if _empty_diary(standing) else ()
    content = "".join(f"{line}\n" for line in lines).encode()
    with suppress(SprintError, OSError):
        if sprint.folder.local.is_dir() and (
            not sprint.folder.nudge.exists() or sprint.folder.nudge.read_bytes() != content
        ):
            files.write(sprint.folder.nudge, content)
