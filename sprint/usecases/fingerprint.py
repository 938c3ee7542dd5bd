"""A hash of everything a verdict depends on, so that unchanged work is answered at once."""

import hashlib
import importlib.metadata
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import sprint as package
from sprint.course.lesson import Lesson
from sprint.course.material import main_file
from sprint.course.model import Day
from sprint.errors import CannotCheckError
from sprint.folders import walk
from sprint.lab.protocol.notebook import read_notebook

_REACHES = re.compile(r"(?<!\.)\.\.(?!\.)|\bpardir\b|\bparents?\b|\bdirname\b|cwd\b")
"""Ways out of a folder."""
_OURS = ("learning-diary.md", "figures")
SKIPPED = ("__pycache__", ".ipynb_checkpoints", ".git", ".venv")
"""Folders that belong to no work: neither copied for a run nor asked about."""


def fingerprint(day: Day, lesson: Lesson, folder: Path, root: Path | None = None) -> str:
    """Return 64 hexadecimal digits for a day's work: cell sources, the other files, the lesson, data and versions.

    Outputs stored in the notebook do not count: running it in Jupyter changes no verdict. What else lies in the sprint
    folder `root`, if there is one, counts where the work has a word by which it could reach it.

    Raises:
        NotebookError: the notebook cannot be read.
    """
    notebook = folder / main_file(day, lesson)
    parts = {
        "sprint": package.__version__,
        "python": sys.version,
        "versions": [(name, _version(name)) for name in day.needs],
        "day": repr(day),
        "data": data_in_use(day),
        "fast": os.environ.get("SPRINT_FAST", ""),
        "notebook": (sources := read_notebook(notebook).sources),
        "files": [told for told in _files(folder) if folder / told[0] != notebook],
        "around": list(_around(folder, root, [sources, *_programs(folder)])) if root else [],
        "lesson": list(_files(lesson.folder)),
    }
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def data_in_use(day: Day) -> str:
    """Return `real`, or `offline variant` where any of the day's data sets is a stand-in."""
    if not day.data:
        return "real"
    from sprint.datasets import variant_in_use  # a day without data is spared the room

    try:
        stand_in = any(variant_in_use(name) == "offline" for name in day.data)
    except CannotCheckError:  # the notebook meets the same and says so
        return "real"
    return "offline variant" if stand_in else "real"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each file and what tells of its content, also of those behind linked folders.

    Where a link leads counts too. What lies outside, which may be large, is told by its size and time.
    """
    root, seen = folder.resolve(), set[Path]()
    for top, folders, names in walk(folder, followlinks=True):
        place, real = Path(top), Path(top).resolve()
        if place.is_symlink():
            yield f"{place.relative_to(folder)}/", str(real)
        again = real in seen
        seen.add(real)
        folders[:] = [] if again else sorted(name for name in folders if name not in SKIPPED)
        for path in (place / name for name in sorted(names) if not again and name not in SKIPPED):
            if path.is_file():
                told = _hash(path) if real.is_relative_to(root) else _size_and_time(path)
                yield str(path.relative_to(folder)), told


def _programs(folder: Path) -> Iterator[str]:
    """Yield the texts of the Python files in a folder."""
    inside = (Path(here, name) for here, _, names in walk(folder) for name in names if name.endswith(".py"))
    for path in sorted(inside):
        if path.is_file() and not set(SKIPPED).intersection(path.relative_to(folder).parts):
            yield path.read_text("utf-8", errors="replace")


def _around(folder: Path, root: Path, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each other file in a sprint folder, its size and time, if some texts could lead there.

    What sprint itself writes into counts only where it is named.
    """
    if not any(_REACHES.search(text) or str(root) in text for text in texts):
        return
    ours = {name for name in _OURS if not any(name in text for text in texts)}
    for top, folders, names in walk(root):
        here = Path(top)
        own = [name for name in folders if here != root or name not in ours]
        folders[:] = sorted(name for name in own if _counts(here / name) and here / name != folder)
        for path in (here / name for name in sorted(names) if name[0] != "." and name not in ours):
            if path.is_file():
                yield str(path.relative_to(root)), _size_and_time(path)


def _counts(folder: Path) -> bool:
    """Tell whether a folder is none that is hidden, a cache or an environment."""
    return folder.name[0] != "." and folder.name not in SKIPPED and not (folder / "pyvenv.cfg").exists()


def _size_and_time(path: Path) -> str:
    about = path.stat()
    return f"{about.st_size} {about.st_mtime_ns}"


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
