"""`sprint focus`: a block starts, pauses, goes on and ends, whichever process says so.

What runs is kept in one small file. Every function takes the moment from `now`, so that a test can bring its own.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sprint import clock, files
from sprint.errors import NotYetError, UsageError
from sprint.record.focus import filled
from sprint.record.timer import DETACHED, GAP_SECONDS, PAUSED, RUNNING, Moment, Timer
from sprint.usecases.sprint import Sprint
from sprint.workspace import SprintFolder

MOST_MINUTES = 240
MOST_BLOCKS = 99
CHOICES = ("keep", "plan", "drop")
"""What can be made of a block whose process is gone: keep what is certain, the whole plan, or nothing."""
HOW = {
    "full": "done",
    "early": "stopped and kept",
    "crash": "kept up to where the process went",
    "sleep": "ended by a long sleep of the machine",
    "unverified": "done; it ran without a process, so nobody watched",
    "dropped": "dropped, nothing is counted",
    "elsewhere": "ended by another command",
}
"""How a block ended, in words."""

Now = Callable[[], Moment]


@dataclass(frozen=True, slots=True)
class Ended:
    """A block that ended."""

    timer: Timer
    """Where it stood."""
    seconds: int
    """Seconds that count."""
    how: str
    """`full`, `early`, `crash`, `sleep`, `unverified` or `dropped`; `elsewhere` where another command ended it."""
    note: str = ""
    """A word on something odd, such as a clock that was set back."""


def now() -> Moment:
    """Return this moment on both clocks."""
    return Moment(clock.now(), clock.steady(), clock.boot())


def load(folder: SprintFolder) -> Timer | None:
    """Return the block that has not ended, as it was last written down, or None."""
    try:
        return Timer.from_bytes(folder.focus.read_bytes())
    except OSError:
        return None


def lives(timer: Timer, now: Moment) -> bool:
    """Tell whether the process that keeps a timer is there and ticks."""
    if not timer.pid or timer.mark.boot != now.boot or now.since(timer.mark) > GAP_SECONDS:
        return False
    try:
        os.kill(timer.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def abandoned(timer: Timer, now: Moment) -> bool:
    """Tell whether a block runs in no process any more, or is detached and past its end."""
    if timer.state == DETACHED:
        return timer.advance(now).full
    return timer.state == RUNNING and not lives(timer, now)


@dataclass(frozen=True, slots=True)
class BlockOptions:
    """How a block is to run."""

    block: int | None = None
    """Which block of the day it is; None takes the first box that is not full."""
    minutes: int | None = None
    """How long it is to last; None takes the curriculum's word."""
    detach: bool = False
    """Whether it runs without a process, as an event and a deadline."""
    overtime: bool = False
    """Whether it goes on counting past its plan."""
    switch: bool = False
    """Whether to end the block that runs, if one does."""


def begin(
    sprint: Sprint, number: int | None = None, options: BlockOptions = BlockOptions(), *, now: Now = now
) -> Timer:
    """Start a block of a day.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        options: how it is to run.
        now: where the moment comes from.

    Raises:
        NotYetError: a block runs already.
        UsageError: no such day, a number out of bounds, or overtime for a block that nobody sits with.
    """
    _refuse_bounds(options.minutes, options.block)
    if options.detach and options.overtime:
        raise UsageError(
            "A block without a process ends at its deadline, so it has no overtime.",
            "Take one of the two: sprint focus --overtime, or sprint focus --detach",
        )
    day, rhythm = sprint.day(number), sprint.rhythm
    if options.switch and load(sprint.folder) is not None:
        finish(sprint, "early", now=now)
    mine = [ended for ended in sprint.progress.blocks if ended.day == day.number]
    which = options.block or len(filled(mine, rhythm.minutes, rhythm.least)) + 1
    seconds = (options.minutes or rhythm.minutes) * 60
    with locked(sprint.folder):
        refuse_running(sprint, now=now)
        event = sprint.log.append("focus.start", day.number, block=which, plan_s=seconds)
        state, pid = (DETACHED, 0) if options.detach else (RUNNING, os.getpid())
        timer = Timer(event.id, day.number, which, float(seconds), options.overtime, state, 0.0, (), now(), pid)
        save(sprint.folder, timer)
    return timer


def _refuse_bounds(minutes: int | None, block: int | None) -> None:
    if not 1 <= (minutes if minutes is not None else 1) <= MOST_MINUTES:
        raise UsageError(
            f"A block of {minutes} minutes is none.", f"Take 1 to {MOST_MINUTES}: sprint focus --minutes 25"
        )
    if not 1 <= (block if block is not None else 1) <= MOST_BLOCKS:
        raise UsageError(f"There is no block {block}.", f"Take 1 to {MOST_BLOCKS}, or leave --block out.")


def refuse_running(sprint: Sprint, *, now: Now = now) -> None:
    """Refuse what does not go while a block runs.

    Raises:
        NotYetError: one does.
    """
    running = load(sprint.folder)
    if running is not None:
        raise _runs(running.advance(now()))


