"""A learner's function as checks see it: called there, compared here, failing with the call that shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sprint.checks.compare.values import (
    KnownMistake,
    find_mistake,
    first_difference,
    format_value,
    is_equal,
    is_unchanged,
    to_float,
    type_name,
)
from sprint.checks.verdicts import Failed, NotAttempted
from sprint.lab.protocol.models import Stop
from sprint.lab.supervisor.session import LearnerError, Remote, Session
from sprint.text import kept_ends, plural


@dataclass(frozen=True, slots=True)
class Function:
    """A function the learner wrote, called in the learner's process."""

    session: Session = field(repr=False)
    """The conversation with the learner's process."""
    proved: Callable[[str], None] = field(repr=False)
    """Told what was looked at and holds."""
    name: str
    """Its name."""
    remote: Remote = field(repr=False)
    """The function itself, over there."""
    is_placeholder: Callable[[Stop], bool] = field(repr=False)
    """Tells whether what it raises comes from something that still is the starter's."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; an exception becomes a fail that shows the call.

        Raises:
            Failed: it raised or took too long.
            NotAttempted: it came to something that still is the starter's.
        """
        try:
            return self.remote(*args, **kwargs)
        except LearnerError as error:
            raise self._raised(args, error, kwargs) from error

    def require_agreement(
        self,
        arguments: Iterable[tuple[Any, ...]],
        reference: Callable[..., Any],
        *,
        next: str = "",
        slips: Callable[..., Iterable[KnownMistake]] = lambda *_args: (),
        rel: float = 1e-6,
        abs: float = 1e-9,
        seconds: float | None = None,
        slow: str = "is there a loop that never ends?",
    ) -> None:
        """Fail unless it gives what a reference gives, with the first of many arguments for which it differs.

        Args:
            arguments: the argument tuples, smallest first.
            reference: gives the expected value; it runs here, never in the learner's process.
            next: the next move where no slip fits.
            slips: gives the known mistakes for some arguments.
            rel: relative tolerance for numbers.
            abs: absolute tolerance for numbers.
            seconds: how long all calls together may take.
            slow: the next move where they take longer.
        """
        cases = list(arguments)
        try:
            results = self.session.map(self.remote.target, cases, seconds)
        except LearnerError as error:
            raise self._raised(cases[0] if len(cases) == 1 else (...,), error, {}, slow) from error
        for args, got in zip(cases, results, strict=False):
            if isinstance(got, LearnerError):
                raise self._raised(args, got, {})
            expected = reference(*args)
            if not is_equal(got, expected, rel=rel, abs=abs):
                raise self._differs(
                    args, got, expected, find_mistake(got, slips(*args), rel=rel, abs=abs), next, rel, abs
                )
        self.proved(f"{self.name} on {plural(len(cases), 'input')}")

    def each(self, arguments: Iterable[tuple[Any, ...]], *, seconds: float | None = None) -> list[Any]:
        """Call it once per argument tuple in a single question and return all results.

        Args:
            arguments: the argument tuples.
            seconds: how long all calls together may take.

        Raises:
            Failed: a call raised, or together they took too long.
            NotAttempted: a call came to something that still is the starter's.
        """
        cases = list(arguments)
        try:
            results = self.session.map(self.remote.target, cases, seconds)
        except LearnerError as error:
            raise self._raised((...,), error, {}) from error
        if isinstance(results[-1], LearnerError):
            raise self._raised(cases[len(results) - 1], results[-1], {}) from results[-1]
        return results

    def raises(self, *args: Any) -> str:
        """Return the name of the exception a call raises, or an empty text where it returns."""
        try:
            self.session.call(self.remote.target, *args)
        except LearnerError as error:
            if error.kind != "raised" or self.is_placeholder(error.stop):
                raise self._raised(args, error, {}) from error
            return error.stop.type
        return ""

    def require_type(self, kind: type, *args: Any, next: str = "") -> Any:
        """Fail unless a call gives something of this kind; return that. See the call itself for the errors."""
        got, wanted = self(*args), _with_article(kind.__name__)
        if not isinstance(got, kind):
            seen = "None" if got is None else _with_article(type_name(got))
            move = "does the function end with `return`?" if got is None else next
            raise Failed(f"{self.call_text(args)} gives {seen}", wanted, next=move)
        return got

    def require_unchanged_arguments(self, *args: Any) -> None:
        """Fail if a call changes its arguments."""
        try:
            after = self.session.call(self.remote.target, *args, args_back=True).args
        except LearnerError as error:
            raise self._raised(args, error, {}) from error
        for before, now in zip(args, after, strict=True):
            if not is_unchanged(before, now):
                raise Failed(
                    f"{self.name} changed the {type_name(before)} it was given",
                    "the input as it was, and the result as a new object",
                    next="work on a copy: .copy() at the start",
                )
        self.proved(f"{self.name} leaves its input alone")

    def call_text(self, args: tuple[Any, ...], kwargs: dict[str, Any] | None = None) -> str:
        """Return a call as a learner would write it."""
        words = ["…" if arg is ... else format_value(arg, 60) for arg in args]
        words += [f"{key}={format_value(value, 30)}" for key, value in (kwargs or {}).items()]
        return f"{self.name}({', '.join(words)})"

    def _differs(
        self,
        args: tuple[Any, ...],
        got: Any,
        expected: Any,
        slip: KnownMistake | None,
        move: str,
        rel: float,
        abs: float,
    ) -> Failed:
        because = slip.because if slip else ""
        if got is None and expected is not None:
            because, move = (
                "a function without `return` gives None",
                "return the result at the end; printing it is not enough",
            )
        elif not slip and not isinstance(got, Remote):
            because = _kinds(got, expected)
        move = slip.next if slip and slip.next else move
        place = first_difference(got, expected, rel=rel, abs=abs)
        if place is not None:
            where, seen, wanted = place
            return Failed(
                f"{self.call_text(args)}{where} is {format_value(seen)}",
                format_value(wanted),
                because=because,
                next=move,
            )
        texts = [format_value(got), format_value(expected)]
        if texts[0] == texts[1]:
            texts = [
                f"{text}, {_with_article(type_name(value))}" for text, value in zip(texts, (got, expected), strict=True)
            ]
        return Failed(f"{self.call_text(args)} gives {texts[0]}", texts[1], because=because, next=move)

    def _raised(
        self, args: tuple[Any, ...], error: LearnerError, kwargs: dict[str, Any],
        slow: str = "is there a loop that never ends?",
    ) -> Exception:  # fmt: skip
        stop, call = error.stop, self.call_text(args, kwargs)
        if self.is_placeholder(stop):
            return NotAttempted(f"`{self.name}` is not written yet")
        where = f" (cell [{stop.cell}], line {stop.line})" if stop.cell else ""
        if error.kind == "timeout":
            return Failed(
                f"{call} had not come back when its time was up",
                "an answer in time",
                next=slow,
            )
        if error.kind == "unsendable":
            return Failed(
                f"{call} gives something too large or too deep to look at",
                next="print the type and length of the result",
            )
        said = kept_ends(stop.message, 160)
        return Failed(
            f"{call} raises {stop.type}: {said}{where}", "a result", next=f"run {call} in a cell and read the last line"
        )


def _kinds(got: Any, expected: Any) -> str:
    """Say how two values differ in kind or length where their texts look alike."""
    if isinstance(expected, float) and to_float(got) is not None:
        return ""
    a, b = type_name(got), type_name(expected)
    if a == b == "list" and len(got) != len(expected):
        return f"that is {len(got)} items, not {len(expected)}"
    return f"that is {_with_article(a)}, not {_with_article(b)}" if a != b else ""


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiouAEIOU' or noun.startswith('nd') else 'a'} {noun}"
