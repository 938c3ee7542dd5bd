"""The learner's process from our side: frames to it and from it, under supervision."""

import contextlib
import fcntl
import math
import os
import select
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sprint import folders
from sprint.lab.protocol.captured import Captured
from sprint.lab.protocol.framing import Frame, ProtocolError, pack, take
from sprint.lab.protocol.limits import GRACE_SECONDS, Budget
from sprint.lab.protocol.process_tree import MARK, scrubbed_environment
from sprint.lab.supervisor.core_share import CoreShare, busy
from sprint.lab.supervisor.launchers import Launcher, SpawnLauncher
from sprint.lab.supervisor.supervised_process import SupervisedProcess, new_mark

_WAIT_SECONDS = 0.2
_UNMEASURED = 0.1
"""The part of a question's time that passes before its use of the processor is counted: quick answers stay quick."""
_TAIL = 4000
_PIPE_SIZE = 2**20
"""Bytes the worker can be ahead of us before it waits, where the system lets us choose (Linux)."""


class WorkerEnded(Exception):  # noqa: N818  it says what happened, and it may well be no error of ours
    """The worker is gone, or was ended by us; `reason` says why in one clause."""

    def __init__(self, reason: str, printed: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One clause: 'ran past its 120 seconds'."""
        self.printed = printed
        """The end of what it wrote to the system's own output streams."""


class WorkerProcess:
    """One running worker: frames to it and from it, until it is ended."""

    def __init__(
        self, folder: Path, budget: Budget, environment: Mapping[str, str], launcher: Launcher = SpawnLauncher()
    ) -> None:
        self._inbox = bytearray()
        self._printed = bytearray()
        self._shortage = ""
        mark = new_mark()
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()
        pipes = [os.pipe() for _ in ("stdout", "stderr")]
        self._captured = [Captured(folders.growing_file(), read) for read, _ in pipes]
        for read, _ in pipes:
            os.set_blocking(read, False)
        printing = [(one.file, *pipe) for one, pipe in zip(self._captured, pipes, strict=True)]
        descriptors = (their_in, their_out, *(descriptor for each in printing for descriptor in each))
        launched = launcher(folder, scrubbed_environment({**environment, MARK: mark}), budget, descriptors)
        for theirs in (their_in, their_out, *(write for _, write in pipes)):
            os.close(theirs)
        os.set_blocking(self._out, False)
        if sys.platform == "linux":
            fcntl.fcntl(self._in, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
        self._process = SupervisedProcess(launched, mark, budget, [self._keep], self._captured)

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    @property
    def printed(self) -> str:
        """The end of what it wrote to the system's own output streams, past Python's."""
        tails = [_tail(one.file) for one in self._captured]
        return b"".join([*tails, self._printed])[-_TAIL:].decode(errors="replace")

    def send(self, message: Mapping[str, Any], buffers: Sequence[bytes] = (), deadline: float = math.inf) -> None:
        """Send one frame; a worker that has not taken it by a moment of the monotonic clock is ended.

        Raises:
            CannotCheckError: it was ended because it was late, and that since the machine was busy.
            WorkerEnded: nobody is there to read it.
        """
        if self._shortage:
            raise busy(self._shortage)
        try:
            for part in pack(message, buffers):
                view = memoryview(part)
                while view:
                    if select.select([], [self._out], [], _WAIT_SECONDS)[1]:
                        view = view[os.write(self._out, view) :]
                    elif time.monotonic() > deadline:
                        raise self._ended("did not take a question in time")
        except OSError as error:
            raise self._ended() from error

    def receive(self, deadline: float) -> Frame | None:
        """Wait for the next frame until a moment of the monotonic clock; return None when that has passed.

        Raises:
            WorkerEnded: the worker is gone, or what it sent is no frame.
        """
        try:
            while (frame := take(self._inbox)) is None:
                wait = max(0.0, deadline - time.monotonic())
                if select.select([self._in], [], [], min(wait, _WAIT_SECONDS))[0]:
                    part = os.read(self._in, _PIPE_SIZE)
                    if not part:
                        raise self._ended("closed the line it answers on")
                    self._inbox += part
                elif not self._process.running:  # a process it started may hold the line open
                    raise self._ended()
                elif not wait:
                    return None
        except ProtocolError as error:
            raise self._ended(f"sent something that is no answer ({error})") from error
        return frame

    def answer(self, seconds: float) -> tuple[Frame, str]:
        """Wait for an answer and interrupt a late one; return it, and what it lacked if the machine made it late.

        Raises:
            CannotCheckError: there is none, since the machine was busy.
            WorkerEnded: there is none.
        """
        begun = time.monotonic()
        if (frame := self.receive(begun + _UNMEASURED * seconds)) is not None:
            return frame, ""
        share = CoreShare(self.pid)
        if (frame := self.receive(begun + seconds)) is not None:
            return frame, ""
        shortage = share.shortage("your code")
        self.interrupt()
        if (frame := self.receive(time.monotonic() + GRACE_SECONDS)) is not None:
            return frame, shortage
        self.end(f"did not answer within {seconds:g} seconds")
        self._shortage = shortage
        raise busy(shortage) if shortage else WorkerEnded(f"did not answer within {seconds:g} seconds")

    def interrupt(self) -> None:
        """Ask the learner's code to stop, as Ctrl-C would."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)

    def end(self, reason: str = "") -> None:
        """End the worker and everything it started; the first reason given is the one that is told."""
        self._process.end(reason)

    def close(self) -> None:
        """End the worker and give the pipes back."""
        self._process.close()
        printing = (descriptor for one in self._captured for descriptor in (one.file, one.pipe))
        for descriptor in (self._out, self._in, *printing):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _ended(self, living: str = "") -> WorkerEnded:
        """End what is left; say how the worker ended by itself, or `living` if it has not."""
        patience = time.monotonic() + GRACE_SECONDS
        while living and self._process.running and time.monotonic() < patience:
            time.sleep(0.01)
        self.end(living if self._process.running else "")
        self._process.read_rest()
        return WorkerEnded(self._process.why, self.printed)

    def _keep(self, part: bytes) -> None:
        self._printed += part
        del self._printed[:-_TAIL]


def _tail(file: int) -> bytes:
    return os.pread(file, _TAIL, max(0, os.fstat(file).st_size - _TAIL))
