"""`sprint remind`: the kick-offs that are left, as a calendar file to import."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from sprint import clock, files
from sprint.errors import NotYetError
from sprint.record.pace import SETUP_DAY
from sprint.usecases.plan import plan
from sprint.usecases.sprint import Sprint

_LONGEST_OCTETS = 75


def remind(sprint: Sprint, path: Path, at: time) -> int:
    """Write a calendar with a kick-off, and an alarm, for each day that is not done; return how many.

    The identity of each kick-off stays the same, so that importing a later file moves what was imported before.

    Args:
        sprint: the sprint.
        path: the file.
        at: the time of the kick-off, local wherever the learner is.

    Raises:
        NotYetError: all days are done, so there is nothing to be reminded of.
        WriteError: the system refused.
    """
    lines = list(_events(sprint, at))
    if not lines:
        raise NotYetError(
            "All days are done, so there is nothing to be reminded of.", "See what you did: sprint status"
        )
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sprint-ml//sprint//EN", "CALSCALE:GREGORIAN"]
    content = "".join(f"{_folded(line)}\r\n" for line in [*head, *lines, "END:VCALENDAR"])
    files.write(path, content.encode())
    return lines.count("BEGIN:VEVENT")


def _events(sprint: Sprint, at: time) -> Iterator[str]:
    planned, rhythm = plan(sprint), sprint.rhythm
    first = next((event.id for event in sprint.events if event.type == "sprint.start"), sprint.outline.title)
    identity = hashlib.sha256(first.encode()).hexdigest()[:16]
    minutes = rhythm.kickoff + rhythm.blocks * rhythm.minutes + rhythm.ritual
    stamp = clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    titles = {day.number: day.title for day in planned.titles}
    for number, on in planned.pace.expected.items():
        if number == SETUP_DAY:
            continue
        yield from (
            "BEGIN:VEVENT",
            f"UID:day-{number:02d}-{identity}@sprint-ml",
            f"DTSTAMP:{stamp}",
            f"DTSTART:{datetime.combine(on, at):%Y%m%dT%H%M%S}",
            f"DURATION:PT{minutes}M",
            f"SUMMARY:{_escaped(f'Day {number} · {titles[number]}')}",
            f"DESCRIPTION:{_escaped(f'Kick-off: sprint start {number}')}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:PT0M",
            f"DESCRIPTION:{_escaped(f'sprint start {number}')}",
            "END:VALARM",
            "END:VEVENT",
        )


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line as lines of at most 75 octets, no character torn."""
    parts: list[str] = []
    part = ""
    for sign in line:
        if len((part + sign).encode()) > _LONGEST_OCTETS - (1 if parts else 0):
            parts.append(part)
            part = ""
        part += sign
    return "\r\n ".join([*parts, part])
