"""The calendar of the board: a row a week, a sign a date; glyph and colour say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rich.text import Text

from sprint.record.pace import SETUP_DAY, shifted
from sprint.terminal.screen import Screen
from sprint.usecases.status import StatusView

_LABEL = 11
_CELL = 5
_LEGEND_WIDTH = 29
_LEGEND = (
    (("done", "finished"), ("started", "part of it")),
    (("in_hand", "today"), ("missed", "not finished")),
    (("open", "to come"), ("rest", "rest day")),
)
_SEVERAL = ((("more", "one more day on this date"),),)
_STYLES = {"done": "pass", "in_hand": "command", "missed": "error", "started": "", "rest": "quiet", "open": "quiet"}
LEAST_WIDTH = 1 + _LABEL + 7 * _CELL
"""Columns that a calendar needs."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a date shows."""

    sign: str
    """The name of its sign."""
    days: tuple[int, ...] = ()
    """The days of the sprint that belong to it."""


def draw_calendar(screen: Screen, standing: StatusView) -> None:
    """Draw the weeks from the first evening to the last; past weeks without a finished day take one line together."""
    marks = _marks(standing)
    several = any(len(mark.days) > 1 for mark in marks.values())
    legend = iter((_LEGEND + _SEVERAL * several) if screen.width >= LEAST_WIDTH + _LEGEND_WIDTH else ())
    screen.pair("", Text("Mon  Tue  Wed  Thu  Fri  Sat  Sun", style="quiet"), width=_LABEL)
    for monday, quiet in _weeks(marks, standing.now.date()):
        if quiet > 1:
            row = Text(f"{quiet} weeks without a finished day".ljust(7 * _CELL), style="quiet")
        else:
            row = Text().join(_cell(screen, marks.get(shifted(monday, offset))) for offset in range(7))
        screen.pair(day_and_month(monday), row.append_text(_legend(screen, next(legend, ()))), width=_LABEL)
    for words in legend:
        screen.pair("", Text(" " * 7 * _CELL).append_text(_legend(screen, words)), width=_LABEL)


def day_and_month(on: date) -> str:
    """Return a date as the board shows it: `9 Nov`."""
    return f"{on.day} {on.strftime('%b')}"


def weekday(on: date) -> str:
    """Return a date with its day of the week: `Mon 9 Nov`."""
    return f"{on.strftime('%a')} {day_and_month(on)}"


def _marks(standing: StatusView) -> dict[date, _Mark]:
    """Return what each date shows that shows anything."""
    planned, today = standing.plan, standing.now.date()
    finished: dict[date, list[int]] = {}
    for number, on in planned.done.items():
        finished.setdefault(on, []).append(number)
    marks = {on: _Mark("missed") for on in _past(planned.plan.start, today)}
    marks |= {on: _Mark("rest") for on in planned.plan.rests}
    worked = {day.progress.started: day.number for day in standing.days if day.progress.started}
    worked |= {block.date: block.day for block in standing.blocks if block.seconds}
    marks |= {on: _Mark("started", (number,)) for on, number in worked.items() if on < today}
    for number, on in planned.pace.expected.items():
        if number != SETUP_DAY or standing.in_hand is None or standing.in_hand.number == SETUP_DAY:
            known = marks[on].days if on in marks and on >= today else ()
            marks[on] = _Mark("open", (*known, number))
    hand = standing.in_hand
    if hand is not None and today not in planned.plan.rests and today >= planned.plan.start:
        beside = tuple(
            number
            for number, on in planned.pace.expected.items()
            if on == today and number not in {hand.number, SETUP_DAY}
        )
        marks[today] = _Mark("in_hand", (*beside, hand.number))
    return marks | {on: _Mark("done", tuple(sorted(numbers))) for on, numbers in finished.items()}


def _past(start: date, today: date) -> Iterator[date]:
    for offset in range(max(0, (today - start).days)):
        yield start + timedelta(days=offset)


def _weeks(marks: dict[date, _Mark], today: date) -> Iterator[tuple[date, int]]:
    """Yield each week's Monday and 1, or for several quiet weeks in a row the first one's and how many there are."""
    if not marks:
        return
    first, last = min(marks), max(marks)
    monday = shifted(first, -first.weekday())
    quiet: list[date] = []
    while True:
        sunday = shifted(monday, 6)
        busy = any(
            marks[on].sign in {"done", "started"} for offset in range(7) if (on := shifted(monday, offset)) in marks
        )
        if sunday < today and not busy:
            quiet.append(monday)
        else:
            yield from [(quiet[0], len(quiet))] if quiet else []
            quiet = []
            yield monday, 1
        if sunday >= last:
            break
        monday = shifted(monday, 7)
    yield from [(quiet[0], len(quiet))] if quiet else []


def _cell(screen: Screen, mark: _Mark | None) -> Text:
    if mark is None:
        return Text(" " * _CELL)
    number = f"{mark.days[-1]:02d}" if mark.days else ""
    if len(mark.days) == 2 and max(mark.days) < 10:
        number = "+".join(map(str, sorted(mark.days)))  # both have room
    elif len(mark.days) > 1:
        number += screen.sign("more")
    text = f"{screen.sign(mark.sign)}{number}"
    return Text(text.ljust(_CELL), style=_STYLES[mark.sign])


def _legend(screen: Screen, words: tuple[tuple[str, str], ...]) -> Text:
    text = Text("   " if words else "", style="quiet")
    for name, word in words:
        text.append(f"{screen.sign(name)} {word.ljust(10)}")
    return text
