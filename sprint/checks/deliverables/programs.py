"""Deliverables that are programs: scripts, servers, saved models, each run as what it is in a process of its own."""

import difflib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sprint import files, folders
from sprint.checks.notebook.source import definitions, open_names
from sprint.checks.verdicts import Failed, NotAttempted
from sprint.checks.work import Work
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Cell
from sprint.lab.protocol.serialization import one_line
from sprint.lab.supervisor.core_share import busy
from sprint.lab.supervisor.server import NoAnswer, Server, own_port, uvicorn
from sprint.lab.supervisor.session import Session, open_session
from sprint.lab.supervisor.supervised_program import Finished, started
from sprint.text import kept_ends


def require_file(work: Work, name: str) -> Path:
    """Return a file or folder of the day that has to be there after the run.

    Raises:
        Failed: it is not there, but one with nearly its name is.
        NotAttempted: it is not there.
    """
    path = work.folder / name
    if not path.exists():
        near = difflib.get_close_matches(name, [other.name for other in path.parent.glob("*")], 1, 0.75)
        if near:
            raise Failed(f"there is no {name}, but there is {near[0]}", f"a file called {name}", next="rename it")
        raise NotAttempted(f"{name} is not there yet")
    return path


def require_written(work: Work, name: str, *things: str) -> Path:
    """Return a Python file of the day in which some functions, classes or values have to be written.

    Raises:
        Failed: see `require_file`.
        NotAttempted: it is not there, or one of the things still is the starter's marker.
    """
    path = require_file(work, name)
    still_open = open_names(path.read_text("utf-8", "replace"))
    for thing in things:
        if thing in still_open:
            raise NotAttempted(f"`{thing}` in {name} is not written yet")
    return path


@contextmanager
def hidden_files(folder: Path, *kept: str) -> Iterator[None]:
    """Give the files of a folder other names for a while, but not those of some endings: `.py`."""
    away = [path for path in folder.iterdir() if path.is_file() and path.suffix not in kept]
    for path in away:
        files.move(path, path.with_name(f"{path.name}.away"))
    try:
        yield
    finally:
        for path in away:
            files.move(path.with_name(f"{path.name}.away"), path)


def run_script(work: Work, arguments: Sequence[str], *, folder: Path | None = None, seconds: float = 60.0) -> Finished:
    """Run a program to its end, in the day's folder or another one.

    Args:
        work: the learner's work.
        arguments: the program and its arguments; `python` is this environment's.
        folder: where it runs; the copy of the day's folder by default.
        seconds: how long it may take.

    Raises:
        Failed: it did not end well; its last words are shown.
    """
    with started(arguments, folder or work.folder, Budget(seconds=seconds)) as program:
        finished = program.finish()
    if finished.why:
        called = " ".join(Path(word).name if "/" in word else word for word in arguments)
        raise Failed(
            f"{called} ends with {finished.why}: {one_line(finished.last_words)[1:-1]}",
            "an end without an error",
            next="run the same line in a terminal and read the last line",
        )
    return finished


@contextmanager
def folder_with(work: Work, *names: str) -> Iterator[Path]:
    """Yield a new folder that holds copies of some of the day's files and nothing else."""
    with folders.temporary_folder() as folder:
        for name in names:
            source, target = require_file(work, name), folder / name
            files.make_folder(target.parent)
            if source.is_dir():
                folders.copy_tree(source, target)
            else:
                files.write(target, source.read_bytes())
        yield folder


@contextmanager
def folder_copy(work: Work, *left: str) -> Iterator[Path]:
    """Yield a new folder that holds a copy of the day's folder, without the files of some patterns: `*.ipynb`."""
    with folders.temporary_folder() as scratch:
        folder = scratch / "moved"
        folders.copy_tree(work.folder, folder, ignore=(*left, "__pycache__", ".ipynb_checkpoints"))
        yield folder


def write_file(path: Path, content: bytes) -> Path:
    """Write a file for the learner's program to read, in a folder of `folder_with` or `folder_copy`; return it."""
    files.write(path, content)
    return path


@contextmanager
def new_process(work: Work, folder: Path, source: str = "", seconds: float = 60.0) -> Iterator[Session]:
    """Yield a new process of the learner's environment in a folder, which can import the modules in there.

    Args:
        work: the learner's work.
        folder: where it runs.
        source: what it executes first, a few lines of ours.
        seconds: how long any of its answers may take.
    """
    with open_session(folder, Budget(seconds=seconds, question_seconds=seconds), start=work.start) as session:
        session.run([Cell(0, source)] if source else [])
        yield session


@contextmanager
def new_process_with_definitions(work: Work, seconds: float = 60.0) -> Iterator[Session]:
    """Yield a new process that knows the notebook's imports, functions and classes, and nothing it computed.

    What a saved file needs besides itself has to be in there; `sprint.checks.notebook.source.definitions` says what is.

    Raises:
        Failed: those lines alone do not run.
        CannotCheckError: they did not get to run since the machine was busy.
    """
    sources = [cell.source for cell in work.cells if cell.kind == "code"]
    budget = Budget(seconds=seconds, question_seconds=seconds)
    with open_session(work.folder, budget, start=work.start) as session:
        run = session.run(definitions(sources))
        if run.busy:
            raise busy(run.busy)
        if not run.complete:
            said = run.ended or (f"{run.stop.type}: {run.stop.message}" if run.stop else "ran out of time")
            raise Failed(
                f"in a new process your imports and definitions stop with {kept_ends(said, 120)}",
                "imports, functions and classes that stand on their own",
                next="does a function or class use something that only a later cell makes?",
            )
        yield session


def serve_app(work: Work, application: str = "api:app", path: str = "/health", seconds: float = 20.0) -> Server:
    """Return the learner's server, started on a free port of ours and answering; it runs until all checks are through.

    Raises:
        Failed: it does not answer in time, or ends before it does.
    """

    @contextmanager
    def opened() -> Iterator[Server]:
        with uvicorn(application, work.folder, Budget(seconds=600)) as server:
            _up(server, path, seconds, f"uvicorn {application}")
            yield server

    server: Server = work.shared(f"uvicorn {application}", opened)
    return server


@contextmanager
def serve_command(work: Work, command: Sequence[str], path: str = "/health", seconds: float = 20.0) -> Iterator[Server]:
    """Run a command of the learner's that starts a server, in the day's folder; yield the server once it answers.

    It is told a port as PORT, and as `{port}` in the command; it may listen on another one.

    Raises:
        Failed: it does not answer in time, or ends before it does.
    """
    called = " ".join(command).replace(" --port {port}", "")
    with own_port(command, work.folder, Budget(seconds=600)) as server:
        patience = time.monotonic() + seconds
        while not (places := server.listening()) and server.program.running and time.monotonic() < patience:
            time.sleep(0.05)
        if places and all(port != server.port for _, port in places):
            server = Server(server.program, places[0][1])  # noqa: PLW2901  it is this server, where it listens
        _up(server, path, max(1.0, patience - time.monotonic()), called)
        yield server


def _up(server: Server, path: str, seconds: float, called: str) -> None:
    """Wait until a server answers.

    Raises:
        Failed: it does not.
    """
    try:
        server.wait(path, seconds)
    except NoAnswer as reason:
        raise Failed(
            f"{called}: {one_line(str(reason), 240)[1:-1]}",
            f"an answer on {path}",
            next=f"run it in a terminal and read its last line: {called}",
        ) from reason
