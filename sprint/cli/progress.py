"""How far a run is: one line that is refreshed on a terminal, a line now and then elsewhere; and the word at Ctrl-C."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from sprint.cli.options import screen
from sprint.errors import Interrupted
from sprint.text import duration, plural

if TYPE_CHECKING:  # an unchanged day is answered without the lab
    from sprint.lab.protocol.models import CellRun, Turn

LIVE_SECONDS, FIRST_SECONDS = 1.0, 10.0
"""From when on a run is told of: on a terminal, and elsewhere, where each line comes at twice the time of the last."""
_WIPE = "\r\x1b[K"


@dataclass
class Progress:
    """What a run is at; use cases tell it by calling it with each cell's turn."""

    stream: IO[str]
    """Where it is shown."""
    live: bool
    """Whether that is a terminal, where the line can be refreshed."""
    then: str = ""
    """What follows once the cells have run, in words."""
    day: int | None = None
    """The day, where there are several."""
    _at: "tuple[Turn, CellRun | None] | None" = None
    _shown: bool = False
    _due: float = FIRST_SECONDS

    def __call__(self, turn: "Turn", done: "CellRun | None") -> None:
        """Take note of a cell that starts, or is done."""
        self._at = turn, done

    def begin(self, day: int) -> None:
        """Take note that a day's turn has come."""
        self.day, self._at, self._due = day, None, FIRST_SECONDS

    @property
    def place(self) -> str:
        """Where the run is: `on day 9, at cell 3 of 12`; empty before it began."""
        day = f"on day {self.day}" if self.day is not None else ""
        cell = f"{'after' if self._over else 'at'} cell {self._at[0].number} of {self._at[0].of}" if self._at else ""
        return ", ".join(filter(None, [day, cell]))

    def tell(self, now: float) -> None:
        """Say how far the run is, if it is time to, at a moment of the monotonic clock."""
        if self._at is None:
            return
        seconds = now - self._at[0].started
        if self.live and seconds >= LIVE_SECONDS:
            page, self._shown = screen(self.stream), True
            self.stream.write(f"{_WIPE} {self._line(seconds, page.sign('dot'))}"[: page.width + len(_WIPE) - 1])
            self.stream.flush()
        elif not self.live and seconds >= self._due:
            while self._due <= seconds:
                self._due *= 2
            self.stream.write(f"{self._line(seconds, screen(self.stream).sign('dot'))}\n")
            self.stream.flush()

    def wipe(self) -> None:
        """Take the line away."""
        if self._shown:
            self.stream.write(_WIPE)
            self.stream.flush()

    def _line(self, seconds: float, dot: str) -> str:
        if self._at is None:
            return ""
        turn, words = self._at[0], [f"day {self.day}"] if self.day is not None else []
        if self._over and self.then:
            words += [f"{plural(turn.number, 'cell')} ran", self.then, duration(seconds)]
        else:
            words += [f"cell {turn.number} of {turn.of}", duration(seconds), f"limit {duration(turn.limit)}"]
        return f" {dot} ".join(words)

    @property
    def _over(self) -> bool:
        """Whether the last cell has run, or one that stopped."""
        return (
            self._at is not None
            and self._at[1] is not None
            and (self._at[0].number == self._at[0].of or self._at[1].stop is not None)
        )


@contextmanager
def run_progress(what: str, again: str, *, quiet: bool = False) -> Iterator[Progress]:
    """Yield what is to be told of each cell, and show it beside the run; Ctrl-C says what was stopped, and where.

    Args:
        what: what goes on: `check`.
        again: the command that does it again.
        quiet: whether to show nothing.
    """
    then = "now the checks" if what == "check" else ""
    progress, over = Progress(sys.stderr, live=sys.stderr.isatty(), then=then), threading.Event()
    with interruptible(what, again, lambda: progress.place):
        if quiet:
            yield progress
            return
        ticking = threading.Thread(target=_tick, args=(progress, over), daemon=True)
        ticking.start()
        try:
            yield progress
        finally:
            over.set()
            ticking.join()
            progress.wipe()


@contextmanager
def interruptible(what: str, again: str, place: Callable[[], str] = str) -> Iterator[None]:
    """Say at Ctrl-C what was stopped, what is kept, and how to go on: the same words for every command that runs work.

    Args:
        what: what goes on: `check`.
        again: the command that does it again.
        place: tells where it is; empty where nobody can say.

    Raises:
        Interrupted: Ctrl-C was pressed.
    """
    try:
        yield
    except (KeyboardInterrupt, Interrupted):
        where = f" {place()}" if place() else ""
        raise Interrupted(
            f"The {what} was stopped{where}; your notebook is as it was, and every verdict from before is kept.",
            f"Start it again with: {again}",
        ) from None


def _tick(progress: Progress, over: threading.Event) -> None:
    while not over.wait(LIVE_SECONDS):
        progress.tell(time.monotonic())
