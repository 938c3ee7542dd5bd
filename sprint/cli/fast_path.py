"""The commands typed most, without Typer's parsing, where there is nothing to parse.

Building all of Typer's commands takes longer than the board itself. A test holds that what is found here is what Typer
finds, for every line that is taken here.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from sprint.cli.options import day_number, day_or_check

BOARDS: Mapping[tuple[str, ...], Mapping[str, bool]] = {
    (): {},
    ("status",): {},
    ("status", "--line"): {"line": True},
    ("status", "--json"): {"json": True},
}
"""The words that ask for the board, and what they say of it."""
ON_DAY: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "start": ("day", day_number),
    "run": ("day", day_number),
    "check": ("what", day_or_check),
}
"""The verbs that are taken with a day alone: the name of their one argument, and what reads it."""
SWITCHES: Mapping[str, Mapping[str, str]] = {"check": {"--fresh": "fresh", "--failed": "failed"}}
"""The options that may stand in any place behind a verb: Typer pays 60 ms for reading one, since it loads pydantic."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command that needs no parsing."""

    verb: str
    """Its name, which is also that of its file and its function."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """What the function gets by name."""

    def __call__(self) -> Any:
        """Run it; return its exit code."""
        run = getattr(import_module(f"sprint.cli.{self.verb}"), self.verb)
        return _board(run, self.arguments) if self.verb == "status" else _between_hooks(run, self.arguments)


def fast_call(words: Sequence[str]) -> Call | None:
    """Return the command that some words are, such as `check 8`; None leaves them to Typer.

    Args:
        words: the words behind `sprint`; none is the board.

    Raises:
        UsageError: the day is none.
    """
    if "_SPRINT_COMPLETE" in os.environ:  # a shell asks what could come next
        return None
    if (flags := BOARDS.get(tuple(words))) is not None:
        return Call("status", flags)
    verb, *rest = words
    switches = SWITCHES.get(verb, {})
    named = [word for word in rest if word not in switches]
    if verb not in ON_DAY or len(named) > 1 or any(word.startswith("-") for word in named):
        return None
    name, read = ON_DAY[verb]
    switched = {switches[word]: True for word in rest if word in switches}
    return Call(verb, {**switched, **({name: read(named[0])} if named else {})})


def _board(run: Callable[..., Any], flags: Mapping[str, bool]) -> Any:
    import gc

    gc.disable()  # a board ends before there is anything to collect; on a long record, looking costs a fifth
    try:
        return run(**flags)  # which leaves the line for the prompt itself
    finally:
        gc.enable()


def _between_hooks(run: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    from sprint.cli.middleware import after, before

    before()
    code = run(**arguments)
    after()
    return code
