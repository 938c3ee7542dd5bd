"""How a check is declared, and the three ways in which it ends early."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sprint.checks.work import Work


class Failed(Exception):  # noqa: N818  it is a verdict, not an error
    """The work does not do what the check asks.

    Args:
        seen: what was seen, without blame.
        expected: what was expected.
        because: the usual slip that gives exactly this, if one does.
        next: one move that helps to find it, without the solution.
    """

    def __init__(self, seen: str, expected: str = "", *, because: str = "", next: str = "") -> None:
        super().__init__(seen)
        self.seen, self.expected, self.because, self.next = seen, expected, because, next


class NotAttempted(Exception):  # noqa: N818  it is a verdict, not an error
    """The learner has not started on what the check is about."""


class Uncheckable(Exception):  # noqa: N818  it is a verdict, not an error
    """The machine or we cannot check this here; never the learner's fault.

    Args:
        reason: what is missing.
        next: the command that mends it.
    """

    def __init__(self, reason: str, next: str) -> None:
        super().__init__(reason)
        self.reason, self.next = reason, next


class WaitsFor(Exception):  # noqa: N818  it is a verdict, not an error
    """The check needs something that the run did not reach."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a lesson."""

    id: str
    """Stable and unique: `d08.c2`."""
    title: str
    """What holds when it passes."""
    prove: Callable[["Work"], str | None]
    """Looks at the work; returns a word of evidence, or raises `Failed`, `NotAttempted` or `Uncheckable`."""
    names: tuple[str, ...] = ()
    """The learner's names it is about."""
    needs: tuple[str, ...] = ()
    """The ids of the checks that have to pass before this one means anything."""
    stretch: bool = False
    """Whether it is for the fast: it is shown, and does not count for the day."""

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
) -> Callable[[Callable[["Work"], str | None]], Check]:
    """Declare a check; the docstring of its function is what `sprint explain` shows."""

    def declare(prove: Callable[["Work"], str | None]) -> Check:
        return Check(id, title, prove, names, needs, stretch)

    return declare
