"""`sprint log`: what happened, in words, from the record and from git's history."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sprint.git import Commit, history
from sprint.record.events import Event, milliseconds_of
from sprint.record.focus import Block, blocks
from sprint.record.progress import in_force
from sprint.usecases.focus import HOW, clock_words
from sprint.usecases.sprint import Sprint

_DAY_OF_COMMIT = re.compile(r"Day (\d{1,4}): ")
_IN_ITS_END = frozenset({"focus.pause", "focus.resume"})
"""What the end of a block tells of."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened."""

    at: datetime
    """When, with the offset of the learner's clock at that moment."""
    date: date
    """The learner's local date at that moment."""
    day: int | None
    """The day of the sprint it belongs to, or None for the sprint as a whole."""
    type: str
    """What it was: a type of the record, or `commit`."""
    words: str
    """The same in words."""
    taken_back: bool = False
    """Whether it was taken back later."""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "at": self.at.isoformat(),
            "date": self.date.isoformat(),
            "day": self.day,
            "type": self.type,
            "words": self.words,
            "taken_back": self.taken_back,
        }


@dataclass(frozen=True, slots=True)
class _Record:
    """What a line of the log may have to look up."""

    events: Mapping[str, Event]
    """Each event by its id, those taken back included."""
    ended: Mapping[str, Block]
    """The blocks that ended, by the id of their beginning."""


def log(sprint: Sprint, number: int | None = None) -> tuple[Happening, ...]:
    """Return what happened, the latest last; a day's own things alone where one is named.

    Raises:
        UsageError: there is no such day.
    """
    if number is not None:
        sprint.day(number)
    events = sprint.reading.events
    told = [*_recorded(events), *_committed(history(sprint.folder.root, events[0].at) if events else ())]
    told.sort(key=lambda row: row[0])
    return tuple(happening for _, happening in told if number is None or happening.day == number)


def _recorded(events: Sequence[Event]) -> Iterator[tuple[float, Happening]]:
    """Yield what the record tells, with its place in time; answers to cards that follow each other are one thing."""
    force = in_force(events)
    valid = {event.id for event in force}
    record = _Record({event.id: event for event in events}, {block.start: block for block in blocks(force)})
    told = {event_id for event_id, event in record.events.items() if event.type == "focus.start"} & record.ended.keys()
    shown = [event for event in events if event.type not in _IN_ITS_END and event.id not in told]
    for (kind, on, back), some in groupby(
        shown, lambda event: (event.type, event.date, event.type != "void" and event.id not in valid)
    ):
        group = list(some)
        if kind == "review":
            cards = f"{len(group)} cards reviewed" if len(group) > 1 else "1 card reviewed"
            yield _place(group[-1]), Happening(group[-1].at, on, None, kind, cards, back)
        else:
            for event in group:
                yield _place(event), Happening(event.at, on, event.day, kind, _words(event, record), back)


def _committed(commits: Sequence[Commit]) -> Iterator[tuple[float, Happening]]:
    for commit in commits:
        days = _DAY_OF_COMMIT.findall(commit.subject)
        words = f"commit {commit.hash}: {commit.subject}"
        happening = Happening(commit.at, commit.at.date(), int(days[0]) if days else None, "commit", words)
        yield commit.at.timestamp(), happening


def _place(event: Event) -> float:
    """Return where an event stands in time, in whole seconds as git has them: what is written in one comes first.

    Ids are in order also where a clock was set back.
    """
    milliseconds = milliseconds_of(event.id)
    return event.at.timestamp() // 1 if milliseconds is None else float(milliseconds // 1000)


def _words(event: Event, record: _Record) -> str:
    tell = _TELL.get(event.type)
    return tell(event, record) if tell else event.type


def _check(event: Event, record: _Record) -> str:  # noqa: ARG001  one shape for all
    stand_in = ", offline variant" if event.data.get("data") == "offline" else ""
    return "check: {passed} of {total} proved".format_map(_Values(event.data)) + stand_in


def _goals(event: Event, record: _Record) -> str:  # noqa: ARG001  one shape for all
    return "goals: " + "; ".join(str(event.data.get("text", "")).splitlines())


def _ended(event: Event, record: _Record) -> str:
    start = str(event.data.get("start"))
    begun, block = record.events.get(start), record.ended.get(start)
    name = "focus {block}".format_map(_Values(begun.data)) if begun else "focus"
    how = HOW.get(str(event.data.get("how")), "ended")
    return f"{name}: {clock_words(block.seconds)}, {how}" if block and block.seconds else f"{name}: {how}"


def _taken_back(event: Event, record: _Record) -> str:
    meant = record.events.get(str(event.data.get("ref")))
    if meant is None:
        return "taken back: something that this record does not hold"
    if meant.type == "void" and meant.id < event.id:
        again = record.events.get(str(meant.data.get("ref")))
        return f"it holds again: {_words(again, record)}" if again and again.type != "void" else "taken back"
    return f"taken back: {_words(meant, record)}" if meant.type != "void" else "taken back"


def _said(words: str) -> Callable[[Event, _Record], str]:
    """Return what tells of an event by a fixed text with values of its data in it."""
    return lambda event, record: words.format_map(_Values(event.data))  # noqa: ARG005  one shape for all


class _Values(dict[str, Any]):
    """The data of an event; what is not there is told as `?`."""

    def __missing__(self, key: str) -> str:
        return "?"


_TELL: Mapping[str, Callable[[Event, _Record], str]] = {
    "sprint.start": _said("the sprint is set up, first evening on {start}"),
    "day.start": _said("started"),
    "goals": _goals,
    "focus.start": _said("focus {block} began"),
    "focus.end": _ended,
    "check": _check,
    "hint": _said("hint {rung} for {check}"),
    "solution": _said("the solution was shown"),
    "diary": _said("diary entry written"),
    "push": _said("commits pushed"),
    "review": _said("a card reviewed"),
    "note": _said("note: {text}"),
    "plan.rest": _said("rest day on {rest}"),
    "plan.move": _said("moved to {to}"),
    "void": _taken_back,
}
