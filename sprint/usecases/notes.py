"""Notes during work: short lines in the record, which the ritual offers for the entry."""

from dataclasses import dataclass
from datetime import datetime

from sprint import files
from sprint.errors import UsageError
from sprint.usecases.sprint import Sprint


@dataclass(frozen=True, slots=True)
class Note:
    """A thought that was kept."""

    at: datetime
    """When."""
    text: str
    """One line."""


def keep_note(sprint: Sprint, text: str) -> tuple[int, Note]:
    """Keep a note for the day that was started last, or the first one to come; return the day and the note.

    Raises:
        UsageError: it says nothing.
        NotYetError: no day was begun and all are done.
    """
    line = " ".join(text.split())
    if not line:
        raise UsageError("The note is empty.", 'Say what it is about: sprint note "What I saw."')
    known = {day.number for day in sprint.curriculum.days}
    number = next((day for day in sprint.progress.recently_started if day in known), None)
    day = sprint.day(number)
    with files.locked(sprint.folder.lock):
        sprint.complete()
        event = sprint.log.append("note", day.number, text=line)
    return day.number, Note(event.at, line)


def notes_of(sprint: Sprint, number: int) -> tuple[Note, ...]:
    """Return the notes of a day, the earliest first; the same words count once."""
    notes: dict[str, Note] = {}
    for event in sprint.events:
        text = event.data.get("text")
        if event.type == "note" and event.day == number and isinstance(text, str) and text.strip():
            notes.setdefault(text, Note(event.at, text))
    return tuple(notes.values())
