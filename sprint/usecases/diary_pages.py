"""Reading the diary: the text of a day, the lines with a word, all entries as one page. Nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from sprint.diary.entry import read_entry
from sprint.diary.parser import Diary, parse
from sprint.errors import NotYetError
from sprint.usecases.notes import notes_of
from sprint.usecases.sprint import Sprint


@dataclass(frozen=True, slots=True)
class Found:
    """A line of an entry in which a word was found."""

    day: int
    """The day."""
    line: int
    """The line of the file, counted from 1."""
    text: str
    """What it says."""


def entry_text(sprint: Sprint, number: int) -> str:
    """Return what the diary says of a day, with its heading, and the notes of the day behind it.

    Raises:
        NotYetError: there is neither.
    """
    diary, notes = _diary(sprint), notes_of(sprint, number)
    entry, day = read_entry(diary, number), diary.find(number)
    has_entry = entry is not None and day is not None and not entry.is_empty
    if not has_entry and not notes:
        raise NotYetError(f"The diary says nothing of day {number} yet.", f"Write it with: sprint diary {number}")
    lines = [f"- {note.at.strftime('%H:%M')} {note.text}" for note in notes]
    kept = "\n".join([f"Notes of day {number}, kept in the record:", "", *lines]) if notes else ""
    return "\n\n".join(filter(None, [diary.text(day.start, day.end) if has_entry and day else "", kept]))


def search(sprint: Sprint, word: str) -> tuple[Found, ...]:
    """Return the lines of entries that hold a word, upper or lower case, in the order of the file."""
    diary, wanted = _diary(sprint), word.casefold()
    lines = ((day.number, line, diary.text(line, line + 1)) for day in diary.days for line in range(day.start, day.end))
    return tuple(Found(number, line + 1, text) for number, line, text in lines if wanted in text.casefold())


def all_entries(sprint: Sprint) -> str:
    """Return every day that says something as one Markdown page.

    Raises:
        NotYetError: there is none.
    """
    pages = list(_pages(_diary(sprint)))
    if not pages:
        raise NotYetError("There is no entry yet.", "Write one with: sprint diary")
    return "\n\n".join([f"# {sprint.curriculum.title}", *pages]) + "\n"


def _pages(diary: Diary) -> Iterator[str]:
    for day in diary.days:
        entry = read_entry(diary, day.number)
        if entry is not None and not entry.is_empty:
            yield diary.text(day.start, day.end)


def _diary(sprint: Sprint) -> Diary:
    return parse(sprint.folder.diary.read_bytes() if sprint.folder.diary.is_file() else b"")
