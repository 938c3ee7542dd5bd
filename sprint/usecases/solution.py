"""`sprint solution`: the lesson's own solution beside the learner's, after a pass or when asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sprint import files
from sprint.course.lesson import Lesson
from sprint.course.material import main_file
from sprint.course.model import Day
from sprint.errors import NotYetError
from sprint.lab.protocol.notebook import NotebookError, read_notebook
from sprint.usecases.sprint import Sprint
from sprint.workspace import Replaced, replace_files

if TYPE_CHECKING:
    from pathlib import Path


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
    applied: Replaced | None = None
    """What was replaced by it, if that was asked for."""


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
        applied = _apply(sprint, day, lesson) if apply else None
    return Solution(day, pieces, applied)


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


def _apply(sprint: Sprint, day: Day, lesson: Lesson) -> Replaced:
    """Put the solution into the workspace, with copies of what was there."""
    folder = sprint.folder.day(day.number)
    solved = {main_file(day, lesson): lesson.solution()} | {name: text for name, _, text in lesson.templates()}
    contents: dict[Path, bytes | None] = {folder / name: content for name, content in solved.items()}
    return replace_files(sprint.folder, f"solution of day {day.number}", contents)
