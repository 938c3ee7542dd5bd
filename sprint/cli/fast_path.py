"""The commands typed most, without Typer's parsing, which takes 70 ms, where there is nothing to parse."""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

VERBS = ("start", "run", "check")
"""Verbs that take a day at most, when they take no option."""
BOARDS = ((), ("status",), ("status", "--line"), ("status", "--json"))
"""The words that ask for the board."""


def plain_verb(words: Sequence[str]) -> Callable[[], Any] | None:
    """Return what to call for words that hold no option, such as `check 8`; None leaves them to Typer.

    Args:
        words: the words behind `sprint`; none is the board.
    """
    if "_SPRINT_COMPLETE" in os.environ:  # a shell asks what could come next
        return None
    if tuple(words) in BOARDS:
        return lambda: _board(words[1:])
    if words[0] in VERBS and len(words) <= 2 and not words[-1].startswith("-"):
        return lambda: _on_day(words[0], words[1:])
    return None


def _board(flags: Sequence[str]) -> None:
    import gc

    from sprint.cli.status import status

    gc.disable()  # a board ends before there is anything to collect; on a long record, looking costs a fifth
    try:
        status(json="--json" in flags, line="--line" in flags)  # which leaves the line for the prompt itself
    finally:
        gc.enable()


def _on_day(verb: str, words: Sequence[str]) -> Any:
    from sprint.cli.middleware import after, before
    from sprint.cli.options import day_number

    day = day_number(words[0]) if words else None
    before()
    code = getattr(import_module(f"sprint.cli.{verb}"), verb)(day)
    after()
    return code
