"""The one door to git: every write is the `git` program itself, with fixed arguments, in a scrubbed environment.

Hooks, signing, filters and identity stay as the learner set them; only the paths that are asked for are committed, and
whatever else is staged or changed stays as it is. GitPython opens the repository to read its history, and nothing more:
its own commit skips signing and filters, and loses commits when two programs write.
"""

from collections.abc import Iterable
from pathlib import Path

from sprint.git.history import history
from sprint.git.hooks import hooks_folder
from sprint.git.program import GitError, GitMissingError, installed
from sprint.git.repository import Commit, Repository

__all__ = [
    "LARGE_BYTES",
    "Commit",
    "GitError",
    "GitMissingError",
    "Repository",
    "history",
    "hooks_folder",
    "installed",
    "large",
]

LARGE_BYTES = 10 * 1024 * 1024
"""From here on a file is worth a word before it is committed: history keeps it for ever."""


def large(paths: Iterable[Path], limit: int = LARGE_BYTES) -> tuple[Path, ...]:
    """Return the files among some paths that hold more than `limit` bytes."""
    return tuple(path for path in paths if path.is_file() and path.stat().st_size > limit)
