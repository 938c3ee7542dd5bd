"""Every day's notebook in a real Jupyter kernel: what runs in the lab runs there as well, and shows the same."""

import os
from pathlib import Path

import pytest

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

pytestmark = pytest.mark.heavy

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
