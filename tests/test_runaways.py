"""Programs that do not stop, do not fit or do not behave: each is ended in time, leaves nothing, and never passes.

Every program runs through the real session with a small budget. What holds for all of them: the run is over within its
limit and five seconds, it is not complete unless it is one that should be, no process of it is left two seconds later,
and our own memory does not grow with what it throws at us.
"""

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from data.runaway_programs import ESCAPES, MISCHIEF, PROGRAMS, QUESTIONS, SHORT, SLOW_COUSINS, STOPPED, TIMED_OUT
from lab_runs import SMALL, ran, run, texts

from sprint.errors import CannotCheckError
from sprint.lab.protocol.limits import STREAM_LIMIT, Budget
from sprint.lab.protocol.models import Run
from sprint.lab.supervisor.session import LearnerError
from sprint.lab.supervisor.worker_process import WorkerEnded

pytestmark = pytest.mark.faults

GROWTH = 150 * 2**20
"""Bytes that our own peak memory may grow by during a run."""
SLEEPER = "import sys, time; time.sleep(600); sys.argv[1:] == ['{tag}']"


def survivors(tag: str) -> list[psutil.Process]:
    """Return living processes that carry a tag in their environment or arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            marked = process.environ().get("SPRINT_RUNAWAY_TEST") == tag or tag in " ".join(process.cmdline())
            if marked and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A tag that a run's processes carry; afterwards none of them is left and our own memory has kept its size."""
    tag = f"runaway-{tmp_path.name}-{time.monotonic_ns()}"
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    before = _peak()
    descriptors = psutil.Process().num_fds()
    yield tag
    patience = time.monotonic() + 2
    while (left := survivors(tag)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert left == []
    assert _peak() - before < GROWTH
    assert psutil.Process().num_fds() <= descriptors


def _peak() -> int:
    unit = 1024 if sys.platform == "linux" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _told(found: Run) -> str:
    """Return everything a run says about its end."""
    stop = f"{STOPPED}: {found.stop.type}" if found.stop and not found.timed_out else ""
    return f"{found.ended} {TIMED_OUT if found.timed_out else ''} {stop}"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.heavy) if name in SLOW_COUSINS else name for name in PROGRAMS]
)
def test_a_runaway_is_ended_in_time_and_leaves_nothing(tmp_path: Path, watched: str, name: str) -> None:
    """The run is over within its limit and five seconds, is not complete, says why, and leaves no process."""
    program = PROGRAMS[name]
    started = time.monotonic()
    found = run(tmp_path, program.source, "'after'", budget=program.budget)
    assert time.monotonic() - started < program.budget.seconds + 5
    assert not found.complete
    assert program.says in _told(found), _told(found)
    assert len(repr(found)) < 20 * STREAM_LIMIT
    assert watched


@pytest.mark.parametrize("name", ESCAPES)
def test_what_a_good_run_leaves_behind_is_ended(tmp_path: Path, watched: str, name: str) -> None:
    """Processes that a cell left in the background end with the session, whoever their parent is by then."""
    sleeper = ["python", "-c", SLEEPER.format(tag=watched)]
    setup = f"import os, shlex, subprocess, sys, time\nsleeper = [sys.executable, *{sleeper[1:]!r}]\n"
    started = time.monotonic()
    with ran(tmp_path, setup + ESCAPES[name], budget=SMALL) as (_, found):
        assert found.complete, (found.stop, found.ended)
        assert len(survivors(watched)) >= 2
    assert time.monotonic() - started < SMALL.seconds + 5


@pytest.mark.parametrize("name", MISCHIEF)
def test_mischief_that_ends_by_itself_does_not_spoil_the_session(tmp_path: Path, watched: str, name: str) -> None:
    """A cell that changes its process in odd ways runs, and questions are still answered or refused in time."""
    started = time.monotonic()
    with ran(tmp_path, "def one():\n    return 1", MISCHIEF[name], budget=SMALL) as (session, found):
        assert found.complete, (found.stop, found.ended, found.printed)
        assert session.name("one")() == 1
        assert session.name("one").look()["callable"]
    assert time.monotonic() - started < SMALL.seconds + 5
    assert watched


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_runs_away_is_ended(tmp_path: Path, watched: str, name: str) -> None:
    """A call without end is answered with plain data, an error or the end of the process, within its time."""
    with ran(tmp_path, QUESTIONS[name], budget=SHORT) as (session, found):
        assert found.complete, found.stop
        started = time.monotonic()
        try:
            session.name("f").look()
            answer = session.name("f")()
        except (LearnerError, WorkerEnded, CannotCheckError) as refused:  # the last where the machine is busy
            answer = refused
        assert isinstance(answer, list | LearnerError | WorkerEnded | CannotCheckError)
        assert time.monotonic() - started < 2 * SHORT.question_seconds + 5
    assert watched


@pytest.mark.heavy
def test_a_fork_bomb_is_ended(tmp_path: Path, watched: str) -> None:
    """A program that only forks is ended with all its forks, while the rest of the machine goes on."""
    found = run(
        tmp_path,
        "import os\nwhile True:\n    os.fork()",
        budget=Budget(seconds=5, memory_gb=64),
    )
    assert not found.complete
    assert "processes" in found.ended
    assert watched


@pytest.mark.heavy
def test_an_avalanche_of_output_costs_us_nothing(tmp_path: Path, watched: str) -> None:
    """Gigabytes printed through Python are cut at the limit of a cell, and the run goes on."""
    found = run(
        tmp_path, "for _ in range(2000):\n    print('x' * 2**20)", "'after'", budget=Budget(seconds=60, memory_gb=1)
    )
    assert found.complete, (found.stop, found.ended)
    assert sum(map(len, texts(found))) < STREAM_LIMIT + 200
    assert watched
