"""Two ways to launch a learner's process: a new Python, or a fork of one that has the libraries imported already."""

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
    """A process as its supervisor sees it."""

    pid: int
    """Its process id, which is also that of its session."""
    outputs: tuple[int, ...]
    """The file descriptors of what it prints, a worker past Python's own streams."""

    def wait(self) -> int | None:
        """Wait for its end and return its exit code, negative for a signal, None where nobody can say."""

    def close(self) -> None:
        """Give back what was held for it."""


class Launcher(Protocol):
    """Launches a worker."""

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, descriptors: Sequence[int]
    ) -> LaunchedProcess:
        """Start one in a folder, with an environment and a budget.

        Args:
            folder: where it runs.
            environment: all it gets.
            budget: what it may use.
            descriptors: its ends of the pipes for requests and answers, and the files for what it prints.
        """


def cpu_seconds(budget: Budget) -> int:
    """Return the processor time a run may take: all cores for its whole wall time, and some for starting."""
    return int(budget.seconds * (os.cpu_count() or 1)) + 60


class SpawnedProcess:
    """A new Python process of one of the worker's modules, which sees our end at the parent-death pipe."""

    def __init__(
        self, module: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], budget: Budget,
        pass_fds: Sequence[int] = (), *, separate_stderr: bool = False,
    ) -> None:  # fmt: skip
        """Start `python -m MODULE DEATH_PIPE CPU_SECONDS ARGUMENT …`."""
        pipes = [os.pipe() for _ in range(2 if separate_stderr else 1)]
        death_pipe, self._death_pipe = os.pipe()
        limits = map(str, (death_pipe, cpu_seconds(budget)))
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", module, *limits, *arguments],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=pipes[0][1],
            stderr=pipes[-1][1],
            pass_fds=(death_pipe, *pass_fds),
            start_new_session=True,
        )
        for descriptor in (death_pipe, *(write for _, write in pipes)):
            os.close(descriptor)
        self.pid = self._process.pid
        self.outputs = tuple(read for read, _ in pipes)

    def wait(self, seconds: float | None = None) -> int:
        """Wait for its end and return its exit code.

        Raises:
            subprocess.TimeoutExpired: it runs on after so many seconds.
        """
        return self._process.wait(seconds)

    def close(self) -> None:
        """Give the descriptors back."""
        for descriptor in (*self.outputs, self._death_pipe):
            with suppress(OSError):
                os.close(descriptor)


class SpawnLauncher:
    """Launches a new Python process each time."""

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, descriptors: Sequence[int]
    ) -> LaunchedProcess:
        """Start one."""
        numbers = [str(descriptor) for descriptor in descriptors]
        return SpawnedProcess("sprint.lab.worker.worker_main", numbers, folder, environment, budget, descriptors)


class ForkedProcess:
    """A child of the fork server."""

    def __init__(
        self, path: Path, folder: Path, environment: Mapping[str, str], budget: Budget, descriptors: Sequence[int]
    ) -> None:
        order = {
            "folder": str(folder),
            "environment": dict(environment),
            "cpu_seconds": cpu_seconds(budget),
        }
        read, write = os.pipe()
        self.outputs: tuple[int, ...] = (read,)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(str(path))
            socket.send_fds(self._socket, [json.dumps(order).encode()], [*descriptors, write])
            self._lines = self._socket.makefile("rb")
            self.pid = int(json.loads(self._lines.readline())["pid"])
        except (OSError, ValueError, KeyError):
            os.close(read)
            self._socket.close()
            raise
        finally:
            os.close(write)

    def wait(self) -> int | None:
        """Wait until the fork server says how it ended."""
        try:
            return int(json.loads(self._lines.readline())["code"])
        except (OSError, ValueError, KeyError):
            return None

    def close(self) -> None:
        """Leave the fork server and give the descriptor back."""
        self._lines.close()
        self._socket.close()
        with suppress(OSError):
            os.close(self.outputs[0])


class ForkLauncher:
    """Forks runs from a fork server that somebody else keeps; spawns a new process while that one is not there."""

    def __init__(self, path: Path) -> None:
        """Take the place of its socket."""
        self.path = path

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, descriptors: Sequence[int]
    ) -> LaunchedProcess:
        """Fork a run, or spawn one."""
        try:
            return ForkedProcess(self.path, folder, environment, budget, descriptors)
        except (OSError, ValueError, KeyError):
            return SpawnLauncher()(folder, environment, budget, descriptors)


class ForkServerProcess(ForkLauncher):
    """A Python process of ours with libraries imported, from which runs are forked."""

    def __init__(self, folder: Path, modules: Sequence[str]) -> None:
        """Start it; it is ready when its socket is there.

        Args:
            folder: a private folder for its socket.
            modules: what to import before the first run.
        """
        super().__init__(folder / f"{secrets.token_hex(4)}.sock")
        read, self._death_pipe = os.pipe()
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
        os.close(self._death_pipe)
        self._process.wait()
