"""Work for several processes at a time, which Ctrl-C ends cleanly: each of them puts away what it opened."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Event
from types import FrameType
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_ENDING = Event()
"""Set in a worker process that was interrupted: it takes nothing up any more."""


def in_processes(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Result]:
    """Yield what some work makes of each item, in their order; not threads, since the work computes.

    Args:
        work: what is done, picklable.
        items: what it is done to.
        workers: how many at a time.

    Raises:
        KeyboardInterrupt: Ctrl-C; the processes have ended what they were at.
    """
    with ProcessPoolExecutor(workers, initializer=_heed_interrupts) as pool:
        try:
            yield from pool.map(partial(_unless_ending, work), items)
        except BaseException:
            for process in multiprocessing.active_children():  # a terminal tells them itself, and nobody else does
                with suppress(ProcessLookupError):
                    os.kill(process.pid or os.getpid(), signal.SIGINT)
            pool.shutdown(cancel_futures=True)
            raise


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, _end)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the signal's signature
    """End what the process is at, once, and without the traceback that a KeyboardInterrupt leaves."""
    if not _ENDING.is_set():
        _ENDING.set()
        raise SystemExit


def _unless_ending(work: Callable[[Item], Result], item: Item) -> Result:
    if _ENDING.is_set():
        raise SystemExit
    return work(item)
