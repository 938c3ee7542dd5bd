"""What is wrong with a curriculum: every fault with its line, gathered before anything is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from sprint.errors import SprintError

MOST_FAULTS = 100
"""Reading stops here: nobody mends more in one go, and a hostile file must not keep us busy."""
LONGEST_SHOWN = 40
"""Characters of a value that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend."""

    file: str
    """The file's name, without its folder."""
    line: int
    """Counted from 1, as editors do."""
    sentence: str
    """What does not fit, without a full stop."""
    nearest: str | None = None
    """The word that was probably meant."""

    def __str__(self) -> str:
        meant = f" (did you mean {self.nearest!r}?)" if self.nearest else ""
        return f"{self.file}:{self.line}: {self.sentence}{meant}"


class CurriculumError(SprintError):
    """A curriculum that cannot be used as it is (exit code 4)."""

    def __init__(self, sentence: str, next_step: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(sentence, next_step)
        self.faults = faults
        """All faults found, by line; empty when the file could not be read at all."""


class Faults:
    """The faults of one file, gathered while it is read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[Fault, None] = {}

    def add(self, line: int, sentence: str, *, nearest: str | None = None) -> None:
        """Note a fault and read on.

        Raises:
            CurriculumError: there are `MOST_FAULTS` by now.
        """
        self._found[Fault(self._file, line, sentence, nearest)] = None
        if len(self._found) >= MOST_FAULTS:
            self._fail(f"{self._file} has {MOST_FAULTS} faults or more.")

    def stop(self, line: int, sentence: str) -> NoReturn:
        """Note a fault after which nothing further can be understood.

        Raises:
            CurriculumError: always, with all faults so far.
        """
        self.add(line, sentence)
        self._fail(self._counted())

    def raise_any(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            CurriculumError: there are faults.
        """
        if self._found:
            self._fail(self._counted())

    def _counted(self) -> str:
        count = len(self._found)
        return f"{self._file} has {count} fault{'s' if count > 1 else ''}."

    def _fail(self, sentence: str) -> NoReturn:
        faults = tuple(sorted(self._found, key=lambda fault: fault.line))
        raise CurriculumError(sentence, f"Start with {faults[0]}", faults)


def shown(text: str) -> str:
    """Return a value of the file as a sentence may quote it: short, and with nothing invisible left in it."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is closest to what was written, if one is close."""
    from difflib import get_close_matches  # only a file with a fault pays for it

    return next(iter(get_close_matches(word[:LONGEST_SHOWN].lower(), known, n=1)), None)
