"""The board: where the sprint stands."""

from datetime import date

from rich.text import Text

from sprint.terminal.screen import Screen, clean, command
from sprint.usecases.status import DONE, DayStanding, Standing

_LABEL = 11
_WEEK = 24
"""Columns of a week's name; seven days and the margin fit beside it in 60."""
_BOXES = {"done": "[x]", "started": "[~]", "open": "[ ]"}


def draw_status(screen: Screen, standing: Standing) -> None:
    """Draw the board in the width of the screen."""
    begun = f" {screen.sign('dot')} started {_day(standing.started)}" if standing.started else ""
    screen.sides(
        Text(clean(standing.title), style="title"),
        Text(
            f"{standing.now.strftime('%a')} {_day(standing.now)} {standing.now.strftime('%Y %H:%M')}{begun}",
            style="quiet",
        ),
    )
    screen.rule()
    screen.pair("Progress", _bar(screen, standing), width=_LABEL)
    screen.blank()
    for week, days in _rows(standing):
        screen.pair(clean(week), _cells(screen, standing, days), width=_WEEK)
    screen.pair("", _legend(screen), width=_WEEK)
    screen.blank()
    _in_hand(screen, standing)
    _metrics(screen, standing)
    for damage in standing.damage:
        screen.pair(
            "Record", Text(f"a line cannot be read and is left as it is: {damage}", style="error"), width=_LABEL
        )
    if standing.waiting:
        numbers = ", ".join(map(str, standing.waiting))
        screen.pair(
            "Git",
            Text(f"the entry of day {numbers} waits for its commit: sprint diary --commit", style="error"),
            width=_LABEL,
        )
    screen.pair("Next", command(standing.next), width=_LABEL)


def status_line(standing: Standing) -> str:
    """Return the board in a few words, for a shell's prompt."""
    if standing.in_hand is None:
        return f"{standing.done}/{len(standing.days)} done"
    check = standing.in_hand.progress.check
    proved = f" {check.passed}/{check.total}" if check else ""
    return f"d{standing.in_hand.number}{proved} · {standing.done}/{len(standing.days)} done"


def _day(moment: date) -> str:
    return f"{moment.day} {moment.strftime('%b')}"


def _bar(screen: Screen, standing: Standing) -> Text:
    total = len(standing.days)
    length = min(total, max(10, screen.width - _LABEL - 24)) if total else 0
    filled = round(length * standing.done / total) if total else 0
    bar = Text(screen.sign("done") * filled, style="pass").append(
        screen.sign("open") * (length - filled), style="quiet"
    )
    return bar.append(f"  {standing.done}/{total} days")


def _rows(standing: Standing) -> list[tuple[str, list[DayStanding]]]:
    """Return the days by week, those of no week first."""
    rows = [
        (week.name, [day for day in standing.days if week.first <= day.number <= week.last]) for week in standing.weeks
    ]
    placed = {day.number for _, days in rows for day in days}
    rest = [day for day in standing.days if day.number not in placed]
    return [*([("Start", rest)] if rest else []), *rows]


def _cells(screen: Screen, standing: Standing, days: list[DayStanding]) -> Text:
    cells = Text()
    for day in days:
        mine = standing.in_hand is not None and day.number == standing.in_hand.number
        sign = screen.sign("in_hand" if mine else day.state)
        style = "command" if mine else "pass" if day.state == DONE else "" if day.state == "started" else "quiet"
        cells.append(f"{sign}{day.number:02d}", style=style).append("  ")
    return cells


def _legend(screen: Screen) -> Text:
    words = (("done", "done"), ("started", "begun"), ("open", "open"), ("in_hand", "in hand"))
    return Text("  ".join(f"{screen.sign(name)} {word}" for name, word in words), style="quiet")


def _in_hand(screen: Screen, standing: Standing) -> None:
    if standing.in_hand is None:
        screen.pair("In hand", "nothing: all days are done. Well done.", width=_LABEL)
        return
    day = standing.in_hand
    screen.pair(
        "In hand", Text(f"Day {day.number} {screen.sign('dot')} {clean(day.title)}", style="title"), width=_LABEL
    )
    for step in standing.steps:
        line = Text(f"{_BOXES[step.state]} {step.name.ljust(9)}", style="pass" if step.state == DONE else "")
        screen.pair("", line.append(step.text, style="quiet"), width=_LABEL)


def _metrics(screen: Screen, standing: Standing) -> None:
    lines = [
        f"d{number} " + ", ".join(f"{name} {value:.3g}" for name, value in found.items())
        for number, found in standing.metrics[:3]
    ]
    if lines:
        screen.pair("Metrics", clean(f" {screen.sign('dot')} ".join(lines)), width=_LABEL)
