"""A learner of the tests' own: a sprint folder, a home without anybody's settings, and `sprint` as a real process."""

import ctypes
import json
import os
import pty
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sprint
from sprint.course.lesson import Lesson
from sprint.course.material import find_lesson
from sprint.course.reading import read_curriculum, shipped_curriculum

IDENTITY = "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"
WORDS = "A model that always says benign would be right for most rows and find no cancer."
NOTHING: Mapping[str, str] = {}
PATIENCE = 120.0
"""Seconds after which a command of a test is ended, and the test with it."""
_OURS = ("SPRINT_", "GIT_", "COLUMNS", "NO_COLOR", "VISUAL", "EDITOR", "XDG_", "PYTEST_", "COVERAGE_")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; below zero a signal."""
    out: str
    """What it wrote to standard output."""
    err: str
    """What it wrote to standard error."""

    @property
    def said(self) -> str:
        """Everything it wrote, on one line."""
        return " ".join((self.out + self.err).split())


def git_as_somebody(folder: Path, *arguments: str) -> None:
    """Run git in a folder as somebody with a name, whatever the machine's own settings are."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody with a home and a sprint folder."""

    home: Path
    """The home; its `.gitconfig` names Ada."""
    folder: Path
    """Where the sprint is."""
    settings: dict[str, str] = field(default_factory=dict)
    """More of the environment."""

    @classmethod
    def new(cls, place: Path, *, identity: bool = True) -> "Learner":
        """Return a learner with an empty folder."""
        home, folder = place / "home", place / "my-sprint"
        home.mkdir(parents=True)
        folder.mkdir()
        if identity:
            (home / ".gitconfig").write_text(IDENTITY)
        return cls(home, folder)

    @property
    def diary(self) -> Path:
        """The diary."""
        return self.folder / "learning-diary.md"

    @property
    def notebook(self) -> Path:
        """Day 8's notebook."""
        return self.folder / "workspace" / "day-08" / "classification_basics.ipynb"

    def environment(self, extra: Mapping[str, str] = NOTHING) -> dict[str, str]:
        """Return an environment that holds nothing of the person who runs the tests."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        ours = {"HOME": str(self.home), "PYTHONPATH": str(Path(sprint.__file__).parents[1]), "COLUMNS": "80"}
        return kept | ours | self.settings | dict(extra)

    def sprint(
        self,
        *words: str,
        text: str | bytes = "",
        where: Path | None = None,
        before: Callable[[], None] | None = None,
        env: Mapping[str, str] = NOTHING,
    ) -> Ended:
        """Run a command to its end, without a terminal; `before` is done in the child, ahead of it."""
        entry = text.encode() if isinstance(text, str) else text
        done = subprocess.run(
            [sys.executable, "-m", "sprint", *words],
            cwd=where or self.folder,
            env=self.environment(env),
            input=entry,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            preexec_fn=before,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def must(self, *words: str, code: int = 0, env: Mapping[str, str] = NOTHING) -> str:
        """Run a command that has to end with a code; return what it wrote to standard output."""
        done = self.sprint(*words, env=env)
        assert done.code == code, done
        return done.out

    @contextmanager
    def running(
        self, *words: str, env: Mapping[str, str] = NOTHING, group: bool = False
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Start a command, in a process group of its own if wanted; it is ended at the end, whatever happens."""
        command = [sys.executable, "-m", "sprint", *words]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment(env),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            process_group=0 if group else None,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def at_terminal(self, *words: str, types: str = "", until: str = "", env: Mapping[str, str] = NOTHING) -> Ended:
        """Run a command at a terminal of 80 columns and type something, once it has said `until`."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "sprint", *words],
            cwd=self.folder,
            env=self.environment(env),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        shown, rest, deadline = b"", types.encode(), time.monotonic() + PATIENCE
        try:
            while time.monotonic() < deadline:
                if rest and until.encode() in shown:
                    rest = rest[os.write(ours, rest) :]
                if not select.select([ours], [], [], 0.2)[0]:
                    continue
                try:
                    part = os.read(ours, 65536)
                except OSError:  # how Linux says that the other side is closed
                    break
                if not part:
                    break
                shown += part
            return Ended(process.wait(10), shown.decode().replace("\r\n", "\n"), "")
        finally:
            process.kill()
            process.wait()
            os.close(ours)

    def git(self, *words: str) -> str:
        """Run git as this learner; return what it said."""
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=self.environment(), check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def begin(self, *, day: int | None = 8, git: bool = True) -> None:
        """Make the folder a sprint, and begin a day."""
        self.must("init", *([] if git else ["--no-git"]))
        if day is not None:
            self.must("start", str(day))

    def solve(self, *cells: str) -> None:
        """Write the lesson's own solution into day 8's notebook: into some cells, or into all."""
        solution = {cell.id: cell.solution for cell in lesson(8).cells}
        self.change(lambda name, text: solution[name] if not cells or name in cells else text)

    def change(self, rewrite: Callable[[str, str], str]) -> None:
        """Change day 8's notebook as an editor would; `rewrite` gets a cell's id and text."""
        document = json.loads(self.notebook.read_bytes())
        for cell in document["cells"]:
            cell["source"] = rewrite(cell["id"], "".join(cell["source"]))
        self.notebook.write_text(json.dumps(document, indent=1))

    def report(self, *words: str, code: int, env: Mapping[str, str] = NOTHING) -> dict[str, Any]:
        """Run a check with `--json` that has to end with a code; return what it says of its one day."""
        document = json.loads(self.must("check", *words, "--json", code=code, env=env))
        assert document["schema"] == 1
        [day] = document["days"]
        assert isinstance(day, dict)
        return day

    def bytes(self) -> dict[str, bytes]:
        """Return every file of the learner's, to the byte: all but what git and the record keep for themselves."""
        inside = [(path.relative_to(self.folder), path) for path in self.folder.rglob("*") if path.is_file()]
        return {str(name): path.read_bytes() for name, path in inside if name.parts[0] not in {".git", ".sprint"}}


def lesson(number: int) -> Lesson:
    """Return the lesson of a day that ships."""
    day = read_curriculum(shipped_curriculum()).day(number)
    found = find_lesson(day, Path("none"))
    assert found is not None
    return found


def by_id(report: Mapping[str, Any]) -> dict[str, str]:
    """Return check id to outcome."""
    return {check["id"]: check["outcome"] for check in report["checks"]}


def without_privileges() -> None:
    """Let file permissions hold for this process and those it starts, though it may run as root (Linux)."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        pr_capbset_drop, overrides = 24, (1, 2, 3)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        for capability in overrides:
            if libc.prctl(pr_capbset_drop, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "this root cannot give up its privileges")


def with_little_disk(size: int) -> Callable[[], None]:
    """Return what makes every file end at some bytes, as a full disk does."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit
