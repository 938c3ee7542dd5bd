"""Focus blocks: what the record says of them, with each minute counted once.

A pure fold. A block is a `focus.start` and the first `focus.end` that names it; where two machines or two endings tell
of the same time, it counts once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sprint.record.events import Event

LEAST_MINUTES = 10
"""Minutes of a block that fills a box; a shorter one keeps its minutes and fills none."""

_MOST_SECONDS = 10**9


@dataclass(frozen=True, slots=True)
class Block:
    """A focus block that ended."""

    start: str
    """The id of the event that started it."""
    day: int
    """The day of the sprint it belongs to."""
    date: date
    """The learner's date when it began; one that runs past midnight stays where it began."""
    began: float
    """When it began, in seconds since 1970."""
    seconds: float
    """Seconds that count."""
    spans: tuple[tuple[float, float], ...]
    """Those seconds as stretches from and until, in seconds since 1970; its pauses lie between them."""
    how: str
    """How it ended: `full`, `early`, `crash`, `sleep`, `unverified` or `dropped`."""
    plan: float = 0.0
    """Seconds it was to last; 0 where nobody said."""

    def kept_short_plan(self, minutes: int) -> bool:
        """Tell whether it was meant to be shorter than some minutes, and reached its end."""
        return 0 < self.plan < 60 * minutes and round(self.seconds) >= round(self.plan)


def blocks(events: Iterable[Event]) -> tuple[Block, ...]:
    """Return the blocks that ended, in the order of their beginnings.

    Args:
        events: the events in force, in the order of their ids.
    """
    told = [event for event in events if event.type in {"focus.start", "focus.end"}]
    begun = {event.id: event for event in told if event.type == "focus.start"}
    ended: dict[str, Block] = {}
    for event in told:
        if event.type == "focus.end" and (block := _block(event, begun)) is not None:
            ended.setdefault(block.start, block)
    return tuple(sorted(ended.values(), key=lambda block: (block.began, block.start)))


def merged_seconds(some: Iterable[Block]) -> float:
    """Add up the seconds of blocks; a second that lies in several of them counts once."""
    total, until = 0.0, float("-inf")
    for begin, end in sorted(span for block in some for span in block.spans):
        total += max(0.0, end - max(begin, until))
        until = max(until, end)
    return total


def filled(some: Iterable[Block], minutes: int, least: int = LEAST_MINUTES) -> tuple[float, ...]:
    """Return the seconds of each box that some blocks fill.

    A block that was meant to be shorter than a box and reached its end fills one. Of all others the total counts, not
    the number, and so it does where blocks lie over each other.

    Args:
        some: the blocks of a day, or of a date.
        minutes: the length of one box.
        least: minutes of a block that counts here.
    """
    counted = [block for block in some if block.seconds >= 60 * min(least, minutes)]
    short = [block for block in counted if block.kept_short_plan(minutes) and not _overlaps(block, counted)]
    rest = merged_seconds(block for block in counted if block not in short)
    return (*(block.seconds for block in short), *[60.0 * minutes] * (round(rest) // (60 * minutes)))


def _overlaps(block: Block, others: Iterable[Block]) -> bool:
    spans = [span for other in others if other is not block for span in other.spans]
    return any(begin < until and since < end for since, until in block.spans for begin, end in spans)


def _block(end: Event, begun: dict[str, Event]) -> Block | None:
    """Return the block that an event ends; without its beginning, it is taken to have ended when it was told."""
    named = end.data.get("start")
    identifier = named if isinstance(named, str) and named else end.id
    start = begun.get(identifier)
    seconds, paused = _seconds(end.data.get("secs")), _seconds(end.data.get("pause_s"))
    day = start.day if start is not None else end.day
    if day is None:
        return None
    how = end.data.get("how")
    began = start.at.timestamp() if start is not None else end.at.timestamp() - seconds - paused
    on = start.date if start is not None else end.date
    spans = tuple(_spans(began, seconds, end.data.get("pauses")))
    plan = _seconds(start.data.get("plan_s")) if start is not None else 0.0
    return Block(identifier, day, on, began, seconds, spans, how if isinstance(how, str) else "full", plan)


def _spans(began: float, seconds: float, pauses: Any) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a block between its pauses, each of which is (seconds that counted until then, length)."""
    at, counted = began, 0.0
    for pause in pauses if isinstance(pauses, list) else ():
        if not (isinstance(pause, list) and len(pause) == 2):
            continue
        until = min(seconds, max(counted, _seconds(pause[0])))
        if until > counted:
            yield at, at + until - counted
        at += until - counted + _seconds(pause[1])
        counted = until
    if seconds > counted:
        yield at, at + seconds - counted


def _seconds(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value < _MOST_SECONDS else 0.0
