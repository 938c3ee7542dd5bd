"""The commands typed most are read without Typer; this holds both ways of reading a line against each other."""

import inspect
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from sprint.cli.app import app
from sprint.cli.fast_path import BOARDS, ON_DAY, SWITCHES, fast_call
from sprint.errors import UsageError

COMMAND = get_command(app)
VERBS = sorted(COMMAND.commands)  # type: ignore[attr-defined]
NUMBERS = st.integers(-2, 12000).map(str)
Reader = Callable[[Sequence[str]], tuple[str, dict[str, Any]] | None]
TARGETS = st.one_of(
    NUMBERS,
    st.from_regex(r"(d|D|day|day-|day_)?[0-9]{1,5}(\.[csx][0-9]{1,4})?", fullmatch=True),
    st.text(max_size=4),
    st.sampled_from(["-h", "--help", "--fresh", "--json", "--", "-v", "--all", "--line", "-", "--goal=x"]),
)
LINES = st.lists(st.one_of(st.sampled_from(VERBS), TARGETS), max_size=4)
TAKEN = st.tuples(st.sampled_from(sorted(ON_DAY)), TARGETS).map(list)
SWITCHED = st.lists(st.one_of(st.sampled_from([*SWITCHES["check"], "--json", "--"]), NUMBERS), max_size=3)


def by_typer(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the verb and the arguments that Typer reads from a line; nothing alone is the board.

    Raises:
        UsageError: our own parsing of an argument refused it.
    """
    context = COMMAND.make_context("sprint", list(words))
    if not context._protected_args:  # noqa: SLF001  where click keeps the command's name
        return "status", {}
    name, verb, rest = COMMAND.resolve_command(  # type: ignore[attr-defined]
        context,
        [*context._protected_args, *context.args],  # noqa: SLF001  where click keeps the command's name
    )
    assert verb is not None
    return str(name), verb.make_context(str(name), rest, parent=context).params


def with_defaults(verb: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a verb's function, the defaults among them; Typer turns an empty list into None later."""
    bound = inspect.signature(getattr(import_module(f"sprint.cli.{verb}"), verb)).bind(**arguments)
    bound.apply_defaults()
    return {name: value or None if isinstance(value, tuple) else value for name, value in bound.arguments.items()}


def fast(words: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """Return what the fast path reads from a line, or None where it leaves it."""
    call = fast_call(words)
    return (call.verb, dict(call.arguments)) if call is not None else None


def outcome(read: Reader, words: Sequence[str]) -> object:
    """Return the verb and all its arguments as one way of reading has them, or what it refuses the line with."""
    try:
        found = read(words)
    except UsageError as refused:
        return refused.sentence, refused.next_step
    return (found[0], with_defaults(*found)) if found else None


def agree(words: Sequence[str]) -> bool:
    """Hold both readings against each other; return whether the line was taken by the fast one."""
    taken = outcome(fast, words)
    assert taken is None or taken == outcome(by_typer, words)
    return taken is not None


@given(LINES)
def test_whatever_is_taken_is_read_as_typer_reads_it(words: list[str]) -> None:
    """Any line of verbs, days, checks and options: what the fast path takes is the verb and the arguments of Typer."""
    agree(words)


@given(TAKEN)
def test_a_verb_and_one_word_are_read_alike(words: list[str]) -> None:
    """A verb of the fast path with any word behind it: the same arguments, or refused with the same words."""
    agree(words)


@given(SWITCHED)
def test_a_check_with_switches_is_read_as_typer_reads_it(words: list[str]) -> None:
    """Before the day, behind it, twice: the same arguments, or refused with the same words."""
    agree(["check", *words])


@pytest.mark.parametrize(
    "words",
    [
        *BOARDS,
        *((verb,) for verb in ON_DAY),
        *((verb, "8") for verb in ON_DAY),
        ("check", "d08.c3"),
        ("run", "day-08"),
        ("check", "--fresh"),
        ("check", "8", "--failed", "--fresh"),
    ],
    ids=" ".join,
)
def test_the_lines_typed_most_are_taken(words: tuple[str, ...]) -> None:
    """These lines are read without Typer, so that the tests above compare something."""
    assert agree(list(words))


@pytest.mark.parametrize("words", ["check --all", "run --fresh", "status --svg", "-C . status", "check 8 -v"])
def test_a_line_with_an_option_is_left_to_typer(words: str) -> None:
    """An option that the fast path does not know is never passed over."""
    assert fast_call(words.split()) is None
