"""A focus block: a live bar on a terminal, plain lines in a pipe, one JSON object a line for programs."""

import json
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from rich.text import Text

from sprint import clock
from sprint.record.timer import DETACHED, PAUSED, Timer
from sprint.terminal.screen import Screen, command
from sprint.usecases.focus import HOW, Ended, clock_words
from sprint.usecases.focus_process import FocusSession

EVERY_SECONDS = 300
"""How often a pipe gets a line."""
LONG_PAUSE_SECONDS = 600
"""Seconds of pause in one block after which we ask whether it is to go on."""


@dataclass(slots=True)
class FocusPage:
    """Where a block is drawn."""

    screen: Screen
    """Standard output."""
    live: bool
    """Whether to draw a bar that moves."""
    json: bool = False
    """Whether to print one JSON object a line."""
    quiet: bool = False
    """Whether to print nothing."""
    bell: bool = True
    """Whether to ring at the end of a block and of a break."""
    said: float = field(default=0.0)
    """The credited seconds at which a pipe got its last line."""
    rung: bool = False
    """Whether the bell of the planned end has rung."""
    told: bool = False
    """Whether it was said that words typed here are no commands."""

    @property
    def draws(self) -> bool:
        """Whether there is a line that moves."""
        return self.live and not (self.json or self.quiet)

    def begun(self, timer: Timer, ends: str) -> None:
        """Say that a block starts or goes on, and when it ends."""
        self.rung = False
        if self.json:
            self._object("start", timer)
            return
        if self.quiet:
            return
        words = f"day {timer.day}, block {timer.block}: {clock_words(timer.left)} left, until {ends}"
        self.screen.pair("Focus", words)
        if timer.state == DETACHED:
            text = Text("no process stays, and no bell rings: ").append_text(command("sprint status"))
            self.screen.pair("", text.append(" shows the rest"))
        self.screen.console.file.flush()

    def show(self, session: FocusSession, last: str) -> None:
        """Draw where the block stands, and what the last word from the terminal asks for."""
        timer = session.timer
        if self.draws:
            if timer.full and not self.rung:  # with overtime it goes on, and is told all the same
                self._ring()
            if last == "typed":
                self.typed()
            self._bar(timer, last)
            return
        if timer.credited - self.said >= EVERY_SECONDS:
            self.said = timer.credited - timer.credited % EVERY_SECONDS
            if self.json:
                self._object("tick", timer)
            elif not self.quiet:
                self.screen.pair("Focus", f"{clock_words(timer.credited)} of {clock_words(timer.plan)}")
                self.screen.console.file.flush()

    def paused(self, timer: Timer) -> None:
        """Say that a block pauses."""
        self.wipe()
        if self.json:
            self._object("pause", timer)
        elif not self.quiet:
            words = Text(f"block {timer.block} pauses at {clock_words(timer.credited)}; go on with ")
            self.screen.pair("Focus", words.append_text(command("sprint focus --resume")))

    def ended(self, ended: Ended) -> None:
        """Say how a block ended, with a bell where it was full."""
        self.wipe()
        if self.json:
            self._object("end", ended.timer, how=ended.how, secs=ended.seconds)
            return
        if self.quiet:
            return
        if self.live and ended.how == "full" and not self.rung:
            self._ring()
        words = f"day {ended.timer.day}, block {ended.timer.block}: {clock_words(ended.seconds)}, {HOW[ended.how]}"
        self.screen.pair("Focus", words)
        if ended.note:
            self.screen.pair("Note", ended.note)

    def offer(self, minutes: int, following: str) -> None:
        """Say what can follow: a break of some minutes, if there are any, another block, or the board's next command.

        Args:
            minutes: the length of the break; 0 where it is over.
            following: the next command.
        """
        keys = Text(f"b break of {minutes} min, " if minutes else "").append("n next block, q quit")
        self.screen.pair("Then", keys.append(" and go on with ").append_text(command(following)))
        self.screen.console.file.flush()

    def rests(self, minutes: int) -> None:
        """Say that a break begins, and until when it goes."""
        if self.json:
            self.screen.console.file.write(json.dumps({"schema": 1, "event": "break", "minutes": minutes}) + "\n")
        elif not self.quiet:
            until = clock.now() + timedelta(minutes=minutes)
            self.screen.pair("Break", f"{minutes} min, until {until.strftime('%H:%M')}: stand up, look far away")

    def show_break(self, left: float) -> None:
        """Draw how much of the break is left."""
        line = Text(f" break  {clock_words(left + 0.999)} left", style="title")
        self._line(line.append("  n next block, q quit", style="quiet"))

    def rested(self) -> None:
        """Say that the break is over."""
        self.wipe()
        self._ring()
        self.screen.pair("Break", "over")

    def typed(self) -> None:
        """Say once that words typed here are no commands."""
        if not self.told:
            self.told = True
            self.wipe()
            self.screen.pair("Keys", "words typed here do nothing; type commands in another window")

    def wipe(self) -> None:
        """Empty the line that moves."""
        if self.draws:
            self.screen.console.file.write("\r\x1b[K")

    def _bar(self, timer: Timer, last: str) -> None:
        state = "pause" if timer.state == PAUSED else "focus"
        pauses = f" +{int(timer.paused // 60)} p" if timer.paused >= 60 else ""
        words = f" {clock_words(timer.credited)} of {clock_words(timer.plan)}{pauses}"
        label = f" d{timer.day} {state} {timer.block}  "
        keys, short = _keys(timer, last)
        taken = len(label) + 3  # two before the keys, and the last column stays free
        if taken + len(words) + len(keys) > self.screen.width:
            keys = short
        if taken + len(words) + len(keys) > self.screen.width:
            words = ""  # a key that cannot be seen cannot be pressed
        room = max(0, min(24, self.screen.width - taken - len(words) - len(keys)))
        filled = min(room, int(room * timer.credited / timer.plan))
        line = Text(label, style="title").append(self.screen.sign("done") * filled, style="pass")
        line.append(self.screen.sign("open") * (room - filled), style="quiet").append(words)
        line.append(f"  {keys}", style="quiet")
        self._line(line)

    def _line(self, line: Text) -> None:
        self.wipe()
        self.screen.console.print(line[: self.screen.width - 1], end="", soft_wrap=True)
        self.screen.console.file.flush()

    def _ring(self) -> None:
        self.rung = True
        if self.bell:
            self.screen.console.file.write("\a")

    def _object(self, event: str, timer: Timer, **more: Any) -> None:
        told = {
            "schema": 1,
            "event": event,
            "day": timer.day,
            "block": timer.block,
            "state": timer.state,
            "plan_s": round(timer.plan),
            "secs": round(timer.credited),
            "pause_s": round(timer.paused),
            **more,
        }
        self.screen.console.file.write(json.dumps(told) + "\n")
        self.screen.console.file.flush()


