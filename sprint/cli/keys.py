"""Single keys from a terminal, and the terminal as it was before, whatever happens."""

import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Keys:
    """Reads keys one by one while it is on."""

    def __init__(self, press: Callable[[str], None]) -> None:
        """Take what is called with each key."""
        self._press = press
        self._off = threading.Event()

    @contextmanager
    def on(self) -> Iterator[None]:
        """Read keys without waiting for Enter; the terminal is put back at the end."""
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        self._off.clear()
        reader = threading.Thread(target=self._read, daemon=True)
        try:
            tty.setcbreak(descriptor, termios.TCSADRAIN)  # a key pressed a moment ago is not thrown away
            reader.start()
            yield
        finally:
            self._off.set()
            reader.join(1)
            with contextlib.suppress(termios.error):
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def _read(self) -> None:
        descriptor = sys.stdin.fileno()
        while not self._off.is_set():
            if select.select([descriptor], [], [], 0.1)[0]:
                key = os.read(descriptor, 1)  # not through sys.stdin, which would take the keys behind it as well
                if not key:
                    return
                self._press(key.decode("ascii", "ignore").lower())
