"""`sprint solution`: the lesson's own solution beside the learner's, after a pass or when asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sprint import files
from sprint.course.lesson import Lesson
from sprint.course.material import main_file
from sprint.course.model import Day
from sprint.errors import NotYetError
from sprint.lab.notebook import NotebookError, read_notebook
from sprint.usecases.sprint import Sprint
from sprint.workspace import keep_copy


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell or file, solved."""

    name: str
    """The cell's id or the file's path."""
    kind: str
    """`code` or `markdown`."""
    solution: str
    """The lesson's text."""
    own: str
    """The learner's text in the same place; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A day's solution."""

    day: Day
    """The day."""
    pieces: tuple[Piece, ...]
    """What the starter left open."""
    backups: tuple[Path, ...] = ()
    """Copies of what was replaced, if it was applied."""
    applied: tuple[Path, ...] = ()
    """The files that hold the solution now."""


def solution(sprint: Sprint, number: int | None = None, *, reveal: bool = False, apply: bool = False) -> Solution:
    """Return a day's solution; before a pass it has to be asked for, which is written down.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        reveal: show it although the day is not proved yet.
        apply: put it into the workspace, with a copy of what was there.

    Raises:
        NotYetError: the day is not proved and `reveal` was not asked for, or it has no lesson.
    """
    day = sprint.day(number)
    lesson = sprint.lesson(day)
    if lesson is None:
        raise NotYetError(
            f"Day {day.number} has no lesson yet, so there is no solution.", "Compare with the day's resources."
        )
    if not reveal and not sprint.progress.day(day.number).ever_passed:
        raise NotYetError(
            f"Day {day.number} is not proved yet.",
            f"A hint: sprint hint. To see it, which is noted: sprint solution {day.number} --reveal",
        )
    pieces = tuple(_pieces(sprint, day, lesson))
    with files.locked(sprint.folder.lock):
        if not sprint.progress.day(day.number).revealed:
            sprint.log.append("solution", day.number)
        backups, applied = _apply(sprint, day, lesson) if apply else ((), ())
    return Solution(day, pieces, backups, applied)


def _pieces(sprint: Sprint, day: Day, lesson: Lesson) -> Iterator[Piece]:
    folder = sprint.folder.day(day.number)
    try:
        own = {cell.id: cell.source for cell in read_notebook(folder / main_file(day, lesson)).cells}
    except NotebookError:
        own = {}
    for cell in lesson.cells:
        if cell.starter != cell.solution:
            yield Piece(cell.id, cell.kind, cell.solution.rstrip("\n"), own.get(cell.id, ""))
    for name, starter, solved in lesson.templates():
        if starter != solved:
            path = folder / name
            yield Piece(name, "code", solved.decode(), path.read_text("utf-8", "replace") if path.is_file() else "")


def _apply(sprint: Sprint, day: Day, lesson: Lesson) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Put the solution into the workspace; return the copies of what was there and the files that are new."""
    folder = sprint.folder.day(day.number)
    solved = {main_file(day, lesson): lesson.solution()} | {name: text for name, _, text in lesson.templates()}
    backups, applied = [], []
    for name, content in solved.items():
        path = folder / name
        before = path.read_bytes() if path.is_file() else None
        if before == content:
            continue
        if before is not None:
            backups.append(keep_copy(sprint.folder, path))
        files.write(path, content)
        applied.append(path)
    return tuple(backups), tuple(applied)
