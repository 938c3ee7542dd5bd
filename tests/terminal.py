"""A real terminal for tests: keys go in one by one, and what is shown can be waited for."""

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from learner import Learner

PATIENCE = 90.0


class Terminal:
    """A command that runs in a terminal of its own, and what it has shown so far."""

    def __init__(self, learner: Learner, words: Sequence[str], *, signals: bool = False) -> None:
        self.ours, self.theirs = pty.openpty()
        self.before = termios.tcgetattr(self.theirs)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sprint", *words],
            cwd=learner.folder,
            env=learner.environment(),
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            start_new_session=True,
            preexec_fn=_own_the_terminal if signals else None,  # noqa: PLW1509  no thread of ours holds a lock
        )
        self.shown = ""

    def until(self, words: str, *, after: int = 0) -> int:
        """Wait until something is shown behind a place; return the place behind it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = re.search(words, self.shown[after:])
            if found:
                return after + found.end()
            assert time.monotonic() < deadline, f"{words!r} was not shown: {self.shown[after:]}"
            assert self.process.poll() is None, self.shown
            if select.select([self.ours], [], [], 0.2)[0]:
                self.shown += os.read(self.ours, 65536).decode(errors="replace")

    def later(self, seconds: float, *, after: int) -> str:
        """Watch for some seconds more; return what is shown behind a place by then."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if select.select([self.ours], [], [], 0.2)[0]:
                self.shown += os.read(self.ours, 65536).decode(errors="replace")
        return self.shown[after:]

    def type(self, key: str) -> int:
        """Press a key; return the place up to which everything was shown before."""
        place = len(self.shown)
        os.write(self.ours, key.encode())
        return place

    def ended(self) -> int:
        """Wait for the end and return the exit code; what is shown meanwhile is read away."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            if select.select([self.ours], [], [], 0.1)[0]:
                self.shown += os.read(self.ours, 65536).decode(errors="replace")
        return self.process.wait(1)


def _own_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def at_terminal(learner: Learner, *words: str, signals: bool = False) -> Iterator[Terminal]:
    """Run a command in a terminal, which makes signals of keys if wanted; end it afterwards whatever happens."""
    terminal = Terminal(learner, words, signals=signals)
    try:
        yield terminal
    finally:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.ours)
        os.close(terminal.theirs)
