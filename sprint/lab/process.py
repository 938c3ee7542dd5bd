"""The child process from our side: started in a session of its own, watched, and ended with everything it started."""

import contextlib
import ctypes
import os
import queue
import re
import secrets
import select
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sprint.lab.limits import OUTPUT_LIMIT, Budget
from sprint.lab.start import Cold, Starter
from sprint.lab.wire import WireError, pack, unpack

_SECRET = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY|ACCESS_KEY|PRIVATE_KEY", re.IGNORECASE)
_DROPPED = ("GIT_", "PYTHON", "SSH_", "AWS_", "IPYTHON", "JUPYTER", "COVERAGE_", "PYTEST_")
_WATCH_SECONDS = 0.2
MARK = "SPRINT_RUN"
"""The environment variable by which the processes of one run are known."""
_TAIL = 4000

Frame = tuple[dict[str, Any], list[bytes]]


class ChildEnded(Exception):  # noqa: N818  it says what happened, and it may well be no error of ours
    """The child is gone, or was ended by us; `reason` says why in one clause."""

    def __init__(self, reason: str, printed: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One clause: 'ran past its 120 seconds'."""
        self.printed = printed
        """The end of what it wrote to the system's own output streams."""


def scrubbed_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return our environment without secrets and without what would change how Python or git behave."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_DROPPED) and not _SECRET.search(key)}
    return {
        **kept,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PLOTLY_RENDERER": "plotly_mimetype",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TERM": "dumb",
        **extra,
    }


class Child:
    """One running child: frames to it and from it, a watch on what it uses, and an end that leaves nothing behind."""

    def __init__(self, folder: Path, budget: Budget, environment: Mapping[str, str], start: Starter = Cold) -> None:
        self._budget = budget
        self._reason = ""
        self._frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self._printed = bytearray()
        self._printed_total = 0
        self._mark = secrets.token_hex(8)
        self._ending = threading.Lock()
        self._gone = False
        self._code: int | None = None
        _adopt_orphans()
        their_in, self._out = os.pipe()
        self._in, their_out = os.pipe()
        self._process = start(
            folder, scrubbed_environment({**environment, MARK: self._mark}), budget, (their_in, their_out)
        )
        os.close(their_in)
        os.close(their_out)
        self._closing = threading.Event()
        for work in (self._read_frames, self._read_printed, self._watch_memory):
            threading.Thread(target=work, daemon=True).start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def printed(self) -> str:
        """The end of what it wrote to the system's own output streams, past Python's."""
        return self._printed[-_TAIL:].decode(errors="replace")

    def send(self, message: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Send one frame.

        Raises:
            ChildEnded: nobody is there to read it.
        """
        try:
            for part in pack(message, buffers):
                view = memoryview(part)
                while view:
                    view = view[os.write(self._out, view) :]
        except OSError as error:
            raise self._ended() from error

    def receive(self, deadline: float) -> Frame | None:
        """Wait for the next frame until a moment of the monotonic clock; return None when that has passed.

        Raises:
            ChildEnded: the child is gone.
        """
        try:
            frame = self._frames.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return None
        if frame is None:
            raise self._ended()
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
            for process in _tree(self._process.pid):
                _kill(process.pid)
            self._code = self._process.wait()
            while strays := _strays(self._mark):
                for process in strays:
                    _kill(process.pid)
                for process in strays:
                    _collect(process.pid)
            self._gone = True

    def close(self) -> None:
        """End the child and give the pipes back."""
        self.end()
        for descriptor in (self._out, self._in):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._process.close()

    def _ended(self) -> ChildEnded:
        self.end()
        reason = self._reason or _how_it_ended(self._code)
        return ChildEnded(reason, self.printed)

    def _read_frames(self) -> None:
        with contextlib.suppress(OSError):
            try:
                while True:
                    self._frames.put(unpack(self._read_exactly))
            except EOFError:
                pass
            except WireError as error:
                self._reason = self._reason or f"sent something that is no answer ({error})"
        self._frames.put(None)

    def _read_exactly(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self._in, min(size, 2**20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _read_printed(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while not self._closing.is_set():
                if not select.select([self._process.printed], [], [], _WATCH_SECONDS)[0]:
                    continue
                part = os.read(self._process.printed, 2**16)
                if not part:
                    return
                self._printed += part
                del self._printed[:-_TAIL]
                self._printed_total += len(part)
                if self._printed_total > OUTPUT_LIMIT:
                    self.end(f"printed more than {OUTPUT_LIMIT // 2**20} MB")

    def _watch_memory(self) -> None:
        import psutil

        while not self._closing.wait(_WATCH_SECONDS):
            total = 0
            for process in _tree(self._process.pid):
                with contextlib.suppress(psutil.Error):
                    total += process.memory_info().rss
            if total > self._budget.memory_bytes:
                self.end(f"needed more than its {self._budget.memory_gb:g} GB of memory")


def _how_it_ended(code: int | None) -> str:
    if code is None:
        return "stopped answering"
    if code == -signal.SIGXCPU:
        return "used up its processor time"
    if code < 0:
        return f"was ended by the system ({signal.Signals(-code).name})"
    return f"ended the Python process (exit code {code}) instead of running to its end"


def _adopt_orphans() -> None:
    """Make processes whose parent left become our children, so that none gets away (Linux)."""
    if sys.platform == "linux":
        pr_set_child_subreaper = 36
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def _tree(pid: int) -> list[Any]:
    """Return the psutil processes of a child and its descendants."""
    import psutil

    try:
        child = psutil.Process(pid)
        return [child, *child.children(recursive=True)]
    except psutil.Error:
        return []


def _strays(mark: str) -> list[Any]:
    """Return processes of a run that left its tree: they still carry the run's mark in their environment."""
    import psutil

    found = []
    everyone = psutil.Process().children(recursive=True) if sys.platform == "linux" else psutil.process_iter()
    for process in everyone:
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark:
                found.append(process)
    return found


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _collect(pid: int) -> None:
    """Take the exit status of a process that was orphaned to us."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
