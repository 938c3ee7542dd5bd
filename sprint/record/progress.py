"""Progress: what follows from the events, by a pure fold over them, once, in order.

Only what has to do with being done lives here. Focus blocks, pace and review cards are folds of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sprint.record.events import Event
from sprint.record.focus import Block, blocks, merged_seconds

_VERDICTS = frozenset({"pass", "fail", "not_attempted", "blocked"})


@dataclass(frozen=True, slots=True)
class Check:
    """The last verdict on a day's work. An outcome `error` is not the learner's and leaves the verdict as it was."""

    outcome: str
    """`pass`, `fail`, `not_attempted` or `blocked`."""
    passed: int
    """How many checks held."""
    total: int
    """How many checks there were."""
    data: str
    """`real`, or `offline` for the variant that is built in."""
    metrics: Mapping[str, Any]
    """Name to value, as the day's work reported them."""
    fingerprint: str | None
    """What led to the verdict, as a hash; the same hash means that nothing changed since."""
    at: datetime
    """When it was given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known about a day's diary entry without opening the diary."""

    own: bool
    """Whether it holds the learner's own words."""
    commit: str | None
    """The commit that holds it."""
    waiting: bool
    """Whether it is to be committed and could not be yet."""
    at: datetime
    """When it was last written."""


@dataclass(frozen=True, slots=True)
class DayProgress:
    """Where one day stands."""

    day: int
    """Its number."""
    started: date | None = None
    """The local date on which it was first started."""
    goals: str | None = None
    """What the learner set out to do, as said last."""
    check: Check | None = None
    """The last verdict."""
    ever_passed: bool = False
    """Whether all its checks held at some time."""
    entry: Entry | None = None
    """Its diary entry as last written."""
    hints: Mapping[str, int] = field(default_factory=dict)
    """Check id to the highest rung that was shown."""
    revealed: bool = False
    """Whether the solution was shown before the checks had passed."""
    minutes: float = 0.0
    """Focus minutes; a minute that two machines counted counts once."""
    done: date | None = None
    """The local date on which its checks passed and its entry was the learner's own, both for the first time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the sprint stands."""

    started: date | None
    """The date on which the sprint begins, if it was said."""
    days: Mapping[int, DayProgress]
    """Every day anything is known about."""
    recently_started: tuple[int, ...]
    """The days that were started, the latest first; opening a finished day again does not count."""
    blocks: tuple[Block, ...]
    """The focus blocks that ended, in the order of their beginnings."""

    def day(self, number: int) -> DayProgress:
        """Return where a day stands; one that nothing is known about stands at its beginning."""
        return self.days.get(number) or DayProgress(number)

    def in_hand(self, days: Sequence[int]) -> int | None:
        """Return the day to go on with: the one started last, or when that is done, the next one that is not.

        Behind the last day the first that was left out follows.

        Args:
            days: the numbers of the curriculum's days, in order.

        Returns:
            One of `days`, or None if all are done.
        """
        left = [day for day in days if self.day(day).done is None]
        last = next((day for day in self.recently_started if day in days), None)
        ahead = [day for day in left if last is None or day >= last]
        return next(iter(ahead or left), None)


def in_force(events: Iterable[Event]) -> list[Event]:
    """Return the events that were not taken back; a `void` event names the one it takes back as `ref`."""
    events = list(events)
    void: set[Any] = set()
    for event in reversed(events):  # a void can be taken back too, by a later one
        if event.type == "void" and event.id not in void and isinstance(event.data.get("ref"), str):
            void.add(event.data["ref"])
    return [event for event in events if event.type != "void" and event.id not in void]


def fold(events: Iterable[Event]) -> Progress:
    """Return where the sprint stands after some events, given in the order of their ids.

    Events of other types, and data that is not what it should be, are left aside.
    """
    drafts: dict[int, _Draft] = {}
    started: date | None = None
    recent: dict[int, None] = {}
    events = in_force(events)
    focused: dict[int, list[Block]] = {}
    ended = blocks(events)
    for block in ended:
        focused.setdefault(block.day, []).append(block)
    for event in events:
        if event.type == "sprint.start":
            started = _date(event.data.get("start")) or started or event.date
        if event.day is None or (apply := _RULES.get(event.type)) is None:
            continue
        draft = drafts.get(event.day) or drafts.setdefault(event.day, _Draft())
        apply(draft, event)
        if event.type == "day.start" and draft.done is None:  # reading a finished day again moves nothing
            recent.pop(event.day, None)
            recent[event.day] = None
        if draft.done is None and draft.is_done:
            draft.done = event.date
    days = {
        number: drafts.get(number, _Draft()).freeze(number, focused.get(number, ()))
        for number in sorted(drafts.keys() | focused.keys())
    }
    return Progress(started, days, tuple(reversed(recent)), ended)


@dataclass(slots=True)
class _Draft:
    started: date | None = None
    goals: str | None = None
    check: Check | None = None
    ever_passed: bool = False
    entry: Entry | None = None
    hints: dict[str, int] = field(default_factory=dict)
    revealed: bool = False
    done: date | None = None

    @property
    def is_done(self) -> bool:
        passes = self.check is not None and self.check.outcome == "pass"
        return passes and self.entry is not None and self.entry.own

    def freeze(self, number: int, focused: Iterable[Block]) -> DayProgress:
        return DayProgress(
            number,
            self.started,
            self.goals,
            self.check,
            self.ever_passed,
            self.entry,
            self.hints,
            self.revealed,
            merged_seconds(focused) / 60,
            self.done,
        )


def _start(draft: _Draft, event: Event) -> None:
    draft.started = draft.started or event.date


def _goals(draft: _Draft, event: Event) -> None:
    text = event.data.get("text")
    draft.goals = text if isinstance(text, str) else draft.goals  # no words: all were dropped


def _check(draft: _Draft, event: Event) -> None:
    outcome = event.data.get("outcome")
    if not isinstance(outcome, str) or outcome not in _VERDICTS:
        return
    found = event.data.get("metrics")
    metrics = found if isinstance(found, dict) else {}
    draft.check = Check(
        outcome,
        _count(event, "passed"),
        _count(event, "total"),
        "offline" if event.data.get("data") == "offline" else "real",
        {name: value for name, value in metrics.items() if type(value) in {int, float}},
        _text(event, "fingerprint"),
        event.at,
    )
    draft.ever_passed = draft.ever_passed or outcome == "pass"


def _hint(draft: _Draft, event: Event) -> None:
    if check := _text(event, "check"):
        draft.hints[check] = max(draft.hints.get(check, 0), _count(event, "rung"))


def _solution(draft: _Draft, event: Event) -> None:  # noqa: ARG001  every rule has one shape
    draft.revealed = draft.revealed or not draft.ever_passed


def _diary(draft: _Draft, event: Event) -> None:
    commit = _text(event, "commit")
    waiting = commit is None and event.data.get("waiting") is True
    draft.entry = Entry(event.data.get("own") is True, commit, waiting, event.at)


_RULES: Mapping[str, Callable[[_Draft, Event], None]] = {
    "day.start": _start,
    "goals": _goals,
    "check": _check,
    "hint": _hint,
    "solution": _solution,
    "diary": _diary,
}


def _text(event: Event, key: str) -> str | None:
    value = event.data.get(key)
    return value if isinstance(value, str) and value else None


def _count(event: Event, key: str) -> int:
    value = event.data.get(key)
    return int(value) if isinstance(value, int | float) and 0 <= value < 10**9 else 0


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
