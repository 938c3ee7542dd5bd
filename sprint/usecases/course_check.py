"""The author's gate, `sprint course check`: a lesson is whole, its checks hold what they say, and none is empty.

Starters give only "not attempted", solutions and the author's right examples pass, every wrong example fails at the
check it names and for the reason it names, and every check has at least one.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace

from sprint import files, folders
from sprint.checks.declare import Check
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.checks.predictions import PREFIX, Choice, Prediction
from sprint.course.examples import Right, Wrong, changed_notebook, changed_templates
from sprint.course.guidance import RUNGS, read_cards, read_hints
from sprint.course.lesson import Lesson, LessonError
from sprint.course.lesson_code import lesson_module
from sprint.course.material import SETUP_LESSON, find_lesson, main_file
from sprint.course.model import Curriculum, Day
from sprint.datasets import catalog
from sprint.lab.supervisor.launchers import ForkServerProcess, Launcher
from sprint.usecases.grading import GradeOptions, grade_day, lesson_checks, lesson_predictions
from sprint.usecases.setup import SETUP_CHECKS

KNOWN_FILES = frozenset({"__init__.py", "lesson.py", "checks.py", "examples.py", "hints.md", "cards.md"})
KNOWN_FOLDERS = frozenset({"checks", "examples", "files", "__pycache__"})
WARM_SECONDS = 30
"""How long the libraries of a day may take to import before runs start without them."""
CARDS = 3
"""Review cards of a day, at least."""


@dataclass(frozen=True, slots=True)
class GateRun:
    """One notebook put to a day's checks, and what is wrong with the outcome."""

    day: int
    """The day."""
    title: str
    """Which notebook."""
    fault: str
    """Why the outcome is not what it has to be; empty where it is."""
    seconds: float
    """Wall-clock seconds."""
    again: str = ""
    """What was wrong at the first try, beside others, if it was right once tried alone; an author looks at it."""


@dataclass(frozen=True, slots=True)
class Brief:
    """How the runs of a day that trains for minutes are kept short."""

    environment: Mapping[str, str]
    """What they get on top of our environment."""
    left_open: frozenset[str]
    """The checks that may stay open then, because a short run cannot show what they ask for."""


