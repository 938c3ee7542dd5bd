"""The memory of a run's process tree: what is touched counts, what is only reserved does not.

Linux has no limit for one process's resident memory, and a limit of its address space ends what reserves and never
touches: V8, and with it every headless browser; CUDA; allocators with arenas. So the tree is looked at, the more often
the less it has left.
"""

import contextlib
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sprint.lab.protocol.limits import PROCESS_LIMIT, Budget
from sprint.lab.protocol.process_tree import tree

RESTING_SECONDS = 0.2
"""The time between two looks at a tree that is far from its limit."""
_HURRY_SECONDS = 0.01
"""The time between two looks at one that is close to it."""
_GROWTH = 16 * 2**30
"""Bytes a second that a program may touch at most; one core fills some 3 GiB a second, with huge pages up to 8."""
_REST = 2
"""How many times as long as the look itself took the watch sleeps at least, so that it takes no core of its own."""
_HELD = re.compile(rb"^(?:VmRSS|VmSwap):\s*(\d+) kB", re.MULTILINE)


class MemoryWatch:
    """Looks at the tree of one run and says when to look again."""

    def __init__(self, pid: int, budget: Budget) -> None:
        """Watch the tree below a process."""
        self._pid = pid
        self._budget = budget
        self.pause = RESTING_SECONDS
        """Seconds until the next look."""

    def look(self) -> str:
        """Say in one clause what the tree uses beyond its budget; empty where it keeps to it."""
        begun = time.monotonic()
        processes = tree(self._pid)
        held = _held(processes)
        if held > self._budget.memory_bytes and len(processes) > 1:
            held = _shared_once(processes)
        self.pause = pause(self._budget.memory_bytes - held, time.monotonic() - begun)
        if held > self._budget.memory_bytes:
            return f"needed more than its {self._budget.memory_gb:g} GB of memory"
        if len(processes) > PROCESS_LIMIT:
            return f"started more than {PROCESS_LIMIT} processes"
        return ""


def pause(left: int, cost: float) -> float:
    """Return the seconds until the next look at a tree.

    Args:
        left: the bytes it may still touch.
        cost: the seconds that the last look took.
    """
    return min(RESTING_SECONDS, max(left / _GROWTH, _HURRY_SECONDS, _REST * cost))


def held_of(status: bytes) -> int:
    """Return the bytes in memory and in swap of the process with this `/proc/PID/status`."""
    return 1024 * sum(map(int, _HELD.findall(status)))


def _held(processes: Sequence[Any]) -> int:
    """Return the bytes that processes hold in memory and in swap; what they share is counted for each of them."""
    import psutil

    held = 0
    for process in processes:
        with contextlib.suppress(psutil.Error, OSError):
            if sys.platform == "linux":
                held += held_of(Path(f"/proc/{process.pid}/status").read_bytes())
            else:
                held += process.memory_info().rss
    return held


def _shared_once(processes: Sequence[Any]) -> int:
    """Return the same with what forks share divided among them, where the system tells; it takes longer to find out."""
    import psutil

    held = 0
    for process in processes:
        with contextlib.suppress(psutil.Error, OSError):
            full = process.memory_full_info()
            held += getattr(full, "pss", full.rss) + getattr(full, "swap", 0)
    return held
