"""Laying out a day: files are made where there are none, and never written over."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sprint import clock, files
from sprint.workspace.folder import SprintFolder


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What laying out a day did."""

    created: tuple[Path, ...]
    """The files that were made."""
    kept: tuple[Path, ...]
    """The files that were there and stayed as they were."""


def lay_out(folder: Path, material: Iterable[tuple[str, bytes]]) -> LaidOut:
    """Put the day's files into its folder; a file that is there stays, byte for byte.

    Args:
        folder: the day's folder; made when missing.
        material: path inside the folder, and content.

    Raises:
        NeedsPersonError: something odd lies in a file's place.
        WriteError: the system refused.
    """
    files.make_folder(folder)
    created: list[Path] = []
    kept: list[Path] = []
    for name, content in material:
        path = folder / name
        (created if files.create(path, content) else kept).append(path)
    return LaidOut(tuple(created), tuple(kept))


def keep_copy(sprint: SprintFolder, path: Path) -> Path:
    """Keep a copy of a learner's file before it is replaced, and return where it lies."""
    stamp, content = clock.now().strftime("%Y%m%d-%H%M%S"), path.read_bytes()
    places = (sprint.local / "backups" / f"{stamp}{suffix}" / path.name for suffix in _suffixes())
    return next(place for place in places if files.create(place, content))


def _suffixes() -> Iterator[str]:
    """Yield what tells apart copies of the same second: nothing, -2, -3 and so on."""
    yield ""
    yield from (f"-{number}" for number in itertools.count(2))
