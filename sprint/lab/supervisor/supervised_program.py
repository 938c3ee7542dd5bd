"""Scripts and servers of the learner's, run as what they are: watched, limited, and ended with all they started."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sprint.lab.protocol.limits import STREAM_LIMIT, Budget
from sprint.lab.protocol.process_tree import MARK, how_it_ended, scrubbed_environment
from sprint.lab.supervisor.core_share import CoreShare, busy
from sprint.lab.supervisor.launchers import SpawnedProcess
from sprint.lab.supervisor.supervised_process import SupervisedProcess, new_mark

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
        if self.reason or self.code == 0:
            return self.reason
        if self.code is not None and self.code > 0:
            return f"exit code {self.code}"
        return how_it_ended(self.code)


class SupervisedProgram:
    """A running program of the learner's."""

    def __init__(
        self, arguments: Sequence[str], folder: Path, budget: Budget, *,
        environment: Mapping[str, str] | None = None, pass_fds: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Start it in a folder; the word `python` as the program means this environment's Python."""
        program = [sys.executable, *arguments[1:]] if arguments[0] in {"python", "python3"} else list(arguments)
        self._budget = budget
        self._out, self._err = bytearray(), bytearray()
        mark = new_mark()
        self._spawned = SpawnedProcess(
            "sprint.lab.worker.exec_limited",
            program,
            folder,
            scrubbed_environment({**_PLAIN, "PATH": _search_path(), **(environment or {}), MARK: mark}),
            budget,
            pass_fds,
            separate_stderr=True,
        )
        keep = [partial(_keep_beginning, kept) for kept in (self._out, self._err)]
        self._process = SupervisedProcess(self._spawned, mark, budget, keep)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.running

    def finish(self) -> Finished:
        """Wait until it ends, at most for the budget's seconds, and end what it left behind.

        Raises:
            CannotCheckError: it did not end in time since the machine was busy.
        """
        share = CoreShare(self.pid)
        try:
            self._spawned.wait(self._budget.seconds)
        except subprocess.TimeoutExpired:
            if shortage := share.shortage("the program"):
                self.end()
                raise busy(shortage) from None
            self._process.end(f"ran past its {self._budget.seconds:g} seconds")
        return self.end()

    def end(self) -> Finished:
        """End it with everything it started."""
        self._process.close()
        out, err = (bytes(kept).decode(errors="replace") for kept in (self._out, self._err))
        reason = self._process.reason
        return Finished(None if reason else self._process.code, out, err, reason)


def _keep_beginning(kept: bytearray, part: bytes) -> None:
    kept += part[: max(0, STREAM_LIMIT - len(kept))]


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
