"""Committing entries: only our paths, healed by the next run when it could not be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import files
from sprint.errors import SprintError
from sprint.folders import walk
from sprint.usecases.copies import look_for_gone
from sprint.usecases.sprint import Sprint

if TYPE_CHECKING:
    from sprint.course.model import Day
    from sprint.usecases.run_files import Brought


_WORK = frozenset({".ipynb", ".py", ".md", ".png"})
"""What a learner makes by hand, and would miss in a commit."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a commit."""

    hash: str = ""
    """The commit's short hash; empty where none was made."""
    why: str = ""
    """Why there is none, in one sentence."""
    next: str = ""
    """What to do about it."""
    warnings: tuple[str, ...] = ()
    """Words on what was committed all the same."""
    gone: tuple[int, ...] = ()
    """Days whose texts were given and are no longer in the diary; they wait, and are kept."""
    back: tuple[int, ...] = ()
    """Days whose texts were gone and were put back."""
    brought: "tuple[Brought, ...]" = ()
    """What became of the files that only a check's run had made, for each day."""


def commit_waiting(sprint: Sprint) -> Committed:
    """Commit the entries that wait, with their days' files; the caller holds the sprint's lock.

    A refusal is no error: the entries are kept, stay waiting, and the next command tries again.
    """
    from sprint.git import Repository  # the board asks this file which entries wait, and needs no git for it

    lost = look_for_gone(sprint)
    days = tuple(number for number in waiting_days(sprint) if number not in lost)
    folder, paths = sprint.folder, list(waiting_files(sprint))
    if not days and not paths:
        return Committed(why="nothing is waiting", gone=lost)
    sprint.log.heal()
    places = [path for number in days for path in (folder.day(number), folder.original(number), folder.figures(number))]
    apart = {path: link for path in places if (link := _linked(path))}  # git keeps a link, and not what it leads to
    places = [path for path in places if path.exists() and path not in apart]
    if days:
        paths += [folder.diary, folder.record / "log", *places]
    try:
        repository = Repository.find(folder.root)
        if repository is None or repository.nested:
            where = (
                "This folder is no git repository"
                if repository is None
                else f"This folder is a part of {repository.top}"
            )
            return Committed(why=f"{where}.", next="To keep a history of your own here: sprint init", gone=lost)
        hash = repository.commit(paths, _message(sprint, days))
        detached, missed = repository.detached(), repository.left_out(places)
    except SprintError as error:
        return Committed(why=error.sentence, next=error.next_step, gone=lost)
    keep_waiting(sprint, set(waiting_days(sprint)) & set(lost))
    files.remove(folder.made)
    warnings = [f"{folder.shown(path)} is larger than 10 MB; history keeps it for ever" for path in _large(paths)]
    if detached:
        warnings.append("HEAD is on no branch; keep the commit with: git switch -c my-branch")
    warnings += [_linked_words(folder.shown(path), folder.shown(link)) for path, link in apart.items()]
    warnings += _left_out_words(missed)
    why = "" if hash else "everything was committed already"
    return Committed(hash or "", why, warnings=tuple(warnings), gone=lost)


def _message(sprint: Sprint, days: Iterable[int]) -> str:
    titles = [f"Day {number}: {sprint.curriculum.day(number).title}" for number in days]
    subject, body = (", ".join(titles), "Entry written") if titles else (f"Begin {sprint.curriculum.title}", "Made")
    return f"{subject}\n\n{body} with sprint {'diary' if titles else 'init'}.\n"


def commits_of(sprint: Sprint, day: "Day") -> tuple[str, ...]:
    """Return hash and subject of a day's commits since it was begun, the latest first; none where git cannot say."""
    from sprint.git import Repository

    begun = sprint.progress.day(day.number).started
    if begun is None:
        return ()
    try:
        repository = Repository.find(sprint.folder.root)
        since = datetime.combine(begun, time.min).astimezone()
        mine = (sprint.folder.day(day.number), sprint.folder.figures(day.number))
        commits = repository.commits_since(since, mine) if repository and not repository.nested else ()
    except SprintError:
        return ()
    return tuple(f"{commit.hash} {commit.subject}" for commit in commits)


def push(sprint: Sprint) -> None:
    """Send the commits to the learner's remote.

    Raises:
        SprintError: there is no repository, or git refused.
    """
    from sprint.git import Repository

    repository = Repository.find(sprint.folder.root)
    if repository is None:
        raise SprintError(
            "This folder is no git repository, so there is nothing to push.", "Make it one with: sprint init"
        )
    repository.push()
    sprint.log.append("push")


def waiting_days(sprint: Sprint) -> tuple[int, ...]:
    """Return the days whose entries are written and not committed yet."""
    try:
        words = sprint.folder.waiting.read_text("ascii", "replace").split()
    except OSError:
        return ()
    return tuple(sorted({int(word) for word in words if word.isdigit()}))


def waiting_files(sprint: Sprint) -> tuple[Path, ...]:
    """Return what `sprint init` made and is in no commit yet, so that a clone of the repository is a sprint folder."""
    try:
        names = sprint.folder.made.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return tuple(path for name in names if (path := sprint.folder.root / name).is_file())


def keep_made(sprint: Sprint, names: Iterable[str]) -> None:
    """Write down files that we made or replaced, as paths in the sprint folder, until they are in a commit."""
    known = [sprint.folder.shown(path) for path in waiting_files(sprint)]
    if listed := list(dict.fromkeys([*known, *names])):
        files.write(sprint.folder.made, "".join(f"{name}\n" for name in listed).encode())


def keep_waiting(sprint: Sprint, days: Iterable[int]) -> None:
    """Write down the days whose entries wait; what was written down before is replaced."""
    content = "".join(f"{number}\n" for number in sorted(days)).encode()
    if content:
        files.write(sprint.folder.waiting, content)
    else:
        files.remove(sprint.folder.waiting)


def _linked(path: Path) -> Path | None:
    """Return the link that a folder is, or is behind, within the sprint; None where there is none."""
    return path if path.is_symlink() else files.linked_folder(path)


def _linked_words(name: str, link: str) -> str:
    return (
        f"{name} is not committed: {link} is a link to another place; replace it with the folder itself, then: "
        f"sprint diary --commit"
    )


def _left_out_words(names: Iterable[str]) -> list[str]:
    """Return what to say of work that is not in the commit; what belongs to no work is left unsaid."""
    words = []
    for name in names:
        if name.endswith("/"):
            words.append(
                f"{name} is a git repository of its own, so nothing in it is committed here; if that was not"
                f" meant, move its .git folder elsewhere, then: sprint diary --commit"
            )
        elif Path(name).suffix in _WORK and not any(part.startswith(".") for part in Path(name).parts):
            words.append(f"{name} is kept out by an ignore rule; to commit it all the same: git add -f '{name}'")
    return words


def _large(paths: list[Path]) -> tuple[Path, ...]:
    from sprint.git import large

    inside = (Path(here, name) for path in paths for here, _, names in walk(path) for name in names)
    return large((*inside, *paths))
