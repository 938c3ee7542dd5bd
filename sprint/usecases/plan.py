"""`sprint plan`: rest days, moves, and what they do to the dates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sprint import clock, files
from sprint.course.outline import Heading
from sprint.errors import NotYetError, UsageError
from sprint.record.events import Event
from sprint.record.pace import Pace, Plan, pace, plan_of, shifted
from sprint.usecases.sprint import Sprint

SATURDAY = 5
NO_REST = "no rest day after all"
"""Why a rest day was taken back, as the record says it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be on pace again."""

    words: str
    """What it means."""
    command: str
    """The command that does it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan and where the learner stands against it."""

    today: date
    """The learner's date."""
    plan: Plan
    """What the learner said."""
    pace: Pace
    """What follows from it."""
    titles: tuple[Heading, ...]
    """The heading of each day."""
    done: dict[int, date]
    """The days that are done, and when."""
    ways: tuple[Way, ...]
    """Three ways to be on pace again; empty where nothing is behind."""


def plan(sprint: Sprint) -> Planned:
    """Return the plan and where the learner stands against it."""
    today = clock.today()
    said = plan_of(sprint.events, sprint.progress.started or today)
    titles = sprint.outline.days
    done = {known.day: known.done for known in sprint.progress.days.values() if known.done is not None}
    found = pace(said, [day.number for day in titles], done, today, rests_allowed=len(sprint.outline.weeks))
    ways = tuple(_ways(found, said, done, today)) if found.behind else ()
    return Planned(today, said, found, titles, done, ways)


def rest(sprint: Sprint, on: date) -> bool:
    """Make a date a rest day; return whether it was none before.

    Raises:
        UsageError: the date lies before the sprint's start.
    """
    with files.locked(sprint.folder.lock):
        sprint.complete()
        said = plan(sprint).plan
        if on < said.start:
            raise UsageError(
                f"The sprint starts on {said.start}, after {on}.", "Take a later date: sprint plan --rest tomorrow"
            )
        if on not in said.rests:
            sprint.log.append("plan.rest", rest=on.isoformat())
    return on not in said.rests


def work(sprint: Sprint, on: date) -> None:
    """Take a rest day back.

    Raises:
        NotYetError: that date is none.
    """
    with files.locked(sprint.folder.lock):
        said = plan(sprint).plan
        if on not in said.rests:
            raise NotYetError(f"{on} is no rest day.", "See them with: sprint plan")
        sprint.log.append("void", ref=said.rests[on], why=NO_REST)


def postpone(sprint: Sprint, number: int | None, to: date) -> int:
    """Move a day, or the day in hand, to a date; the days behind it follow. Return the day.

    Raises:
        UsageError: there is no such day, or the date lies before the sprint's start.
        NotYetError: no day was named and all are done.
    """
    day = sprint.day(number).number
    with files.locked(sprint.folder.lock):
        sprint.complete()
        start = plan(sprint).plan.start
        if to < start:
            raise UsageError(f"The sprint starts on {start}, after {to}.", "Take a later date.")
        sprint.log.append("plan.move", day, to=to.isoformat())
    return day


def take_back(sprint: Sprint) -> str:
    """Take back the last rest day, evening or move that was planned; return what it was, in words.

    Raises:
        NotYetError: nothing was planned, or all of it was taken back.
    """
    with files.locked(sprint.folder.lock):
        events = {event.id: event for event in sprint.reading.events}
        void = set[str]()
        for event in reversed(events.values()):
            told = _in_words(event, events)
            if event.id not in void and told:
                sprint.log.append("void", event.day, ref=event.id, why="plan --undo")
                return f"Taken back: {told}."
            if event.type == "void" and event.id not in void:
                void.add(str(event.data.get("ref")))
    raise NotYetError("Nothing of the plan can be taken back.", "See it with: sprint plan")


def _in_words(event: Event, events: Mapping[str, Event]) -> str:
    """Return what an event did to the plan; empty where it did nothing."""
    if event.type == "plan.rest":
        return f"the rest day on {event.data.get('rest')}"
    if event.type == "plan.move":
        return f"the move of day {event.day} to {event.data.get('to')}"
    rest = events.get(str(event.data.get("ref"))) if event.type == "void" else None
    if rest is not None and rest.type == "plan.rest" and event.data.get("why") == NO_REST:
        return f"that {rest.data.get('rest')} is no rest day"
    return ""


def _ways(found: Pace, said: Plan, done: dict[int, date], today: date) -> Iterator[Way]:
    """Yield the ways that are open; none of them is worse than the others."""
    last = f", the last day on {found.finish}" if found.finish else ""
    yield Way(f"let the plan follow you: one day an evening from today{last}", "sprint plan --move today")
    missed = _missed(said, done, today)
    if missed is not None:
        yield Way(f"call {missed} a rest day, which it was", f"sprint plan --rest {missed}")
    following = [day for day in found.expected if day not in done][:2]
    saturday = shifted(today, (SATURDAY - today.weekday()) % 7)
    if len(following) == 2:
        words = f"do two days on one free day, such as Saturday {saturday}: a short one behind the one in hand"
        yield Way(words, f"sprint start {following[0]}")


def _missed(said: Plan, done: dict[int, date], today: date) -> date | None:
    """Return the latest evening before today on which nothing was finished, if there is one."""
    free = {*done.values(), *said.rests}
    past = (today - timedelta(days=back) for back in range(1, (today - said.start).days + 1))
    return next((on for on in past if on not in free), None)
