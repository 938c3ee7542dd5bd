"""A limit of time is no verdict on the work where other programs had the cores."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from data.evil_apps import PLAIN
from lab_runs import ran, run
from learner import Learner, by_id

from sprint.checks.notebook.runs import Ran, runs_result
from sprint.checks.outcomes import Outcome
from sprint.errors import CannotCheckError
from sprint.lab.protocol.limits import Budget
from sprint.lab.supervisor import core_share
from sprint.lab.supervisor.core_share import CoreShare, lacked_cores
from sprint.lab.supervisor.server import NoAnswer, uvicorn
from sprint.lab.supervisor.session import LearnerError
from sprint.lab.supervisor.supervised_program import started

SHORT = Budget(seconds=1.5, memory_gb=1, question_seconds=1)
SLEEP = "import time\ntime.sleep(600)"
LOOP = "while True:\n    pass"


@pytest.mark.parametrize(
    ("computing", "waiting", "lacked"),
    [
        (33.6, 86.0, True),  # a loop, beside two others on one core
        (0.4, 119.0, True),
        (119.0, 0.5, False),  # a loop, alone
        (60.0, 60.0, False),  # half a core is enough to be judged
        (0.1, 0.0, False),  # a sleep
        (5.0, 20.0, False),  # mostly asleep, on a busy machine
        (50.0, 5.0, False),  # a slow disk
        (200.0, 300.0, False),  # many threads on all cores
        (30.0, 500.0, True),  # many threads that got a quarter of a core together
    ],
)
def test_who_waits_for_a_core_lacks_one_and_who_sleeps_does_not(
    computing: float, waiting: float, *, lacked: bool
) -> None:
    """Under half of a core in 120 seconds, and the rest of them spent waiting for one."""
    assert lacked_cores(computing, waiting, 120.0) == lacked


@pytest.fixture
def busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run gets 28 % of a core, whatever the machine does."""
    without_a_core(monkeypatch)


def without_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core_share, "_use", lambda _pid: (0.28 * time.monotonic(), 0.72 * time.monotonic()))


