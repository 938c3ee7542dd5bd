"""What comes from the terminal, as words: keys one by one, and signals.

The terminal is as it was afterwards, and also while the program is stopped by Ctrl-Z; behind `fg` the keys work again.
"""

import contextlib
import os
import select
import signal
import sys
import termios
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

from sprint import clock

SIGNALS = {signal.SIGINT: "interrupt", signal.SIGTERM: "terminate", signal.SIGHUP: "hangup"}
TYPED = "typed"
"""Several different keys in a row: words that were meant for a shell, and no command."""
ENTER = "enter"
DISMISSED = "dismissed"
"""A question went without its answer."""
OTHER = "other"
"""A key that is no letter."""
SETTLE_SECONDS = 0.3
"""Seconds within which the next key belongs to the same words."""
ASK_SECONDS = 20.0
"""How long a question waits for its answer."""


class TerminalInput:
    """Turns keys and signals into words while it is open.

    A key that ends something comes as a question first, `s?`; pressed once more, or answered with Enter, it is `s`.
    Signals only leave a byte in a pipe, so that nothing is torn in the middle.
    """

    def __init__(self, *, keys: bool, asks: str = "", signals: bool = False, settle: float = SETTLE_SECONDS) -> None:
        """Say what is listened to.

        Args:
            keys: whether keys are read; without, standard input stays untouched.
            asks: the keys that are asked about before they count.
            signals: whether signals become words; otherwise they do what they did.
            settle: how long one key waits for others that make it a part of words; 0 takes each key by itself.
        """
        self._keys = keys
        self._asks = asks
        self._signals = signals
        self._settle = settle
        self._asked = ""
        self._asked_at = 0.0
        self._before: list[Any] | None = None
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        if self._signals:
            self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
            for number in SIGNALS:
                self._handle(number, _nothing)
        if self._keys:
            self._handle(signal.SIGTSTP, self._suspend)
        self._take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        if self._signals:
            signal.set_wakeup_fd(self._wakeup)
        os.close(self._reader)
        os.close(self._writer)
        self._give_back()

    def wait(self, seconds: float) -> str:
        """Wait up to some seconds for a word.

        Returns:
            A key, `enter`, `typed`; `interrupt`, `terminate`, `hangup`; a key and `?` where it has to be confirmed,
            `dismissed` where it was not; `other`; or nothing.
        """
        reads = self._take()
        ready, _, _ = select.select([self._reader, *([0] if reads else [])], [], [], seconds)
        if self._reader in ready:
            numbers = set(os.read(self._reader, 64))
            return self._answered(next((word for number, word in SIGNALS.items() if number in numbers), ""))
        return self._answered(self._key() if 0 in ready else "")

    @contextmanager
    def telling(self, press: Callable[[str], None]) -> Iterator[None]:
        """Call a function with each word, from another thread, while the caller does something else."""
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                if word := self.wait(0.1):
                    press(word)

        reader = threading.Thread(target=listen, daemon=True)
        with self:
            reader.start()
            try:
                yield
            finally:
                over.set()
                reader.join()

    def _key(self) -> str:
        """Read one key, or the words that it belongs to."""
        text = os.read(0, 1024 if self._settle else 1)  # not through sys.stdin, which would take the keys behind it
        self._keys = bool(text)
        while text and self._settle and select.select([0], [], [], self._settle)[0]:
            more = os.read(0, 1024)
            text += more
            if not more or len(text) > 4096:
                break
        keys = text.decode("utf-8", "ignore").lower()
        if not keys or keys.startswith("\x1b"):  # an arrow or another key that sends several signs
            return OTHER
        if len(set(keys)) > 1:
            return TYPED
        return ENTER if keys[0] in "\r\n" else keys[0]

    def _answered(self, word: str) -> str:
        """Return what a word comes to, once a key that ends something was asked about."""
        now, asked = clock.steady(), self._asked
        if not word:
            if asked and now - self._asked_at > ASK_SECONDS:
                self._asked = ""
                return DISMISSED
            return ""
        self._asked = self._asks if word == "interrupt" else ""  # whoever answers Ctrl-C's menu knows what ends
        self._asked_at = now
        if word in self._asks:
            if word in asked:
                return word
            self._asked = word
            return f"{word}?"
        if word == ENTER and len(asked) == 1:
            return asked
        return DISMISSED if len(asked) == 1 and len(word) == 1 else word

    def _take(self) -> bool:
        """Take the keys one by one and unechoed, where that is not so (any more); return whether they are ours."""
        if not self._keys or not _in_foreground():
            return False
        with contextlib.suppress(termios.error):  # the window is gone; a signal says so
            before = termios.tcgetattr(0)
            if before[3] & termios.ICANON:
                self._before = before
                tty.setcbreak(0, termios.TCSADRAIN)  # a key pressed a moment ago is not thrown away
        return True

    def _give_back(self) -> None:
        if self._before is not None and _in_foreground():
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSADRAIN, self._before)

    def _suspend(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  a signal's handler has one shape
        """Stop as any program does, with the terminal as it was; goes on here, and takes the keys again."""
        self._give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._suspend)
        self._take()

    def _handle(self, number: signal.Signals, handler: Callable[[int, FrameType | None], None]) -> None:
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup stays nohup
            self._handlers[number] = signal.signal(number, handler)


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
