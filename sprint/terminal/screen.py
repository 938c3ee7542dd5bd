"""The screen: its width, its colours, its signs, and the two ways of ending badly."""

import os
import shutil
import sys
from dataclasses import dataclass, field
from typing import IO

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

WIDEST = 100
"""Columns used at the most: longer lines are hard to read."""

_THEME = Theme(
    {
        "pass": "green",
        "fail": "bold red",
        "error": "yellow",
        "quiet": "dim",
        "title": "bold",
        "command": "cyan",
        "blocked": "dim",
        "not_attempted": "dim",
        "repr.number": "none",
    }
)
_SIGNS = {
    "pass": ("✓", "+"),
    "fail": ("✗", "x"),
    "blocked": ("◌", "~"),
    "not_attempted": ("○", "o"),
    "error": ("!", "!"),
    "done": ("█", "#"),
    "started": ("▒", "="),
    "open": ("·", "."),
    "in_hand": (">", ">"),
    "line": ("─", "-"),
    "dot": ("·", "-"),
}


@dataclass(frozen=True)
class Screen:
    """Standard output or standard error, as a place to draw on."""

    ascii: bool = False
    """Whether to draw with ASCII signs only."""
    colour: bool | None = None
    """Whether to use colour; None asks the terminal and `NO_COLOR`."""
    stream: IO[str] | None = None
    """Where to draw; None is standard output."""
    console: Console = field(init=False)
    """Rich's console."""

    def __post_init__(self) -> None:
        stream = self.stream or sys.stdout
        plain = self.ascii or not _can_encode(stream)
        object.__setattr__(self, "ascii", plain)
        no_color = None if self.colour is None else not self.colour
        console = Console(
            file=stream, theme=_THEME, width=_width(stream), highlight=False, no_color=no_color, emoji=False
        )
        object.__setattr__(self, "console", console)

    @property
    def width(self) -> int:
        """Columns to draw on."""
        return self.console.width

    def sign(self, name: str) -> str:
        """Return a sign in Unicode or ASCII; its colour says the same."""
        return _SIGNS[name][self.ascii]

    def print(self, *parts: Text | str, indent: int = 1) -> None:
        """Print a line of text, wrapped to the width with the same indent."""
        line = Text.assemble(*[(part if isinstance(part, Text) else clean(part)) for part in parts])
        for wrapped in line.wrap(self.console, max(20, self.width - indent)):
            self.console.print(Text(" " * indent).append_text(wrapped), soft_wrap=True)

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def rule(self) -> None:
        """Print a thin line across."""
        self.console.print(Text(self.sign("line") * self.width, style="quiet"))

    def sides(self, left: Text, right: Text) -> None:
        """Print two texts at the two ends of a line, or under each other where they do not fit."""
        room = self.width - 1 - left.cell_len - right.cell_len
        if room >= 2:
            self.console.print(Text(" ").append_text(left).append(" " * room).append_text(right), soft_wrap=True)
        else:
            self.print(left)
            self.print(right, indent=3)

    def pair(self, label: str, value: Text | str, *, width: int = 10, indent: int = 1) -> None:
        """Print a label and a value beside it, wrapped under itself."""
        text = value if isinstance(value, Text) else Text(clean(value))
        head = Text(" " * indent + label.ljust(width), style="quiet")
        for place, line in enumerate(text.wrap(self.console, max(20, self.width - indent - width)) or [Text()]):
            front = head if place == 0 else Text(" " * (indent + width))
            self.console.print(front.copy().append_text(line), soft_wrap=True)


def clean(text: str) -> str:
    """Return a text without control characters, so that nothing a learner prints steers the terminal."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "�" for sign in text)


def command(text: str) -> Text:
    """Return a command as it is shown."""
    return Text(text, style="command")


def _width(stream: IO[str]) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return min(WIDEST, max(40, int(given)))
    if not stream.isatty():
        return WIDEST
    return min(WIDEST, max(40, shutil.get_terminal_size((WIDEST, 24)).columns))


def _can_encode(stream: IO[str]) -> bool:
    try:
        "✓█▒─".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
