"""The examples in a learner's docstring: run over there, judged here."""

import doctest
from dataclasses import dataclass

from sprint.checks.work import Work


@dataclass(frozen=True, slots=True)
class DoctestExample:
    """One example that expects something, and what came."""

    source: str
    """What is typed after the prompt."""
    promised: str
    """What the docstring says comes."""
    came: str
    """What came."""
    flags: int
    """doctest's options for comparing the two."""

    @property
    def holds(self) -> bool:
        """Whether what came is what was promised, as doctest compares it."""
        return doctest.OutputChecker().check_output(self.promised, self.came, self.flags)


def run_doctests(work: Work, name: str) -> tuple[list[DoctestExample], list[DoctestExample]]:
    """Run the examples of a learner's function twice: as it is, and with the function replaced by one that gives None.

    Examples without an expected line are left out: they promise nothing.
    """
    answered = work.session.imported("sprint.lab.worker.doctests:examples")(work.get(name), name)
    actual, emptied = ([DoctestExample(*found) for found in run if found[1].strip()] for run in answered)
    return actual, emptied
