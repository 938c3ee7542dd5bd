"""What a process prints past Python: a pipe that it writes to, and a file that the pipe's content is moved into.

A pipe, since a program may open `/dev/stdout` anew and append, as it can in a kernel, where a file would be cut. A file
behind it, since a pipe fills up while nobody reads. The process itself moves what has come before it puts out anything
else, and our side moves what fills the pipe meanwhile, under a lock on the file: so all stands in its order, and the
learner's process needs no thread. Before our side moves anything, it sets a bit in the file's mode: as long as that is
not set, an empty pipe means that nothing is on its way, and the process need not ask for the lock.
"""

import contextlib
import fcntl
import os
import sys
import termios
from dataclasses import dataclass

_CHUNK = 2**16
_HALF = 2**15
"""Bytes in a pipe at which our side begins; the smallest pipe, of Linux and macOS alike, holds twice as many."""
_BOTH_MOVE = 0o100
_NONE = bytes(4)


@dataclass(frozen=True, slots=True)
class Captured:
    """Where one of a process's outputs arrives."""

    file: int
    """The file; it is written to at its end only."""
    pipe: int
    """The end of the pipe that is read, without waiting."""

    def holds_nothing_beyond(self, position: int) -> bool:
        """Tell in the learner's process, at once, that nothing has come since the file had some size."""
        try:
            waiting = fcntl.ioctl(self.pipe, termios.FIONREAD, _NONE)
            about = os.fstat(self.file)
        except OSError:  # the learner's code closed one of them
            return True
        return waiting == _NONE and about.st_size == position and not about.st_mode & _BOTH_MOVE

    def drain_if_half_full(self) -> None:
        """Move on our side what fills half of the pipe or more, as long as it does."""
        while int.from_bytes(fcntl.ioctl(self.pipe, termios.FIONREAD, _NONE), sys.byteorder) >= _HALF:
            os.fchmod(self.file, 0o600 | _BOTH_MOVE)
            self.drain()

    def drain(self) -> None:
        """Move what the pipe holds into the file."""
        with contextlib.suppress(OSError):  # the learner's code closed one of them
            fcntl.lockf(self.file, fcntl.LOCK_EX)
            try:
                self._move()
            finally:
                fcntl.lockf(self.file, fcntl.LOCK_UN)

    def _move(self) -> None:
        with contextlib.suppress(BlockingIOError):  # it is empty
            part = os.read(self.pipe, _CHUNK)
            while part:
                part = part[os.write(self.file, part) :]