@dataclass(frozen=True, slots=True)
class DayGate:
    """What the gate found for a day."""

    day: Day
    """The day."""
    written: bool
    """Whether there is a lesson."""
    faults: tuple[str, ...]
    """What its author has to mend."""
    trials: tuple[GateRun, ...]
    """The notebooks that were tried."""

    @property
    def passed(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.faults and not any(trial.fault for trial in self.trials)


def course_check(
    course: Curriculum,
    numbers: Sequence[int] | None = None,
    *,
    workers: int = 2,
    on_trial: Callable[[GateRun], None] | None = None,
) -> Iterator[DayGate]:
    """Put the lessons of a curriculum through the gate and yield what it says of each day.

    Args:
        course: the curriculum.
        numbers: the days, or None for all.
        workers: how many notebooks run at a time.
        on_trial: told of each notebook when it is through.

    Raises:
        UsageError: there is no such day.
        LessonError: a lesson's source cannot be read.
    """
    if workers > 1:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # runs beside each other that all take every core slow each other
    days = [course.day(number) for number in numbers] if numbers is not None else list(course.days)
    with ThreadPoolExecutor(workers) as pool:
        for day in days:
            lesson = find_lesson(day, course.path.parent / "lessons")
            yield _gate(day, lesson, pool, on_trial) if lesson else DayGate(day, False, (), ())


def _gate(day: Day, lesson: Lesson, pool: ThreadPoolExecutor, on_trial: Callable[[GateRun], None] | None) -> DayGate:
    if lesson.name == SETUP_LESSON:
        return DayGate(day, True, tuple(_guidance_faults(day, lesson, [check.id for check in SETUP_CHECKS])), ())
    checks, predictions = lesson_checks(lesson), lesson_predictions(lesson)
    ids = [check.id for check in checks]
    examples = lesson_module(lesson, "examples")
    right, wrong = tuple(examples.RIGHT), (*examples.WRONG, *mutated(lesson, checks))
    brief = Brief(getattr(examples, "ENVIRONMENT", {}), frozenset(getattr(examples, "LEFT_OPEN", ())))
    faults = [*_id_faults(day, ids), *_guidance_faults(day, lesson, ids), *_example_faults(ids, right, wrong)]
    for asked in predictions:
        faults += [f"{asked.id}: {fault}" for fault in prediction_faults(asked, day, lesson, ids)]
    faults += _repeated(asked.id for asked in predictions)
    cases: list[Right | Wrong | None] = [None, Right("the solution"), *right, *wrong]
    trials = []
    with folders.temporary_folder() as scratch, closing(ForkServerProcess(scratch, lesson.modules)) as warm:
        warm.ready(WARM_SECONDS)
        first = []
        for trial in pool.map(lambda example: _try(day, lesson, example, warm, brief), cases):
            first.append(trial)
            if on_trial:
                on_trial(trial)
        for example, trial in zip(cases, first, strict=True):
            second = _try(day, lesson, example, warm, brief) if trial.fault else trial
            trials.append(replace(second, again=trial.fault) if trial.fault and not second.fault else second)
    return DayGate(day, True, tuple(faults), tuple(trials))


def mutated(lesson: Lesson, checks: Sequence[Check]) -> Iterator[Wrong]:
    """Yield the wrong solutions of a lesson that its checks bring along."""
    for check in checks:
        for mutant in check.mutants:
            texts = {cell.id: mutant.change(cell) for cell in lesson.cells}
            changed = {cell.id: texts[cell.id] for cell in lesson.cells if texts[cell.id] != cell.solution}
            yield Wrong(check.id, mutant.title, {}, mutant.says, cells=changed)


def _try(day: Day, lesson: Lesson, example: Right | Wrong | None, start: Launcher, brief: Brief) -> GateRun:
    """Prove one notebook: the starter (None), a right one or a wrong one."""
    started = time.monotonic()
    title = "starter" if example is None else f"{type(example).__name__.lower()}: {example.title}"
    try:
        content = lesson.starter() if example is None else changed_notebook(lesson, example)
        extra = (
            {name: text for name, text, _ in lesson.templates()}
            if example is None
            else changed_templates(lesson, example)
        )
        with folders.temporary_folder() as scratch:
            folder = scratch / f"day-{day.number:02d}"
            for name, text in {main_file(day, lesson): content, **extra}.items():
                files.write(folder / name, text)
            environment = {**brief.environment, **(example.environment if isinstance(example, Wrong) else {})}
            only = (example.check,) if isinstance(example, Wrong) else ()
            report = grade_day(day, lesson, folder, GradeOptions(None, start, environment, only)).report
            fault = _fault(example, report, brief.left_open)
    except LessonError as error:
        fault = error.sentence
    return GateRun(day.number, title, fault, time.monotonic() - started)


def _fault(example: Right | Wrong | None, report: Report, left_open: frozenset[str]) -> str:
    """Say why an outcome is not what it has to be; empty where it is."""
    if not isinstance(example, Wrong):
        odd = [result for result in report.results if result.outcome not in _wanted(example, result, left_open)]
        faults = [f"{result.id} is {result.outcome.value}: {result.message}" for result in odd]
        if example is not None and not left_open:  # a brief run may leave open what an outcome waits for
            faults += [f"{guess.id} has no outcome: {guess.trouble}" for guess in report.predictions if guess.trouble]
        return "; ".join(faults)
    result = next((result for result in report.results if result.id == example.check), None)
    if result is None or result.outcome is not Outcome.FAIL:
        return f"{example.check} is {result.outcome.value if result else 'not there'}, it has to fail"
    return (
        ""
        if example.says in result.message
        else f"{example.check} fails without saying {example.says!r}: {result.message}"
    )


def _wanted(example: Right | None, result: Result, left_open: frozenset[str]) -> set[Outcome]:
    """Return what a result may be for a starter (None) or a right solution; a stretch may stay open."""
    if example is None or (result.stretch and result.id != example.proves):
        return {Outcome.NOT_ATTEMPTED}
    return {Outcome.PASS, Outcome.NOT_ATTEMPTED} if result.id in left_open else {Outcome.PASS}


def _id_faults(day: Day, ids: Sequence[str]) -> Iterator[str]:
    prefix = f"d{day.number:02d}."
    yield from _repeated(ids)
    for name in dict.fromkeys(ids):
        if not re.fullmatch(re.escape(prefix) + "[cs][1-9][0-9]*", name):
            yield f"the check {name} has to be called {prefix}c1 or higher, a stretch {prefix}s1"
    known = {row.name for row in catalog()}
    yield from (f"there is no data set called {name}" for name in day.data if name not in known)


def _repeated(ids: Iterable[str]) -> Iterator[str]:
    yield from (f"{name} is declared {count} times" for name, count in Counter(ids).items() if count > 1)


def prediction_faults(asked: Prediction, day: Day, lesson: Lesson, ids: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the question of a prediction and its cell; what it comes to, the solution's run says.

    Args:
        asked: the prediction.
        day: its day.
        lesson: its lesson.
        ids: the ids of the lesson's checks.
    """
    if not re.fullmatch(f"d{day.number:02d}" + r"\.p[1-9][0-9]*", asked.id):
        yield f"its id has to be d{day.number:02d}.p1 or higher"
    if not (asked.name.startswith(PREFIX) and asked.name.isidentifier()):
        yield f"the learner's name {asked.name} has to begin with {PREFIX}"
    yield from (f"it needs {name}, which is no check" for name in asked.needs if name not in ids)
    code = [cell for cell in lesson.cells if cell.kind == "code"]
    cells = [cell for cell in code if re.search(rf"\b{re.escape(asked.name)}\b", cell.text)]
    if len(cells) != 1:
        yield f"{asked.name} stands in {len(cells)} code cells, in one it has to"
        return
    [cell] = cells
    if not cell.starter.startswith("# Before you run this: "):
        yield f"the cell {cell.id} does not begin with “# Before you run this: ”"
    if not re.search(rf"^{asked.name} = \.\.\.", cell.starter, re.MULTILINE):
        yield f"the cell {cell.id} does not leave {asked.name} = ... to the learner"
    places = {each.id: place for place, each in enumerate(code)}
    if places.get(asked.answered_in, -1) <= places[cell.id]:
        yield f"the cell {asked.answered_in}, which answers it, does not come after {cell.id}"
    if isinstance(asked.kind, Choice):
        yield from (
            f"the cell {cell.id} does not name {answer}" for answer in asked.kind.answers if answer not in cell.text
        )


def _guidance_faults(day: Day, lesson: Lesson, ids: Sequence[str]) -> Iterator[str]:
    hints = read_hints(lesson.folder)
    for name in ids:
        if len(hints.get(name, ())) != RUNGS:
            yield f"hints.md has {len(hints.get(name, ()))} rungs for {name}, {RUNGS} are wanted"
    yield from (f"hints.md speaks of {name}, which is no check" for name in hints if name not in ids)
    cards = read_cards(lesson.folder / "cards.md")
    if len(cards) < CARDS:
        yield f"cards.md has {len(cards)} cards, {CARDS} are wanted"
    yield from (
        f"the card {card.id} has to begin with d{day.number:02d}-"
        for card in cards
        if card.id[:4] != f"d{day.number:02d}-"
    )
    for path in lesson.folder.iterdir():
        if path.name not in (KNOWN_FOLDERS if path.is_dir() else KNOWN_FILES):
            yield f"{path.name} is no part of a lesson"
    for name in ("checks", "examples"):
        if (lesson.folder / f"{name}.py").is_file() and (lesson.folder / name / "__init__.py").is_file():
            yield f"{name}.py is never read beside {name}/__init__.py"


def _example_faults(ids: Sequence[str], right: Sequence[Right], wrong: Sequence[Wrong]) -> Iterator[str]:
    killed: Mapping[str, int] = Counter(example.check for example in wrong)
    yield from (f"no wrong example makes {name} fail" for name in ids if not killed.get(name))
    proved = {example.proves for example in right}
    yield from (f"no right example proves {name}" for name in ids if ".s" in name and name not in proved)
    if len(right) < 2:
        yield f"{len(right)} right examples, two are wanted"
