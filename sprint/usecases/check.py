"""`sprint check`: proves the work of a day, or answers from the verdict on the same work."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import files
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.material import SETUP_LESSON, main_file
from sprint.course.model import Day
from sprint.errors import NotYetError
from sprint.usecases.fingerprint import fingerprint
from sprint.usecases.sprint import Sprint

if TYPE_CHECKING:  # an unchanged day is answered without the lab
    from sprint.lab.supervisor.launchers import Launcher
    from sprint.usecases.proving import OnCell, Proof


def check(
    sprint: Sprint,
    number: int | None = None,
    *,
    fresh: bool = False,
    on_cell: "OnCell | None" = None,
    start: "Launcher | None" = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Report:
    """Prove one day.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        fresh: run it although nothing changed since the last verdict.
        on_cell: told of each cell as it starts and ends.
        start: how the learner's process is started; by default from the warm process of a running watch, or anew.
        wanted: asked at the end whether the verdict still counts; one that does not is kept nowhere.

    Raises:
        NotYetError: the day is not laid out yet.
        NotebookError: the notebook cannot be read.
    """
    day = sprint.day(number)
    lesson = sprint.lesson(day)
    if lesson is None:
        return _without_lesson(day)
    if lesson.name == SETUP_LESSON:
        from sprint.usecases.proving import Proof
        from sprint.usecases.setup import setup_report

        report = setup_report(sprint)
        with files.locked(sprint.folder.lock):
            _keep(sprint, day, report, Proof(report))
            _write_down(sprint, report)
        return report
    work = sprint.folder.day(day.number) / main_file(day, lesson)
    if not work.exists():
        raise NotYetError(
            f"Day {day.number} is not laid out yet: there is no {sprint.folder.shown(work)}.",
            f"Begin it with: sprint start {day.number}",
        )
    folder = sprint.folder.day(day.number)
    known, mark = last_report(sprint, day), fingerprint(day, lesson, folder)
    if known is not None and known.fingerprint == mark and not fresh:
        return known
    from sprint.usecases.proving import prove_day

    proof = prove_day(day, lesson, folder, on_cell=on_cell, start=start or warm_start(sprint, day))
    report = replace(proof.report, fingerprint=mark)
    if not wanted():
        return report
    with files.locked(sprint.folder.lock):
        if report.outcome is not Outcome.ERROR:
            _keep(sprint, day, report, proof)
        _write_down(sprint, report)
    return report


def warm_start(sprint: Sprint, day: Day) -> "Launcher":
    """Return how to start a run of a day: forked from a running watch's warm process if there is one, else anew."""
    from sprint.lab.supervisor.launchers import ForkLauncher, SpawnLauncher

    try:
        number, path = sprint.folder.warm.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return SpawnLauncher()
    return ForkLauncher(Path(path)) if number == str(day.number) else SpawnLauncher()


def check_all(
    sprint: Sprint, *, fresh: bool = False, on_cell: "OnCell | None" = None, workers: int = 1
) -> Iterator[Report]:
    """Prove every day that is laid out and yield the reports in order; `workers` days run at a time."""
    days = [day.number for day in sprint.curriculum.days if sprint.folder.day(day.number).is_dir()]
    if workers == 1:
        yield from (check(sprint, number, fresh=fresh, on_cell=on_cell) for number in days)
        return
    from concurrent.futures import ProcessPoolExecutor  # not threads: the checks compute as well

    os.environ.setdefault("OMP_NUM_THREADS", "1")  # runs beside each other that all take every core slow each other
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(check, Sprint(sprint.folder), fresh=fresh), days)


def last_report(sprint: Sprint, day: Day) -> Report | None:
    """Return the last verdict on a day, or None; one that cannot be read counts as none."""
    try:
        return Report.from_json(json.loads(sprint.folder.verdict(day.number).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _keep(sprint: Sprint, day: Day, report: Report, proof: "Proof") -> None:
    """Keep the verdict and the figures of the run it comes from."""
    folder = sprint.folder.drawn(day.number)
    for old in folder.glob("*.png"):
        files.remove(old)
    for place, png in enumerate(proof.figures, 1):
        files.write(folder / f"figure-{place}.png", png)
    files.write(sprint.folder.verdict(day.number), json.dumps(report.as_json(), indent=1).encode())


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
    )


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
