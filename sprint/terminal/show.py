"""A day as it is: what it asks, what it needs, and where the learner stands with it."""

from collections.abc import Iterator
from datetime import date

from sprint.checks.outcomes import Outcome
from sprint.terminal.calendar import day_and_month, weekday
from sprint.terminal.day import LABEL, data_words, draw_no_lesson, draw_tasks
from sprint.terminal.screen import Screen, clean, command
from sprint.usecases.show import DayView

_BOXES = {True: "[x]", False: "[ ]"}
_ENTRIES = {
    "written": "written",
    "waiting": "written; it waits for its commit: sprint diary --commit",
    "not written": "not written yet",
}


def draw_day(screen: Screen, view: DayView, path: str) -> None:
    """Draw a day.

    Args:
        screen: where to draw.
        view: the day.
        path: the file to open, as it is shown.
    """
    draw_tasks(screen, view.day, view.week)
    if not view.has_lesson:
        draw_no_lesson(screen)
    for label, text in (*_needed(view), *_standing(view, path)):
        screen.pair(label, text, width=LABEL)
    for place, resource in enumerate(view.day.resources):
        screen.pair("Read on" if not place else "", clean(resource.title), width=LABEL)
        screen.address(clean(resource.url), indent=LABEL + 1)
    if view.next:
        screen.blank()
        screen.pair("Next", command(view.next), width=LABEL)


def _needed(view: DayView) -> Iterator[tuple[str, str]]:
    """Yield what the day needs of this machine."""
    for status in view.data:
        yield "Data", data_words(status)
    limits = view.day.limits
    yield "Needs", f"a run ends within {limits.seconds} s and {limits.memory_gb:g} GB of memory"
    if view.day.needs:
        yield "Packages", ", ".join(view.day.needs)
    if view.missing_packages:
        yield "", f"not installed yet: {', '.join(view.missing_packages)}; {view.install}"


def _standing(view: DayView, path: str) -> Iterator[tuple[str, str]]:
    """Yield where the learner stands with the day."""
    missing = [name for name, there in view.files if not there]
    if len(missing) == len(view.files):
        yield "Files", f"{path}, not laid out yet"
    elif missing:
        yield "Files", f"{path}, and not there: {', '.join(missing)}; sprint start {view.day.number} makes them"
    else:
        yield "Files", f"{path}, laid out" + (f" with {len(view.files) - 1} more" if len(view.files) > 1 else "")
    for place, (goal, ticked) in enumerate(view.goals):
        yield "Goals" if not place else "", f"{_BOXES[ticked]} {clean(goal)}"
    known = view.progress
    if view.due is not None and known.done is None:
        yield "Due", weekday(view.due)
    so_far = f"{known.minutes:.0f} min so far, of " if known.minutes >= 1 else ""
    yield "Focus", f"{so_far}{view.rhythm.blocks} x {view.rhythm.minutes} min"
    yield "Check", _verdict(view)
    yield "Diary", _ENTRIES[view.entry]
    if known.done is not None:
        yield "Done", _on(known.done)


def _verdict(view: DayView) -> str:
    """Say what the last check came to, and what it left open."""
    check = view.progress.check
    if check is None:
        return "not checked yet"
    variant = ", with stand-in data" if check.data == "offline" else ""
    words = f"{check.passed} of {check.total} proved on {_on(check.at.date())}{variant}"
    if check.passed == 0 and check.outcome != "fail":
        return words
    failed = [result.id for result in view.report.counted if result.outcome is Outcome.FAIL] if view.report else []
    left = failed or list(view.open_checks)
    return f"{words}; {'failed' if failed else 'open'}: {', '.join(left)}" if left else words


def _on(on: date) -> str:
    return f"{on.strftime('%a')} {day_and_month(on)}"
