"""How a check is declared: what holds when it passes, what proves it, and what must make it fail."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TypeVar

from sprint.checks.work import Work
from sprint.course.lesson import LessonCell

Kind = TypeVar("Kind")
Prover = Callable[[Work], str | None]
"""Looks at the work; returns a word of evidence, or raises `Failed`, `NotAttempted` or `Uncheckable`."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of any lesson's solution that a check has to notice; the author's gate tries it on each day."""

    title: str
    """What is wrong."""
    says: str
    """Words that the failing check's message has to hold."""
    change: Callable[[LessonCell], str]
    """Gives the text of a cell of the solution, changed or as it is."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a lesson."""

    id: str
    """Stable and unique: `d08.c2`."""
    title: str
    """What holds when it passes."""
    prove: Prover
    """Looks at the work."""
    names: tuple[str, ...] = ()
    """The learner's names it is about."""
    needs: tuple[str, ...] = ()
    """The ids of the checks that have to pass before this one means anything."""
    stretch: bool = False
    """Whether it is for the fast: it is shown, and does not count for the day."""
    mutants: tuple[Mutant, ...] = ()
    """Wrong solutions that it brings along, besides those of the lesson's examples."""

    @property
    def explanation(self) -> str:
        """What is proved, how and why: the docstring of its function."""
        return self.prove.__doc__ or ""


def check(
    id: str,
    title: str,
    *,
    names: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    stretch: bool = False,
) -> Callable[[Prover], Check]:
    """Declare a check; the docstring of its function is what `sprint explain` shows.

    Args:
        id: `d08.c2`, or `d08.s1` for a stretch.
        title: what holds when it passes.
        names: the learner's names it is about; while one of them is a placeholder, the check is not attempted.
        needs: the ids of earlier checks that have to pass before this one means anything.
        stretch: whether it is for the fast, and does not count for the day.
    """

    def declare(prove: Prover) -> Check:
        return Check(id, title, prove, names, needs, stretch)

    return declare


def declared(module: ModuleType, kind: type[Kind]) -> Iterator[Kind]:
    """Yield what a lesson's module and the modules of its package declare of a kind, such as `Check`."""
    for value in list(vars(module).values()):
        if isinstance(value, kind):
            yield value
        elif isinstance(value, ModuleType) and value.__name__.startswith(f"{module.__name__}."):
            yield from declared(value, kind)


def place(id: str) -> list[str | int]:
    """Return what puts ids in their order: `d08.c2`, `d08.c10`, `d08.s1`."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", id)]