def break_minutes(sprint: Sprint, timer: Timer | None = None) -> int:
    """Return how long the break is that follows a block, or what was focused on today: long behind each third."""
    rhythm = sprint.rhythm
    today = [block for block in sprint.progress.blocks if block.date == clock.today()]
    behind = timer.block if timer is not None else len(filled(today, rhythm.minutes, rhythm.least))
    return rhythm.long_break if behind and behind % rhythm.blocks == 0 else rhythm.short_break


def pause(sprint: Sprint, *, now: Now = now) -> Timer:
    """Pause the block that runs; one that pauses already stays as it is.

    Raises:
        NotYetError: none runs.
    """
    with locked(sprint.folder):
        timer = _current(sprint.folder)
        if timer.state == PAUSED:
            return timer.advance(now())
        timer = replace(timer.advance(now()), state=PAUSED)
        sprint.log.append("focus.pause", timer.day, start=timer.start)
        save(sprint.folder, timer)
    return timer


def resume(sprint: Sprint, *, detach: bool = False, now: Now = now) -> Timer:
    """Let a block go on; in this process, unless one of its own still waits, or it is to run without one.

    Raises:
        NotYetError: none is there, or it runs already.
    """
    with locked(sprint.folder):
        timer = _current(sprint.folder)
        moment_now = now()
        if timer.state == RUNNING:
            raise _runs(timer.advance(moment_now))
        own = lives(timer, moment_now)
        timer = timer.advance(moment_now)
        if timer.state == PAUSED:
            sprint.log.append("focus.resume", timer.day, start=timer.start)
        if detach:
            timer = replace(timer, state=DETACHED, pid=0)
        else:
            timer = replace(timer, state=RUNNING, pid=timer.pid if own else os.getpid())
        save(sprint.folder, timer)
    return timer


def finish(sprint: Sprint, how: str = "early", *, now: Now = now) -> Ended:
    """End the block that runs or pauses, from whichever process.

    Args:
        sprint: the sprint.
        how: `early` keeps the time until now, `dropped` keeps none.
        now: where the moment comes from.

    Raises:
        NotYetError: none is there.
    """
    with locked(sprint.folder):
        timer = _current(sprint.folder)
        backwards = timer.mark.boot != now().boot and now().at < timer.mark.at
        timer = timer.advance(now())
        if timer.state == DETACHED and timer.full and how == "early":
            how = "unverified"
        note = "The clock was set back since the block began, so no time could be counted." if backwards else ""
        return replace(close(sprint, timer, how), note=note)


def settle(sprint: Sprint, choice: str = "keep", *, now: Now = now) -> Ended | None:
    """End a block whose process is gone, or that is detached and past its end; None where there is none.

    Args:
        sprint: the sprint.
        choice: for a process that is gone, one of `CHOICES`; `keep` is what was written down last, at most
            30 seconds before it went.
        now: where the moment comes from.
    """
    with locked(sprint.folder):
        timer = load(sprint.folder)
        if timer is None or not abandoned(timer, now()):
            return None
        if timer.state == DETACHED:
            return close(sprint, timer.advance(now()), "unverified")
        if choice == "plan":
            timer = replace(timer, credited=timer.plan)
        return close(sprint, timer, "dropped" if choice == "drop" else "crash")


def close(sprint: Sprint, timer: Timer, how: str) -> Ended:
    """Write down that a block ended, then forget it; the caller holds the lock of `locked`."""
    seconds = 0 if how == "dropped" else round(timer.credited)
    if how == "early" and timer.full:  # overtime was left, and the plan was kept
        how = "full"
    pauses = [[round(until), round(length)] for until, length in timer.pauses]
    sprint.log.append(
        "focus.end",
        timer.day,
        start=timer.start,
        secs=seconds,
        pause_s=round(timer.paused),
        how=how,
        **({"pauses": pauses} if pauses else {}),
    )
    files.remove(sprint.folder.focus)
    return Ended(timer, seconds, how)


def save(folder: SprintFolder, timer: Timer) -> None:
    """Write down where a block stands."""
    files.write(folder.focus, timer.to_bytes())


@contextmanager
def locked(folder: SprintFolder) -> Iterator[None]:
    """Hold the timer, so that two commands do not change it at once."""
    with files.locked(folder.local / "focus.lock"):
        yield


def _current(folder: SprintFolder) -> Timer:
    timer = load(folder)
    if timer is None:
        raise NotYetError("No focus block is running.", "Start one with: sprint focus")
    return timer


def _runs(timer: Timer) -> NotYetError:
    where = f"{clock_words(timer.credited)} of {clock_words(timer.plan)}"
    if timer.state == PAUSED:
        return NotYetError(
            f"Focus block {timer.block} of day {timer.day} pauses at {where}.",
            "Go on with: sprint focus --resume, or end it with: sprint focus --stop",
        )
    return NotYetError(
        f"Focus block {timer.block} of day {timer.day} is running, {where}.",
        "End it with: sprint focus --stop, or with --drop to keep nothing of it.",
    )


def clock_words(seconds: float) -> str:
    """Return seconds as minutes and seconds: `26:48`."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
