"""The options that several commands share, and those given before the command."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.errors import UsageError

if TYPE_CHECKING:
    from sprint.terminal import Screen
    from sprint.usecases.sprint import Sprint


def day_number(word: str) -> int:
    """Return the number that a word for a day is.

    Raises:
        UsageError: it is none.
    """
    if not (word.isdecimal() and len(word) < 5):
        raise UsageError(f"“{word}” is no day.", "Give its number, such as: sprint start 8")
    return int(word)


Day = Annotated[
    int | None,
    typer.Argument(
        help="The day's number; without it, the day in hand.", parser=day_number, metavar="DAY", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, and nothing else.")]
Ascii = Annotated[
    bool, typer.Option("--ascii", help="Draw with ASCII signs only.", callback=lambda value: _draw_ascii(ascii=value))
]


@dataclass
class GlobalOptions:
    """The options given before the command."""

    folder: Path
    """Where to look for the sprint."""
    ascii: bool = False
    """Whether to draw with ASCII signs only."""
    no_color: bool = False
    """Whether to leave out colours."""


OPTIONS = GlobalOptions(Path())


def _draw_ascii(*, ascii: bool) -> bool:
    OPTIONS.ascii = OPTIONS.ascii or ascii
    return ascii


def screen() -> "Screen":
    """Return standard output as a screen."""
    from sprint.terminal import Screen

    return Screen(ascii=OPTIONS.ascii, colour=False if OPTIONS.no_color else None)


def here() -> "Sprint":
    """Return the sprint that the command is about.

    Raises:
        NoSprintError: there is none.
    """
    from sprint.usecases.sprint import Sprint

    return Sprint.at(OPTIONS.folder)


def print_json(document: object) -> None:
    """Print one JSON document."""
    import json

    typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
