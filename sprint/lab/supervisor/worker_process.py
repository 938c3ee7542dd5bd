"""The child process from our side: started in a session of its own, watched, and ended with everything it started."""

import contextlib
import fcntl
import math
import os
import secrets
import select
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sprint.lab.protocol.framing import Frame, ProtocolError, pack, take
from sprint.lab.protocol.limits import OUTPUT_LIMIT, Budget
from sprint.lab.protocol.process_tree import (
    MARK,
    adopt_orphans,
    end_tree,
    excess,
    how_it_ended,
    lives,
    scrubbed_environment,
)
from sprint.lab.supervisor.launchers import Launcher, SpawnLauncher

_WATCH_SECONDS = 0.2
_TAIL = 4000
_PIPE_SIZE = 2**20
"""Bytes the child can be ahead of us before it waits, where the system lets us choose (Linux)."""


class WorkerEnded(Exception):  # noqa: N818  it says what happened, and it may well be no error of ours
    """The child is gone, or was ended by us; `reason` says why in one clause."""

    def __init__(self, reason: str, printed: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One clause: 'ran past its 120 seconds'."""
        self.printed = printed
        """The end of what it wrote to the system's own output streams."""


class WorkerProcess:
    """One running child: frames to it and from it, a watch on what it uses, and an end that leaves nothing behind."""

    def __init__(
        self, folder: Path, budget: Budget, environment: Mapping[str, str], start: Launcher = SpawnLauncher()
    ) -> None:
        self._budget = budget
        self._reason = ""
        self._inbox = bytearray()
        self._printed = bytearray()
        self._printed_total = 0
        self._mark = secrets.token_hex(8)
        self._ending = threading.Lock()
        self._gone = False
        self._code: int | None = None
        adopt_orphans()
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()
        self._process = start(
            folder, scrubbed_environment({**environment, MARK: self._mark}), budget, (their_in, their_out)
        )
        os.close(their_in)
        os.close(their_out)
        os.set_blocking(self._out, False)
        if sys.platform == "linux":
            fcntl.fcntl(self._in, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
        self._closing = threading.Event()
        self._reader = threading.Thread(target=self._read_printed, daemon=True)
        self._reader.start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def printed(self) -> str:
        """The end of what it wrote to the system's own output streams, past Python's."""
        return self._printed[-_TAIL:].decode(errors="replace")

    def send(self, message: Mapping[str, Any], buffers: Sequence[bytes] = (), deadline: float = math.inf) -> None:
        """Send one frame; a child that has not taken it by a moment of the monotonic clock is ended.

        Raises:
            WorkerEnded: nobody is there to read it.
        """
        try:
            for part in pack(message, buffers):
                view = memoryview(part)
                while view:
                    if select.select([], [self._out], [], _WATCH_SECONDS)[1]:
                        view = view[os.write(self._out, view) :]
                    elif time.monotonic() > deadline:
                        raise self._ended("did not take a question in time")
        except OSError as error:
            raise self._ended() from error

    def receive(self, deadline: float) -> Frame | None:
        """Wait for the next frame until a moment of the monotonic clock; return None when that has passed.

        Raises:
            WorkerEnded: the child is gone, or what it sent is no frame.
        """
        try:
            while (frame := take(self._inbox)) is None:
                wait = max(0.0, deadline - time.monotonic())
                if select.select([self._in], [], [], min(wait, _WATCH_SECONDS))[0]:
                    part = os.read(self._in, _PIPE_SIZE)
                    if not part:
                        raise self._ended("closed the line it answers on")
                    self._inbox += part
                elif not lives(self._process.pid):  # a process it started may hold the line open
                    raise self._ended()
                elif not wait:
                    return None
        except ProtocolError as error:
            raise self._ended(f"sent something that is no answer ({error})") from error
        return frame

    def interrupt(self) -> None:
        """Ask the learner's code to stop, as Ctrl-C would."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGINT)

    def end(self, reason: str = "") -> None:
        """End the child and everything it started; the first reason given is the one that is told."""
        self._reason = self._reason or reason
        self._closing.set()
        with self._ending:
            if self._gone:
                return
            self._code = end_tree(self._process.pid, self._mark, self._process.wait)
            self._gone = True

    def close(self) -> None:
        """End the child and give the pipes back."""
        self.end()
        self._reader.join(1)
        for descriptor in (self._out, self._in):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._process.close()

    def _ended(self, living: str = "") -> WorkerEnded:
        """End what is left; say how the child ended by itself, or `living` if it has not."""
        patience = time.monotonic() + 0.5
        while living and lives(self._process.pid) and time.monotonic() < patience:
            time.sleep(0.01)
        self.end(living if lives(self._process.pid) else "")
        self._reader.join(1)
        return WorkerEnded(self._reason or how_it_ended(self._code), self.printed)

    def _read_printed(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while True:
                if not select.select([self._process.printed], [], [], _WATCH_SECONDS)[0]:
                    if self._closing.is_set():
                        return
                    continue
                part = os.read(self._process.printed, 2**16)
                if not part:
                    return
                self._printed += part
                del self._printed[:-_TAIL]
                self._printed_total += len(part)
                if self._printed_total > OUTPUT_LIMIT:
                    self.end(f"printed more than {OUTPUT_LIMIT // 2**20} MB")

    def _watch(self) -> None:
        while not self._closing.wait(_WATCH_SECONDS):
            if reason := excess(self._process.pid, self._budget):
                self.end(reason)
