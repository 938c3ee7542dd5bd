"""Files that only a run made: kept beside the verdict of its check, put into the day's folder with its entry.

A check runs a copy, so a picture that the notebook saves is not in the learner's folder, and would not be in the commit
that its verdict stands for.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sprint import files
from sprint.checks.outcomes import MadeFile, Report
from sprint.folders import walk
from sprint.usecases.fingerprint import SKIPPED
from sprint.usecases.sprint import Sprint

MOST_BYTES = 10 * 1024 * 1024
"""A larger file is named and left out: git keeps it for ever."""
MOST_TOGETHER = 5 * MOST_BYTES
"""Bytes of all files of one run that are kept; what comes behind is named and left out."""
MOST_FILES = 1000
"""A run that leaves more has unpacked something; the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the files that a run made, by their names in the day's folder."""

    day: int = 0
    """The day."""
    added: tuple[str, ...] = ()
    """In the day's folder from now on."""
    kept: tuple[str, ...] = ()
    """The learner has another file in that place, which stays."""
    too_large: tuple[str, ...] = ()
    """Too large to be added."""


def files_made(copy: Path, folder: Path) -> dict[MadeFile, bytes]:
    """Return the files that a run made or changed in its copy of a folder, with what they hold.

    Only regular files count: no links, no caches, nothing that is hidden.
    """
    made: dict[MadeFile, bytes] = {}
    room = MOST_TOGETHER
    for name in islice(_changed(copy, folder), MOST_FILES):
        new = not os.path.lexists(folder / name)
        content = _content(copy / name)
        if content is None or (not new and content == _content(folder / name)):
            continue
        if len(content) > min(room, MOST_BYTES):
            made |= {MadeFile(name, "", new=True): b""} if new else {}
        else:
            made[MadeFile(name, files.digest(content), new)] = content
            room -= len(content)
    return made


def bring(sprint: Sprint, number: int, report: Report | None, *, dry: bool = False) -> Brought:
    """Put what the last check's run made into a day's folder, where nothing of the learner's is in its place.

    Args:
        sprint: the sprint.
        number: the day.
        report: the last verdict on it.
        dry: say what would be done, and do nothing.
    """
    folder, kept_in = sprint.folder.day(number), sprint.folder.run_files(number)
    added, kept, too_large = [], [], []
    for file in report.made if report else ():
        target, source = folder / file.name, kept_in / file.digest
        if os.path.lexists(target) or not _is_free(folder, target):
            if file.digest and not (target.is_file() and files.digest(target.read_bytes()) == file.digest):
                kept.append(file.name)
        elif not file.digest:
            too_large.append(file.name)
        elif source.is_file() and (dry or files.create(target, source.read_bytes())):
            added.append(file.name)
    return Brought(number, tuple(added), tuple(kept), tuple(too_large))


def _changed(copy: Path, folder: Path) -> Iterator[str]:
    """Yield the names of a copy's files that do not look as they did when it was made."""
    for top, folders, names in walk(copy):
        folders[:] = sorted(name for name in folders if not _is_cache(name))
        for path in (Path(top, name) for name in sorted(names) if not _is_cache(name)):
            name = str(path.relative_to(copy))
            if not _same(path, folder / name) and "\ufffd" not in os.fsencode(name).decode(errors="replace"):
                yield name


def _is_cache(name: str) -> bool:
    return name in SKIPPED or name.startswith(".")


def _same(one: Path, other: Path) -> bool:
    """Tell whether two files have the same size and time; a copy has, until something is written into it."""
    try:
        ours, theirs = one.lstat(), other.lstat()
    except OSError:
        return False
    return (ours.st_size, ours.st_mtime_ns, ours.st_mode) == (theirs.st_size, theirs.st_mtime_ns, theirs.st_mode)


def _content(path: Path) -> bytes | None:
    """Return what a regular file holds, up to a byte more than is kept; None for all else, and what cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError:
        return None


def _is_free(folder: Path, target: Path) -> bool:
    """Tell whether a file can be made at a place inside a folder, with only plain folders on the way to it."""
    between = [path for path in target.parents if path.is_relative_to(folder)]
    plain = all(not path.is_symlink() and (path.is_dir() or not path.exists()) for path in between)
    return plain and ".." not in target.parts and target.is_relative_to(folder)
