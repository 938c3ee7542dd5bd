"""`sprint hint` and `sprint explain`: one rung at a time, and what a check is about."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from sprint import files
from sprint.checks.outcomes import Outcome, Result
from sprint.course.guidance import read_hints
from sprint.course.lesson import Lesson
from sprint.course.material import SETUP_LESSON
from sprint.course.model import Day
from sprint.errors import NotYetError, UsageError
from sprint.usecases.check import last_report
from sprint.usecases.proving import lesson_checks, lesson_predictions
from sprint.usecases.setup import SETUP_CHECKS
from sprint.usecases.sprint import Sprint


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung."""

    check: str
    """The check it helps with."""
    title: str
    """What holds when that check passes; empty where nothing was checked yet."""
    rung: int
    """Which rung this is, from 1."""
    rungs: int
    """How many there are."""
    text: str
    """The hint."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a check is about, and what it last came to."""

    check: str
    """Its id."""
    title: str
    """What holds when it passes."""
    text: str
    """What is proved, how and why."""
    result: Result | None
    """What it came to last, if it was run."""
    guess: str | None = None
    """For a prediction: guess and outcome in words, empty before there are any; None for a check."""


def hint(sprint: Sprint, number: int | None = None, id: str | None = None) -> Hint:
    """Return the next rung for a check, and write down that it was taken.

    Args:
        sprint: the sprint.
        number: the day, or None for the day in hand.
        id: the check, or None for the first that does not pass.

    Raises:
        NotYetError: the day has no hints, or everything passes.
        UsageError: there is no such check.
    """
    day, lesson = _day_of(sprint, number)
    ladder = read_hints(lesson.folder)
    if not ladder:
        raise NotYetError(f"Day {day.number} has no hints.", f"Read the guide: sprint start {day.number}")
    report = last_report(sprint, day)
    id = id or _first_open(ladder, report.results if report else ())
    if id is None:
        raise NotYetError(
            f"Everything of day {day.number} is proved, there is nothing to hint at.", "Go on: sprint diary"
        )
    if id not in ladder:
        raise UsageError(f"There are no hints for {id}.", f"Day {day.number} has them for {', '.join(ladder)}")
    with files.locked(sprint.folder.lock):
        taken = sprint.progress.day(day.number).hints.get(id, 0)
        rung = min(taken + 1, len(ladder[id]))
        if rung > taken:
            sprint.log.append("hint", day.number, check=id, rung=rung)
    title = next((result.title for result in report.results if result.id == id), "") if report else ""
    return Hint(id, title, rung, len(ladder[id]), ladder[id][rung - 1])


def explain(sprint: Sprint, number: int | None = None, id: str | None = None) -> Explanation:
    """Return what a check or a prediction is about; without an id, the first check of the day that does not pass.

    Raises:
        NotYetError: the day has no lesson.
        UsageError: there is no such check.
    """
    day, lesson = _day_of(sprint, number)
    report = last_report(sprint, day)
    results = {result.id: result for result in report.results} if report else {}
    set_up = lesson.name == SETUP_LESSON
    checks = {check.id: check for check in (SETUP_CHECKS if set_up else lesson_checks(lesson))}
    asked = {each.id: each for each in (() if set_up else lesson_predictions(lesson))}
    if id in asked:
        words = next((guess.words for guess in report.predictions if guess.id == id), "") if report else ""
        return Explanation(id, asked[id].question, asked[id].explanation, None, words)
    if id is None:
        id = next((name for name in checks if name not in results or results[name].outcome is not Outcome.PASS), None)
        id = id or next(iter(checks))
    if id not in checks:
        raise UsageError(f"There is no check {id}.", f"Day {day.number} has {', '.join((*checks, *asked))}")
    check = checks[id]
    return Explanation(id, check.title, inspect.cleandoc(check.explanation), results.get(id))


def _day_of(sprint: Sprint, number: int | None) -> tuple[Day, Lesson]:
    """Return a day, or the day in hand, with its lesson."""
    day = sprint.day(number)
    lesson = sprint.lesson(day)
    if lesson is None:
        raise NotYetError(f"Day {day.number} has no lesson yet.", "Work from the tasks in its notebook.")
    return day, lesson


def _first_open(ladder: Mapping[str, tuple[str, ...]], results: tuple[Result, ...]) -> str | None:
    """Return the first check with hints that fails, else the first that is not proved, else None."""
    known = [result for result in results if result.id in ladder]
    if not known:
        return next(iter(ladder))
    for outcome in (Outcome.FAIL, Outcome.NOT_ATTEMPTED, Outcome.BLOCKED):
        for result in known:
            if result.outcome is outcome:
                return result.id
    return None
