"""The options that several commands share, and those given before the command."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from sprint.cli import completion
from sprint.errors import SprintError, UsageError

if TYPE_CHECKING:
    from sprint.terminal import Screen
    from sprint.usecases.sprint import Sprint


_DAY = re.compile(r"(?:d(?:ay)?[-_]?)?(\d{1,4})", re.IGNORECASE)
_CHECK = re.compile(r"d(?:ay)?[-_]?(\d{1,4})\.([csp])(\d{1,3})", re.IGNORECASE)


def day_number(word: str) -> int:
    """Return the number of a day, given as `8`, `08`, `d08` or `day-08`.

    Raises:
        UsageError: the word names no day.
    """
    if found := _DAY.fullmatch(word):
        return int(found[1])
    if _CHECK.fullmatch(word):
        raise UsageError(f"{word} is a check, not a day.", f"Give the day's number: {day_or_check(word).day}")
    raise UsageError(f"“{word}” is no day.", "Give its number, such as: sprint start 8")


@dataclass(frozen=True, slots=True)
class Target:
    """What a command is about: a day, or one check of it."""

    day: int
    """The day."""
    check: str | None = None
    """The id of the check: `d08.c3`."""


def day_or_check(word: str) -> Target:
    """Return the day that a word names, or the check: `d08.c3`.

    Raises:
        UsageError: the word names neither.
    """
    if found := _CHECK.fullmatch(word):
        day = int(found[1])
        return Target(day, f"d{day:02d}.{found[2].lower()}{int(found[3])}")
    if _DAY.fullmatch(word):
        return Target(day_number(word))
    raise UsageError(f"{word} is no check and no day.", "A check is named like d08.c2, a day by its number, such as 8.")


def check_id(word: str) -> Target:
    """Return the check that a word names: `d08.c3`.

    Raises:
        UsageError: the word names none.
    """
    found = day_or_check(word)
    if found.check is None:
        name = f"d{found.day:02d}.c1"
        raise UsageError(f"{word} is a day, not a check.", f"Name one of its checks: sprint explain {name}")
    return found


def a_day(parameter: Callable[..., Any], help: str) -> Any:
    """Return Typer's argument or option that takes a day, in any of the ways `day_number` reads."""
    return parameter(help=help, parser=day_number, metavar="DAY", autocompletion=completion.days, show_default=False)


Day = Annotated[int | None, a_day(typer.Argument, "The day's number; without it, the day in hand.")]
DayOrCheck = Annotated[
    Target | None,
    typer.Argument(
        help="A day (8) or one check (d08.c2); without it, the day in hand.",
        parser=day_or_check,
        metavar="DAY|CHECK",
        autocompletion=completion.days_and_checks,
        show_default=False,
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

    def as_words(self) -> list[str]:
        """Return them as they are given on the command line."""
        flags = {"--ascii": self.ascii, "--no-color": self.no_color}
        return ["-C", str(self.folder), *(flag for flag, wanted in flags.items() if wanted)]


OPTIONS = GlobalOptions(Path())


def _draw_ascii(*, ascii: bool) -> bool:
    OPTIONS.ascii = OPTIONS.ascii or ascii
    return ascii


def screen(stream: IO[str] | None = None) -> "Screen":
    """Return standard output, or another stream, as a screen."""
    from sprint.terminal import Screen

    return Screen(ascii=OPTIONS.ascii or _set_ascii(), colour=False if OPTIONS.no_color else None, stream=stream)


def _set_ascii() -> bool:
    """Tell whether the settings of the sprint ask for ASCII; a fault in them is for the command to say."""
    from sprint.workspace import find
    from sprint.workspace.settings import read_settings

    try:
        return bool(read_settings(find(OPTIONS.folder).settings)["ascii"])
    except SprintError:
        return False


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
