"""`sprint status`: where the learner stands, and the next command."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sprint import clock
from sprint.course.model import Curriculum, Week
from sprint.record.progress import DayProgress
from sprint.usecases.commits import waiting_days
from sprint.usecases.sprint import Sprint

DONE, STARTED, OPEN = "done", "started", "open"


@dataclass(frozen=True, slots=True)
class DayStanding:
    """Where one day stands."""

    number: int
    """The day."""
    title: str
    """Its title."""
    state: str
    """`done`, `started` or `open`."""
    progress: DayProgress
    """What the record says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the day in hand."""

    name: str
    """`kick-off`, `check`, `diary`."""
    state: str
    """`done`, `started` or `open`."""
    text: str
    """Where it stands, in a few words."""
    command: str
    """The command that moves it on; empty where it is done."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the sprint stands."""

    title: str
    """The curriculum's title."""
    now: datetime
    """When this was asked."""
    started: date | None
    """The first day's date."""
    weeks: tuple[Week, ...]
    """The weeks."""
    days: tuple[DayStanding, ...]
    """All days in order."""
    in_hand: DayStanding | None
    """The day to go on with; None when all are done."""
    steps: tuple[Step, ...]
    """Its steps."""
    next: str
    """The literal next command."""
    damage: tuple[str, ...]
    """Lines of the record that could not be read."""
    waiting: tuple[int, ...]
    """Days whose entries wait for a commit."""

    @property
    def done(self) -> int:
        """How many days are done."""
        return sum(day.state == DONE for day in self.days)

    @property
    def metrics(self) -> tuple[tuple[int, dict[str, float]], ...]:
        """The proved figures of each day that has any, the latest day first."""
        return tuple(
            (day.number, dict(day.progress.check.metrics))
            for day in reversed(self.days)
            if day.progress.check and day.progress.check.metrics
        )

    def as_json(self) -> dict[str, Any]:
        """Return the standing as one JSON document."""
        return {
            "schema": 1,
            "title": self.title,
            "started": self.started.isoformat() if self.started else None,
            "done": self.done,
            "total": len(self.days),
            "in_hand": self.in_hand.number if self.in_hand else None,
            "next": self.next,
            "waiting": list(self.waiting),
            "damage": list(self.damage),
            "days": [_day_json(day) for day in self.days],
        }


def status(sprint: Sprint) -> Standing:
    """Return where the sprint stands; reads the curriculum and the record, nothing else."""
    course, progress = sprint.curriculum, sprint.progress
    days = tuple(_standing(course, day.number, progress.day(day.number)) for day in course.days)
    number = progress.in_hand([day.number for day in days])
    in_hand = next((day for day in days if day.number == number), None)
    steps = _steps(in_hand) if in_hand else ()
    waiting = waiting_days(sprint)
    return Standing(
        title=course.title,
        now=clock.now(),
        started=progress.started,
        weeks=course.weeks,
        days=days,
        in_hand=in_hand,
        steps=steps,
        next=next((step.command for step in steps if step.command), "sprint status"),
        damage=tuple(f"{damage.file.name}:{damage.line}: {damage.why}" for damage in sprint.damage),
        waiting=waiting,
    )


def _standing(course: Curriculum, number: int, progress: DayProgress) -> DayStanding:
    touched = progress.started or progress.check or progress.entry
    state = DONE if progress.done else STARTED if touched else OPEN
    return DayStanding(number, course.day(number).title, state, progress)


def _steps(day: DayStanding) -> tuple[Step, ...]:
    known = day.progress
    begun = (
        Step("kick-off", DONE, "", "") if known.started else Step("kick-off", OPEN, "", f"sprint start {day.number}")
    )
    if known.check is None:
        check = Step("check", OPEN, "not checked yet", "sprint check")
    else:
        state = DONE if known.check.outcome == "pass" else STARTED
        variant = "" if known.check.data == "real" else " · offline variant"
        text = f"{known.check.passed} of {known.check.total} proved{variant}"
        check = Step("check", state, text, "" if state == DONE else "sprint check")
    written = known.entry is not None and known.entry.own
    diary = Step("diary", DONE, "written", "") if written else Step("diary", OPEN, "not written yet", "sprint diary")
    return begun, check, diary


def _day_json(day: DayStanding) -> dict[str, Any]:
    known, check = day.progress, day.progress.check
    return {
        "day": day.number,
        "title": day.title,
        "state": day.state,
        "minutes": known.minutes,
        "done": known.done.isoformat() if known.done else None,
        "checks": {"passed": check.passed, "total": check.total, "outcome": check.outcome} if check else None,
        "data": check.data if check else None,
        "metrics": dict(check.metrics) if check else {},
        "entry": bool(known.entry and known.entry.own),
        "revealed": known.revealed,
    }
