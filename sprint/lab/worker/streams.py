"""The streams of the learner's process: what is printed is kept with the running cell, and nobody types anything in.

Code that writes past Python (C libraries, shell commands, workers) writes to the file descriptors 1 and 2, or to
`/dev/stdout` and its kin. What has come there is taken over before anything else is put out, so everything stands in
its order; `sprint.lab.protocol.captured` says how.
"""

import codecs
import io
import os
import sys
import threading
from collections.abc import Sequence
from typing import Any

from sprint.lab.protocol.captured import Captured
from sprint.lab.protocol.serialization import one_line
from sprint.lab.worker.outputs import Outputs

_CHUNK = 2**20


class Descriptors:
    """The file descriptors 1 and 2 of this process, each with the place where what it writes arrives."""

    def __init__(self, outputs: Outputs, printing: Sequence[int]) -> None:
        """Let both write to their pipes from now on.

        Args:
            outputs: told what is new.
            printing: for each of the two a file and the two ends of a pipe.
        """
        self._outputs = outputs
        captured = [Captured(*printing[first : first + 2]) for first in (0, 3)]
        self._captured = [(name, one, codecs.getincrementaldecoder("utf-8")("replace"), [0])
                          for name, one in zip(("stdout", "stderr"), captured, strict=True)]  # fmt: skip
        self._taking = threading.RLock()
        self._busy = False
        for descriptor in printing:
            os.set_inheritable(descriptor, False)
        for number, write in enumerate(printing[2::3], start=1):
            os.dup2(write, number)
            os.close(write)
        outputs.before = self.take

    def take(self) -> None:
        """Put out what was written since the last time."""
        with self._taking:
            if self._busy:  # it is this that puts something out
                return
            self._busy = True
            try:
                for name, captured, decoder, position in self._captured:
                    if captured.holds_nothing_beyond(position[0]):
                        continue
                    captured.drain()
                    while part := _grown(captured.file, position):
                        self._outputs.stream(name, decoder.decode(part))
            finally:
                self._busy = False


def _grown(file: int, position: list[int]) -> bytes:
    """Return what a file holds beyond a position, and move the position."""
    try:
        part = os.pread(file, _CHUNK, position[0]) if os.fstat(file).st_size > position[0] else b""
    except OSError:  # the learner's code closed it
        return b""
    position[0] += len(part)
    return part


class Stream(io.TextIOBase):
    """Stands in for `sys.stdout` and `sys.stderr`."""

    encoding = "UTF-8"

    def __init__(self, name: str, outputs: Outputs, descriptor: int) -> None:
        """Keep what is written with the running cell, or pass it on where this is a fork of the process.

        Args:
            name: `stdout` or `stderr`.
            outputs: of the running cell.
            descriptor: its number; what it leads to now is what `fileno()` gives later, as in a kernel.
        """
        self.name = name
        self._outputs = outputs
        self._descriptor = descriptor
        self._original = os.dup(descriptor)
        self._forked = False
        os.register_at_fork(after_in_child=self._after_fork)

    def _after_fork(self) -> None:
        self._forked = True

    def write(self, text: str) -> int:
        """Keep the text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self._forked:
            content = memoryview(text.encode(errors="replace"))
            while content:
                content = content[os.write(self._descriptor, content) :]
        else:
            self._outputs.stream(self.name, text)
        return len(text)

    def fileno(self) -> int:
        """Return a descriptor that can be written to, which leads past the notebook as it does in a kernel."""
        return self._original

    def writable(self) -> bool:
        """Say that text can be written."""
        return True

    def isatty(self) -> bool:
        """Say that this is no terminal, so that nobody draws with cursor codes."""
        return False


class _NoInput(io.TextIOBase):
    """Stands in for `sys.stdin`: nobody sits there."""

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]  # io's stub names it otherwise
        raise EOFError(f"input() waits for a person and nobody is asked during a run (size {size})")

    read = readline


def no_input(prompt: object = "") -> str:
    """Stand in for `input`."""
    raise EOFError(f"input({one_line(prompt, 40)}) waits for a person; nobody is asked during a run")


def replace_streams(outputs: Outputs, printing: Sequence[int]) -> Any:
    """Let all that is written reach the outputs, and nobody be asked; return what takes over what passes Python by."""
    sys.stdout, sys.stderr = Stream("stdout", outputs, 1), Stream("stderr", outputs, 2)
    sys.stdin = _NoInput()
    return Descriptors(outputs, printing)