@pytest.mark.usefixtures("busy_machine")
@pytest.mark.parametrize("cell", [LOOP, "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + LOOP])
def test_a_run_without_a_core_is_no_failure(cell: str, tmp_path: Path) -> None:
    """Whether the cell stopped when it was asked or had to be ended: outcome error, with what it got."""
    found = run(tmp_path, cell, budget=SHORT)
    assert found.timed_out
    result = runs_result("d08.c0", Ran(found, SHORT))
    assert result.outcome is Outcome.ERROR
    assert result.seen == "the machine was busy: the run got 28 % of one core in 2 s"
    assert result.next == "run it again when less is going on on this machine"


@pytest.mark.usefixtures("busy_machine")
def test_a_question_without_a_core_is_no_failure(tmp_path: Path) -> None:
    """The process goes on where the code stops; where it had to be ended, later questions say the same."""
    stubborn = "import signal\ndef g():\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    while True: pass"
    with ran(tmp_path, "def f():\n    while True: pass\ndef one():\n    return 1", stubborn, budget=SHORT) as (
        session,
        found,
    ):
        assert found.complete
        with pytest.raises(CannotCheckError, match="The machine was busy: your code got 28 % of one core in 1 s"):
            session.name("f")()
        assert session.name("one")() == 1
        for name in ("g", "one", "f"):
            with pytest.raises(CannotCheckError, match="The machine was busy"):
                session.name(name)()


@pytest.mark.usefixtures("busy_machine")
def test_a_program_without_a_core_is_no_failure(tmp_path: Path) -> None:
    """A script that has to end in time is not said to be slow; nothing of it is left."""
    with (
        pytest.raises(CannotCheckError, match="The machine was busy: the program got"),
        started(["python", "-c", LOOP], tmp_path, SHORT) as program,
    ):
        program.finish()
    assert not program.running


SLOW = "    import asyncio\n    if scope['path'] == '/slow':\n        await asyncio.sleep(600)\n"
SLOW_APP = PLAIN.replace("    return b", SLOW + "    return b")


def test_a_server_without_a_core_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that comes too late is said to be late, unless the server had no core to compute it on."""
    (tmp_path / "api.py").write_text(SLOW_APP)
    with uvicorn("api:app", tmp_path, Budget(seconds=60)) as server:
        server.wait("/health", 30)
        with pytest.raises(NoAnswer, match="GET /slow: no answer within"):
            server.ask("GET", "/slow", seconds=0.5)
        without_a_core(monkeypatch)
        with pytest.raises(CannotCheckError, match="The machine was busy: the server got 28 % of one core in 1 s"):
            server.ask("GET", "/slow", seconds=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how long a thread waited for a core")
@pytest.mark.parametrize(
    "code", [SLEEP, "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "import os\nos.read(0, 1)"]
)
def test_what_sleeps_is_late_by_itself_however_busy_the_machine_is(code: str) -> None:
    """A sleep, a stopped process, a read: none waits for a core, even if all limits were met but that."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", f"print(flush=True)\n{code}"], stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == b"\n"
        while psutil.Process(process.pid).status() not in {psutil.STATUS_SLEEPING, psutil.STATUS_STOPPED}:
            assert process.poll() is None
        share = CoreShare(process.pid)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        shortage = share.shortage("the run")
        process.kill()
    assert shortage == ""


def test_a_function_that_sleeps_is_late_by_itself(tmp_path: Path) -> None:
    """As before: no answer in time."""
    with ran(tmp_path, "import time\ndef f():\n    time.sleep(600)", budget=SHORT) as (session, _):
        with pytest.raises(LearnerError) as late:
            session.name("f")()
        assert late.value.kind == "timeout"


@pytest.fixture
def crowded_core() -> Iterator[int]:
    """A core on which three other programs compute, so that a fourth gets a quarter of it, and less if more do."""
    core = min(os.sched_getaffinity(0))
    hog = f"import os\nos.sched_setaffinity(0, {{{core}}})\nwhile True:\n    pass"
    with ExitStack() as stack:
        for _ in range(3):
            process = subprocess.Popen([sys.executable, "-c", hog], start_new_session=True)
            stack.callback(process.wait)
            stack.callback(process.kill)
        yield core


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how long a thread waited for a core")
def test_a_check_on_a_crowded_core_is_an_error_and_no_verdict(crowded_core: int, tmp_path: Path) -> None:
    """Code 5, the share of the core, no kept verdict, and a later check runs the day again."""
    learner = Learner.new(tmp_path)
    learner.begin()
    curriculum = learner.folder / "curriculum.yaml"
    text, place = curriculum.read_text("utf-8"), curriculum.read_text("utf-8").index("- day: 8\n")
    curriculum.write_text(text[:place] + text[place:].replace("{seconds: 120,", "{seconds: 6,", 1), "utf-8")
    loop = f"import os\nos.sched_setaffinity(0, {{{crowded_core}}})\n{LOOP}"
    learner.change(lambda _name, _text: loop)
    for _ in range(2):
        report = learner.report("8", code=5)
        assert (by_id(report)["d08.c0"], report["outcome"], report["cached"]) == ("error", "error", False)
        assert re.search(r"the machine was busy: the run got [1-4]?\d % of one core in \d+ s", str(report))
    logged = "".join(path.read_text() for path in (learner.folder / ".sprint").rglob("*.jsonl"))
    assert '"start' in logged
    assert '"check"' not in logged


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how long a thread waited for a core")
def test_what_a_crowded_core_leaves_is_measured(crowded_core: int) -> None:
    """A loop there got less than half of a core and waited; a sleep there only slept."""
    there = f"import os\nos.sched_setaffinity(0, {{{crowded_core}}})\n"
    for code, lacks in ((LOOP, True), (SLEEP, False)):
        with subprocess.Popen([sys.executable, "-c", there + code]) as process:
            share = CoreShare(process.pid)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(3)
            shortage = share.shortage("the run")
            process.kill()
        assert shortage.startswith("the machine was busy: the run got") == lacks, shortage
