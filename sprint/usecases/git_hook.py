"""`sprint hook git`: a word after a commit and before a push when the day's diary is empty; it never blocks.

The word is the fourth line of what every command leaves for the prompt, so that a commit starts no Python.
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sprint import files
from sprint.errors import CannotCheckError, NeedsPersonError
from sprint.git import Repository, hooks_folder
from sprint.usecases.sprint import Sprint

HOOKS = ("post-commit", "pre-push")
_MARK = "# sprint: says when the day's diary is empty, and blocks nothing. To remove it: sprint hook git --remove"


@dataclass(frozen=True, slots=True)
class GitHook:
    """One hook of the repository, and what became of it."""

    name: str
    """`post-commit` or `pre-push`."""
    state: str
    """`ours`, `yours` (the learner's own, left as it is), `removed`, or `none`."""
    line: str
    """The line that a hook of the learner's own would need to say the same."""


def install(sprint: Sprint) -> tuple[GitHook, ...]:
    """Put the hooks in, where the learner has none of that name.

    Raises:
        CannotCheckError: there is no repository.
        NeedsPersonError: the learner's git takes its hooks from a folder that serves other repositories too.
        WriteError: the system refused.
    """
    repository, found = _repository(sprint), []
    line = _line(sprint, repository)
    for name, path, own in _places(repository):
        if not own:
            files.write(path, f"#!/bin/sh\n{_MARK}\n{line}\nexit 0\n".encode())
            files.make_executable(path)
        found.append(GitHook(name, "yours" if own else "ours", line))
    return tuple(found)


def remove(sprint: Sprint) -> tuple[GitHook, ...]:
    """Take our hooks out again; the learner's own stay.

    Raises:
        CannotCheckError: there is no repository.
        WriteError: the system refused.
    """
    repository, found = _repository(sprint), []
    for name, path, own in _places(repository):
        state = "yours" if own else "removed" if path.exists() else "none"
        if state == "removed":
            files.remove(path)
        found.append(GitHook(name, state, _line(sprint, repository)))
    return tuple(found)


def _repository(sprint: Sprint) -> Repository:
    repository = Repository.find(sprint.folder.root)
    if repository is None:
        raise CannotCheckError("This folder is no git repository, so it has no hooks.", "Make it one: sprint init")
    place = hooks_folder(repository.folder)
    if not any(place.is_relative_to(folder) for folder in (repository.top, repository.git_folder)):
        raise NeedsPersonError(
            f"Your git takes its hooks from {place}, which serves other repositories too.",
            f"Put this line into a hook there yourself: {_line(sprint, repository)}",
        )
    return repository


def _places(repository: Repository) -> Iterator[tuple[str, Path, bool]]:
    """Yield name, path and whether something of the learner's own is there."""
    for name in HOOKS:
        path = hooks_folder(repository.folder) / name
        there = path.exists() or path.is_symlink()
        yield name, path, there and (path.is_symlink() or _MARK.encode() not in path.read_bytes())


def _line(sprint: Sprint, repository: Repository) -> str:
    """Return the shell's line that says the word; git runs hooks from the top of the repository."""
    place = shlex.quote(str(sprint.folder.nudge.resolve().relative_to(repository.top.resolve())))
    return f"[ ! -r {place} ] || sed -n '4{{s/[[:cntrl:]]//g;s/^./sprint: &/p;}}' {place} >&2"
