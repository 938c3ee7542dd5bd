"""Laying out a day: files are made where there are none, and never written over."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sprint import files


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What laying out a day did."""

    created: tuple[Path, ...]
    """The files that were made."""
    kept: tuple[Path, ...]
    """The files that were there and stayed as they were."""


def lay_out(folder: Path, originals: Path, material: Iterable[tuple[str, bytes]]) -> LaidOut:
    """Put the day's files into its folder; a file that is there stays, byte for byte.

    Args:
        folder: the day's folder; made when missing.
        originals: the folder that keeps what was laid out, to tell later what the learner changed.
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
        if files.create(path, content):
            files.write(originals / name, content)
            created.append(path)
        else:
            kept.append(path)
    return LaidOut(tuple(created), tuple(kept))
