"""What is the same for every process with code that is not ours: a watch, a limit for its output, one thorough end."""

import contextlib
import os
import secrets
import select
import threading
from collections.abc import Callable, Sequence

from sprint.lab.protocol.captured import Captured
from sprint.lab.protocol.limits import OUTPUT_LIMIT, Budget
from sprint.lab.protocol.process_tree import adopt_orphans, end_tree, how_it_ended, lives
from sprint.lab.supervisor.launchers import LaunchedProcess
from sprint.lab.supervisor.memory_watch import MemoryWatch

_POLL_SECONDS = 0.2
_DRAIN_SECONDS = 2.0
_MOVE_SECONDS = 0.01
"""Between two looks into a pipe that is not empty."""
_CHUNK = 2**16
_TOO_MUCH = f"printed more than {OUTPUT_LIMIT // 2**20} MB"


def new_mark() -> str:
    """Return a new mark to start a process with; from now on, what it leaves behind becomes our child."""
    adopt_orphans()
    return secrets.token_hex(8)


class SupervisedProcess:
    """A launched process: watched, bounded in what it prints, and ended once with everything it started."""

    def __init__(
        self, launched: LaunchedProcess, mark: str, budget: Budget, keep: Sequence[Callable[[bytes], None]],
        captured: Sequence[Captured] = (),
    ) -> None:  # fmt: skip
        """Supervise it from now on.

        Args:
            launched: the process, started with the mark in its environment.
            mark: what `new_mark` gave.
            budget: what it may use.
            keep: told each piece of what it prints, one function for each of its outputs.
            captured: where else what it prints arrives, within the same limit.
        """
        self._launched = launched
        self._mark = mark
        self._budget = budget
        self._captured = captured
        self._ending = threading.Lock()
        self._closing = threading.Event()
        self._gone = self._closed = False
        self.reason = ""
        """Why we ended it, one clause; empty where we had no reason to."""
        self.code: int | None = None
        """Its exit code once it is ended, negative for a signal; None where nobody can say."""
        outputs = zip(launched.outputs, keep, strict=True)
        self._readers = [threading.Thread(target=self._read, args=output, daemon=True) for output in outputs]
        self._readers += [threading.Thread(target=self._move, daemon=True)]
        for thread in (*self._readers, threading.Thread(target=self._watch, daemon=True)):
            thread.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._launched.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._gone and lives(self.pid)

    @property
    def why(self) -> str:
        """Why it is gone, one clause, for a process that was not to end."""
        return self.reason or how_it_ended(self.code)

    def end(self, reason: str = "") -> None:
        """End it with everything it started; the first reason given is the one that is told."""
        self.reason = self.reason or reason
        self._closing.set()
        with self._ending:
            if not self._gone:
                self.code = end_tree(self.pid, self._mark, self._launched.wait)
                self._gone = True

    def read_rest(self) -> None:
        """Wait until its last output is read: once it is ended, nobody is left to write more."""
        for reader in self._readers:
            reader.join(_DRAIN_SECONDS)
        for one in self._captured:
            one.drain()

    def close(self) -> None:
        """End it, read the rest of its output, and give back what was held for it."""
        self.end()
        self.read_rest()
        with self._ending:
            if not self._closed:
                self._launched.close()
                self._closed = True

    def _read(self, output: int, keep: Callable[[bytes], None]) -> None:
        total = 0
        ready = select.poll()
        ready.register(output, select.POLLIN)
        with contextlib.suppress(OSError):
            while total <= OUTPUT_LIMIT:
                if ready.poll(_POLL_SECONDS * 1000):
                    part = os.read(output, _CHUNK)
                    if not part:
                        return
                    keep(part)
                    total += len(part)
                elif self._closing.is_set():  # somebody else holds the other end, and says nothing
                    return
            self.end(_TOO_MUCH)

    def _move(self) -> None:
        """Keep the pipes that it prints into from filling up, until nobody has their other ends."""
        ready = select.poll()
        by_pipe = {one.pipe: one for one in self._captured}
        for pipe in by_pipe:
            ready.register(pipe, select.POLLIN)
        while by_pipe and not self._closing.wait(_MOVE_SECONDS):
            for pipe, event in ready.poll(_POLL_SECONDS * 1000):
                by_pipe[pipe].drain_if_half_full()
                if not event & select.POLLIN:
                    ready.unregister(pipe)
                    del by_pipe[pipe]

    def _watch(self) -> None:
        memory = MemoryWatch(self.pid, self._budget)
        while not self._closing.wait(memory.pause):
            if sum(os.fstat(one.file).st_size for one in self._captured) > OUTPUT_LIMIT:
                self.end(_TOO_MUCH)
            elif reason := memory.look():
                self.end(reason)
