"""Every day's notebook in a real Jupyter kernel: what runs in the lab runs there as well, and shows the same."""

import json
import os
import signal
import time
from pathlib import Path

import psutil
import pytest
from learner import Learner

from sprint import files
from sprint.course.lesson import Lesson, read_lesson
from sprint.course.lesson_code import lesson_module
from sprint.course.material import SETUP_LESSON, SHIPPED_LESSONS, main_file
from sprint.course.model import Day
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Run
from sprint.lab.protocol.notebook import Notebook, read_notebook
from sprint.lab.supervisor.jupyter_kernel import run_in_kernel
from sprint.lab.supervisor.session import open_session

DAYS = [
    day
    for day in read_curriculum(shipped_curriculum()).days
    if day.lesson != SETUP_LESSON and (SHIPPED_LESSONS / day.lesson / "lesson.py").is_file()
]


def laid_out(day: Day, lesson: Lesson, folder: Path) -> Notebook:
    """Write the solved day into a folder and return its notebook."""
    files.write(folder / main_file(day, lesson), lesson.solution())
    for name, _, solution in lesson.templates():
        files.write(folder / name, solution)
    return read_notebook(folder / main_file(day, lesson))


def shown(run: Run) -> list[tuple[int, list[str]]]:
    """Return which kinds of results each cell showed: texts, pictures, tables."""
    return [
        (cell.place, sorted({kind for output in cell.outputs for kind in output.get("data", {})})) for cell in run.cells
    ]


def in_kernel(folder: Path, *sources: str, seconds: float = 60, memory_gb: float = 2) -> Run:
    """Run cells that carry a count and an error of an earlier run, in a file with a byte-order mark and no metadata."""
    old = {"output_type": "error", "ename": "OldError", "evalue": "of yesterday", "traceback": []}
    cells = [
        {"cell_type": "code", "source": source.splitlines(keepends=True), "outputs": [old], "execution_count": 7}
        for source in sources
    ]
    text = {"cell_type": "markdown", "source": "# A title"}
    path = folder / "work.ipynb"
    path.write_bytes(
        b"\xef\xbb\xbf" + json.dumps({"cells": [text, *cells], "nbformat": 4, "nbformat_minor": 5}).encode()
    )
    return run_in_kernel(read_notebook(path), folder, Budget(seconds, memory_gb))


def test_a_run_in_a_kernel_tells_the_cell_that_failed_today(tmp_path: Path) -> None:
    """Counts and errors of an earlier run count for nothing; the words are plain text, with the line."""
    found = in_kernel(tmp_path, "print('one')", "def half(x):\n    return x / 0\nhalf(1)", "print('three')")
    assert [(cell.place, cell.count) for cell in found.cells] == [(1, 1), (2, 2)]
    assert (found.complete, found.stop is not None) == (False, True)
    stop = found.stop
    assert stop is not None
    assert (stop.type, stop.message, stop.cell, stop.line) == ("ZeroDivisionError", "division by zero", 2, 2)
    assert "\x1b" not in "".join(stop.lines)


def test_a_run_in_a_kernel_that_works_is_complete_whatever_an_earlier_one_left(tmp_path: Path) -> None:
    """Nothing of yesterday's error is today's."""
    found = in_kernel(tmp_path, "x = 1", "print(x)")
    assert found.complete
    assert [output["text"] for output in found.cells[1].outputs] == ["1\n"]


@pytest.mark.parametrize(
    ("sources", "seconds", "said"),
    [
        (("import time\ntime.sleep(1.5)",) * 4, 3, "timed out"),
        (("import os\nos._exit(3)",), 60, "ended instead of running to its end"),
        (("kept = b'x' * 900 * 2**20\nimport time\ntime.sleep(60)",), 60, "0.5 GB of memory"),
    ],
)
def test_a_run_in_a_kernel_keeps_to_its_limits(
    tmp_path: Path, sources: tuple[str, ...], seconds: int, said: str
) -> None:
    """The time is for all cells together; memory is bounded; an end of the process is told."""
    found = in_kernel(tmp_path, *sources, seconds=seconds, memory_gb=0.5)
    assert not found.complete
    assert said in ("timed out" if found.timed_out else found.ended)
    assert len(found.cells) < len(sources)


def test_ctrl_c_ends_a_run_in_a_kernel_with_one_sentence(tmp_path: Path) -> None:
    """Code 130, the words of every command, the kernel gone, no byte changed."""
    learner, mark = Learner.new(tmp_path), tmp_path / "pid"
    learner.begin()
    sleep = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(100)"
    learner.change(lambda name, text: sleep if name == "split" else text)
    before = learner.bytes()
    with learner.running("run", "--kernel") as process:
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.05)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert "The run was stopped at cell 2 of 9; your notebook is as it was" in " ".join(err.decode().split())
    assert err.decode().splitlines()[-1] == "  Start it again with: sprint run --kernel"
    assert (b"Traceback" in err, b"bug" in err) == (False, False)
    assert not psutil.pid_exists(int(mark.read_text()))
    assert learner.bytes() == before


@pytest.mark.heavy
@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.lesson)
def test_a_real_kernel_comes_to_the_same(
    day: Day, tmp_path: Path, some_data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solved notebook runs from top to bottom in both, cell by cell, with results of the same kinds."""
    lesson = read_lesson(SHIPPED_LESSONS / day.lesson)
    assert main_file(day, lesson).endswith(".ipynb")
    for name, value in getattr(lesson_module(lesson, "examples"), "ENVIRONMENT", {}).items():
        monkeypatch.setenv(name, value)
    budget = Budget(day.limits.seconds, day.limits.memory_gb)
    notebook = laid_out(day, lesson, tmp_path / "kernel")
    monkeypatch.delenv("MPLBACKEND", raising=False)
    theirs = run_in_kernel(notebook, tmp_path / "kernel", budget)
    assert theirs.complete, (some_data, theirs.stop, theirs.ended)
    laid_out(day, lesson, tmp_path / "lab")
    with open_session(tmp_path / "lab", budget, dict(os.environ)) as session:
        ours = session.run(notebook.code)
    assert ours.complete, ours.stop
    assert [cell.place for cell in theirs.cells] == [cell.place for cell in notebook.code]
    assert shown(ours) == shown(theirs)
