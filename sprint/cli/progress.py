"""A line that says which cell runs, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def cell_progress(*, quiet: bool) -> Iterator[Callable[[int, object], None] | None]:
    """Yield what to call with a cell's place when it starts; the line is wiped at the end."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    def show(place: int, done: object) -> None:
        if done is None:
            sys.stderr.write(f"\r\x1b[K running cell {place + 1} …")
            sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
