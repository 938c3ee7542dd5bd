"""`sprint check`: proves the work of a day, or answers from the verdict on the same work."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import files
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.material import SETUP_LESSON, main_file
from sprint.course.model import Day
from sprint.errors import NotYetError, SprintError, UsageError
from sprint.record.guesses import guesses
from sprint.usecases.fingerprint import fingerprint
from sprint.usecases.kernels import kernel_of, proved_here
from sprint.usecases.sprint import Sprint

if TYPE_CHECKING:  # an unchanged day is answered without the lab
    from sprint.course.lesson import Lesson
    from sprint.lab.protocol.models import OnCell
    from sprint.lab.supervisor.launchers import Launcher
    from sprint.usecases.grading import GradedRun


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What of a day is to be proved, and how."""

    only: str | None = None
    """The id of the one check that is asked for; what it waits for is run as well."""
    failed: bool = False
    """Ask for the checks that did not pass at the last verdict; where none is left, for the whole day."""
    fresh: bool = False
    """Run it although nothing changed since the last verdict."""
    on_cell: "OnCell | None" = None
    """Told of each cell as it starts and ends."""
    on_day: Callable[[int], None] = lambda _number: None
    """Told each day as its turn comes, where several are proved one after the other."""
    start: "Launcher | None" = None
    """How the learner's process is started; by default from the warm process of a running watch, or anew."""
    wanted: Callable[[], bool] = lambda: True
    """Asked at the end whether the verdict still counts; one that does not is kept nowhere."""


def check_day(sprint: Sprint, number: int | None = None, options: CheckOptions = CheckOptions()) -> Report:
    """Prove one day, or a part of it; a part is neither kept nor recorded, since it proves no day.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        options: what of it is to be proved, and how.

    Raises:
        NotYetError: the day is not laid out yet.
        NotebookError: the notebook cannot be read.
        UsageError: there is no such check.
    """
    day = sprint.day(number)
    lesson = sprint.lesson(day)
    if lesson is None:
        return _without_lesson(day)
    asked = _asked(sprint, day, lesson, options)
    if lesson.name == SETUP_LESSON:
        return _set_up(sprint, day, asked)
    folder = _laid_out(sprint, day, lesson)
    known, mark = last_report(sprint, day), fingerprint(day, lesson, folder, sprint.folder.root)
    kernel = kernel_of(sprint, folder / main_file(day, lesson))
    if known is not None and known.fingerprint == mark and proved_here(known.python) and not options.fresh:
        known = replace(known, kernel=kernel)
        return known.part(asked, {f"d{day.number:02d}.c0", *_leading_to(asked, lesson)}) if asked else known
    from sprint.usecases.grading import GradeOptions, grade_day

    start = options.start or warm_start(sprint, day)
    root = sprint.folder.root
    proof = grade_day(day, lesson, folder, GradeOptions(options.on_cell, start, only=asked, root=root))
    report = replace(proof.report, fingerprint=mark, asked=asked, python=sys.executable, kernel=kernel)
    return _kept(sprint, day, report, proof) if not asked and options.wanted() else report


def _asked(sprint: Sprint, day: Day, lesson: "Lesson", options: CheckOptions) -> tuple[str, ...]:
    """Return the ids of the checks that are asked for; none where the whole day is.

    Raises:
        UsageError: there is no such check.
    """
    only = options.only
    if only is None and not options.failed:
        return ()
    known = _ids(day, lesson)
    if options.failed:
        return tuple(id for id in _left_open(sprint, day) if id in known)
    if only not in known:
        raise UsageError(f"There is no check {only}.", f"Day {day.number} has {', '.join(known)}")
    return (only,)


def _ids(day: Day, lesson: "Lesson") -> tuple[str, ...]:
    """Return the ids of all checks of a day, how its notebook runs among them."""
    if lesson.name == SETUP_LESSON:
        from sprint.usecases.setup import SETUP_CHECKS

        return tuple(check.id for check in SETUP_CHECKS)
    from sprint.usecases.grading import lesson_checks

    return (f"d{day.number:02d}.c0", *(check.id for check in lesson_checks(lesson)))


def _left_open(sprint: Sprint, day: Day) -> tuple[str, ...]:
    """Return the ids of the checks that did not pass at the last verdict; a stretch that was not begun is none."""
    last = last_report(sprint, day)
    unproved = [result for result in last.results if result.outcome is not Outcome.PASS] if last else []
    return tuple(result.id for result in unproved if not (result.stretch and result.outcome is Outcome.NOT_ATTEMPTED))


def _leading_to(asked: tuple[str, ...], lesson: "Lesson") -> frozenset[str]:
    """Return the ids of some checks and of those they wait for."""
    from sprint.checks.runner import leading_to
    from sprint.usecases.grading import lesson_checks

    return frozenset({*asked, *(check.id for check in leading_to(asked, lesson_checks(lesson)))})


def _set_up(sprint: Sprint, day: Day, asked: tuple[str, ...]) -> Report:
    """Prove the day of the set-up, which has no notebook, or some checks of it."""
    from sprint.usecases.grading import GradedRun
    from sprint.usecases.setup import setup_report

    report = setup_report(sprint, asked)
    return report if asked else _kept(sprint, day, report, GradedRun(report))


