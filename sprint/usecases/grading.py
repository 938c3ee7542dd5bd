"""Proves one day's work: runs a copy of it in the lab and puts the lesson's checks to it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sprint import folders
from sprint.checks.declare import Check
from sprint.checks.notebook.runs import Ran, runs_result, without_stretch
from sprint.checks.outcomes import MadeFile, Report
from sprint.checks.predictions import Prediction, guesses_of, predictions_of
from sprint.checks.runner import checks_of, leading_to, prove
from sprint.checks.work import Work
from sprint.course.lesson import Lesson
from sprint.course.lesson_code import lesson_module
from sprint.course.material import main_file
from sprint.course.model import Day
from sprint.course.packages import install_line, module_of
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import OnCell
from sprint.lab.protocol.notebook import read_notebook
from sprint.lab.supervisor.launchers import Launcher, SpawnLauncher
from sprint.lab.supervisor.session import open_session
from sprint.usecases.fingerprint import SKIPPED, data_in_use
from sprint.usecases.run_files import files_made
from sprint.workspace.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class GradedRun:
    """A report, and the pictures and files that go with it."""

    report: Report
    """What the checks came to."""
    figures: tuple[bytes, ...] = ()
    """The figures of the run, as PNG."""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """What the files hold that the run made, by digest."""


def lesson_checks(lesson: Lesson) -> tuple[Check, ...]:
    """Return the checks of a lesson in their order.

    Raises:
        NotTrustedError: the lesson did not come with the package and was not trusted.
        LessonError: it has no checks.
    """
    return checks_of(lesson_module(lesson, "checks"))


def lesson_predictions(lesson: Lesson) -> tuple[Prediction, ...]:
    """Return the predictions a lesson asks for, in their order; see `lesson_checks` for the errors."""
    return predictions_of(lesson_module(lesson, "checks"))


@dataclass(frozen=True, slots=True)
class GradeOptions:
    """How a day's run is started, and which of its checks are asked for."""

    on_cell: OnCell | None = None
    """Told of each cell as it starts and ends."""
    start: Launcher = SpawnLauncher()
    """How the learner's process is started."""
    environment: Mapping[str, str] | None = None
    """Variables it gets on top of ours."""
    only: Collection[str] = ()
    """The ids of the checks that are asked for, if not all are; what they wait for is run as well."""
    root: Path | None = None
    """The sprint folder, whose other files the notebook can reach as in Jupyter; none for a folder on its own."""


def grade_day(day: Day, lesson: Lesson, folder: Path, options: GradeOptions = GradeOptions()) -> GradedRun:
    """Run a copy of a day's folder and check it; nothing in the folder is changed.

    Args:
        day: what the curriculum says of the day.
        lesson: its material.
        folder: the learner's folder of the day.
        options: how the run is started, and which of the checks are asked for.

    Raises:
        NotebookError: the notebook cannot be read.
    """
    notebook = read_notebook(folder / main_file(day, lesson))
    budget = Budget(day.limits.seconds, day.limits.memory_gb)
    environment, start, only = options.environment, options.start, options.only
    with _copied(folder, options.root) as around, open_session(around.day, budget, environment, start) as session:
        around.copy_neighbours()  # while the learner's process starts
        session.begin(notebook.code)
        module = lesson_module(lesson, "checks")  # its imports run beside the learner's cells
        checks = checks_of(module)
        run = session.finish(options.on_cell)
        # Before the checks ask anything, which may write as well; a run that broke off left halves.
        made = files_made(around.day, folder) if without_stretch(run, notebook.cells).complete else {}
        starter = [cell.starter for cell in lesson.cells]
        templates = {name: text.decode() for name, text, _ in lesson.templates()}
        ran = Ran(run, budget, notebook.code, _install_lines(day), starter, folder, around.left_out)
        with closing(Work(session, run, notebook.cells, starter, around.day, environment, templates, start)) as work:
            asked = leading_to(only, checks) if only else checks
            results = prove(work, asked, runs_result(f"d{day.number:02d}.c0", ran))
            guesses = () if only else tuple(guesses_of(work, predictions_of(module), results))
        notes = around.changes()
    report = Report(day.number, tuple(results), data_in_use(day), len(run.cells), run.seconds, predictions=guesses)
    return _with_what_was_made(replace(report, notes=notes), work, made)


def _install_lines(day: Day) -> dict[str, str]:
    """Return for each module that a day needs the line that installs it."""
    return {module_of(name): install_line([name]) for name in day.needs}


@contextmanager
def _copied(folder: Path, root: Path | None) -> Iterator[Surroundings]:
    """Copy a day's folder to where a run may write, and remove the copy afterwards, with what was copied around it."""
    with folders.temporary_folder() as scratch:
        around = Surroundings(folder, root, scratch)
        around.copy_day(SKIPPED)
        yield around


def _with_what_was_made(report: Report, work: Work, made: Mapping[MadeFile, bytes]) -> GradedRun:
    """Return a report with the run's metrics, and with its figures and the files that it made."""
    report = replace(report, metrics=dict(work.metrics), made=tuple(made))
    figures = tuple(figure.png for figure in work.figures if figure.drawn and figure.png)
    return GradedRun(report, figures, {file.digest: content for file, content in made.items() if file.digest})
