"""`sprint start`: the kick-off of a day and its files."""

import importlib.util
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sprint import clock, files
from sprint.course.material import main_file, starter_files
from sprint.course.model import Day, Rhythm, Week
from sprint.course.packages import install_line, module_of
from sprint.datasets import Status, free_bytes, status
from sprint.record.progress import DayProgress
from sprint.usecases.check import last_report
from sprint.usecases.goals import goals_of, open_goals
from sprint.usecases.review import due_count
from sprint.usecases.sprint import Sprint
from sprint.usecases.update import News, newer_curriculum, newer_lesson
from sprint.workspace import LaidOut, lay_out


@dataclass(frozen=True, slots=True)
class Kickoff:
    """What a learner sees when a day begins."""

    day: Day
    """What the curriculum says of it."""
    week: Week | None
    """The week it is in."""
    rhythm: Rhythm
    """How the evening is cut."""
    open: Path
    """The file to open."""
    laid_out: LaidOut
    """What was made and what was there."""
    made: tuple[str, ...]
    """What the sprint folder lacked and now has."""
    data: tuple[Status, ...]
    """The data sets of the day, at hand or not."""
    missing_packages: tuple[str, ...]
    """Packages the day needs that are not installed."""
    install: str
    """The line that installs them."""
    has_lesson: bool
    """Whether the day has a lesson that can prove it."""
    news: News
    """How the lesson differs from what the learner was given, if it does."""
    newer_curriculum: bool
    """Whether the shipped curriculum is another than the one the sprint began with."""
    left_open: tuple[str, ...]
    """Other days that were started and are not done, the latest first, with what is left of each."""
    open_goals: tuple[int, tuple[str, ...]] | None
    """The day worked on before, and those of its goals that have no tick in the diary; told until this day has own."""
    goals: tuple[str, ...]
    """What the learner set out to do, as said before."""
    review_due: int
    """Cards of the days behind that are due for review."""
    last_seconds: float | None
    """How long the last run of the day took on this machine; None if it never ran here."""
    free_bytes: int | None
    """Free space where missing data would go, if it is too little."""
    at: datetime
    """When the kick-off began."""
    memory_bytes: int
    """Memory of this machine."""


def start(sprint: Sprint, number: int | None = None) -> Kickoff:
    """Lay out a day and begin it; doing it again changes nothing that is there.

    Raises:
        UsageError: there is no such day.
        NeedsPersonError: something odd lies in a file's place.
        WriteError: the system refused.
    """
    day = sprint.day(number)
    lesson = sprint.lesson(day)
    with files.locked(sprint.folder.lock):
        made = sprint.complete()
        material = tuple(starter_files(day, lesson))
        laid_out = lay_out(sprint.folder.day(day.number), sprint.folder.original(day.number), material)
        if _is_news(sprint, day):
            sprint.log.append("day.start", day.number)
    missing, data = missing_packages(day), tuple(map(status, day.data))
    last, goals = last_report(sprint, day), goals_of(sprint.progress.day(day.number))
    return Kickoff(
        day=day,
        week=sprint.curriculum.week_of(day.number),
        rhythm=sprint.rhythm,
        open=sprint.folder.day(day.number) / main_file(day, lesson),
        laid_out=laid_out,
        made=made,
        data=data,
        missing_packages=missing,
        install=install_line(missing) if missing else "",
        has_lesson=lesson is not None,
        news=newer_lesson(sprint, day, lesson),
        newer_curriculum=newer_curriculum(sprint),
        left_open=_left_open(sprint, day),
        open_goals=None if goals else open_goals(sprint, day.number),
        goals=goals,
        review_due=due_count(sprint),
        last_seconds=last.seconds if last is not None and last.cells else None,
        free_bytes=_too_little(data),
        at=clock.now(),
        memory_bytes=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
    )


def missing_packages(day: Day) -> tuple[str, ...]:
    """Return the packages a day needs that are not installed; nothing is imported to find out."""
    return tuple(name for name in day.needs if importlib.util.find_spec(module_of(name)) is None)


def _too_little(data: tuple[Status, ...]) -> int | None:
    """Return the free bytes of the disk that downloads go to, if what is missing does not fit there."""
    short = [(row, free_bytes(row.dataset)) for row in data if not row.complete]
    needed = sum(row.to_fetch for row, _ in short)
    return next((free for _, free in short if free < needed), None)


def _left_open(sprint: Sprint, day: Day) -> tuple[str, ...]:
    """Return the other days that were started and are not done, the latest first, with what is left of each."""
    days = sorted(sprint.progress.days.items(), reverse=True)
    return tuple(_left(known) for _, known in days if known.started and not known.done and known.day != day.number)


def _left(known: DayProgress) -> str:
    check, entry = known.check, known.entry
    proved = f"{check.passed} of {check.total} proved" if check else "not checked yet"
    return f"day {known.day}: {proved}, diary {'written' if entry and entry.own else 'not written'}"


def _is_news(sprint: Sprint, day: Day) -> bool:
    """Tell whether the day is not the one in hand already, so that starting it again leaves no trace."""
    progress = sprint.progress
    return progress.recently_started[:1] != (day.number,) and progress.day(day.number).done is None
