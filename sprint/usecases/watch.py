"""`sprint watch`: each save of the day's files is checked again, in a fraction of a second.

What counts is what a verdict depends on, so a save that changes only outputs changes nothing. A save during a run ends
that run. The day's libraries are imported once, in a warm process that every run is forked from.
"""

import contextlib
import os
import queue
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sprint import files, folders
from sprint.checks.outcomes import Report
from sprint.errors import NotYetError, SprintError
from sprint.lab.protocol.limits import Budget
from sprint.lab.supervisor.launchers import ForkServerProcess, LaunchedProcess, Launcher
from sprint.usecases.check import CheckOptions, check_day
from sprint.usecases.fingerprint import fingerprint
from sprint.usecases.sprint import Sprint

if TYPE_CHECKING:
    from sprint.course.lesson import Lesson
    from sprint.course.model import Day

DEBOUNCE_MS = 60
"""How long a save may take to settle."""
SILENT = ("nfs", "cifs", "smb", "9p", "afs", "fuse.sshfs", "fuse.grpcfuse", "virtiofs", "vboxsf", "drvfs", "fakeowner")
"""Beginnings of the names of file systems whose other side writes unseen: shares, and folders of a host in a guest."""
Kind = Literal["running", "report", "trouble", "key"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something the watch saw."""

    kind: Kind
    """A run began, a report is there, something is in the way, or a key was pressed."""
    report: Report | None = None
    """The report."""
    trouble: SprintError | None = None
    """What is in the way; the next save may mend it."""
    key: str = ""
    """The key."""


class Watch:
    """A watch on one day."""

    def __init__(self, sprint: Sprint, number: int | None = None, *, poll: bool = False) -> None:
        """Take a sprint and a day.

        Args:
            sprint: the sprint.
            number: the day, or None for the day in hand.
            poll: whether to look at the files again and again, in a folder that tells of no changes.

        Raises:
            NotYetError: the day has no lesson, or is not laid out.
        """
        self.sprint = sprint
        self.day: Day = sprint.day(number)
        lesson = sprint.lesson(self.day)
        if lesson is None:
            raise NotYetError(
                f"Day {self.day.number} has no lesson yet, so there is nothing to watch.", "sprint status"
            )
        if not sprint.folder.day(self.day.number).is_dir():
            raise NotYetError(
                f"Day {self.day.number} is not laid out yet.", f"Begin it with: sprint start {self.day.number}"
            )
        self._lesson: Lesson = lesson
        self._poll = poll
        self._inbox: queue.SimpleQueue[Seen | str] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._turn = 0
        self._mark = ""
        self._run: _Cancellable | None = None

    def press(self, key: str) -> None:
        """Say that a key was pressed."""
        self._inbox.put(Seen("key", key=key))

    def stop(self) -> None:
        """End the watch."""
        self._stop.set()
        self._inbox.put("saved")

    def again(self) -> None:
        """Check again although nothing changed."""
        self._mark = ""
        self._inbox.put("saved")

    def events(self) -> Iterator[Seen]:
        """Yield what is seen until the watch is stopped; the first check runs at once."""
        folder = self.sprint.folder.day(self.day.number)
        with (
            folders.temporary_folder() as scratch,
            contextlib.closing(ForkServerProcess(scratch, self._lesson.modules)) as warm,
        ):
            warm.ready(30)
            files.write(self.sprint.folder.warm, f"{self.day.number}\n{warm.path}\n".encode())
            threading.Thread(target=self._watch_files, args=(folder,), daemon=True).start()
            self._inbox.put("saved")
            try:
                while True:
                    item = self._inbox.get()
                    if self._stop.is_set():
                        return
                    if isinstance(item, Seen):
                        yield item
                    else:
                        yield from self._saved(folder, warm)
            finally:
                self._stop.set()
                self._cancel()
                files.remove(self.sprint.folder.warm)

    def _saved(self, folder: Path, warm: ForkServerProcess) -> Iterator[Seen]:
        """Begin a check if what counts has changed."""
        try:
            mark = fingerprint(self.day, self._lesson, folder, self.sprint.folder.root)
        except SprintError as trouble:
            self._mark = ""
            yield Seen("trouble", trouble=trouble)
            return
        if mark == self._mark:
            return
        fresh, self._mark = not self._mark and self._turn > 0, mark
        self._cancel()
        self._turn += 1
        self._run = _Cancellable(warm)
        threading.Thread(target=self._check, args=(self._turn, self._run, fresh), daemon=True).start()
        yield Seen("running")

    def _check(self, turn: int, run: "_Cancellable", fresh: bool) -> None:
        try:
            sprint = Sprint(self.sprint.folder)
            options = CheckOptions(fresh=fresh, start=run, wanted=lambda: self._turn == turn)
            report = check_day(sprint, self.day.number, options)
            seen = Seen("report", report=report)
        except SprintError as trouble:
            seen = Seen("trouble", trouble=trouble)
        if self._turn == turn:
            self._inbox.put(seen)

    def _cancel(self) -> None:
        self._turn += 1
        if self._run is not None:
            self._run.cancel()

    def _watch_files(self, folder: Path) -> None:
        from watchfiles import watch

        # None lets watchfiles decide, which polls under WSL and heeds its own variables.
        polling = True if self._poll or tells_nothing(folder) else None
        for forced in (polling, True):  # without inotify, or with too many watches, looking again still works
            with contextlib.suppress(OSError):
                changes = watch(
                    folder, debounce=DEBOUNCE_MS * 4, step=DEBOUNCE_MS, stop_event=self._stop, force_polling=forced
                )
                for _ in changes:
                    self._inbox.put("saved")
                return


def tells_nothing(folder: Path) -> bool:
    """Tell whether a folder lies on a file system that tells this machine of no changes made on another one."""
    import psutil

    if os.environ.get("WATCHFILES_FORCE_POLLING"):  # somebody said what they want
        return False
    mounts = [(Path(disk.mountpoint), disk.fstype) for disk in psutil.disk_partitions(all=True)]
    above = [(len(place.parts), kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    kind = max(above, default=(0, ""))[1].lower()
    return kind.startswith(SILENT)


class _Cancellable:
    """Starts one run as another starter does, and can end it from outside."""

    def __init__(self, starter: Launcher) -> None:
        self._starter = starter
        self._started: LaunchedProcess | None = None
        self._cancelled = False

    def __call__(
        self, folder: Path, environment: Mapping[str, str], budget: Budget, descriptors: Sequence[int]
    ) -> LaunchedProcess:
        self._started = self._starter(folder, environment, budget, descriptors)
        if self._cancelled:
            self.cancel()
        return self._started

    def cancel(self) -> None:
        """End the run with its group; whoever waits for it finds it gone."""
        self._cancelled = True
        if self._started is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._started.pid, signal.SIGKILL)


@contextmanager
def watching(watch: Watch) -> Iterator[Iterator[Seen]]:
    """Yield a watch's events, and end it afterwards."""
    events = watch.events()
    try:
        yield events
    finally:
        watch.stop()
        with contextlib.suppress(RuntimeError):
            events.close()  # type: ignore[attr-defined]  # events() is a generator
