"""A small data set of the tests' own, and where it lies."""

import hashlib
from pathlib import Path

from sprint import datasets
from sprint.datasets.store import cache_folder

CONTENT = bytes(range(256)) * 1200
"""307,200 bytes."""


def row(*urls: str, instead: datasets.DataFile | None = None, size: int | None = len(CONTENT)) -> datasets.Dataset:
    """Return a data set of one file, `CONTENT`, to be had at some addresses."""
    file = datasets.DataFile("table.bin", size, hashlib.sha256(CONTENT).hexdigest(), urls, instead)
    return datasets.Dataset("small", "a small table", (file,), "none", "this test", "a smaller table")


def left_behind(data: datasets.Dataset) -> set[str]:
    """Return the names in a data set's cache folder, but for the lock."""
    return {path.name for path in cache_folder(data).glob("*")} - {".lock"}


def put_in_cache(data: datasets.Dataset, name: str, content: bytes) -> Path:
    """Write a file into a data set's cache folder."""
    path = cache_folder(data) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
