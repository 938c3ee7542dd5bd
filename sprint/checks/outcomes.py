"""What checks come to: five outcomes, a result for each check, a report for a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from sprint.record.guesses import Guess

RUNS_TITLE = "the notebook runs from top to bottom, from a clean start"
"""What the first check of every notebook is called."""


class Outcome(StrEnum):
    """What a check came to."""

    PASS = "pass"  # noqa: S105  an outcome, no password
    FAIL = "fail"
    NOT_ATTEMPTED = "not_attempted"
    BLOCKED = "blocked"
    """Something it depends on failed."""
    ERROR = "error"
    """Ours or the machine's: a package or data is missing. Never the learner's fault."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one check came to, and the words for it."""

    id: str
    """`d08.c2`."""
    title: str
    """What holds when it passes."""
    outcome: Outcome
    evidence: str = ""
    """For a pass: the figure that shows it, 'AUC 0.995'."""
    seen: str = ""
    """For a fail: what was seen. For the rest: why there is no verdict."""
    expected: str = ""
    """For a fail: what was expected."""
    values: tuple[str, ...] = ()
    """For a notebook that stopped: what the names in its line hold, `X: DataFrame (455, 30)`."""
    because: str = ""
    """For a fail: the usual slip that gives exactly this, where one does."""
    next: str = ""
    """The next move."""
    notes: tuple[str, ...] = ()
    """Remarks that change no verdict."""
    verified: tuple[str, ...] = ()
    """What was looked at."""
    stretch: bool = False
    """Whether it is for the fast, and does not count for the day."""
    hints: tuple[str, ...] = ()
    """Hints that follow from what was seen, one rung each, where the lesson can have none: on how the notebook ran."""

    @property
    def message(self) -> str:
        """The result in one line."""
        if self.evidence:
            return self.evidence
        parts = []
        if self.seen:
            parts.append(f"seen {self.seen}" if self.outcome is Outcome.FAIL else self.seen)
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.because:
            parts.append(f"because {self.because}")
        if self.next:
            parts.append(f"next: {self.next}")
        return "; ".join(parts)

    def as_json(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        texts = {key: getattr(self, key) for key in ("evidence", "seen", "expected", "because", "next")}
        return {
            "id": self.id,
            "outcome": self.outcome.value,
            "title": self.title,
            "message": self.message,
            **texts,
            "values": list(self.values),
            "stretch": self.stretch,
            "notes": list(self.notes),
            "verified": list(self.verified),
            "hints": list(self.hints),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the result that `as_json` gave."""
        return cls(
            id=str(stored["id"]),
            title=str(stored["title"]),
            outcome=Outcome(stored["outcome"]),
            evidence=str(stored["evidence"]),
            seen=str(stored["seen"]),
            expected=str(stored["expected"]),
            values=tuple(map(str, stored.get("values", ()))),
            because=str(stored["because"]),
            next=str(stored["next"]),
            notes=tuple(map(str, stored["notes"])),
            verified=tuple(map(str, stored["verified"])),
            stretch=bool(stored.get("stretch")),
            hints=tuple(map(str, stored.get("hints", ()))),
        )


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that a run made in its copy of the day's folder, or changed there."""

    name: str
    """Its path in the day's folder."""
    digest: str
    """The SHA-256 of its content, or nothing where it is too large to be kept."""
    new: bool
    """Whether the learner's folder had no such file."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a day's checks came to."""

    day: int
    """The day's number."""
    results: tuple[Result, ...]
    """One for each check, in the lesson's order."""
    data: str = "real"
    """`real`, or `offline variant` where a day ran on stand-in data."""
    cells: int = 0
    """How many code cells ran."""
    seconds: float = 0.0
    """Wall-clock seconds of their run."""
    metrics: Mapping[str, float] = field(default_factory=dict)
    """The day's figures, by the learner's names."""
    fingerprint: str = ""
    """A hash of everything the verdict depends on."""
    python: str = ""
    """The interpreter that the work ran in; empty where nothing ran."""
    kernel: str = ""
    """The interpreter of the notebook's kernel; empty where none is known."""
    cached: bool = False
    """Whether this verdict was kept from an earlier check of the same work."""
    asked: tuple[str, ...] = ()
    """The ids of the checks that were asked for, where it was not the whole day; then it is no verdict on the day."""
    predictions: tuple[Guess, ...] = ()
    """The day's guesses and what they came to; they change no outcome, and a part of a day has none."""
    made: tuple[MadeFile, ...] = ()
    """Files that the run left in its copy of the day's folder, where it came to its end."""
    notes: tuple[str, ...] = ()
    """Remarks on the run that change no verdict."""
    unkept: str = ""
    """Why the verdict could not be written down, where the disk refused; then it counts nowhere but here."""

    @property
    def counted(self) -> tuple[Result, ...]:
        """The results that count: those that were asked for, else all but the stretch."""
        if self.asked:
            return tuple(result for result in self.results if result.id in self.asked)
        return tuple(result for result in self.results if not result.stretch)

    @property
    def told(self) -> tuple[Result, ...]:
        """The results to show: all; of a part what was asked for, and what is in its way."""
        return tuple(
            result
            for result in self.results
            if not self.asked or result.id in self.asked or result.outcome is not Outcome.PASS
        )

    def part(self, asked: tuple[str, ...], ids: Collection[str]) -> Self:
        """Return what it says of the checks `ids`, for the sake of those that were asked for."""
        results = tuple(result for result in self.results if result.id in ids)
        return replace(self, asked=asked, results=results, predictions=())

    @property
    def outcome(self) -> Outcome:
        """The day's outcome: the first of error, fail, blocked, not attempted that any check has, else pass."""
        found = {result.outcome for result in self.counted}
        for outcome in (Outcome.ERROR, Outcome.FAIL, Outcome.BLOCKED, Outcome.NOT_ATTEMPTED):
            if outcome in found:
                return outcome
        return Outcome.PASS if self.counted else Outcome.ERROR

    @property
    def proved(self) -> int:
        """How many checks pass."""
        return sum(result.outcome is Outcome.PASS for result in self.counted)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "day": self.day,
            "outcome": self.outcome.value,
            "data": self.data,
            "cells": self.cells,
            "seconds": round(self.seconds, 3),
            "metrics": dict(self.metrics),
            "fingerprint": self.fingerprint,
            "python": self.python,
            "kernel": self.kernel,
            "cached": self.cached,
            "asked": list(self.asked),
            "unkept": self.unkept,
            "made": [{"name": file.name, "digest": file.digest, "new": file.new} for file in self.made],
            "notes": list(self.notes),
            "checks": [result.as_json() for result in self.results],
            "predictions": [guess.as_json() for guess in self.predictions],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the report that `as_json` gave, marked as cached."""
        return cls(
            day=int(stored["day"]),
            results=tuple(map(Result.from_json, stored["checks"])),
            data=str(stored["data"]),
            cells=int(stored["cells"]),
            seconds=float(stored["seconds"]),
            metrics={str(key): float(value) for key, value in stored["metrics"].items()},
            fingerprint=str(stored["fingerprint"]),
            python=str(stored.get("python", "")),
            cached=True,
            predictions=tuple(map(Guess.from_json, stored["predictions"])),
            made=tuple(
                MadeFile(str(file["name"]), str(file["digest"]), bool(file["new"])) for file in stored.get("made", ())
            ),
            notes=tuple(map(str, stored.get("notes", ()))),
        )
