"""The focus block that runs now, as this machine keeps it: an event and a deadline, no process that must live.

Pure: two moments go in, the time that counts comes out.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

BEAT_SECONDS = 30.0
"""How often a living timer is written down; a crash can cost no more than this."""
GAP_SECONDS = 90.0
"""Seconds without a tick after which the machine slept, or the process stood still."""
SLEEP_SECONDS = 3600.0
"""Seconds of sleep that end a block."""

RUNNING, PAUSED, DETACHED = "running", "paused", "detached"
_STATES = frozenset({RUNNING, PAUSED, DETACHED})


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment, on the wall and on the clock that nobody sets."""

    at: datetime
    """The learner's local time; it can jump."""
    steady: float
    """Seconds since the machine started, its sleep included; they only grow, within one `boot`."""
    boot: str
    """Which run of the machine `steady` counts in."""

    def since(self, earlier: "Moment") -> float:
        """Return the seconds that passed since an earlier moment, at least 0; after a restart the wall tells them."""
        if self.boot == earlier.boot:
            return max(0.0, self.steady - earlier.steady)
        return max(0.0, (self.at - earlier.at).total_seconds())


@dataclass(frozen=True, slots=True)
class Timer:
    """A focus block that has not ended."""

    start: str
    """The id of the event that started it."""
    day: int
    """The day of the sprint it belongs to."""
    block: int
    """Which block of the day it is, from 1."""
    plan: float
    """Seconds it is to last."""
    overtime: bool
    """Whether it goes on counting past its plan."""
    state: str
    """`running` in a process, `paused`, or `detached`: running without one."""
    credited: float
    """Seconds that count, until `mark`."""
    pauses: tuple[tuple[float, float], ...]
    """Each pause or sleep: how many seconds counted until it, and its length in seconds so far."""
    mark: Moment
    """When this was last brought up to date."""
    pid: int
    """The process that keeps it; 0 where there is none."""

    @property
    def left(self) -> float:
        """Seconds until its plan is reached, at least 0."""
        return max(0.0, self.plan - self.credited)

    @property
    def paused(self) -> float:
        """Seconds of pauses and sleep, until `mark`."""
        return sum(length for _, length in self.pauses)

    @property
    def full(self) -> bool:
        """Whether its plan is reached."""
        return self.credited >= self.plan

    def advance(self, now: Moment) -> "Timer":
        """Return the timer brought up to a moment; a gap between ticks of a running one is a pause, never credit."""
        passed = now.since(self.mark)
        if self.state == PAUSED or (self.state == RUNNING and passed > GAP_SECONDS):
            return replace(self, pauses=self._longer(passed), mark=now)
        watched = self.overtime and self.state == RUNNING  # where nobody sits with it, the deadline is the end
        most = self.credited + passed if watched else max(self.plan, self.credited)
        return replace(self, credited=min(most, self.credited + passed), mark=now)

    def _longer(self, passed: float) -> tuple[tuple[float, float], ...]:
        if self.pauses and self.pauses[-1][0] == self.credited:
            return (*self.pauses[:-1], (self.credited, self.pauses[-1][1] + passed))
        return (*self.pauses, (self.credited, passed))

    def to_bytes(self) -> bytes:
        """Return the timer as it is kept on disk."""
        return json.dumps(
            {
                "v": 1,
                "start": self.start,
                "day": self.day,
                "block": self.block,
                "plan_s": self.plan,
                "overtime": self.overtime,
                "state": self.state,
                "credited_s": self.credited,
                "pauses": self.pauses,
                "at": self.mark.at.isoformat(),
                "steady": self.mark.steady,
                "boot": self.mark.boot,
                "pid": self.pid,
            }
        ).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Timer | None":
        """Read a timer as it is kept on disk, or None where it is no timer of ours."""
        try:
            kept = json.loads(content)
            timer = cls(
                start=str(kept["start"]),
                day=int(kept["day"]),
                block=int(kept["block"]),
                plan=float(kept["plan_s"]),
                overtime=kept["overtime"] is True,
                state=str(kept["state"]),
                credited=float(kept["credited_s"]),
                pauses=tuple((float(until), float(length)) for until, length in kept["pauses"]),
                mark=Moment(datetime.fromisoformat(kept["at"]), float(kept["steady"]), str(kept["boot"])),
                pid=int(kept["pid"]),
            )
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None
        sound = timer.state in _STATES and timer.mark.at.tzinfo is not None and timer.day >= 0 and timer.pid >= 0
        limits = (
            0 <= timer.credited < 10**9
            and all(0 <= part < 10**9 for pause in timer.pauses for part in pause)
            and 0 < timer.plan < 10**9
        )
        return timer if sound and limits and kept.get("v") == 1 else None
