"""Replacing a learner's files: a copy of each is kept first, and the last time can be taken back."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sprint import clock, files
from sprint.errors import NotYetError
from sprint.workspace.folder import SprintFolder

_BACK = "taken back: "


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced at one time."""

    what: str
    """What it was, in a few words: 'reset of day 8'."""
    written: tuple[Path, ...]
    """The learner's files that hold something else now."""
    copies: tuple[Path, ...]
    """Where the copies of what they held are."""


def replace_files(sprint: SprintFolder, what: str, contents: Mapping[Path, bytes | None]) -> Replaced:
    """Put other content into files, with a copy of what was there; what is the same already stays untouched.

    Args:
        sprint: the sprint folder.
        what: what this is, for the word that `undo` says.
        contents: the new bytes of each file, None to remove it.

    Raises:
        WriteError: the system refused.
    """
    changed = {path: new for path, new in contents.items() if _content(path) != new}
    kept = {path: _keep_copy(sprint, path) for path in changed if path.is_file()}
    if changed:
        copies = {str(path): str(kept[path]) if path in kept else None for path in changed}
        files.write(sprint.undo, json.dumps({"what": what, "copies": copies}, indent=1).encode())
    for path, new in changed.items():
        if new is None:
            files.remove(path)
        else:
            files.write(path, new)
    seen = [path for path in changed if not path.is_relative_to(sprint.record)]
    return Replaced(what, tuple(seen), tuple(kept[path] for path in seen if path in kept))


@dataclass(frozen=True, slots=True)
class Replacement:
    """What was replaced last, and can be taken back."""

    what: str
    """What it was: 'reset of day 8'."""
    at: datetime
    """When."""
    paths: tuple[Path, ...]
    """The learner's files that would hold something else."""


def last_replaced(sprint: SprintFolder) -> Replacement:
    """Return what `take_back` would take back.

    Raises:
        NotYetError: nothing was replaced, or the note of it cannot be read.
    """
    what, before = _noted(sprint)
    at = datetime.fromtimestamp(sprint.undo.stat().st_mtime).astimezone()
    seen = (path for path in before if not path.is_relative_to(sprint.record))
    return Replacement(what, at, tuple(seen))


def take_back(sprint: SprintFolder) -> Replaced:
    """Put back what the last replacing put aside; done twice, it is where it was before.

    Raises:
        NotYetError: nothing was replaced, or a copy is gone.
    """
    what, before = _noted(sprint)
    undone = what.removeprefix(_BACK) if what.startswith(_BACK) else _BACK + what
    return replace_files(sprint, undone, before)


def _noted(sprint: SprintFolder) -> tuple[str, dict[Path, bytes | None]]:
    """Return what was replaced last, and what each file held before."""
    try:
        note = json.loads(sprint.undo.read_bytes())
        before = {Path(path): Path(copy).read_bytes() if copy else None for path, copy in note["copies"].items()}
        what = str(note["what"])
    except FileNotFoundError:
        raise NotYetError("There is nothing to take back.", "sprint status shows where you stand.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotYetError(
            "What was put aside cannot be read any more.",
            f"Look into {sprint.shown(sprint.local / 'backups')} yourself.",
        ) from error
    return what, before


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _keep_copy(sprint: SprintFolder, path: Path) -> Path:
    """Keep a copy of a file and return where it lies."""
    stamp, content = clock.now().strftime("%Y%m%d-%H%M%S"), path.read_bytes()
    places = (sprint.local / "backups" / f"{stamp}{suffix}" / path.name for suffix in _suffixes())
    return next(place for place in places if files.create(place, content))


def _suffixes() -> Iterator[str]:
    """Yield what tells apart copies of the same second: nothing, -2, -3 and so on."""
    yield ""
    yield from (f"-{number}" for number in itertools.count(2))
