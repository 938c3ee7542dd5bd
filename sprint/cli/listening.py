"""Waiting for whatever comes first: a key, a signal, or the next second."""

import os
import select
import signal
import sys
import termios
import tty
from types import FrameType, TracebackType
from typing import Any, Self

WORDS = {signal.SIGINT: "interrupt", signal.SIGTERM: "terminate", signal.SIGHUP: "hangup"}


class Listening:
    """Turns keys and signals into words while it is open; the terminal is as it was afterwards.

    Signals only leave a byte in a pipe, so that nothing is torn in the middle.
    """

    def __init__(self, *, listens: bool) -> None:
        """Take whether keys are read; without, standard input stays untouched."""
        self._listens = listens
        self._restore: list[Any] | None = None
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in WORDS:
            if signal.getsignal(number) != signal.SIG_IGN:  # nohup stays nohup
                self._handlers[number] = signal.signal(number, _nothing)
        if self._listens and _in_foreground():
            self._restore = termios.tcgetattr(0)
            tty.setcbreak(0, termios.TCSADRAIN)
        self._listens = self._restore is not None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._reader)
        os.close(self._writer)
        if self._restore is not None:
            termios.tcsetattr(0, termios.TCSADRAIN, self._restore)

    def wait(self, seconds: float) -> str:
        """Wait up to some seconds; return a key, `interrupt`, `terminate`, `hangup`, or nothing."""
        ready, _, _ = select.select([self._reader, *([0] if self._listens else [])], [], [], seconds)
        if self._reader in ready:
            numbers = set(os.read(self._reader, 64))
            words = [word for number, word in WORDS.items() if number in numbers]
            return words[-1] if words else ""
        if 0 in ready:
            key = os.read(0, 1)
            self._listens = bool(key)
            return key.decode("ascii", "ignore").lower()
        return ""


def on_terminal() -> bool:
    """Tell whether somebody sits there: both what is read and what is written is a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _in_foreground() -> bool:
    """Tell whether this process may change the terminal without being stopped for it, as a job behind `&` would be."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:  # the terminal rules no jobs here
        return True


def _nothing(number: int, frame: FrameType | None) -> None:
    """Let the byte in the pipe speak."""