def _laid_out(sprint: Sprint, day: Day, lesson: "Lesson") -> Path:
    """Return the folder of a day's work.

    Raises:
        NotYetError: the day is not laid out yet.
    """
    folder = sprint.folder.day(day.number)
    work = folder / main_file(day, lesson)
    if not work.exists():
        if renamed := sorted(path for path in folder.glob(f"*{work.suffix}") if path.is_file()):
            raise NotYetError(
                f"There is no {sprint.folder.shown(work)}; beside it lies {', '.join(path.name for path in renamed)}.",
                f"If that is your work, rename it to {work.name}; if not: sprint start {day.number}",
            )
        raise NotYetError(
            f"Day {day.number} is not laid out yet: there is no {sprint.folder.shown(work)}.",
            f"Begin it with: sprint start {day.number}",
        )
    return folder


def warm_start(sprint: Sprint, day: Day) -> "Launcher":
    """Return how to start a run of a day: forked from a running watch's warm process if there is one, else anew."""
    from sprint.lab.supervisor.launchers import ForkLauncher, SpawnLauncher

    try:
        number, path = sprint.folder.warm.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return SpawnLauncher()
    return ForkLauncher(Path(path)) if number == str(day.number) else SpawnLauncher()


def check_all(sprint: Sprint, options: CheckOptions, workers: int = 1) -> Iterator[Report]:
    """Prove every day that is laid out, or what failed of each, and yield the reports in order; `workers` at a time."""
    days = [day.number for day in sprint.curriculum.days if sprint.folder.day(day.number).is_dir()]
    if workers > 1:
        from sprint.usecases.side_by_side import in_processes

        os.environ.setdefault("OMP_NUM_THREADS", "1")  # runs beside each other that all take every core slow each other
        work = partial(_check_beside, Sprint(sprint.folder), options.failed, options.fresh)
        yield from in_processes(work, days, workers)
        return
    for number in days:
        options.on_day(number)
        yield check_day(sprint, number, options)


def _check_beside(sprint: Sprint, failed: bool, fresh: bool, number: int) -> Report:
    """Prove one day in a process of its own, which has no way to tell of its cells."""
    return check_day(sprint, number, CheckOptions(failed=failed, fresh=fresh))


def last_report(sprint: Sprint, day: Day) -> Report | None:
    """Return the last verdict on a day, or None; one that cannot be read counts as none."""
    try:
        return Report.from_json(json.loads(sprint.folder.verdict(day.number).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _kept(sprint: Sprint, day: Day, report: Report, proof: "GradedRun") -> Report:
    """Keep a verdict and record it; where the disk refuses, it says so and is shown all the same."""
    try:
        with files.locked(sprint.folder.lock):
            report = _with_first_guesses(sprint, report)
            if report.outcome is not Outcome.ERROR:
                _keep(sprint, day, report, proof)
            _write_down(sprint, report)
    except SprintError as refused:
        return replace(report, unkept=f"{refused.sentence} {refused.next_step}")
    return report


def _keep(sprint: Sprint, day: Day, report: Report, proof: "GradedRun") -> None:
    """Keep the verdict, and the figures and files of the run it comes from."""
    folder, made = sprint.folder.drawn(day.number), sprint.folder.run_files(day.number)
    for old in (*folder.glob("*.png"), *made.glob("*")):
        files.remove(old)
    for place, png in enumerate(proof.figures, 1):
        files.write(folder / f"figure-{place}.png", png)
    for digest, content in proof.contents.items():
        files.write(made / digest, content)
    files.write(sprint.folder.verdict(day.number), json.dumps(report.as_json(), indent=1).encode())


def _with_first_guesses(sprint: Sprint, report: Report) -> Report:
    """Return a report in which the guess that counts is the first one that the record knows."""
    known = guesses(sprint.events)
    settled = (guess.after(known.get((report.day, guess.id))) for guess in report.predictions)
    return replace(report, predictions=tuple(settled))


def _write_down(sprint: Sprint, report: Report) -> None:
    """Record the verdict if it says something the record does not say already; an error is no verdict."""
    before = sprint.progress.day(report.day).check
    same = before is not None and (before.fingerprint, before.outcome) == (report.fingerprint, report.outcome)
    if report.outcome is Outcome.ERROR or same:
        return
    sprint.log.append(
        "check",
        report.day,
        outcome=report.outcome.value,
        passed=report.proved,
        total=len(report.counted),
        data="offline" if report.data != "real" else "real",
        metrics=dict(report.metrics),
        fingerprint=report.fingerprint,
        **_guessed(report),
    )


def _guessed(report: Report) -> dict[str, list[dict[str, object]]]:
    """Return what the record keeps of a day's guesses; nothing where there is neither a guess nor an outcome."""
    some = [guess.for_record() for guess in report.predictions if (guess.guess, guess.outcome) != (None, None)]
    return {"guesses": some} if some else {}


def _without_lesson(day: Day) -> Report:
    """Return the report of a day whose lesson is not written: no verdict, and never a pass."""
    return Report(
        day.number,
        (
            Result(
                f"d{day.number:02d}.c0",
                "this day can be proved",
                Outcome.ERROR,
                seen=f"day {day.number} has no lesson yet, so nothing here can prove it",
                next="work from the notebook's tasks, and keep your entry with: sprint diary",
            ),
        ),
    )
