"""The process that keeps a focus block: it ticks, leaves a heartbeat, obeys keys, signals and other terminals."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from sprint.errors import FINE, INTERRUPTED
from sprint.record.timer import BEAT_SECONDS, GAP_SECONDS, PAUSED, RUNNING, SLEEP_SECONDS, Timer
from sprint.usecases import focus
from sprint.usecases.focus import Ended, Now
from sprint.usecases.sprint import Sprint

MENU_SECONDS = 2.0
"""A second Ctrl-C within this time stops the block."""
ENDINGS = {"terminate": 143, "hangup": 129}
"""What the system says when the process is to end, and the exit code that tells of it."""


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """How a session ended."""

    ended: Ended | None
    """The block that ended; None where it pauses and waits."""
    exit_code: int
    """What the process exits with."""


class FocusSession:
    """A block and the process that keeps it."""

    def __init__(self, sprint: Sprint, timer: Timer, now: Now = focus.now) -> None:
        """Take a block that this process started or took over."""
        self.timer = timer
        """Where the block stands."""
        self.asleep = 0.0
        """Seconds of the last sleep, which count as a pause; 0 after a tick without one."""
        self._sprint = sprint
        self._now = now
        self._saved = timer

    def tick(self) -> Ended | None:
        """Bring the block up to date; return how it ended, if it did."""
        saved = focus.load(self._sprint.folder)
        if saved is None or saved.start != self.timer.start or saved.pid != os.getpid():
            return Ended(self.timer, round(self.timer.credited), "elsewhere")
        if saved.state != self._saved.state:
            self.timer = self._saved = saved
        now, before = self._now(), self.timer
        passed = now.since(before.mark)
        self.timer = before.advance(now)
        self.asleep = passed if before.state == RUNNING and passed > GAP_SECONDS else 0.0
        if self.asleep > SLEEP_SECONDS:
            return self.end("sleep")
        if self.timer.state == RUNNING and self.timer.full and not self.timer.overtime:
            return self.end("full")
        if now.since(self._saved.mark) >= BEAT_SECONDS:
            self._save(self.timer)
        return None

    def toggle(self) -> None:
        """Pause a running block, or let a paused one go on."""
        state = RUNNING if self.timer.state == PAUSED else PAUSED
        kind = "focus.resume" if state == RUNNING else "focus.pause"
        with focus.locked(self._sprint.folder):
            self._sprint.log.append(kind, self.timer.day, start=self.timer.start)
        self._save(replace(self.timer, state=state))

    def leave(self) -> None:
        """Pause the block and let go of it; `sprint focus --resume` takes it up again."""
        if self.timer.state != PAUSED:
            self.toggle()
        self._save(replace(self.timer, pid=0))

    def end(self, how: str) -> Ended:
        """End the block, unless somebody else did."""
        with focus.locked(self._sprint.folder):
            saved = focus.load(self._sprint.folder)
            if saved is None or saved.start != self.timer.start:
                return Ended(self.timer, round(self.timer.credited), "elsewhere")
            return focus.close(self._sprint, self.timer, how)

    def _save(self, timer: Timer) -> None:
        """Write down where the block stands, unless another command changed it since the last tick."""
        with focus.locked(self._sprint.folder):
            saved = focus.load(self._sprint.folder)
            if saved is None or (saved.start, saved.state) != (self._saved.start, self._saved.state):
                return
            focus.save(self._sprint.folder, timer)
        self.timer = self._saved = timer


def keep_session(
    session: FocusSession, wait: Callable[[float], str], show: Callable[[FocusSession, str], None], *, asks: bool
) -> SessionEnd:
    """Keep a block until it ends.

    Args:
        session: the block.
        wait: waits up to some seconds, and returns the key that was pressed, a key and `?` where it has to be
            confirmed, `interrupt`, `terminate` or `hangup`, another word that does nothing, or nothing.
        show: draws the block, and what the last word was until another one comes.
        asks: whether somebody is there to answer; without, the first Ctrl-C stops.
    """
    interrupted = float("-inf")
    last = ""
    while True:
        show(session, last)
        word = wait(1.0)
        if (ended := session.tick()) is not None:
            return SessionEnd(ended, FINE)
        if word in ENDINGS:
            return SessionEnd(session.end("early"), ENDINGS[word])
        at = session.timer.mark.steady
        if word == "interrupt" and (not asks or at - interrupted <= MENU_SECONDS):
            return SessionEnd(session.end("early"), INTERRUPTED)
        if word in {"s", "d"}:
            return SessionEnd(session.end("early" if word == "s" else "dropped"), FINE)
        if word == "q":
            session.leave()
            return SessionEnd(None, FINE)
        if word == "p":
            session.toggle()
        interrupted = at if word == "interrupt" else interrupted if not word else float("-inf")
        last = word or last
