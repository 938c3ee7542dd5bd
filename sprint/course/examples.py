"""A lesson author's examples: solutions that are right though different, and ones that are wrong for a reason.

Both are small changes of the lesson's own solution, so they cannot go stale unseen: a change that no longer fits the
text is an error of the gate. `ENVIRONMENT`, where an `examples.py` has it, is what the runs get on top of our
environment: `{"SPRINT_FAST": "1"}` for a day that trains for minutes. `LEFT_OPEN` then names the checks that such a run
leaves open, because it cannot show what they ask for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sprint.course.lesson import Lesson, LessonError, notebook_bytes


@dataclass(frozen=True, slots=True)
class Right:
    """A solution written in another way; every check has to pass."""

    title: str
    """What is different."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Texts of the solution and what stands there instead."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """Whole cells that are replaced, by their id."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Extra files of the day that are replaced, by their path."""
    proves: str = ""
    """The stretch check that it passes as well, if it is about that."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A solution with a slip; the named check has to fail, and say why."""

    check: str
    """The id of the check that fails."""
    title: str
    """What is wrong."""
    changes: Mapping[str, str]
    """Texts of the solution and what stands there instead."""
    says: str
    """Words that the failing check's message has to hold."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """Whole cells that are replaced, by their id."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Extra files of the day that are replaced, by their path."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What this run gets on top of `ENVIRONMENT`."""


def changed_notebook(lesson: Lesson, example: Right | Wrong) -> bytes:
    """Return the solved notebook with an example's changes.

    Raises:
        LessonError: a text to change, or a cell to replace, is not there.
    """
    left = (set(example.changes) | set(example.cells)) - {cell.id for cell in lesson.cells}
    cells = []
    for cell in lesson.cells:
        text, changed = replaced(example.cells.get(cell.id, cell.solution), example.changes)
        left -= changed
        cells.append((cell.id, cell.kind, text))
    for _, _, solution in lesson.templates():
        left -= replaced(solution.decode(), example.changes)[1]
    if left:
        raise LessonError(
            f"{lesson.name}: the example “{example.title}” changes {min(left)!r}, which is not there.",
            "Fit it to the lesson.",
        )
    return notebook_bytes(cells)


def changed_templates(lesson: Lesson, example: Right | Wrong) -> dict[str, bytes]:
    """Return the day's extra files with an example's changes, by their path."""
    files = {name: replaced(solution.decode(), example.changes)[0] for name, _, solution in lesson.templates()}
    return {name: text.encode() for name, text in (files | dict(example.files)).items()}


def replaced(text: str, changes: Mapping[str, str]) -> tuple[str, set[str]]:
    """Return a text with all changes made at once, none of them in what another has put there, and which were made.

    Of two that begin at the same place, the longer one is made.
    """
    if not changes:
        return text, set()
    made: set[str] = set()

    def new(found: re.Match[str]) -> str:
        made.add(found[0])
        return changes[found[0]]

    either = "|".join(map(re.escape, sorted(changes, key=len, reverse=True)))
    return re.sub(either, new, text), made
