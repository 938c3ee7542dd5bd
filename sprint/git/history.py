"""The history of a folder, as the `git` program tells it; nothing of GitPython's is loaded."""

from datetime import datetime
from pathlib import Path

from sprint.git.program import GitError, GitMissingError, run
from sprint.git.repository import Commit


def history(folder: Path, since: datetime) -> tuple[Commit, ...]:
    """Return the commits since a moment that touch a folder, the latest first; none where git cannot say."""
    form = ("-z", "--no-show-signature", "--format=%h%x09%cI%x09%s", f"--since={since.isoformat()}")
    try:
        answer = run(folder, "log", *form, "--", ".")
    except (GitMissingError, GitError):
        return ()
    lines = (line.split("\t", 2) for line in answer.stdout.decode(errors="replace").split("\0") if line)
    return tuple(Commit(name, datetime.fromisoformat(at), subject) for name, at, subject in lines)
