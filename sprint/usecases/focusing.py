"""The process that sits with a focus block: it ticks, leaves a heartbeat, obeys keys, signals and other terminals."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from sprint.errors import FINE, INTERRUPTED
from sprint.record.timer import BEAT_SECONDS, GAP_SECONDS, PAUSED, RUNNING, SLEEP_SECONDS, Timer
from sprint.usecases.focus import Ended, Now, close, held, keep, kept, moment
from sprint.usecases.sprint import Sprint

MENU_SECONDS = 2.0
"""A second Ctrl-C within this time stops the block."""
ENDINGS = {"terminate": 143, "hangup": 129}
"""What the system says when the process is to end, and the exit code that tells of it."""


@dataclass(frozen=True, slots=True)
class Sat:
    """How the sitting ended."""

    ended: Ended | None
    """The block that ended; None where it pauses and waits."""
    exit_code: int
    """What the process exits with."""


class Sitting:
    """A block and the process that keeps it."""

    def __init__(self, sprint: Sprint, timer: Timer, now: Now = moment) -> None:
        """Take a block that this process started or took over."""
        self.timer = timer
        """Where the block stands."""
        self.asleep = 0.0
        """Seconds of the last sleep, which count as a pause; 0 after a tick without one."""
        self._sprint = sprint
        self._now = now
        self._written = timer

    def tick(self) -> Ended | None:
        """Bring the block up to date; return how it ended, if it did."""
        kept_now = kept(self._sprint.folder)
        if kept_now is None or kept_now.start != self.timer.start or kept_now.pid != os.getpid():
            return Ended(self.timer, round(self.timer.credited), "elsewhere")
        if kept_now.state != self._written.state:
            self.timer = self._written = kept_now
        now, before = self._now(), self.timer
        passed = now.since(before.mark)
        self.timer = before.advance(now)
        self.asleep = passed if before.state == RUNNING and passed > GAP_SECONDS else 0.0
        if self.asleep > SLEEP_SECONDS:
            return self.end("sleep")
        if self.timer.state == RUNNING and self.timer.full and not self.timer.overtime:
            return self.end("full")
        if now.since(self._written.mark) >= BEAT_SECONDS:
            self._write(self.timer)
        return None

    def toggle(self) -> None:
        """Pause a running block, or let a paused one go on."""
        state = RUNNING if self.timer.state == PAUSED else PAUSED
        kind = "focus.resume" if state == RUNNING else "focus.pause"
        with held(self._sprint.folder):
            self._sprint.log.append(kind, self.timer.day, start=self.timer.start)
        self._write(replace(self.timer, state=state))

    def leave(self) -> None:
        """Pause the block and let go of it; `sprint focus --resume` takes it up again."""
        if self.timer.state != PAUSED:
            self.toggle()
        self._write(replace(self.timer, pid=0))

    def end(self, how: str) -> Ended:
        """End the block, unless somebody else did."""
        with held(self._sprint.folder):
            kept_now = kept(self._sprint.folder)
            if kept_now is None or kept_now.start != self.timer.start:
                return Ended(self.timer, round(self.timer.credited), "elsewhere")
            return close(self._sprint, self.timer, how)

    def _write(self, timer: Timer) -> None:
        """Write down where the block stands, unless another command changed it since the last tick."""
        with held(self._sprint.folder):
            kept_now = kept(self._sprint.folder)
            if kept_now is None or (kept_now.start, kept_now.state) != (self._written.start, self._written.state):
                return
            keep(self._sprint.folder, timer)
        self.timer = self._written = timer


def sit(sitting: Sitting, wait: Callable[[float], str], show: Callable[[Sitting, bool], None], *, asks: bool) -> Sat:
    """Sit with a block until it ends.

    Args:
        sitting: the block.
        wait: waits up to some seconds, and returns the key that was pressed, `interrupt`, `terminate` or `hangup`,
            or nothing.
        show: draws the block, and the menu of Ctrl-C when told so.
        asks: whether somebody is there to answer; without, the first Ctrl-C stops.
    """
    asked = float("-inf")
    menu = False
    while True:
        show(sitting, menu)
        word = wait(1.0)
        if (ended := sitting.tick()) is not None:
            return Sat(ended, FINE)
        if word in ENDINGS:
            return Sat(sitting.end("early"), ENDINGS[word])
        at = sitting.timer.mark.steady
        if word == "interrupt" and (not asks or at - asked <= MENU_SECONDS):
            return Sat(sitting.end("early"), INTERRUPTED)
        if word in {"s", "d"}:
            return Sat(sitting.end("early" if word == "s" else "dropped"), FINE)
        if word == "q":
            sitting.leave()
            return Sat(None, FINE)
        if word == "p":
            sitting.toggle()
        if word:
            menu = word == "interrupt"
            asked = at if menu else asked
