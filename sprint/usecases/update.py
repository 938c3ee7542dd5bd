"""`sprint update`: a newer lesson, or a newer curriculum, reaches a learner who has begun with an older one.

Untouched: replaced. Edited: kept. Changed by both: asked. What was laid out is kept beside the record as the original,
which tells the three apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sprint import files
from sprint.course.lesson import Lesson
from sprint.course.material import starter_files
from sprint.course.model import Day
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.errors import NotYetError
from sprint.lab.protocol.notebook import read_notebook
from sprint.usecases.sprint import Sprint
from sprint.workspace import Replaced, replace_files
from sprint.workspace.cells import cut
from sprint.workspace.merging import Ask, Question, merge


@dataclass(frozen=True, slots=True)
class News:
    """How a newer version of some files differs from an older one: cells of a notebook, other files as a whole."""

    new: int = 0
    """What was not there before."""
    changed: int = 0
    """What says something else."""
    left_out: int = 0
    """What is there no more."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.left_out)


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did."""

    day: Day
    """The day it was about."""
    taken: News
    """What is different in the learner's files now."""
    replaced: Replaced
    """Those files, and the copies of what they held."""
    open: tuple[Question, ...]
    """What both sides changed and nobody answered; the learner's was kept."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file and where its versions are."""

    name: str
    """Its path, as a learner knows it."""
    path: Path
    """Where the learner's version is."""
    original: Path
    """Where the version is that was laid out."""
    lesson: bytes | None
    """What would be laid out today; None for a file that the lesson does without by now."""


def newer_lesson(sprint: Sprint, day: Day, lesson: Lesson | None) -> News:
    """Return how a day's lesson differs from what was laid out; nothing where that is not known."""
    return _news(
        (before, file.lesson)
        for file in _files_of_day(sprint, day, lesson)
        if (before := _content(file.original)) is not None
    )


def newer_curriculum(sprint: Sprint) -> bool:
    """Tell whether the shipped curriculum is another than the one the sprint began with."""
    return any(_content(file.original) != file.lesson for file in _curriculum(sprint))


def questions(sprint: Sprint, number: int | None = None) -> tuple[Question, ...]:
    """Return what `update` would ask; nothing is written.

    Raises:
        NotYetError: the day is not laid out.
        NotebookError: the notebook cannot be read.
    """
    found: list[Question] = []

    def note(question: Question) -> None:
        found.append(question)

    _plan(sprint, number, note)
    return tuple(found)


def update(sprint: Sprint, number: int | None, ask: Ask) -> Updated:
    """Bring a day, and the curriculum, to what the package holds now; one undo takes all of it back.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        ask: what to take where both sides changed; None keeps the learner's and asks again next time.

    Raises:
        NotYetError: the day is not laid out.
        NotebookError: the notebook cannot be read; nothing is written.
        WriteError: the system refused.
    """
    with files.locked(sprint.folder.lock):
        day, contents, open = _plan(sprint, number, ask)
        taken = _news(
            (_content(path), new) for path, new in contents.items() if not path.is_relative_to(sprint.folder.record)
        )
        return Updated(day, taken, replace_files(sprint.folder, f"update of day {day.number}", contents), open)


def _plan(sprint: Sprint, number: int | None, ask: Ask) -> tuple[Day, dict[Path, bytes | None], tuple[Question, ...]]:
    """Return the day, what its files, the curriculum and their originals are to hold, and what stays open."""
    contents: dict[Path, bytes | None] = {}
    open: list[Question] = []

    def add(file: _File) -> None:
        if file.name.endswith(".ipynb") and file.path.exists():
            read_notebook(file.path)  # which says what is wrong where it is no notebook
        merged = merge(file.name, _content(file.original), _content(file.path), file.lesson, ask)
        contents.update({file.path: merged.content, file.original: merged.original})
        open.extend(merged.open)

    for file in _curriculum(sprint):
        add(file)
    course = sprint.curriculum
    if contents.get(sprint.folder.curriculum) == shipped_curriculum().read_bytes():
        course = read_curriculum(shipped_curriculum())
    day = course.day(sprint.day(number).number)
    if not sprint.folder.day(day.number).is_dir():
        raise NotYetError(f"Day {day.number} is not laid out yet.", f"Begin it with: sprint start {day.number}")
    for file in _files_of_day(sprint, day, sprint.lesson(day)):
        add(file)
    return day, contents, tuple(open)


def _files_of_day(sprint: Sprint, day: Day, lesson: Lesson | None) -> Iterator[_File]:
    """Yield the files that the day starts with today, then those it started with once."""
    folder, originals = sprint.folder.day(day.number), sprint.folder.original(day.number)
    today = dict(starter_files(day, lesson))
    once = sorted(str(path.relative_to(originals)) for path in originals.rglob("*") if path.is_file())
    for name in dict.fromkeys([*today, *once]):
        yield _File(name, folder / name, originals / name, today.get(name))


def _curriculum(sprint: Sprint) -> Iterator[_File]:
    """Yield the curriculum, where the sprint began with the shipped one."""
    folder = sprint.folder
    if folder.original_curriculum.is_file():
        yield _File(
            folder.curriculum.name, folder.curriculum, folder.original_curriculum, shipped_curriculum().read_bytes()
        )


def _news(pairs: Iterator[tuple[bytes | None, bytes | None]]) -> News:
    new = changed = left_out = 0
    for old, now in pairs:
        before, after = _parts(old), _parts(now)
        new += len(after.keys() - before.keys())
        left_out += len(before.keys() - after.keys())
        changed += sum(before[key] != after[key] for key in before.keys() & after.keys())
    return News(new, changed, left_out)


def _parts(content: bytes | None) -> dict[str, object]:
    """Return what is counted in a file: the cells of a notebook by id, or the file."""
    if content is None:
        return {}
    try:
        return {cell.id or cell.source: cell.says for cell in cut(content).cells}
    except (ValueError, IndexError, KeyError):
        return {"": content}


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
