"""The board: where the sprint stands."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.text import Text

from sprint.record.guesses import LEAST, calibration
from sprint.terminal.calendar import LEAST_WIDTH, day_and_month, draw_calendar, weekday
from sprint.terminal.screen import ON_WHITE, Screen, clean, command
from sprint.text import plural
from sprint.usecases.status import DONE, StatusView

_LABEL = 11
_BOXES = {"done": "[x]", "started": "[~]", "open": "[ ]"}
_STEP = 10
SECONDS_PER_CARD = 35
"""How long one card of the review takes, roughly."""


def draw_status(screen: Screen, standing: StatusView) -> None:
    """Draw the board in the width of the screen."""
    word = "starts" if standing.started and standing.started > standing.now.date() else "started"
    begun = f" {screen.sign('dot')} {word} {day_and_month(standing.started)}" if standing.started else ""
    moment = f"{standing.now.strftime('%a')} {day_and_month(standing.now)} {standing.now.strftime('%Y %H:%M')}"
    screen.sides(Text(clean(standing.title), style="title"), Text(moment + begun, style="quiet"))
    screen.rule()
    screen.pair("Progress", _progress(screen, standing), width=_LABEL)
    if standing.done:
        screen.pair("Streak", _streak(standing), width=_LABEL)
    if standing.blocks:
        screen.pair("Focus", _focus(standing), width=_LABEL)
    if screen.width >= LEAST_WIDTH:
        screen.blank()
        draw_calendar(screen, standing)
    screen.blank()
    _in_hand(screen, standing)
    _metrics(screen, standing)
    _guesses(screen, standing)
    if standing.review_due:
        screen.pair("Review", review_words(standing.review_due), width=_LABEL)
    _trouble(screen, standing)
    screen.pair("Next", command(standing.next), width=_LABEL)


def review_words(count: int) -> Text:
    """Return how many cards are due, how long they take, and the command that asks them."""
    minutes = max(1, round(count * SECONDS_PER_CARD / 60))
    return Text(f"{plural(count, 'card')} due, about {minutes} min   ").append_text(command("sprint review"))


def status_svg(standing: StatusView) -> str:
    """Return the board as an SVG picture that asks no server for anything."""
    screen = Screen(stream=io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), picture=True)
    draw_status(screen, standing)
    picture = screen.console.export_svg(title="sprint status", unique_id="sprint", theme=ON_WHITE)
    return re.sub(r"@font-face\s*\{[^}]*\}\s*", "", picture)


def _progress(screen: Screen, standing: StatusView) -> Text:
    total, words = len(standing.days), _pace(screen, standing)
    length = min(total, max(0, screen.width - 3 - _LABEL - words.cell_len))
    filled = round(length * standing.done / total) if total else 0
    bar = Text(screen.sign("done") * filled, style="pass").append(screen.sign("open") * (length - filled), "quiet")
    return bar.append("  " if length else "").append_text(words)


def _pace(screen: Screen, standing: StatusView) -> Text:
    """Return how far it is and how that compares with the plan, which is said here and nowhere else."""
    pace = standing.pace
    words = Text(f"{standing.done} of {len(standing.days)} days")
    if pace.behind or pace.ahead:
        count, word = (pace.behind, "behind") if pace.behind else (pace.ahead, "ahead")
        words.append(f"   {plural(count, 'day')} {word}", style="error" if pace.behind else "pass")
    if pace.finish is None:
        return words
    finish = f"finished {weekday(pace.finish)}" if standing.in_hand is None else f"finish ~ {weekday(pace.finish)}"
    return words.append(f" {screen.sign('dot')} {finish}", style="quiet")


def _streak(standing: StatusView) -> str:
    pace = standing.pace
    words = [f"{plural(pace.streak, 'day')} (best {pace.best})"]
    if pace.evenings:
        words.append(f"kept {pace.kept} of {pace.evenings} evenings")
    words.append(f"rest days {pace.rests_used} used, {pace.rests_left} left")
    return "   ".join(words)


def _focus(standing: StatusView) -> str:
    minutes = round(standing.seconds / 60)
    today = standing.now.date()
    monday = today - timedelta(days=today.weekday())
    week = [monday + timedelta(days=offset) for offset in range(today.weekday() + 1)]
    told = f"this week {sum(map(standing.boxes_on, week))}, today {standing.boxes_on(today)}"
    count = standing.boxes()
    return f"{plural(count, 'block')}, {minutes // 60} h {minutes % 60:02d} min in all   {told}"


def _in_hand(screen: Screen, standing: StatusView) -> None:
    if standing.in_hand is None:
        screen.pair("In hand", "nothing: all days are done. Well done.", width=_LABEL)
        return
    day = standing.in_hand
    due, planned = standing.pace.expected.get(day.number), standing.pace.planned.get(day.number)
    title = Text(f"Day {day.number} {screen.sign('dot')} {clean(day.title)}", style="title")
    when = Text(f"due {weekday(due)}", style="quiet") if due is not None and due != standing.now.date() else None
    if planned is not None and planned < standing.now.date():
        when = Text(f"planned for {weekday(planned)}", style="quiet")
    screen.row(Text(" In hand".ljust(1 + _LABEL), style="quiet"), title, when)
    for step in standing.steps:
        line = Text(f"{_BOXES[step.state]} {step.name.ljust(_STEP)}", style="pass" if step.state == DONE else "")
        line.append(step.text, style="quiet")
        line.rstrip()
        screen.pair("", line, width=_LABEL)
    timer = standing.timer
    if timer is not None and (standing.abandoned or timer.day != day.number):
        state = "was cut short" if standing.abandoned else f"is {timer.state}"
        screen.pair("", f"focus block {timer.block} of day {timer.day} {state}: sprint focus --stop", width=_LABEL)


def _metrics(screen: Screen, standing: StatusView) -> None:
    lines = [
        f"d{number} " + ", ".join(f"{name} {value:.3g}" for name, value in found.items())
        for number, found in standing.metrics[:3]
    ]
    if lines:
        screen.pair("Metrics", clean(f" {screen.sign('dot')} ".join(lines)), width=_LABEL)


def _guesses(screen: Screen, standing: StatusView) -> None:
    """Say how near the guesses came, once there are a few: a count, and to which side the others were off."""
    found = calibration(standing.guesses.values())
    if found.known < LEAST:
        return
    off = ", ".join(f"{count} too {side}" for count, side in ((found.high, "high"), (found.low, "low")) if count)
    words = f"{found.close} of {found.known} came close" + (f" {screen.sign('dot')} {off}" if off else "")
    screen.pair("Guesses", words, width=_LABEL)


def _trouble(screen: Screen, standing: StatusView) -> None:
    for damage in standing.damage:
        words = f"a line cannot be read and is left as it is: {damage}"
        screen.pair("Record", Text(words, style="error"), width=_LABEL)
    if waiting := [number for number in standing.waiting if number not in standing.gone]:
        words = f"the entry of {days(waiting)} waits for its commit: sprint diary --commit"
        screen.pair("Git", Text(words, style="error"), width=_LABEL)
    for words in gone_words(standing.gone):
        screen.pair("Diary", Text(words, style="error"), width=_LABEL)


def days(numbers: Sequence[int]) -> str:
    """Return some days by number, for a sentence."""
    return f"{'days' if len(numbers) > 1 else 'day'} {', '.join(map(str, numbers))}"


def gone_words(numbers: Sequence[int]) -> Iterator[str]:
    """Yield what to say of days whose texts were given and are not in the diary any more, where there are any."""
    if numbers:
        yield (
            f"what you wrote for {days(numbers)} is no longer in it; a copy is kept. "
            f"sprint diary --commit puts it back, sprint diary {numbers[0]} --let-go leaves it out"
        )
