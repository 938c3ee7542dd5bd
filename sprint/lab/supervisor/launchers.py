"""Two ways to start a learner's process: a new Python, or a fork of one that has the libraries imported already."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sprint.lab.protocol.limits import Budget


class LaunchedProcess(Protocol):
    """A learner's process as its watcher sees it."""

    pid: int
    """Its process id, which is also that of its session."""
    printed: int
    """The file descriptor of what it prints past Python's own streams."""

    def wait(self) -> int | None:
        """Wait for its end and return its exit code, negative for a signal, None where nobody can say."""

    def close(self) -> None:
        """Give back what was held for it."""


class Launcher(Protocol):
    """Starts a learner's process, new each time it is called."""

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, pipes: tuple[int, int]
    ) -> LaunchedProcess:
        """Start one in a folder, with an environment and a budget; `pipes` are its ends for requests and answers."""


def cpu_seconds(budget: Budget) -> int:
    """Return the processor time a run may take: all cores for its whole wall time, and some for starting."""
    return int(budget.seconds * (os.cpu_count() or 1)) + 60


class SpawnedProcess:
    """A new Python process."""

    def __init__(self, folder: Path, environment: Mapping[str, str], budget: Budget, pipes: tuple[int, int]) -> None:
        limits = [str(cpu_seconds(budget)), str(budget.memory_bytes)]
        read, write = os.pipe()
        lifeline, self._lifeline = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "sprint.lab.worker.worker_main", *map(str, (*pipes, lifeline)), *limits],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=write,
            pass_fds=(*pipes, lifeline),
            start_new_session=True,
        )
        os.close(write)
        os.close(lifeline)
        self.pid = self._process.pid
        self.printed = read

    def wait(self) -> int | None:
        """Wait for its end and return its exit code."""
        return self._process.wait()

    def close(self) -> None:
        """Give the descriptors back."""
        for descriptor in (self.printed, self._lifeline):
            with suppress(OSError):
                os.close(descriptor)


class SpawnLauncher:
    """Launches a new Python process each time."""

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, pipes: tuple[int, int]
    ) -> LaunchedProcess:
        """Start one."""
        return SpawnedProcess(folder, environment, budget, pipes)


class ForkedProcess:
    """A child of the fork server."""

    def __init__(
        self, path: Path, folder: Path, environment: Mapping[str, str], budget: Budget, pipes: tuple[int, int]
    ) -> None:
        order = {
            "folder": str(folder),
            "environment": dict(environment),
            "cpu_seconds": cpu_seconds(budget),
            "memory_bytes": budget.memory_bytes,
        }
        read, write = os.pipe()
        self.printed = read
        try:
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._socket.connect(str(path))
            socket.send_fds(self._socket, [json.dumps(order).encode()], [*pipes, write])
            self._lines = self._socket.makefile("rb")
            self.pid = int(json.loads(self._lines.readline())["pid"])
        finally:
            os.close(write)

    def wait(self) -> int | None:
        """Wait until the warm process says how it ended."""
        try:
            return int(json.loads(self._lines.readline())["code"])
        except (OSError, ValueError, KeyError):
            return None

    def close(self) -> None:
        """Leave the warm process and give the descriptor back."""
        self._lines.close()
        self._socket.close()
        with suppress(OSError):
            os.close(self.printed)


class ForkLauncher:
    """Forks runs from a warm process that somebody else keeps; starts a new process while that one is not there."""

    def __init__(self, path: Path) -> None:
        """Take the place of its socket."""
        self.path = path

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, pipes: tuple[int, int]
    ) -> LaunchedProcess:
        """Fork a run, or start one anew."""
        try:
            return ForkedProcess(self.path, folder, environment, budget, pipes)
        except (OSError, ValueError, KeyError):
            return SpawnedProcess(folder, environment, budget, pipes)


class ForkServerProcess(ForkLauncher):
    """A Python process of ours with libraries imported, from which runs are forked."""

    def __init__(self, folder: Path, modules: Sequence[str]) -> None:
        """Start it; it is ready when its socket is there.

        Args:
            folder: a private folder for its socket.
            modules: what to import before the first run.
        """
        super().__init__(folder / f"{secrets.token_hex(4)}.sock")
        read, self._lifeline = os.pipe()
        command = [sys.executable, "-I", "-m", "sprint.lab.worker.forkserver", str(self.path), str(read), *modules]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(read,),
            start_new_session=True,
        )  # fmt: skip
        os.close(read)

    def ready(self, seconds: float) -> bool:
        """Wait until it takes runs, at most so long; return whether it does."""
        deadline = time.monotonic() + seconds
        while not self.path.exists() and time.monotonic() < deadline and self._process.poll() is None:
            time.sleep(0.02)
        return self.path.exists()

    def close(self) -> None:
        """End it, with the runs that are left."""
        os.close(self._lifeline)
        self._process.wait()
