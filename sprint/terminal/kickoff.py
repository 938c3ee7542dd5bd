"""The kick-off of a day: what it is about, what it needs, what was left open."""

from collections.abc import Iterable
from datetime import timedelta

from rich.text import Text

from sprint.datasets import in_words
from sprint.terminal.day import LABEL, data_words, draw_no_lesson, draw_tasks
from sprint.terminal.screen import Screen, clean, command
from sprint.terminal.status import review_words
from sprint.terminal.update import news_words
from sprint.usecases.start import Kickoff

_GIB = 2**30
MOST_LEFT = 3
"""Days left open that are named one by one."""


def draw_kickoff(screen: Screen, kickoff: Kickoff, path: str, made: Iterable[str]) -> None:
    """Draw the kick-off of a day."""
    day = kickoff.day
    draw_tasks(screen, day, kickoff.week)
    screen.pair("Evening", _evening(kickoff), width=LABEL)
    for status in kickoff.data:
        screen.pair("Data", data_words(status), width=LABEL)
    screen.pair("Needs", _needs(kickoff), width=LABEL)
    if kickoff.missing_packages:
        screen.pair(
            "Packages", f"{', '.join(kickoff.missing_packages)} not installed yet: {kickoff.install}", width=LABEL
        )
    if not kickoff.has_lesson:
        draw_no_lesson(screen)
    for name in made:
        screen.pair("Made", f"{name}, which this folder lacked", width=LABEL)
    screen.pair("Files", _files_words(len(kickoff.laid_out.created), len(kickoff.laid_out.kept)), width=LABEL)
    if kickoff.news:
        newer = f"the lesson, by now: {news_words(kickoff.news)}; take it over with: sprint update {day.number}"
        screen.pair("Newer", newer, width=LABEL)
    if kickoff.newer_curriculum:
        screen.pair("Newer", "the curriculum that comes with sprint: sprint update", width=LABEL)
    _before(screen, kickoff)
    screen.blank()
    screen.pair("Open", Text(path, style="command"), width=LABEL)
    then = (
        command("sprint focus")
        .append("  and, whenever you like,  ", style="quiet")
        .append_text(command("sprint check"))
    )
    screen.pair("Then", then, width=LABEL)


def draw_goals(screen: Screen, goals: Iterable[str]) -> None:
    """Draw what the learner set out to do."""
    for place, goal in enumerate(goals, 1):
        screen.pair("Goals" if place == 1 else "", f"{place}. {clean(goal)}", width=LABEL)


def _before(screen: Screen, kickoff: Kickoff) -> None:
    """Draw what the evenings before left: days, goals, and cards to recall."""
    for left in kickoff.left_open[:MOST_LEFT]:
        screen.pair("Still open", f"{left}, whenever you like", width=LABEL)
    if len(kickoff.left_open) > MOST_LEFT:
        screen.pair("", f"and {len(kickoff.left_open) - MOST_LEFT} more: sprint plan", width=LABEL)
    if kickoff.open_goals is not None:
        number, goals = kickoff.open_goals
        for place, goal in enumerate(goals):
            screen.pair("" if place else "Left open", f"{clean(goal)} (a goal of day {number})", width=LABEL)
    if kickoff.review_due:
        screen.pair("Review", review_words(kickoff.review_due), width=LABEL)


def _evening(kickoff: Kickoff) -> str:
    rhythm = kickoff.rhythm
    until = (kickoff.at + timedelta(minutes=rhythm.kickoff)).strftime("%H:%M")
    return f"kick-off until about {until}, {rhythm.blocks} x {rhythm.minutes} min focus, {rhythm.ritual} min diary"


def _needs(kickoff: Kickoff) -> str:
    """Return what the day asks of this machine: what was measured here, and bounds its runs are held to; no guess."""
    limits = kickoff.day.limits
    to_fetch = sum(status.to_fetch for status in kickoff.data if not status.complete)
    fetching = f"{in_words(to_fetch)} to fetch; " if to_fetch else ""
    short = f"only {in_words(kickoff.free_bytes)} free on this disk; " if kickoff.free_bytes is not None else ""
    last = f"a run took {_time(kickoff.last_seconds)} here; " if kickoff.last_seconds is not None else ""
    memory = f"{limits.memory_gb:g} GB of memory ({kickoff.memory_bytes / _GIB:.0f} GB here)"
    return f"{fetching}{short}{last}a run ends within {_time(limits.seconds)} and {memory}"


def _time(seconds: float) -> str:
    """Return a length of time for a person: `2.8 s`, `90 s`, `4 min`."""
    if seconds < 10 and seconds != int(seconds):
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _files_words(made: int, kept: int) -> str:
    left = "left as it is" if kept == 1 else "left as they are"
    return ", ".join(filter(None, [f"{made} made" if made else "", f"{kept} here already, {left}" if kept else ""]))
