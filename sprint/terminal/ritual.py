"""The screens of the ritual: what is known before the entry, goals and notes, what became of it and of its commit."""

import os
from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from sprint.terminal.screen import Screen, clean, command, listed
from sprint.terminal.status import days, gone_words
from sprint.usecases.diary import Written
from sprint.usecases.draft import Draft
from sprint.usecases.notes import Note
from sprint.usecases.pending_commits import Committed
from sprint.usecases.run_files import Brought

_LABEL = 12
MOST_COMMITS = 5
"""Commits of a day that are named one by one."""


def draw_ritual(screen: Screen, minutes: int, until: datetime) -> None:
    """Say how long the ritual is meant to take; nothing ends with it."""
    screen.pair(
        "Ritual", f"{minutes} minutes, until about {until.strftime('%H:%M')}; take longer if you like", width=_LABEL
    )
    screen.console.file.flush()


def draw_day_of_entry(screen: Screen, plan: Draft) -> None:
    """Say which day the entry is for, before anything is asked."""
    title = f"Day {plan.day.number} {screen.sign('dot')} {clean(plan.day.title)}"
    screen.pair("Entry for", Text(title, style="title"), width=_LABEL)


def draw_draft(screen: Screen, plan: Draft) -> None:
    """Show what is filled in already."""
    for label, text in (("Model", plan.model), ("View", plan.view)):
        screen.pair(label, clean(text) or "nothing was proved yet", width=_LABEL)
    for place, path in enumerate(plan.figures, 1):
        nearest = min(str(path), os.path.relpath(path), key=len)
        screen.pair("Figures" if place == 1 else "", f"{place}. {nearest}", width=_LABEL)
    draw_brought(screen, plan.made, ahead=True)
    for place, commit in enumerate(plan.commits[:MOST_COMMITS]):
        screen.pair("" if place else "Commits", commit, width=_LABEL)
    screen.blank()


def draw_asked(screen: Screen, plan: Draft) -> None:
    """Ask the day's question."""
    screen.print(clean(" ".join(plan.question.split())))
    if plan.analysis:
        screen.pair("Notebook", clean(plan.analysis), width=_LABEL)


def draw_commit(screen: Screen, commit: Committed) -> None:
    """Say what became of a commit, and of texts that were gone from the diary."""
    if commit.back:
        screen.pair("Back", f"what you wrote for {days(commit.back)} was gone from the diary; it is back", width=_LABEL)
    for brought in commit.brought:
        draw_brought(screen, brought)
    screen.pair("Commit", commit.hash or f"none: {clean(commit.why)}", width=_LABEL)
    if commit.next:
        screen.pair("", clean(commit.next), width=_LABEL)
    for warning in commit.warnings:
        screen.pair("Note", Text(clean(warning), style="error"), width=_LABEL)
    for sentence in gone_words(commit.gone):
        screen.pair("Gone", Text(sentence, style="error"), width=_LABEL)


def draw_written(screen: Screen, written: Written, path: str) -> None:
    """Say where an entry is and what became of its commit."""
    screen.pair("Entry", Text(f"day {written.day.number} is in {path}:{written.line}", style="title"), width=_LABEL)
    draw_commit(screen, written.commit)
    screen.pair("Next", command("sprint status"), width=_LABEL)


def draw_goals_of_draft(screen: Screen, goals: Sequence[tuple[str, bool]]) -> None:
    """List goals by number, with what is ticked."""
    for place, (goal, ticked) in enumerate(goals, 1):
        screen.pair("" if place > 1 else "Goals", f"[{'x' if ticked else ' '}] {place}. {clean(goal)}", width=_LABEL)


def draw_notes(screen: Screen, plan: Draft) -> None:
    """List the notes of the day by number, with their times."""
    for place, note in enumerate(plan.notes_in_words, 1):
        screen.pair("" if place > 1 else "Notes", f"{place}. {clean(note)}", width=_LABEL)


def draw_noted(screen: Screen, day: int, note: Note) -> None:
    """Say that a note is kept, and where it turns up again."""
    screen.pair("Noted", f"for day {day}: {clean(note.text)}", width=_LABEL)
    screen.pair("Offered by", command("sprint diary"), width=_LABEL)


def draw_brought(screen: Screen, brought: Brought, *, ahead: bool = False) -> None:
    """Say what is to become, or became, of the files that only a check's run had made."""
    day = brought.day
    if brought.added:
        where = f"to be put into workspace/day-{day:02d} with the entry" if ahead else f"in workspace/day-{day:02d} now"
        words = f"{listed(brought.added)}: made by the check's run, {where}"
        screen.pair("To add" if ahead else "Added", words, width=_LABEL)
    if ahead:
        return
    if brought.kept:
        stay = "stays" if len(brought.kept) == 1 else "stay"
        words = f"{listed(brought.kept)}: yours {stay}, the check's run made another; to renew: sprint run {day}"
        screen.pair("Kept", words, width=_LABEL)
    if brought.too_large:
        are = "is" if len(brought.too_large) == 1 else "are"
        words = (
            f"{listed(brought.too_large)} {are} too large to be added; in your folder it is made by: sprint run {day}"
        )
        screen.pair("Left out", words, width=_LABEL)
