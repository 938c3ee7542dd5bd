"""One row of a table of causes, and what it says of an exception."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an exception is raised, most of the time."""

    because: str
    """What it usually means; empty where the message says it."""
    next: str
    """The next move."""
    cure: str = ""
    """The shape of the line that mends it; empty where the move says it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `{0}`, `{1}` in its words are the groups of its pattern."""

    types: str
    """The exceptions' class names, as a pattern for the whole name."""
    pattern: str
    """A pattern in the message; empty fits all."""
    because: str
    """What it usually means."""
    next: str
    """The next move."""
    cure: str = ""
    """The shape of the line that mends it."""

    def cause(self, type: str, message: str) -> Cause | None:
        """Return what it says of an exception, or None where it does not fit."""
        found = re.search(self.pattern, message)
        if found is None or not re.fullmatch(self.types, type):
            return None
        groups = [group or "" for group in found.groups()]
        return Cause(self.because.format(*groups), self.next.format(*groups), self.cure.format(*groups))
