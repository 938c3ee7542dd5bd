"""Deliverables that are programs: scripts, servers, saved models, each run as what it is in a process of its own."""

import difflib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sprint import files
from sprint.checks.source import definitions, empty_definitions
from sprint.checks.words import Failed, NotAttempted
from sprint.checks.work import Work
from sprint.lab.limits import Budget
from sprint.lab.program import Finished, started
from sprint.lab.server import NoAnswer, Server, uvicorn
from sprint.lab.session import Session, open_session
from sprint.lab.wire import one_line


def deliverable(work: Work, name: str) -> Path:
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


def written(work: Work, name: str, *functions: str) -> Path:
    """Return a Python file of the day in which some functions have to be written.

    Raises:
        Failed: see `deliverable`.
        NotAttempted: it is not there, or one of the functions still holds the starter's marker.
    """
    path = deliverable(work, name)
    empty = empty_definitions([path.read_text("utf-8", "replace")])
    for function in functions:
        if function in empty:
            raise NotAttempted(f"`{function}` in {name} is not written yet")
    return path


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
def elsewhere(work: Work, *names: str) -> Iterator[Path]:
    """Yield a new folder that holds copies of some of the day's files and nothing else."""
    with files.temporary_folder() as folder:
        for name in names:
            source, target = deliverable(work, name), folder / name
            files.make_folder(target.parent)
            if source.is_dir():
                files.copy_tree(source, target)
            else:
                files.write(target, source.read_bytes())
        yield folder


@contextmanager
def reloaded(work: Work, seconds: float = 60.0) -> Iterator[Session]:
    """Yield a new process that knows the notebook's imports, functions and classes, and nothing it computed.

    What a saved file needs besides itself has to be in there; `sprint.checks.source.definitions` says what is.

    Raises:
        Failed: those lines alone do not run.
    """
    sources = [cell.source for cell in work.cells if cell.kind == "code"]
    with open_session(work.folder, Budget(seconds=seconds, question_seconds=seconds)) as session:
        run = session.run(definitions(sources))
        if not run.complete:
            said = run.ended or (f"{run.stop.type}: {run.stop.message}" if run.stop else "ran out of time")
            raise Failed(
                f"in a new process your imports and definitions stop with {one_line(said)[1:-1]}",
                "imports, functions and classes that stand on their own",
                next="does a function or class use something that only a later cell makes?",
            )
        yield session


def serving(work: Work, application: str = "api:app", path: str = "/health", seconds: float = 20.0) -> Server:
    """Return the learner's server, started on a free port of ours and answering; it runs until all checks are through.

    Raises:
        Failed: it does not answer in time, or ends before it does.
    """

    @contextmanager
    def opened() -> Iterator[Server]:
        with uvicorn(application, work.folder, Budget(seconds=600)) as server:
            try:
                server.wait(path, seconds)
            except NoAnswer as reason:
                raise Failed(
                    f"uvicorn {application}: {one_line(str(reason), 240)[1:-1]}",
                    f"an answer on {path} within {seconds:g} seconds",
                    next=f"run it in a terminal and read its last line: uvicorn {application}",
                ) from reason
            yield server

    server: Server = work.shared(f"uvicorn {application}", opened)
    return server
