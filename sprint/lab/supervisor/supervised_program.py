"""Scripts and servers of the learner's, run as what they are: watched, limited, and ended with all they started."""

import contextlib
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sprint.lab.protocol.limits import OUTPUT_LIMIT, STREAM_LIMIT, Budget
from sprint.lab.protocol.process_tree import MARK, adopt_orphans, end_tree, excess, how_it_ended, scrubbed_environment
from sprint.lab.supervisor.launchers import cpu_seconds

_WATCH_SECONDS = 0.2
_DRAIN_SECONDS = 2.0
_PLAIN = {"MPLBACKEND": "Agg", "PYTHONUNBUFFERED": "1"}
"""Figures need no screen, and a program that is ended has said what it printed."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended."""

    code: int | None
    """Its exit code, negative for a signal; None where it was ended by us."""
    out: str
    """What it wrote to standard output, up to 1 MiB."""
    err: str
    """What it wrote to standard error, up to 1 MiB."""
    reason: str
    """Why we ended it, one clause; empty where it ended by itself."""

    @property
    def last_words(self) -> str:
        """The last line it wrote to standard error, or else to standard output."""
        lines = (self.err.strip() or self.out.strip()).splitlines()
        return lines[-1].strip()[:300] if lines else ""

    @property
    def why(self) -> str:
        """Why it did not run to a good end, one clause; empty where it did."""
        return self.reason or (
            "" if self.code == 0 else f"exit code {self.code}" if (self.code or 0) > 0 else how_it_ended(self.code)
        )


class SupervisedProgram:
    """A running program of the learner's."""

    def __init__(
        self, arguments: Sequence[str], folder: Path, budget: Budget, *,
        environment: Mapping[str, str] | None = None, pass_fds: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Start it in a folder; the word `python` as the program means this environment's Python."""
        program = [sys.executable, *arguments[1:]] if arguments[0] in {"python", "python3"} else list(arguments)
        self._budget = budget
        self._mark = secrets.token_hex(8)
        self._finished: Finished | None = None
        self._ending = threading.Lock()
        adopt_orphans()
        lifeline, self._lifeline = os.pipe()
        limits = map(str, (lifeline, cpu_seconds(budget), budget.memory_bytes))
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "sprint.lab.worker.exec_limited", *limits, *program],
            cwd=folder,
            env=scrubbed_environment({**_PLAIN, "PATH": _search_path(), **(environment or {}), MARK: self._mark}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(lifeline, *pass_fds),
            start_new_session=True,
        )
        os.close(lifeline)
        self._out, self._err = bytearray(), bytearray()
        streams = ((self._process.stdout, self._out), (self._process.stderr, self._err))
        self._drains = [threading.Thread(target=self._drain, args=stream, daemon=True) for stream in streams]
        for thread in (*self._drains, threading.Thread(target=self._watch, daemon=True)):
            thread.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def finish(self) -> Finished:
        """Wait until it ends, at most for the budget's seconds, and end what it left behind."""
        try:
            self._process.wait(self._budget.seconds)
        except subprocess.TimeoutExpired:
            self.end(f"ran past its {self._budget.seconds:g} seconds")
        return self.end()

    def end(self, reason: str = "") -> Finished:
        """End it with everything it started; the first reason given is the one that is told."""
        with self._ending:
            if self._finished is None:
                reason = reason if self.running else ""
                code = end_tree(self._process.pid, self._mark, self._process.wait)
                os.close(self._lifeline)
                for thread in self._drains:  # nobody is left to write: they come to the end of the pipes
                    if thread is not threading.current_thread():
                        thread.join(_DRAIN_SECONDS)
                out, err = (bytes(kept).decode(errors="replace") for kept in (self._out, self._err))
                self._finished = Finished(None if reason else code, out, err, reason)
            return self._finished

    def _drain(self, stream: IO[bytes], kept: bytearray) -> None:
        total = 0
        with contextlib.suppress(OSError, ValueError):
            while part := os.read(stream.fileno(), 2**16):
                total += len(part)
                kept += part[: max(0, STREAM_LIMIT - len(kept))]
                if total > OUTPUT_LIMIT:
                    self.end(f"printed more than {OUTPUT_LIMIT // 2**20} MB")
        with contextlib.suppress(OSError):
            stream.close()

    def _watch(self) -> None:
        while self.running:
            if reason := excess(self._process.pid, self._budget):
                self.end(reason)
            time.sleep(_WATCH_SECONDS)


def _search_path() -> str:
    """Return where programs are looked for: first beside this environment's Python, whether it is active or not."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


@contextmanager
def started(
    arguments: Sequence[str], folder: Path, budget: Budget, *,
    environment: Mapping[str, str] | None = None, pass_fds: Sequence[int] = (),
) -> Iterator[SupervisedProgram]:  # fmt: skip
    """Start a program and end it, with everything it started, afterwards."""
    program = SupervisedProgram(arguments, folder, budget, environment=environment, pass_fds=pass_fds)
    try:
        yield program
    finally:
        program.end()
