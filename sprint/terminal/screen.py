"""The screen: its width, its colours, its signs, and the two ways of ending badly."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from rich.theme import Theme

WIDEST = 100
"""Columns used at the most: longer lines are hard to read."""

COLOURS = {
    "pass": "color(29)",
    "fail": "bold color(131)",
    "error": "color(163)",
    "quiet": "color(243)",
    "title": "bold",
    "command": "color(63)",
    "blocked": "color(243)",
    "not_attempted": "color(243)",
    "repr.number": "none",
}
"""Colours of the fixed part of the 256, each with a contrast of 4.5 to 1 on black and on white (WCAG 2)."""
PLAIN = {name: "bold" if name in {"fail", "title", "command"} else "none" for name in COLOURS}
"""For a terminal of 16 colours, which everybody sets otherwise: weight only; the signs say the rest."""
ON_WHITE = TerminalTheme((255, 255, 255), (0, 0, 0), [(0, 0, 0)] * 8)
"""For a picture: black on white."""
_SIGNS = {
    "pass": ("✓", "+"),
    "fail": ("✗", "x"),
    "blocked": ("◌", "~"),
    "not_attempted": ("○", "o"),
    "error": ("!", "!"),
    "done": ("█", "#"),
    "started": ("▒", "~"),
    "missed": ("!", "!"),
    "rest": ("z", "z"),
    "open": ("·", "."),
    "in_hand": (">", ">"),
    "more": ("+", "+"),
    "line": ("─", "-"),
    "dot": ("·", "-"),
}
_PLAIN = str.maketrans(dict(zip("“”’–—−×·…", '""\'---x-.', strict=True)))
"""Typography, sign by sign, for a screen that draws in ASCII."""


class _Console(Console):
    """Rich's console; whether a reader that left ends the program is for the one boundary to decide."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


@dataclass(frozen=True)
class Screen:
    """Standard output or standard error, as a place to draw on."""

    ascii: bool = False
    """Whether to draw with ASCII signs only."""
    colour: bool | None = None
    """Whether to use colour; None asks the terminal and `NO_COLOR`."""
    stream: IO[str] | None = None
    """Where to draw; None is standard output."""
    picture: bool = False
    """Whether what is drawn becomes a picture."""
    console: Console = field(init=False)
    """Rich's console."""

    def __post_init__(self) -> None:
        stream = self.stream or sys.stdout
        plain = self.ascii or not _can_encode(stream)
        object.__setattr__(self, "ascii", plain)
        no_color = None if self.colour is None else not self.colour
        console = _Console(
            file=stream, width=_width(stream), highlight=False, no_color=no_color, emoji=False, record=self.picture
        )
        rich = self.picture or console.color_system in {"256", "truecolor"}
        console.push_theme(Theme(COLOURS if rich else PLAIN))
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
        self.row(Text(" " * indent), line)

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
            self._put(Text(" ").append_text(left).append(" " * room if right else "").append_text(right))
        else:
            self.print(left)
            self.print(right, indent=3)

    def pair(self, label: str, value: Text | str, *, width: int = 10, indent: int = 1) -> None:
        """Print a label and a value beside it, wrapped under itself."""
        text = value if isinstance(value, Text) else Text(clean(value))
        self.row(Text(" " * indent + label.ljust(width), style="quiet"), text)

    def address(self, url: str, *, indent: int) -> None:
        """Print an address that a click or a copy gets whole: never wrapped, and further left where that helps."""
        room = self.width - len(url)
        self._put(Text(" " * min(indent, max(1, room)) + url, style="quiet"))

    def row(self, front: Text, text: Text, tail: Text | None = None) -> None:
        """Print a text behind its front, wrapped under itself, and a tail at the right end of the last line.

        A tail that would leave the text too little room gets a line of its own.
        """
        room = self.width - front.cell_len
        taken = tail.cell_len + 2 if tail else 0
        beside = taken if text.cell_len + taken <= room or taken <= self.width // 3 else 0
        lines = list(text.wrap(self.console, max(20, room - beside))) or [Text()]
        if tail and beside:
            lines[-1].append(" " * max(1, room - lines[-1].cell_len - tail.cell_len)).append_text(tail)
        elif tail:
            lines += tail.wrap(self.console, max(20, room))
        for place, line in enumerate(lines):
            ahead = Text().append_text(front) if place == 0 else Text(" " * front.cell_len)
            whole = ahead.append_text(line)
            whole.rstrip()
            self._put(whole)

    def _put(self, line: Text) -> None:
        if self.ascii:
            line.plain = line.plain.translate(_PLAIN)
        self.console.print(line, soft_wrap=True)


def clean(text: str) -> str:
    """Return a text without control characters, so that nothing a learner prints steers the terminal."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " if sign.isspace() else "�" for sign in text)


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return the first few names of files, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return clean(", ".join(names[:most])) + more


def command(text: str) -> Text:
    """Return a command as it is shown."""
    return Text(text, style="command")


def _width(stream: IO[str]) -> int:
    """Return the columns that are given, else those of the terminal, also of the one behind a pipe, else the most."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return min(WIDEST, max(40, int(given)))
    return min(WIDEST, max(40, _terminal_columns(stream) or WIDEST))


def _terminal_columns(stream: IO[str]) -> int:
    """Ask what is drawn on, then standard error and input, then the terminal the process belongs to."""
    for descriptor in (stream, sys.stderr, sys.stdin):
        try:
            if columns := os.get_terminal_size(descriptor.fileno()).columns:
                return columns
        except (OSError, ValueError, AttributeError):
            continue
    try:
        with Path("/dev/tty").open("rb", buffering=0) as terminal:
            return os.get_terminal_size(terminal.fileno()).columns
    except OSError:
        return 0


def _can_encode(stream: IO[str]) -> bool:
    try:
        "✓█▒─".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
