"""What a curriculum is, once it has been read and found whole."""

from dataclasses import dataclass
from pathlib import Path

from sprint.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run of a day's work may use."""

    seconds: int = 120
    """Wall-clock seconds."""
    memory_gb: float = 4.0
    """Memory of the whole process tree, in GiB."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A place to read more; shown, never fetched."""

    title: str
    """What the reader finds there."""
    url: str
    """An http or https address."""


@dataclass(frozen=True, slots=True)
class Day:
    """One evening: what to build, what to show, what to think about."""

    number: int
    """Which day; unique, not necessarily without gaps."""
    title: str
    """One line."""
    lesson: str
    """The folder of the lesson; the day's stable identity."""
    model: str
    """The task in words: what to build."""
    view: str
    """What to show."""
    analysis: str
    """What to reflect on, with the day's question."""
    deliverables: tuple[str, ...]
    """File names in the day's folder; a name with a slash at its end is a folder."""
    data: tuple[str, ...]
    """Data sets that have to be at hand, by the names of `sprint data`."""
    needs: tuple[str, ...]
    """Distributions the day imports, by their names on the package index."""
    limits: Limits
    """What a run may use."""
    resources: tuple[Resource, ...]
    """Where to read more."""


@dataclass(frozen=True, slots=True)
class Week:
    """A span of days with one aim."""

    name: str
    """One line."""
    first: int
    """Number of its first day."""
    last: int
    """Number of its last day, included."""
    goal: str
    """What the learner can do after it."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How an evening is cut; all lengths in minutes."""

    kickoff: int = 15
    """Looking at the topic and setting a goal."""
    blocks: int = 3
    """How many focus blocks a day has."""
    minutes: int = 45
    """Length of one focus block."""
    ritual: int = 10
    """Writing the diary."""
    least: int = 10
    """The shortest block that ticks a box; a shorter one keeps its minutes."""
    short_break: int = 5
    """The break behind a block."""
    long_break: int = 15
    """The break behind a day's last block."""


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All days, in the order of their numbers."""

    title: str
    """One line."""
    rhythm: Rhythm
    """How an evening is cut."""
    weeks: tuple[Week, ...]
    """In the order of their days; no two share a day."""
    days: tuple[Day, ...]
    """At least one, sorted by number."""
    path: Path
    """The file this was read from."""
    digest: str
    """SHA-256 of that file's bytes, 64 hexadecimal digits."""

    def day(self, number: int) -> Day:
        """Return the day of that number.

        Raises:
            UsageError: there is no such day; the nearest is named.
        """
        for day in self.days:
            if day.number == number:
                return day
        nearest = min((day.number for day in self.days), key=lambda known: abs(known - number))
        raise UsageError(
            f"There is no day {number}.",
            f"The days are {self.days[0].number} to {self.days[-1].number}; the nearest is day {nearest}.",
        )

    def week_of(self, number: int) -> Week | None:
        """Return the week a day belongs to, if any."""
        return next((week for week in self.weeks if week.first <= number <= week.last), None)
