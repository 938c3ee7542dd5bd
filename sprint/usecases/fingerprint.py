"""A hash of everything a verdict depends on, so that unchanged work is answered at once."""

import hashlib
import importlib.metadata
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import sprint as package
from sprint.course.lesson import Lesson
from sprint.course.material import main_file
from sprint.course.model import Day
from sprint.errors import CannotCheckError
from sprint.lab.protocol.notebook import read_notebook

SKIPPED = ("__pycache__", ".ipynb_checkpoints", ".git", ".venv")
"""Folders that belong to no work: neither copied for a run nor asked about."""


def fingerprint(day: Day, lesson: Lesson, folder: Path) -> str:
    """Return 64 hexadecimal digits for a day's work: cell sources, the other files, the lesson, data and versions.

    Outputs stored in the notebook do not count: running it in Jupyter changes no verdict.

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
        "notebook": read_notebook(notebook).sources,
        "files": [(str(path.relative_to(folder)), _hash(path)) for path in _files(folder) if path != notebook],
        "lesson": [(str(path.relative_to(lesson.folder)), _hash(path)) for path in _files(lesson.folder)],
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


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part in SKIPPED for part in path.relative_to(folder).parts):
            yield path


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
