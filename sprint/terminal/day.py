"""What a day is about, as the kick-off and `sprint show` both draw it."""

from rich.text import Text

from sprint.course.model import Day, Week
from sprint.datasets import Status, in_words
from sprint.terminal.screen import Screen, clean

LABEL = 12
"""Columns for the labels of a day."""


def draw_tasks(screen: Screen, day: Day, week: Week | None) -> None:
    """Draw a day's title, its three tasks and its deliverables."""
    screen.sides(
        Text(f"Day {day.number} {screen.sign('dot')} {clean(day.title)}", style="title"),
        Text(f"{week.name} week" if week else "before the first week", style="quiet"),
    )
    screen.rule()
    for label, text in (("Model", day.model), ("View", day.view), ("Analysis", day.analysis)):
        screen.pair(label, " ".join(text.split()), width=LABEL)
    if day.deliverables:
        screen.pair("Deliverable", ", ".join(day.deliverables), width=LABEL)


def draw_no_lesson(screen: Screen) -> None:
    """Say that nothing can prove the day."""
    screen.pair("Lesson", "not written yet: the notebook holds the tasks, nothing can prove them", width=LABEL)


def data_words(status: Status) -> str:
    """Say of one data set whether it is at hand, and what brings it."""
    if status.complete:
        return f"{status.dataset.name}, at hand ({in_words(status.dataset.size)})"
    name = status.dataset.name
    return f"{name} is not here yet: sprint data fetch {name} ({in_words(status.to_fetch)})"
