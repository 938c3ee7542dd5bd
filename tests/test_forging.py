"""Nobody passes without the work: programs that print, patch, look around or answer for us, each put to real checks."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import pytest
from data.forging_programs import DAY_1, DAY_8, FIVE, FORGERIES, LOOK_AROUND, Forgery

from sprint import files
from sprint.checks.notebook.runs import Ran, runs_result
from sprint.checks.outcomes import Outcome, Report
from sprint.checks.runner import prove
from sprint.checks.work import Work
from sprint.course.lesson import Lesson, notebook_bytes, read_lesson
from sprint.course.material import SHIPPED_LESSONS, main_file
from sprint.course.model import Day
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import CellRun
from sprint.lab.protocol.notebook import read_notebook
from sprint.lab.supervisor.launchers import ForkServerProcess, Launcher, SpawnLauncher
from sprint.lab.supervisor.session import open_session
from sprint.usecases.grading import GradeOptions, grade_day, lesson_checks

pytestmark = pytest.mark.faults

COURSE = read_curriculum(shipped_curriculum())
GUESSES = (
    "from sklearn.dummy import DummyClassifier\ndef make_model():\n    return DummyClassifier()\n"
    "model = make_model().fit(X_train, y_train)"
)
NO_WORK = {1: ("stretch", f"{FIVE}lambda *_: None"), 8: ("model", GUESSES)}
"""After which cell the work is replaced, and by what: functions that do nothing, a model that guesses."""
OFTEN = {"patched_metrics", "patched_numpy", "man_in_the_middle_of_numbers"}
"""What is tried on day 8 in every run of the tests, and not only in the heavy ones."""


def the_lesson(number: int) -> tuple[Day, Lesson]:
    """Return a day and its lesson; what hangs is ended after a minute, since several forgeries do."""
    day = COURSE.day(number)
    day = replace(day, limits=replace(day.limits, seconds=60))
    return day, read_lesson(SHIPPED_LESSONS / day.lesson)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    """A warm process with day 8's libraries; each program still gets a process of its own."""
    with closing(ForkServerProcess(tmp_path_factory.mktemp("warm"), the_lesson(8)[1].modules)) as starter:
        starter.ready(60)
        yield starter


def put_to_the_check(
    number: int, folder: Path, forgery: Forgery, start: Launcher, *, work: bool = False
) -> tuple[Report, list[CellRun]]:
    """Prove a day's solution, with its work taken out unless `work`, after a forgery was put into it."""
    day, lesson = the_lesson(number)
    place, idle = NO_WORK[number]
    cells = [("first", "code", forgery.first)]
    for cell in lesson.cells:
        cells.append((cell.id, cell.kind, cell.solution))
        if cell.id == place and not work:
            cells.append(("idle", "code", idle))
    cells.append(("last", "code", forgery.last))
    files.write(folder / main_file(day, lesson), notebook_bytes(cells))
    for name, text in forgery.files.items():
        files.write(folder / name, text.encode())
    ran: list[CellRun] = []
    report = grade_day(
        day, lesson, folder, GradeOptions(lambda _, cell: ran.append(cell) if cell else None, start)
    ).report
    return report, ran


@pytest.mark.parametrize("number", [1, 8])
def test_honest_work_passes_in_this_harness(tmp_path: Path, warm: Launcher, number: int) -> None:
    """The solution passes every check and the same without its work does not: the harness can tell them apart."""
    report, _ = put_to_the_check(number, tmp_path / "with", Forgery(), warm, work=True)
    assert report.outcome is Outcome.PASS, [result.message for result in report.results]
    report, ran = put_to_the_check(number, tmp_path / "without", Forgery(), warm)
    assert report.outcome is Outcome.FAIL
    assert ran[-1].stop is None


def assert_not_passed(report: Report, number: int, ran: list[CellRun]) -> None:
    """Nothing of the day's own work is proved, and the forgery itself did not stumble on the way."""
    proved = [result for result in report.results if result.outcome is Outcome.PASS]
    assert report.outcome is not Outcome.PASS
    assert not any(result.id == f"d{number:02d}.c1" for result in proved), proved
    stop = ran[-1].stop if ran else None
    assert stop is None or stop.type in {"ImportError", "AttributeError", "ModuleNotFoundError"}, stop


@pytest.mark.parametrize(
    ("number", "name"),
    [
        pytest.param(number, name, marks=pytest.mark.heavy if number == 8 and name not in OFTEN else ())
        for number in (1, 8)
        for name in FORGERIES
    ],
)
def test_a_forgery_is_no_pass(tmp_path: Path, warm: Launcher, number: int, name: str) -> None:
    """Printing, patching, writing files, leaving early or answering for us proves nothing."""
    report, ran = put_to_the_check(number, tmp_path / "day", FORGERIES[name], warm)
    assert_not_passed(report, number, ran)


@pytest.mark.parametrize("name", DAY_8)
def test_a_forged_model_is_no_pass(tmp_path: Path, warm: Launcher, name: str) -> None:
    """A model that remembers, looks around for labels or gives numbers that equal everything is found out."""
    report, ran = put_to_the_check(8, tmp_path / "day", DAY_8[name], warm)
    assert_not_passed(report, 8, ran)


