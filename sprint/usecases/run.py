"""`sprint run`: executes a day's notebook where it lies and saves the outputs into it."""

import sys
from dataclasses import dataclass
from pathlib import Path

from sprint import files
from sprint.checks.notebook.runs import Ran, runs_result
from sprint.checks.outcomes import Result
from sprint.course.material import main_file
from sprint.course.packages import install_line, module_of
from sprint.errors import CannotCheckError, NotYetError
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import OnCell, Run
from sprint.lab.protocol.notebook import read_notebook
from sprint.lab.supervisor.jupyter_kernel import run_in_kernel
from sprint.lab.supervisor.session import open_session
from sprint.usecases.kernels import elsewhere, kernel_of
from sprint.usecases.sprint import Sprint


@dataclass(frozen=True, slots=True)
class Executed:
    """How a notebook ran, and where its outputs are."""

    day: int
    """The day."""
    path: Path
    """The notebook."""
    result: Result
    """Whether it ran to its end, and if not, why."""
    run: Run
    """The cells that ran."""
    elsewhere: str
    """A sentence where the notebook's own kernel is another environment than the one it ran in; else nothing."""


def run(sprint: Sprint, number: int | None = None, *, kernel: bool = False, on_cell: OnCell | None = None) -> Executed:
    """Execute a day's notebook in its folder and save the outputs, up to and including a cell that fails.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        kernel: use a real Jupyter kernel, for widgets and full fidelity.
        on_cell: told of each cell as it starts and ends.

    Raises:
        NotYetError: the day is not laid out, or has no notebook.
        NotebookError: the notebook cannot be read.
        NeedsPersonError: the notebook was saved by another program meanwhile.
    """
    day = sprint.day(number)
    lesson = sprint.lesson(day)
    path = sprint.folder.day(day.number) / main_file(day, lesson)
    if not path.exists():
        raise NotYetError(f"Day {day.number} is not laid out yet.", f"Begin it with: sprint start {day.number}")
    if path.suffix != ".ipynb":
        raise NotYetError(f"Day {day.number} has no notebook to run.", f"Read {sprint.folder.shown(path)}")
    notebook = read_notebook(path)
    budget = Budget(day.limits.seconds, day.limits.memory_gb)
    if kernel:
        outcome = run_in_kernel(notebook, path.parent, budget, on_cell)
    else:
        with open_session(path.parent, budget) as session:
            outcome = session.run(notebook.code, on_cell)
    files.write(path, notebook.with_outputs(outcome.cells), expected=notebook.content)
    packages = {module_of(name): install_line([name]) for name in day.needs}
    starter = [cell.starter for cell in lesson.cells] if lesson else []
    ran = Ran(outcome, budget, notebook.code, packages, starter, path.parent)
    result = runs_result(f"d{day.number:02d}.c0", ran)
    if result.outcome == "error":
        raise CannotCheckError(result.seen[:1].upper() + result.seen[1:] + ".", result.next)
    return Executed(day.number, path, result, outcome, elsewhere(sys.executable, kernel_of(sprint, path)))
