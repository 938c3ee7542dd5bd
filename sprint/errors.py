"""What can go wrong and be foreseen: one sentence, one next step, one exit code.

Every foreseeable fault is raised as a `SprintError`; the command line's one boundary turns it into two lines on
standard error and the exit code of its class. Anything else that escapes is a bug of ours (exit code 70).
"""

from typing import ClassVar

FINE = 0
NOT_YET = 1
BUG = 70
INTERRUPTED = 130


class SprintError(Exception):
    """A fault the learner can do something about."""

    exit_code: ClassVar[int] = 4
    """What the process exits with when nobody handles this."""

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(sentence, next_step)
        self.sentence = sentence
        """What happened, in one sentence without blame."""
        self.next_step = next_step
        """The one thing to do now, usually a command."""

    def __str__(self) -> str:
        return self.sentence


class NotYetError(SprintError):
    """The work asked about is not there yet (exit code 1)."""

    exit_code = NOT_YET


class UsageError(SprintError):
    """The words of the command do not fit: an unknown day, a flag that needs another (exit code 2)."""

    exit_code = 2


class NoSprintError(SprintError):
    """This folder and those above it are no sprint (exit code 3)."""

    exit_code = 3


class NeedsPersonError(SprintError):
    """Something only a person can decide: a conflict, damage, a merge in progress (exit code 4)."""

    exit_code = 4


class CannotCheckError(SprintError):
    """The work cannot be looked at here: a package, the data or git is missing (exit code 5)."""

    exit_code = 5


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C; no exception that a library would answer in its own way."""

    def __init__(self, sentence: str = "Stopped; nothing is lost.", next_step: str = "") -> None:
        super().__init__(sentence, next_step)
        self.sentence = sentence
        """What was stopped and what is kept."""
        self.next_step = next_step
        """How to go on; empty where there is nothing to say."""