@pytest.mark.parametrize("name", DAY_1)
def test_a_forged_function_is_no_pass(tmp_path: Path, warm: Launcher, name: str) -> None:
    """Results that equal everything, no results at all, or a search for our own function pass nothing."""
    report, ran = put_to_the_check(1, tmp_path / "day", DAY_1[name], warm)
    assert_not_passed(report, 1, ran)


@pytest.mark.parametrize("name", ["files_called_like_modules", "patched_everything", "answers_nothing_but_yes"])
def test_a_forgery_is_no_pass_in_a_new_process(tmp_path: Path, name: str) -> None:
    """The same holds where the child is a new Python, which reads the folder's files when it starts."""
    report, ran = put_to_the_check(1, tmp_path / "day", FORGERIES[name], SpawnLauncher())
    assert_not_passed(report, 1, ran)


def test_outputs_kept_from_another_run_prove_nothing(tmp_path: Path) -> None:
    """A notebook whose saved outputs show all that is asked, without the code for it, is not attempted."""
    day, lesson = the_lesson(8)
    path = tmp_path / "day" / main_file(day, lesson)
    files.write(path, lesson.solution())
    solved = read_notebook(path)
    with open_session(path.parent, Budget()) as session:
        shown = solved.with_outputs(session.run(solved.code).cells)
    starter = notebook_bytes((cell.id, cell.kind, cell.starter) for cell in lesson.cells)
    document, kept = json.loads(starter), json.loads(shown)
    for cell, source in zip(kept["cells"], document["cells"], strict=True):
        cell["source"] = source["source"]
    files.write(path, json.dumps(kept).encode())
    report = grade_day(day, lesson, path.parent).report
    assert report.proved == 0
    assert report.outcome is Outcome.NOT_ATTEMPTED


# What is hidden stays hidden

SEARCH = (
    LOOK_AROUND
    + """
secret_of_mine = np.arange(5000, 5171) % 7 % 2

def rows_of(lengths):
    found = []
    for item in everything():
        try:
            if len(item) in lengths and not isinstance(item, (str, dict, bytes)):
                array = np.asarray(item, dtype=float)
                if array.ndim == 1:
                    found.append(array)
        except Exception:
            pass
    return found

def surroundings():
    import os
    return [repr(dict(os.environ)), repr(sys.argv), open('/proc/self/cmdline').read(), repr(os.listdir('.'))]
"""
)


def _memory_of(pid: int) -> Iterator[bytes]:
    """Yield the writable memory of a process, region by region."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(number, 16) for number in span.split("-"))
            if rights.startswith("rw") and "[v" not in line:
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except OSError:
                    continue


def test_hidden_labels_never_reach_the_learners_process(tmp_path: Path) -> None:
    """After all checks ran, neither the objects, the environment nor the bytes of the child hold a hidden label."""
    day, lesson = the_lesson(8)
    cells = [(cell.id, cell.kind, cell.solution) for cell in lesson.cells]
    path = tmp_path / main_file(day, lesson)
    files.write(path, notebook_bytes([*cells, ("search", "code", SEARCH)]))
    notebook, budget = read_notebook(path), Budget()
    hidden: dict[str, Any] = {}

    def spy(frame: FrameType, event: str, _: Any) -> None:
        if event == "return" and frame.f_code.co_name == "separates":
            hidden.update(frame.f_locals)

    with open_session(tmp_path, budget) as session:
        run = session.run(notebook.code)
        work = Work(session, run, notebook.cells, [cell.starter for cell in lesson.cells], tmp_path)
        sys.setprofile(spy)
        try:
            results = prove(work, lesson_checks(lesson), runs_result("d08.c0", Ran(run, budget)))
        finally:
            sys.setprofile(None)
        wanted = {Outcome.PASS, Outcome.NOT_ATTEMPTED}  # a stretch goal may be left out
        assert [result.message for result in results if result.outcome not in wanted] == []
        assert results[1].outcome is Outcome.PASS
        secrets = [np.asarray(hidden["y_new"], dtype=float), np.asarray(hidden["y_made"][400:], dtype=float)]
        found = session.call({"name": "rows_of"}, [len(secret) for secret in secrets], seconds=60).value
        around = session.name("surroundings")()
        own = np.arange(5000, 5171) % 7 % 2
        assert any(np.array_equal(array, own) for array in found), "the search finds what is there"
        for secret in secrets:
            assert not any(np.array_equal(array, secret) or np.array_equal(array, 1 - secret) for array in found)
        assert not any(str(hidden["auc"])[:8] in text for text in around)
        assert not any(word in text for text in around for word in ("0.97", "lessons", "y_new"))
        if sys.platform == "linux":
            needles = [secret.astype(kind).tobytes() for secret in secrets for kind in ("<i8", "<f8")]
            counts = dict.fromkeys([own.astype("<i8").tobytes(), *needles], 0)
            for region in _memory_of(session._child.pid):  # noqa: SLF001  its memory is searched
                for needle in counts:
                    counts[needle] += needle in region
            assert counts.pop(own.astype("<i8").tobytes()), "the search finds what is there"
            assert not any(counts.values())