_QUESTIONS = {
    "s?": ("stop and keep the time? s again or Enter", "stop? s again or Enter"),
    "d?": ("drop the block and keep nothing? d again or Enter", "drop? d again or Enter"),
    "q?": ("pause and leave? q again or Enter", "leave? q again or Enter"),
    "interrupt": ("p pause, s stop and keep, d drop, q leave", "p pause, s stop, d drop, q leave"),
}
"""The last word from the terminal to what it asks, in full and for a narrow terminal."""


def _keys(timer: Timer, last: str) -> tuple[str, str]:
    """Return what the keys do, or what is asked, in full and for a narrow terminal."""
    if last in _QUESTIONS:
        return _QUESTIONS[last]
    if timer.state != PAUSED:
        return ("p pause, s stop",) * 2
    if timer.paused <= LONG_PAUSE_SECONDS:
        return ("p goes on, s stops",) * 2
    minutes = int(timer.paused // 60)
    return f"{minutes} min of pause: p goes on, s stops and keeps", f"{minutes} min of pause: p goes on, s stops"


def say_settled(ended: Ended) -> None:
    """Say on standard error what became of a block whose process is gone."""
    words = f"block {ended.timer.block} of day {ended.timer.day}: {clock_words(ended.seconds)}, {HOW[ended.how]}"
    Screen(stream=sys.stderr).pair("Focus", words)
