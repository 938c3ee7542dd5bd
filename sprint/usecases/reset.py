"""`sprint reset` and `sprint undo`: back to the starter, and back again."""

from typing import TYPE_CHECKING

from sprint import files
from sprint.course.material import starter_files
from sprint.usecases.sprint import Sprint
from sprint.workspace import Replaced, replace_files, take_back

if TYPE_CHECKING:
    from pathlib import Path


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


def undo(sprint: Sprint) -> Replaced:
    """Take back the last reset, update, applied solution or undo.

    Raises:
        NotYetError: there is nothing to take back.
        WriteError: the system refused.
    """
    with files.locked(sprint.folder.lock):
        return take_back(sprint.folder)
