"""Pace: which day belongs to which date, how far behind or ahead that leaves the learner, and the streak.

Pure: what the learner said (start, rest days, moves), what is done, and today's date go in; nothing is read or asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sprint.record.events import Event

SETUP_DAY = 0
"""The day that has no evening of its own: it shares the first one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the learner said about dates."""

    start: date
    """The date of the first evening."""
    rests: Mapping[date, str]
    """The rest days, and the id of the event that made each one."""
    moves: Mapping[int, date]
    """Day to the date it was moved to; the days behind it follow."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where the learner stands against the plan."""

    planned: Mapping[int, date]
    """Day to the date it was planned for."""
    expected: Mapping[int, date]
    """Day that is not done to the date it falls on from now on, one a day."""
    behind: int
    """Days that were planned before today and are not done; 0 when on pace or ahead."""
    ahead: int
    """Days done beyond those planned until today."""
    finish: date | None
    """When the last day is done at one a day, or was done; None without days."""
    streak: int
    """Dates in a row, up to now, with a day finished; rest days neither count nor break it."""
    best: int
    """The longest such row."""
    kept: int
    """Evenings so far on which a day was finished."""
    evenings: int
    """Evenings so far, rest days left out."""
    rests_used: int
    """Rest days until today."""
    rests_left: int
    """Rest days that one a week leaves."""


def plan_of(events: Iterable[Event], start: date) -> Plan:
    """Return what the learner said about dates.

    Args:
        events: the events in force, in the order of their ids.
        start: the date of the first evening.
    """
    rests: dict[date, str] = {}
    moves: dict[int, date] = {}
    for event in events:
        if event.type == "plan.rest" and (rest := _date(event.data.get("rest"))) is not None:
            rests.setdefault(rest, event.id)
        elif event.type == "plan.move" and event.day is not None and (to := _date(event.data.get("to"))) is not None:
            moves[event.day] = to
    return Plan(start, rests, moves)


def pace(plan: Plan, days: Sequence[int], done: Mapping[int, date], today: date, *, rests_allowed: int) -> Pace:
    """Return where the learner stands against the plan.

    Args:
        plan: what the learner said.
        days: the numbers of the curriculum's days, in order.
        done: the days that are done, with their dates; a date may lie anywhere, clocks being what they are.
        today: the learner's date.
        rests_allowed: rest days that the whole sprint has room for.
    """
    finished = {day: done[day] for day in days if day in done}
    planned = _dates(plan, days, plan.start)
    left = [day for day in days if day not in finished]
    taken = any(on == today for day, on in finished.items() if day != SETUP_DAY)
    expected = _dates(plan, left, max(plan.start, shifted(today, 1) if taken else today))
    due = sum(on < today for on in planned.values())
    due_today = sum(on <= today for on in planned.values())
    dates = set(finished.values())
    last = today if left else max(dates, default=today)
    kept, evenings = _kept(plan, dates, last if last in dates or last < today else shifted(today, -1))
    streak = _streak(dates, plan.rests.keys(), today)
    return Pace(
        planned=planned,
        expected=expected,
        behind=max(0, due - len(finished)) if left else 0,
        ahead=max(0, len(finished) - due_today) if left else 0,
        finish=expected[left[-1]] if left else max(dates, default=None),
        streak=streak,
        best=max(streak, _best(dates, plan.rests.keys())),
        kept=kept,
        evenings=evenings,
        rests_used=sum(rest <= today for rest in plan.rests),
        rests_left=max(0, rests_allowed - len(plan.rests)),
    )


def shifted(on: date, days: int) -> date:
    """Return a date some days later or earlier; the calendar's ends hold."""
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _dates(plan: Plan, days: Iterable[int], first: date) -> dict[int, date]:
    """Give each day a date of its own from `first` on, rest days left out and moves followed."""
    found: dict[int, date] = {}
    cursor = first
    for day in days:
        cursor = max(cursor, plan.moves.get(day, cursor))
        while cursor in plan.rests and cursor < date.max:
            cursor = shifted(cursor, 1)
        found[day] = cursor
        if day != SETUP_DAY:
            cursor = shifted(cursor, 1)
    return found


def _streak(dates: set[date], rests: Iterable[date], today: date) -> int:
    """Count back from today, or from yesterday while today is still open."""
    rest = set(rests)
    cursor = today if today in dates else shifted(today, -1)
    count = 0
    while cursor in dates or cursor in rest:
        count += cursor in dates
        if cursor == date.min:
            break
        cursor = shifted(cursor, -1)
    return count


def _best(dates: set[date], rests: Iterable[date]) -> int:
    rest = set(rests)
    best = run = 0
    before: date | None = None
    for on in sorted(dates):
        gap = (on - before).days - 1 if before is not None else 1
        bridged = before is not None and gap <= len(rest) and all(shifted(before, i + 1) in rest for i in range(gap))
        run = run + 1 if bridged else 1
        best, before = max(best, run), on
    return best


def _kept(plan: Plan, dates: set[date], last: date) -> tuple[int, int]:
    """Return on how many evenings from the start to `last` a day was finished, and how many there were."""
    if last < plan.start:
        return 0, 0
    resting = [rest for rest in plan.rests if plan.start <= rest <= last and rest not in dates]
    evenings = (last - plan.start).days + 1 - len(resting)
    return sum(plan.start <= on <= last for on in dates), evenings


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
