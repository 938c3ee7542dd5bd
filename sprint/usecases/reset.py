"""`sprint reset` and `sprint undo`: back to the starter, and back again."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sprint import files
from sprint.course.material import starter_files
from sprint.errors import SprintError
from sprint.usecases.sprint import Sprint
from sprint.workspace import Replaced, Replacement, last_replaced, replace_files, take_back

if TYPE_CHECKING:
    from pathlib import Path

    from sprint.git import Commit


def reset(sprint: Sprint, number: int | None = None) -> Replaced:
    """Put a day's starter files back; what was there is kept, and `undo` brings it back.

    Files of the learner's own beside them stay as they are.

    Raises:
        UsageError: there is no such day.
        WriteError: the system refused.
    """
    day = sprint.day(number)
    contents: dict[Path, bytes | None] = {}
    for name, content in starter_files(day, sprint.lesson(day)):
        for folder in (sprint.folder.day(day.number), sprint.folder.original(day.number)):
            contents[folder / name] = content
    with files.locked(sprint.folder.lock):
        return replace_files(sprint.folder, f"reset of day {day.number}", contents)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What `undo` would take back."""

    last: Replacement
    """What was replaced last."""
    other_day: bool
    """Whether it is of another day than the one in hand."""
    committed: bool
    """Whether a commit took in a file of it since."""


def undoing(sprint: Sprint) -> Undoing:
    """Return what `undo` would take back, and what lies between.

    Raises:
        NotYetError: there is nothing to take back.
    """
    from sprint.git import Repository

    last = last_replaced(sprint.folder)
    number = sprint.progress.in_hand([day.number for day in sprint.outline.days])
    mine = sprint.folder.day(number) if number is not None else None
    other = any(mine is None or not path.is_relative_to(mine) for path in last.paths)
    since: tuple[Commit, ...] = ()
    with suppress(SprintError):  # what was put aside comes back whether or not git can be asked
        repository = Repository.find(sprint.folder.root)
        since = repository.commits_since(last.at, last.paths) if repository is not None and last.paths else ()
    return Undoing(last, other, bool(since))


def undo(sprint: Sprint) -> Replaced:
    """Take back the last reset, update, applied solution or undo.

    Raises:
        NotYetError: there is nothing to take back.
        WriteError: the system refused.
    """
    with files.locked(sprint.folder.lock):
        return take_back(sprint.folder)
