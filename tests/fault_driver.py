"""Runs one command again and again, each time in a fork on a copy of a sprint; another call into the system fails.

Started as `python fault_driver.py SPEC`, a JSON file: `base` (a folder with `home` and `my-sprint`), `work`, `words`,
`text` (standard input), `clean` (`none`, or `record` for a journal of the run without a fault), `faults`, `first` and
`stride` (which points), `modules`, `environment`. It prints one JSON line a try: the fault, the point, the exit code
and what was said; point 0 is the run without a fault. The copy of each try is left under `work` for its reader.
"""

import contextlib
import errno
import importlib
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from write_journal import Recorder, follow_streams

from sprint.lab.protocol.process_tree import adopt_orphans

PATCHED = ("write", "pwrite", "fsync", "ftruncate", "truncate", "chmod", "fchmod", "link", "symlink")
AUDITED = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "subprocess.Popen"}
PAST = 100
"""Added to an exit code where the command ended before the point."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Injector:
    """Counts the calls that change something, and lets one of them fail."""

    def __init__(self, point: int, fault: str) -> None:
        self.passed = 0
        self._point = point
        self._fault = fault
        self._on = True

    def install(self) -> None:
        """Be asked before each of them, whoever makes it."""
        for name in PATCHED:
            setattr(os, name, self._around(name, getattr(os, name)))
        follow_streams(lambda *_: self.meet())
        sys.addaudithook(self._heard)

    def stop(self) -> None:
        """Let everything pass from now on."""
        self._on = False

    def _around(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if name == "write" and self._fault == "short" and self._reached():
                return original(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if not (name == "write" and arguments[0] in (1, 2)):  # what is said is said
                self.meet()
            return original(*arguments, **named)

        return call

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if event in AUDITED or (opens and not str(arguments[0]).startswith(("/dev/", "/proc/"))):
            self.meet()

    def meet(self) -> None:
        """Pass one call, or fail at it."""
        if self._fault == "short" or not self._reached():
            return
        if self._fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(getattr(errno, self._fault), os.strerror(getattr(errno, self._fault)))

    def _reached(self) -> bool:
        self.passed += self._on
        return self._on and self.passed == self._point


def run(spec: dict[str, Any], place: Path, fault: str, point: int) -> NoReturn:
    """Be the command, in the copy of the sprint at a place; never returns."""
    code, injector = 70, Injector(point, fault)
    try:
        os.environ.clear()
        os.environ.update({**spec["environment"], "HOME": str(place / "home")})
        os.chdir(place / "my-sprint")
        (place / "in").write_text(spec["text"])
        for descriptor, name in enumerate(("in", "out", "err")):
            opened = os.open(place / name, os.O_RDONLY if name == "in" else os.O_WRONLY | os.O_CREAT, 0o666)
            os.dup2(opened, descriptor)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in ((0, "r"), (1, "w"), (2, "w")))
        import tempfile

        from sprint.cli.error_handler import run as command

        tempfile.tempdir = None
        watching: Injector | Recorder = injector
        if fault == "record":
            watching = Recorder(Path.cwd())
        watching.install()
        code = command(spec["words"])
        injector.stop()
        if isinstance(watching, Recorder):
            (place / "journal.json").write_text(json.dumps(watching.operations))
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as error:  # noqa: BLE001  whatever escapes is told
        os.write(2, f"escaped: {error!r}".encode())
    finally:
        os._exit(code + (PAST if injector.passed < point else 0))


def forked(spec: dict[str, Any], place: Path, fault: str, point: int) -> tuple[int, str]:
    """Run the command at a place; return its exit code, below zero a signal, and what it said."""
    for name in ("out", "err"):
        (place / name).write_text("")
    child = os.fork()
    if not child:
        run(spec, place, fault, point)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with contextlib.suppress(ChildProcessError):  # none is left: a git that outlived its command has ended as well
        while True:
            os.wait()
    return code, "".join((place / name).read_text(errors="replace") for name in ("out", "err"))


def attempt(spec: dict[str, Any], fault: str, point: int) -> dict[str, Any] | None:
    """Run the command on a new copy with one fault, then again without; None where it ended before the point."""
    place = Path(spec["work"]) / f"{fault}-{point}"
    shutil.copytree(spec["base"], place, symlinks=True)
    code, said = forked(spec, place, fault, point)
    if code >= PAST:
        shutil.rmtree(place)
        return None
    shutil.copytree(place / "my-sprint", place / "at-first", symlinks=True)
    again, said_again = forked(spec, place, "none", 0)
    return {
        "place": str(place), "fault": fault, "point": point,
        "code": code, "said": said, "again": again, "said_again": said_again,
    }  # fmt: skip


def say(tried: dict[str, Any] | None) -> None:
    """Tell the reader of one try."""
    sys.stdout.write(json.dumps(tried) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Try every point of every fault, or every so many."""
    spec = json.loads(Path(sys.argv[1]).read_text())
    adopt_orphans()
    for module in spec["modules"]:
        importlib.import_module(module)  # once for all tries
    say(attempt(spec, spec["clean"], 0))
    for fault in spec["faults"]:
        for point in itertools.count(spec["first"], spec["stride"]):
            tried = attempt(spec, fault, point)
            if tried is None:
                break
            say(tried)


if __name__ == "__main__":
    main()
