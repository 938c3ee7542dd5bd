"""`sprint trust`: a person vouches for the lessons beside a curriculum."""

from sprint.course.trust import trust as keep
from sprint.errors import UsageError
from sprint.usecases.sprint import Sprint


def trust(sprint: Sprint) -> str:
    """Trust the lessons of a sprint folder as they are now; return the first digits of their hash.

    Raises:
        UsageError: the folder has no lessons of its own.
    """
    if not sprint.folder.lessons.is_dir():
        raise UsageError("This sprint has no lessons of its own; the shipped ones need no trust.", "sprint status")
    return keep(sprint.folder.root)[:12]
