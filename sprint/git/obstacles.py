"""What stands in the way of a commit: an unfinished operation, a conflict, a lock, no identity."""

import os
import time
from pathlib import Path

from sprint import clock
from sprint.errors import SprintError
from sprint.git.program import Answer, GitError, last_words, refusal, run

LOCK_SECONDS = 3.0
NO_INVENTION = ("-c", "user.useConfigOnly=true")
DUBIOUS = b"dubious ownership"

_OPERATIONS = {
    "MERGE_HEAD": ("a merge", "git merge --continue"),
    "rebase-merge": ("a rebase", "git rebase --continue"),
    "rebase-apply/applying": ("a series of patches", "git am --continue"),
    "rebase-apply": ("a rebase", "git rebase --continue"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue"),
    "REVERT_HEAD": ("a revert", "git revert --continue"),
    "sequencer": ("a series of commits", "git cherry-pick --continue"),
    "BISECT_LOG": ("a bisect", "git bisect reset"),
}


def operation(git_folder: Path) -> GitError | None:
    """Return what to say of an operation of git's that is not finished, or None.

    The way on is named and not the way back: leaving a rebase takes back every change to a file git knows.
    """
    for name, (what, way_on) in _OPERATIONS.items():
        if (git_folder / name).exists():
            return GitError(
                f"{what.capitalize()} is in progress in this repository.",
                f"Finish it first: git status says how, and `{way_on}` goes on; then: sprint diary --commit. "
                "A copy of your entry is kept, whatever becomes of the files.",
            )
    return None


def broken(folder: Path, answer: Answer) -> GitError | None:
    """Return what to say where there is a repository that git cannot open, in git's own words; None without one."""
    for place in (folder / ".git", *(above / ".git" for above in folder.parents)):
        if place.is_file() or any((place / part).exists() for part in ("HEAD", "objects", "refs", "config")):
            return GitError(
                f"There is a repository in {place}, and git cannot open it: {last_words(answer)}",
                f"See what `git -C {place.parent} status` says and mend it; your files are as they were.",
            )
    return None


def obstacle(folder: Path, top: Path, git_folder: Path) -> SprintError | None:
    """Return what keeps us from committing now, or None."""
    answer = run(folder, "--literal-pathspecs", "ls-files", "--unmerged", "-z")
    if DUBIOUS in answer.stderr:
        return GitError(
            "This folder belongs to another user, so git keeps out of it.",
            f"If you trust it, run `git config --global --add safe.directory '{top}'`.",
        )
    if answer.returncode != 0:
        return refusal("read the repository", answer)
    if found := operation(git_folder):
        return found
    if answer.stdout:
        name = os.fsdecode(answer.stdout.split(b"\0")[0].partition(b"\t")[2])
        return GitError(
            f"{name} has a conflict that is not resolved.", f"Edit it, then tell git with `git add -- '{name}'`."
        )
    if lock := _lock(git_folder):
        return lock
    if identity(folder) is None:
        return GitError(
            "Git does not know who you are, and a commit carries a name.",
            'Run `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`.',
        )
    return None


def identity(folder: Path) -> str | None:
    """Return `Name <address>` as the learner told git, or None; git is kept from inventing one."""
    answer = run(folder, *NO_INVENTION, "var", "GIT_COMMITTER_IDENT")
    return os.fsdecode(answer.stdout).rsplit(" ", 2)[0] if answer.returncode == 0 else None


def _lock(git_folder: Path) -> GitError | None:
    """Return what to say of a lock that does not go away; a young one is given a moment."""
    deadline = clock.stopwatch() + LOCK_SECONDS
    for lock in (git_folder / "index.lock", git_folder / "HEAD.lock"):
        while (seconds := _age_seconds(lock)) is not None:
            if seconds >= LOCK_SECONDS or clock.stopwatch() > deadline:
                age = f"{seconds // 60:.0f} minutes" if seconds >= 120 else f"{seconds:.0f} seconds"
                return GitError(
                    f"Another git program is at work here, or one was cut off: its {lock.name} is {age} old.",
                    f"If no git program is running, remove {lock}.",
                )
            time.sleep(0.05)
    return None


def _age_seconds(path: Path) -> float | None:
    try:
        return max(0.0, clock.now().timestamp() - path.stat().st_mtime)
    except FileNotFoundError:
        return None
