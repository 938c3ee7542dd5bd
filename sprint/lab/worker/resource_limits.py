"""What the learner's process sets for itself before anything else runs in it: limits, and an end with our side."""

import contextlib
import resource
import signal
import sys
from pathlib import Path


def set_limits(cpu_seconds: int) -> None:
    """Bound what this process and its children can take from the machine.

    The address space has no limit: libraries reserve far more than they use, and `sprint.lab.supervisor.memory_watch`
    counts what they touch. Where the machine itself runs out first, the system ends this process before others.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, cpu_seconds)
    _lower(resource.RLIMIT_FSIZE, 8 * 2**30)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, hard))


def die_with_parent() -> None:
    """Ask Linux to end this process when the parent ends, however it ends."""
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL)
