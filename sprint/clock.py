"""The one door to the time: what time it is for the learner, and how long something took."""

import os
import time
from datetime import date, datetime
from pathlib import Path

from sprint.errors import UsageError


def now() -> datetime:
    """Return the local time with its offset.

    `SPRINT_NOW` (ISO 8601) fixes it, for tests; without an offset it is taken as local time.

    Raises:
        UsageError: `SPRINT_NOW` is no date and time.
    """
    fixed = os.environ.get("SPRINT_NOW")
    if not fixed:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        raise UsageError(
            f"SPRINT_NOW is {fixed!r}, which is no date and time.",
            "Write it as 2026-11-21T18:00:00+01:00, or unset it.",
        ) from None
    return moment if moment.tzinfo else moment.astimezone()


def today() -> date:
    """Return the learner's local date."""
    return now().date()


def stopwatch() -> float:
    """Return seconds on a clock that is never set back; only differences mean anything."""
    return time.monotonic()


def steady() -> float:
    """Return seconds since the machine started, its sleep included: nobody sets this clock, all processes share it."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def boot() -> str:
    """Return which run of the machine `steady` counts in; the same text until it starts anew."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        import subprocess  # macOS asks a program; nobody else pays for it

        asked = subprocess.run(["sysctl", "-n", "kern.bootsessionuuid"], capture_output=True, text=True, check=False)
        return asked.stdout.strip()
