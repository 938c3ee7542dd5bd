"""What the board needs of a curriculum: its titles and its rhythm, kept beside the record between two edits of it.

Reading the whole curriculum takes 20 ms, which a prompt would feel. Nothing here is acted upon: what is run or written
for a day always comes from the curriculum itself.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sprint import files
from sprint.course.model import Curriculum, Rhythm, Week
from sprint.errors import SprintError

SIZE_LIMIT = 256 * 1024
"""Bytes; a larger file is left to the full reading, which refuses it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a day."""

    number: int
    """The day."""
    title: str
    """Its title."""
    lesson: str
    """The folder of its lesson."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The titles and the rhythm of a curriculum."""

    title: str
    """One line."""
    rhythm: Rhythm
    """How an evening is cut."""
    weeks: tuple[Week, ...]
    """In the order of their days."""
    days: tuple[Heading, ...]
    """The heading of each day, in order."""

    @classmethod
    def of(cls, course: Curriculum) -> "Outline":
        """Return the outline of a curriculum."""
        days = tuple(Heading(day.number, day.title, day.lesson) for day in course.days)
        return cls(course.title, course.rhythm, course.weeks, days)


def read_outline(path: Path, kept: Path) -> Outline:
    """Return the outline of a curriculum file, from what was kept of the same bytes where there is anything.

    Args:
        path: the curriculum.
        kept: where the outline is kept; written only if its folder is there.

    Raises:
        CurriculumError: the curriculum cannot be read, or has faults.
    """
    digest = _digest(path)
    found = _kept(kept, digest) if digest else None
    if found is not None:
        return found
    from sprint.course.reading import read_curriculum

    course = read_curriculum(path)
    outline = Outline.of(course)
    if kept.parent.is_dir():
        with suppress(SprintError):  # a disk that takes no writing costs 20 ms, nothing else
            files.write(kept, json.dumps({"digest": course.digest, **asdict(outline)}).encode())
    return outline


def _digest(path: Path) -> str | None:
    try:
        return files.digest(path.read_bytes()) if path.stat().st_size <= SIZE_LIMIT else None
    except OSError:
        return None


def _kept(path: Path, digest: str) -> Outline | None:
    """Return the outline that was kept of a curriculum with that digest; one that is damaged counts as none."""
    try:
        kept: dict[str, Any] = json.loads(path.read_bytes())
        if kept["digest"] != digest:
            return None
        return Outline(
            str(kept["title"]),
            Rhythm(**{name: max(1, int(value)) for name, value in kept["rhythm"].items()}),
            tuple(Week(str(w["name"]), int(w["first"]), int(w["last"]), str(w["goal"])) for w in kept["weeks"]),
            tuple(Heading(int(day["number"]), str(day["title"]), _folder(day["lesson"])) for day in kept["days"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _folder(name: str) -> str:
    if name != Path(name).name:
        raise ValueError(name)
    return name
