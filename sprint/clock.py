"""The one door to the time: what time it is for the learner, and how long something took."""

import os
import time
from datetime import date, datetime

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
