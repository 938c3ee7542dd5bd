"""Where git looks for hooks."""

import os
from pathlib import Path

from sprint.git.program import run


def hooks_folder(folder: Path) -> Path:
    """Return the folder that git takes its hooks from in a repository, by the learner's settings.

    Args:
        folder: a folder inside the repository.

    Raises:
        GitMissingError: there is no git.
    """
    folder = folder.resolve()
    answer = run(folder, "rev-parse", "--git-path", "hooks")
    return (folder / os.fsdecode(answer.stdout.removesuffix(b"\n"))).resolve()
