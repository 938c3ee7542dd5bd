"""Whether a run that is late was kept waiting by other programs: what its process tree got of the processor.

Linux counts for each thread how long it computed and how long it could have computed and waited for a core. A loop on
a busy machine waits; a sleep, a lock and an `input` do neither. Where the system keeps no such count (macOS), the
machine is never held to be busy.
"""

import contextlib
import time
from pathlib import Path

from sprint.errors import CannotCheckError
from sprint.lab.protocol.process_tree import tree

NEXT = "run it again when less is going on on this machine"
"""What to do about a busy machine."""


def lacked_cores(computing: float, waiting: float, seconds: float) -> bool:
    """Tell whether code was kept from computing.

    Args:
        computing: the processor time it got, in seconds; of all its threads.
        waiting: the seconds in which they could have computed and had no core.
        seconds: the wall-clock seconds in which that was.
    """
    return computing < seconds / 2 <= waiting


class CoreShare:
    """What a process tree gets of the processor from now on."""

    def __init__(self, pid: int) -> None:
        """Begin to count; it takes some milliseconds."""
        self._pid = pid
        self._begun = time.monotonic()
        self._computed, self._waited = _use(pid)

    def shortage(self, who: str) -> str:
        """Say in one clause that the machine was busy with other things; empty where it was not, or the code slept."""
        computed, waited = _use(self._pid)
        seconds, computing = time.monotonic() - self._begun, computed - self._computed
        if not lacked_cores(computing, waited - self._waited, seconds):
            return ""
        return f"the machine was busy: {who} got {100 * computing / seconds:.0f} % of one core in {seconds:.0f} s"


def busy(shortage: str) -> CannotCheckError:
    """Return the error that tells of a shortage: nothing is known of the work, so nobody is to blame."""
    return CannotCheckError(f"{shortage[0].upper()}{shortage[1:]}.", f"{NEXT[0].upper()}{NEXT[1:]}")


def _use(pid: int) -> tuple[float, float]:
    """Return the seconds that a tree has computed, with processes of it that have ended, and waited for a core."""
    import psutil

    computed = waited = 0.0
    for process in tree(pid):
        with contextlib.suppress(psutil.Error, OSError):
            computed += sum(process.cpu_times()[:4])  # user and system, its own and its ended children's
            for thread in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
                with contextlib.suppress(OSError):  # a thread that has just ended
                    waited += int(thread.read_bytes().split()[1]) / 1e9
    return computed, waited
