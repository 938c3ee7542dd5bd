"""The goals of a day: up to three, said at the kick-off, kept in the record and in the diary's Goals."""

import re
from collections.abc import Collection, Sequence

from sprint import files
from sprint.course.model import Day
from sprint.errors import NeedsPersonError, UsageError
from sprint.record.progress import DayProgress
from sprint.usecases.copies import keep_copy
from sprint.usecases.sprint import Sprint

MOST = 3

_GOAL = re.compile(r"^ {0,3}[-*+] \[([ xX])\] +(\S.*)$", re.MULTILINE)


def goals_of(known: DayProgress) -> tuple[str, ...]:
    """Return the goals of a day, as they were said."""
    return tuple(known.goals.splitlines()) if known.goals else ()


def open_goals(sprint: Sprint, number: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the day worked on before another one, and which of its goals in the diary have no tick.

    The diary is what counts, since that is where a learner ticks them. None where there is no such day or no goal open.
    """
    before = next((day for day in sprint.progress.recently_started if day != number), None)
    if before is None:
        return None
    goals = tuple(goal for goal, ticked in goals_in_diary(sprint, before) if not ticked)
    return (before, goals) if goals else None


def ticked_goals(sprint: Sprint, number: int) -> tuple[str, ...]:
    """Return the goals of a day that have a tick in the diary."""
    return tuple(goal for goal, ticked in goals_in_diary(sprint, number) if ticked)


def _in_diary(sprint: Sprint, number: int) -> str:
    """Return what the diary says under a day's Goals; nothing where it cannot be read, which who writes is told."""
    from sprint.diary.entry import read_entry, without_comments
    from sprint.diary.parser import parse

    if not sprint.folder.diary.is_file():
        return ""
    try:
        entry = read_entry(parse(sprint.folder.diary.read_bytes()), number)
    except NeedsPersonError:
        return ""
    return without_comments(entry.goals) if entry else ""


def add_goals(sprint: Sprint, day: Day, goals: Sequence[str]) -> tuple[str, ...]:
    """Write goals into the diary and the record, behind those that are there; return all of the day.

    Args:
        sprint: the sprint.
        day: the day.
        goals: one line each; empty ones and ones that are there already are left out.

    Raises:
        UsageError: there would be more than three.
        NeedsPersonError: the diary has a conflict, or changed meanwhile; nothing is written.
    """
    from sprint.diary.writer import write_sections

    with files.locked(sprint.folder.lock):
        sprint.complete()
        known = goals_of(sprint.progress.day(day.number))
        lines = (" ".join(goal.split()) for goal in goals)
        new = tuple(dict.fromkeys(line for line in lines if line and line not in known))
        if len(known) + len(new) > MOST:
            raise UsageError(
                f"A day has up to {MOST} goals; {_counted(known, new)}.", "Keep those that fit one evening."
            )
        if new:
            before = sprint.folder.diary.read_bytes()
            text = "\n".join(f"- [ ] {goal}" for goal in new)
            after = write_sections(before, day.number, day.title, {"Goals": text})
            keep_copy(sprint, day.number, before, after)
            files.write(sprint.folder.diary, after, expected=before)
            sprint.log.append("goals", day.number, text="\n".join((*known, *new)))
    return (*known, *new)


def _counted(known: Sequence[str], new: Sequence[str]) -> str:
    """Say how many goals a day has and would get."""
    return f"it has {len(known)}, and {len(new)} more came" if known else f"{len(new)} came"


def goals_in_diary(sprint: Sprint, number: int) -> tuple[tuple[str, bool], ...]:
    """Return the goals of a day as the diary has them, with whether each is ticked; a dropped one is none any more."""
    return tuple((found[2], found[1] != " ") for found in _GOAL.finditer(_in_diary(sprint, number)))


def open_places(sprint: Sprint, number: int) -> tuple[int, ...]:
    """Return the places, from 1, of a day's goals that have no tick."""
    return tuple(place for place, (_, ticked) in enumerate(goals_in_diary(sprint, number), 1) if not ticked)


def day_after(sprint: Sprint, number: int) -> Day | None:
    """Return the day to come that a goal can be carried to, or None behind the last."""
    later = (day for day in sprint.curriculum.days if day.number > number)
    return next((day for day in later if sprint.progress.day(day.number).done is None), None)


def tick_goals(sprint: Sprint, number: int, places: Collection[int]) -> None:
    """Tick goals of a day in the diary, by their places from 1; see `_settle` for the errors."""
    _settle(sprint, number, places, "- [x] {}", only_open=False)


def drop_goals(sprint: Sprint, number: int, places: Collection[int]) -> None:
    """Strike out open goals of a day, by their places from 1: they are asked about no more. Errors as in `_settle`."""
    dropped = _settle(sprint, number, places, "- ~~{}~~")
    _forget(sprint, number, dropped)


def carry_goals(sprint: Sprint, number: int, places: Collection[int], to: Day) -> tuple[str, ...]:
    """Make open goals of a day, by place from 1, goals of a later one; return those it has then.

    Raises:
        UsageError: there is no such goal, or the later day would have more than three.
        NeedsPersonError: the diary has a conflict, or changed meanwhile.
    """
    goals = goals_in_diary(sprint, number)
    there = add_goals(sprint, to, [goals[place - 1][0] for place in sorted(places) if 1 <= place <= len(goals)])
    carried = _settle(sprint, number, places, f"- ~~{{}}~~ (day {to.number})")
    _forget(sprint, number, carried)
    return there


def _settle(
    sprint: Sprint, number: int, places: Collection[int], form: str, *, only_open: bool = True
) -> tuple[str, ...]:
    """Write goals of a day in another form, and leave the rest of the section as it is; return their words.

    Raises:
        UsageError: there is no such goal, or it is ticked and has to be open; nothing is written.
        NeedsPersonError: the diary has a conflict, or changed meanwhile; nothing is written.
    """
    from sprint.diary.entry import read_entry
    from sprint.diary.parser import parse
    from sprint.diary.writer import write_sections

    with files.locked(sprint.folder.lock):
        sprint.complete()
        before = sprint.folder.diary.read_bytes()
        entry = read_entry(parse(before), number)
        lines = entry.goals.split("\n") if entry else []
        goals = [place for place, line in enumerate(lines) if _GOAL.match(line)]
        if not all(1 <= place <= len(goals) for place in places):
            raise UsageError(f"Day {number} has {len(goals)} goals.", "Give their numbers, such as 1,3")
        words = []
        for place in places:
            found = _GOAL.match(lines[goals[place - 1]])
            if found is None or (only_open and found[1] != " "):
                raise UsageError(f"Goal {place} of day {number} is ticked.", "Name one that is still open.")
            lines[goals[place - 1]] = form.format(found[2])
            words.append(found[2])
        after = write_sections(before, number, "", {"Goals": "\n".join(lines)}, mode="replace")
        keep_copy(sprint, number, before, after)
        files.write(sprint.folder.diary, after, expected=before)
    return tuple(words)


def _forget(sprint: Sprint, number: int, dropped: Collection[str]) -> None:
    """Record the goals of a day that are left."""
    left = [goal for goal in goals_of(Sprint(sprint.folder).progress.day(number)) if goal not in dropped]
    sprint.log.append("goals", number, text="\n".join(left))
