"""Guesses: what a learner expected before a run, beside what it came to. A fold of its own over the checks' events.

The first guess of a day that a check saw is the one that counts, and only if it was there before the outcome: one that
is written or changed once the outcome is known is no guess.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from sprint.record.events import Event

Value = float | str
"""A number, or one of the answers of a choice."""
LEAST = 3
"""Guesses with an outcome from which on something is said about them all."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess and its outcome, as far as they are known."""

    id: str
    """Of the prediction: `d08.p1`."""
    guess: Value | None = None
    """The guess that counts; None where there is none, or none that was there before the outcome."""
    outcome: Value | None = None
    """What it came to; None while that is not proved."""
    close: float | None = None
    """How far off a number may be and still count as close; None for a choice."""
    unit: str = ""
    """The unit of both, if there is one."""
    question: str = ""
    """What was asked; the record does without."""
    now: Value | None = None
    """What stands in the notebook, where it is not the guess that counts."""
    note: str = ""
    """Why what stands in the notebook cannot be read as a guess."""
    trouble: str = ""
    """Why there is no outcome; the words are for the lesson's author where what it waits for is proved."""

    @property
    def is_known(self) -> bool:
        """Whether there are both a guess that counts and an outcome."""
        return self.guess is not None and self.outcome is not None

    @property
    def is_close(self) -> bool:
        """Whether the outcome is within `close` of the guess; for a choice, whether it came true."""
        distance = self._above()
        return self.is_known and (
            self.guess == self.outcome if distance is None else abs(distance) <= (self.close or 0)
        )

    @property
    def side(self) -> str:
        """`high` or `low` for a number that is not close, else nothing."""
        distance = self._above()
        return "" if distance is None or self.is_close else "high" if distance > 0 else "low"

    def _above(self) -> float | None:
        """Return how far a number lies above its outcome, rounding errors of a sum left out; None for a choice."""
        if isinstance(self.guess, str) or isinstance(self.outcome, str) or not self.is_known:
            return None
        return round((self.guess or 0) - (self.outcome or 0), 9)

    @property
    def words(self) -> str:
        """Guess and outcome beside each other, in one sentence; empty where there is nothing to say."""
        came = "the outcome is still open"
        if self.outcome is not None:
            came = f"{'the answer was' if isinstance(self.outcome, str) else 'it came to'} {self._said(self.outcome)}"
        if self.guess is not None:
            guessed = f"you guessed {self._said(self.guess)}"
            return f"{guessed} first, {came}" if self.now is not None else f"{guessed}, {came}"
        if self.now is not None:
            return f"{came}, which was known before {self._said(self.now)} was written; it counts as no guess"
        return self.note

    def _said(self, value: Value | None) -> str:
        if not isinstance(value, int | float):
            return f'"{value}"'
        whole = abs(value) < 1e9 and (float(value).is_integer() or abs(value) >= 1e4)
        return (f"{value:.0f}" if whole else f"{value:.4g}") + (f" {self.unit}" if self.unit else "")

    def after(self, known: "Guess | None") -> Self:
        """Return this guess of a run beside what the record knew of it before."""
        if known is None or (known.guess is None and known.outcome is None):
            return self
        now = self.guess if self.guess != known.guess else None
        return replace(self, guess=known.guess, now=now)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as a JSON object."""
        texts = {key: getattr(self, key) for key in ("question", "unit", "now", "note", "trouble")}
        return {"id": self.id, "guess": self.guess, "outcome": self.outcome, "close": self.close, **texts}

    def for_record(self) -> dict[str, Any]:
        """Return what an event keeps of it."""
        return {"id": self.id, "guess": self.guess, "outcome": self.outcome, "close": self.close, "unit": self.unit}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the guess that a JSON object holds; what is not what it should be is left out."""
        close = _value(stored.get("close"))
        return cls(
            id=str(stored["id"]),
            guess=_value(stored.get("guess")),
            outcome=_value(stored.get("outcome")),
            close=close if isinstance(close, float) else None,
            now=_value(stored.get("now")),
            **{key: str(stored.get(key) or "") for key in ("unit", "question", "note", "trouble")},
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """How near the guesses of all days came, in numbers a beginner can read."""

    known: int
    """Guesses with an outcome, each day's first."""
    close: int
    """How many came close: a number within what its question calls close, a choice that came true."""
    high: int
    """How many of the numbers that were not close were too high."""
    low: int
    """How many of them were too low."""


def guesses(events: Iterable[Event]) -> Mapping[tuple[int, str], Guess]:
    """Return what the record knows of each day's guesses, by the day and the prediction's id.

    The first guess stands, unless an outcome was there before it; the latest outcome stands. Data that is not what it
    should be is left aside.
    """
    found: dict[tuple[int, str], Guess] = {}
    for event in events:
        stored = event.data.get("guesses") if event.type == "check" else None
        if event.day is None or not isinstance(stored, list):
            continue
        for each in stored:
            if isinstance(each, dict) and isinstance(each.get("id"), str):
                key, new = (event.day, each["id"]), Guess.from_json(each)
                known = found.get(key)
                outcome = new.outcome if new.outcome is not None or known is None else known.outcome
                found[key] = replace(new.after(known), outcome=outcome, now=None)
    return found


def calibration(some: Iterable[Guess]) -> Calibration:
    """Return how near some guesses came.

    The measure is a count: how many were close. What is close is said by each question, since 0.03 is much for an AUC
    and nothing for an age. Beside it stands to which side the other numbers were off, which is what one can learn from.
    """
    known: Sequence[Guess] = [guess for guess in some if guess.is_known]
    sides = [guess.side for guess in known]
    return Calibration(len(known), sum(guess.is_close for guess in known), sides.count("high"), sides.count("low"))


def guesses_json(found: Mapping[tuple[int, str], Guess]) -> dict[str, Any]:
    """Return the guesses of all days and how near they came as a JSON object."""
    each = [
        {"day": day, **guess.for_record(), "is_close": guess.is_close if guess.is_known else None}
        for (day, _), guess in sorted(found.items(), key=lambda item: item[0])
    ]
    return {**asdict(calibration(found.values())), "each": each}


def _value(stored: object) -> Value | None:
    """Return a finite number or a text, or None."""
    if isinstance(stored, int | float) and not isinstance(stored, bool):
        return float(stored) if abs(stored) < 1e300 and math.isfinite(stored) else None
    return stored if isinstance(stored, str) and stored else None
