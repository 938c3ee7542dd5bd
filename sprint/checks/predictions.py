"""Predictions: a question that is answered before the run by a guess, and afterwards by what the run came to.

A prediction proves nothing and changes no verdict. The learner's guess is a name in the notebook, which the starter
leaves as `prediction_auc = ...`.
"""

import inspect
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from sprint.checks.compare.values import format_value, to_float
from sprint.checks.declare import declared, place
from sprint.checks.outcomes import Outcome, Result
from sprint.checks.verdicts import Verdict
from sprint.checks.work import Work
from sprint.errors import CannotCheckError
from sprint.lab.supervisor.session import LearnerError
from sprint.lab.supervisor.worker_process import WorkerEnded
from sprint.record.guesses import Guess, Value

PREFIX = "prediction_"
"""What the learner's name of a guess begins with."""


@dataclass(frozen=True, slots=True)
class Number:
    """A guess that is a number."""

    close: float
    """How far off it may be and still count as close, in the unit of the number."""
    unit: str = ""
    """Its unit, as said behind it: `%`."""

    def read(self, value: object) -> Value | None:
        """Return a value as a guess or an outcome of this kind, or None where it is none."""
        found = to_float(value)
        return found if found is not None and math.isfinite(found) else None

    @property
    def words(self) -> str:
        """What a guess has to be."""
        return "a number"


@dataclass(frozen=True, slots=True)
class Choice:
    """A guess that is one of a few answers."""

    answers: tuple[str, ...]
    """The answers."""

    def read(self, value: object) -> Value | None:
        """Return the answer that a text is, in any case; None where it is none."""
        text = " ".join(str(value).split()).lower() if isinstance(value, str) else None
        return next((answer for answer in self.answers if answer.lower() == text), None)

    @property
    def words(self) -> str:
        """What a guess has to be."""
        quoted = [f'"{answer}"' for answer in self.answers]
        return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


@dataclass(frozen=True, slots=True)
class Prediction:
    """One question of a lesson that asks for a guess."""

    id: str
    """Stable and unique: `d08.p1`."""
    question: str
    """What is to be guessed."""
    name: str
    """The learner's name for the guess: `prediction_auc`."""
    kind: Number | Choice
    """What a guess is."""
    answered_in: str
    """The id of the lesson's cell that answers it; the guess is asked for before it."""
    needs: tuple[str, ...]
    """The ids of the checks that have to pass before the outcome is one."""
    outcome: Callable[[Work], Value]
    """Asks the run what it came to."""

    @property
    def explanation(self) -> str:
        """What the outcome is, and what counts: what `sprint explain` shows."""
        close = f"A guess within {self.kind.close:g} counts as close. " if isinstance(self.kind, Number) else ""
        return (
            f"{inspect.cleandoc(self.outcome.__doc__ or '')}\n\n"
            f"Your guess is `{self.name}`: {self.kind.words}. {close}It proves nothing and no check asks for it.\n\n"
            "The first guess that a check sees is the one that counts, if the outcome was not known by then. "
            "One that is changed afterwards is no guess."
        )


def prediction(
    id: str, question: str, *, name: str, kind: Number | Choice, answered_in: str, needs: tuple[str, ...]
) -> Callable[[Callable[[Work], Value]], Prediction]:
    """Declare a prediction; its function asks the run for the outcome, its docstring is for `sprint explain`.

    Args:
        id: `d08.p1`.
        question: what is to be guessed.
        name: the learner's name for the guess, which begins with `prediction_`.
        kind: what a guess is.
        answered_in: the id of the lesson's cell that answers it.
        needs: the ids of the checks that have to pass before the outcome is one.
    """

    def declare(outcome: Callable[[Work], Value]) -> Prediction:
        return Prediction(id, question, name, kind, answered_in, needs, outcome)

    return declare


def predictions_of(module: ModuleType) -> tuple[Prediction, ...]:
    """Return the predictions that a lesson's module declares, in the order of their ids."""
    return tuple(sorted(dict.fromkeys(declared(module, Prediction)), key=lambda one: place(one.id)))


def guesses_of(work: Work, predictions: Iterable[Prediction], results: Sequence[Result]) -> Iterator[Guess]:
    """Yield the guess that stands in a run for each prediction, and what it came to, once the checks are done."""
    outcomes = {result.id: result.outcome for result in results}
    for each in predictions:
        yield _with_outcome(work, each, _guess(work, each), outcomes)


def _guess(work: Work, asked: Prediction) -> Guess:
    close, unit = (asked.kind.close, asked.kind.unit) if isinstance(asked.kind, Number) else (None, "")
    empty = Guess(asked.id, close=close, unit=unit, question=asked.question)
    if work.run.ended or asked.name not in work.run.names:
        return empty
    try:
        remote = work.session.name(asked.name)
        if remote.look()["placeholder"]:
            return empty
        value = remote.get()
        guess = asked.kind.read(value)
    except Exception:  # noqa: BLE001  an answer that was tampered with can be anything, and a guess judges nothing
        return replace(empty, note=f"{asked.name} cannot be read; a guess is {asked.kind.words}")
    if guess is None:
        quotes = ", without quotes" if isinstance(value, str) and isinstance(asked.kind, Number) else ""
        return replace(empty, note=f"{asked.name} is {format_value(value)}; a guess is {asked.kind.words}{quotes}")
    return replace(empty, guess=guess)


def _with_outcome(work: Work, asked: Prediction, guess: Guess, outcomes: Mapping[str, Outcome]) -> Guess:
    """Return a guess with its outcome, which is known only where the checks it needs pass."""
    waiting = _open(asked.needs, outcomes)
    if waiting or work.run.ended:
        return replace(guess, trouble=f"waits for {', '.join(waiting)}")
    try:
        value = asked.outcome(work)
    except (Verdict, LearnerError, WorkerEnded, CannotCheckError) as error:
        return replace(guess, trouble=f"the run gives no outcome: {error}")
    except Exception as error:  # noqa: BLE001  a mistake in a lesson is ours and must not spoil a report
        return replace(guess, trouble=f"a mistake of ours in {asked.id} ({type(error).__name__}: {error})")
    outcome = asked.kind.read(value)
    if outcome is None:
        return replace(guess, trouble=f"the outcome {format_value(value)} is not {asked.kind.words}")
    return replace(guess, outcome=outcome)


def _open(needs: Collection[str], outcomes: Mapping[str, Outcome]) -> list[str]:
    return [id for id in needs if outcomes.get(id) is not Outcome.PASS]
