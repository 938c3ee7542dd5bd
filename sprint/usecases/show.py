"""`sprint show`: a day as it is, before it is begun or after; nothing is written."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sprint.checks.outcomes import Outcome, Report
from sprint.course.material import main_file, starter_files
from sprint.course.model import Day, Rhythm, Week
from sprint.course.packages import install_line
from sprint.datasets import Status, status
from sprint.record.progress import DayProgress
from sprint.usecases.check import last_report
from sprint.usecases.goals import goals_of, ticked_goals
from sprint.usecases.plan import plan
from sprint.usecases.sprint import Sprint
from sprint.usecases.start import missing_packages


@dataclass(frozen=True, slots=True)
class DayView:
    """One day, as it is now."""

    day: Day
    """What the curriculum says of it."""
    week: Week | None
    """The week it is in."""
    folder: Path
    """Where its files are, or will be."""
    open: Path
    """The file to open."""
    files: tuple[tuple[str, bool], ...]
    """The files it begins with, and whether each is there."""
    has_lesson: bool
    """Whether the day has a lesson that can prove it."""
    data: tuple[Status, ...]
    """Its data sets, at hand or not."""
    missing_packages: tuple[str, ...]
    """Packages it needs that are not installed."""
    install: str
    """The line that installs them; empty where none is missing."""
    goals: tuple[tuple[str, bool], ...]
    """What the learner set out to do, and whether the diary has it ticked."""
    progress: DayProgress
    """What the record says of it."""
    report: Report | None
    """The last verdict, check by check; None where it never ran on this machine."""
    rhythm: Rhythm
    """How an evening is cut."""
    due: date | None
    """When the plan has it."""

    @property
    def laid_out(self) -> bool:
        """Whether all the files it begins with are there."""
        return all(there for _, there in self.files)

    @property
    def open_checks(self) -> tuple[str, ...]:
        """The checks that did not pass at the last verdict."""
        counted = self.report.counted if self.report else ()
        return tuple(result.id for result in counted if result.outcome is not Outcome.PASS)

    @property
    def entry(self) -> str:
        """`written`, `waiting` for its commit, or `not written`."""
        known = self.progress.entry
        if known is None or not known.own:
            return "not written"
        return "waiting" if known.waiting else "written"

    @property
    def next(self) -> str:
        """The command that moves the day on; empty where it is done."""
        number = self.day.number
        if self.progress.done is not None:
            return ""
        if self.progress.started is None:
            return f"sprint start {number}"
        proved = self.progress.check is not None and self.progress.check.outcome == "pass"
        return f"sprint diary {number}" if proved else f"sprint check {number}"

    def as_json(self) -> dict[str, Any]:
        """Return the day as one JSON document."""
        day, known = self.day, self.progress
        return {
            "schema": 1,
            "day": day.number,
            "title": day.title,
            "week": self.week.name if self.week else None,
            "due": self.due.isoformat() if self.due else None,
            "model": day.model,
            "view": day.view,
            "analysis": day.analysis,
            "deliverables": list(day.deliverables),
            "open": str(self.open),
            "files": [{"path": str(self.folder / name), "there": there} for name, there in self.files],
            "laid_out": self.laid_out,
            "data": [_data_json(row) for row in self.data],
            "needs": list(day.needs),
            "missing_packages": list(self.missing_packages),
            "limits": {"seconds": day.limits.seconds, "memory_gb": day.limits.memory_gb},
            "goals": [{"text": text, "ticked": ticked} for text, ticked in self.goals],
            "started": known.started.isoformat() if known.started else None,
            "done": known.done.isoformat() if known.done else None,
            "minutes": known.minutes,
            "check": _check_json(known),
            "open_checks": list(self.open_checks),
            "entry": self.entry,
            "resources": [{"title": place.title, "url": place.url} for place in day.resources],
            "next": self.next or None,
        }


def show(sprint: Sprint, number: int | None = None) -> DayView:
    """Return a day, or the day in hand, as it is; works before it has begun.

    Raises:
        UsageError: there is no such day.
        NotYetError: no day was named and all are done.
        LessonError: the lesson's source cannot be read.
    """
    day = sprint.day(number)
    lesson, folder, known = sprint.lesson(day), sprint.folder.day(day.number), sprint.progress.day(day.number)
    missing, ticked = missing_packages(day), ticked_goals(sprint, day.number)
    return DayView(
        day=day,
        week=sprint.curriculum.week_of(day.number),
        folder=folder,
        open=folder / main_file(day, lesson),
        files=tuple((name, (folder / name).exists()) for name, _ in starter_files(day, lesson)),
        has_lesson=lesson is not None,
        data=tuple(map(status, day.data)),
        missing_packages=missing,
        install=install_line(missing) if missing else "",
        goals=tuple((goal, goal in ticked) for goal in goals_of(known)),
        progress=known,
        report=last_report(sprint, day),
        rhythm=sprint.rhythm,
        due=plan(sprint).pace.planned.get(day.number),
    )


def _data_json(row: Status) -> dict[str, Any]:
    return {"name": row.dataset.name, "at_hand": row.complete, "bytes": row.dataset.size}


def _check_json(known: DayProgress) -> dict[str, Any] | None:
    check = known.check
    if check is None:
        return None
    return {
        "outcome": check.outcome,
        "passed": check.passed,
        "total": check.total,
        "data": check.data,
        "at": check.at.isoformat(),
    }
