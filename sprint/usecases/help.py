"""`sprint hint` and `sprint explain`: one rung at a time, and what a check is about."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from sprint import files
from sprint.checks.notebook.runs import EXPLANATION
from sprint.checks.outcomes import RUNS_TITLE, Outcome, Report, Result
from sprint.course.guidance import read_hints
from sprint.course.lesson import Lesson
from sprint.course.material import SETUP_LESSON
from sprint.course.model import Day
from sprint.errors import NotYetError, UsageError
from sprint.usecases.check import last_report
from sprint.usecases.grading import lesson_checks, lesson_predictions
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
    report = last_report(sprint, day)
    ladder = {**_said_by_the_run(report), **read_hints(lesson.folder)}
    if not ladder:
        raise NotYetError(f"Day {day.number} has no hints.", f"Read the guide: sprint start {day.number}")
    id = id or _first_open(ladder, report.results if report else ())
    if id is None:
        raise NotYetError(
            f"Everything of day {day.number} is proved, there is nothing to hint at.", "Go on: sprint diary"
        )
    if id not in ladder and id == f"d{day.number:02d}.c0":
        raise NotYetError(
            "At the last check nothing stopped the notebook.", f"If something does now: sprint check {day.number}"
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
    told = _explained(day, lesson)
    asked = {each.id: each for each in (() if set_up else lesson_predictions(lesson))}
    if id in asked:
        words = next((guess.words for guess in report.predictions if guess.id == id), "") if report else ""
        return Explanation(id, asked[id].question, asked[id].explanation, None, words)
    if id is None:
        id = next((name for name in told if name not in results or results[name].outcome is not Outcome.PASS), None)
        id = id or next(iter(told))
    if id not in told:
        raise UsageError(f"There is no check {id}.", f"Day {day.number} has {', '.join((*told, *asked))}")
    title, text = told[id]
    return Explanation(id, title, inspect.cleandoc(text), results.get(id))


def _explained(day: Day, lesson: Lesson) -> dict[str, tuple[str, str]]:
    """Return the title and the explanation of each check of a day, how its notebook runs among them."""
    if lesson.name == SETUP_LESSON:
        return {check.id: (check.title, check.explanation) for check in SETUP_CHECKS}
    runs = {f"d{day.number:02d}.c0": (RUNS_TITLE, EXPLANATION)}
    return runs | {check.id: (check.title, check.explanation) for check in lesson_checks(lesson)}


def _said_by_the_run(report: Report | None) -> dict[str, tuple[str, ...]]:
    """Return the hints that follow from what stopped the notebook, ahead of those of the lesson."""
    return {result.id: result.hints for result in report.results if result.hints} if report else {}


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
