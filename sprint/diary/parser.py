"""Finding the days and sections of a diary: from bytes to spans of lines.

All a person has to remember: `## Day 7 · Title`, and under it `### Goals`, `### Model`, `### View`, `### Analysis`,
`### Links`. Only top-level headings written with number signs count; one inside a code fence, a quote or a comment
is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sprint.diary.headings import Block, structure
from sprint.errors import NeedsPersonError

SECTIONS = ("Goals", "Model", "View", "Analysis", "Links")
"""The sections of a day, in their order."""
EMPTY = "<!-- sprint: empty -->"
"""What stands where nothing was written yet."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_DAY = re.compile(r"Day[ \t]+([0-9]{1,6})[ \t]*(?:[·:–—-][ \t]*(.*))?", re.IGNORECASE)
_HIDDEN = re.compile(rb" {0,3}##(?:[ \t]+Day[ \t]+([0-9]{1,6})\b|#[ \t]+(\w+))", re.IGNORECASE)
_CONFLICT = re.compile(rb"(?:<{7}|>{7}|\|{7})(?:[ \t\r\n]|$)")
_MARKERS = (b"<<<<<<<", b">>>>>>>", b"|||||||")


@dataclass(frozen=True, slots=True)
class Section:
    """One `###` section of a day, known or not."""

    name: str
    """`Goals`, `Model`, `View`, `Analysis` or `Links` in this spelling, else what the heading says."""
    start: int
    """The line of its heading, counted from 0."""
    end: int
    """The line behind its last."""


@dataclass(frozen=True, slots=True)
class Day:
    """One `## Day N` of the diary."""

    number: int
    """The day's number."""
    title: str
    """What its heading says behind the number."""
    start: int
    """The line of its heading, counted from 0."""
    end: int
    """The line behind its last."""
    sections: tuple[Section, ...]
    """What is under it, in the order of the file."""

    @property
    def head_end(self) -> int:
        """The line behind the facts: the first section's heading, or the end."""
        return self.sections[0].start if self.sections else self.end

    def named(self, name: str) -> tuple[Section, ...]:
        """Return its sections of a name; more than one is a slip only a person can mend."""
        return tuple(section for section in self.sections if section.name == name)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A heading of ours that counts as text, since something around it was opened before."""

    name: str
    """What it names: a section, or a day as `Day 8`."""
    line: int
    """Where it stands, counted from 0."""
    opened: int
    """Where the code fence, comment or other block around it begins."""
    kind: str
    """What is around it, for a person."""


@dataclass(frozen=True, slots=True)
class Diary:
    """A diary and where everything in it is."""

    content: bytes
    """The file as it is."""
    lines: tuple[bytes, ...]
    """The same, line by line with the line ends."""
    headings: tuple[tuple[int, int, str], ...]
    """The line, counted from 0, the level and the text of each heading."""
    days: tuple[Day, ...]
    """Its days, in the order of the file."""
    hidden: tuple[Hidden, ...]
    """Headings of days and sections that something swallowed."""
    open_since: tuple[int, str] | None
    """The line from which an unclosed block runs to the end of the file, and what kind it is."""

    def conflicts(self) -> tuple[int, ...]:
        """Return the lines with git's conflict markers, counted from 0."""
        if not any(marker in self.content for marker in _MARKERS):
            return ()
        return tuple(number for number, line in enumerate(self.lines) if _CONFLICT.match(line))

    def named(self, number: int) -> tuple[Day, ...]:
        """Return the days of a number; more than one is a slip only a person can mend."""
        return tuple(day for day in self.days if day.number == number)

    def find(self, number: int) -> Day | None:
        """Return the first day of a number, or None."""
        return next(iter(self.named(number)), None)

    def chunks(self, day: Day) -> list[tuple[str, list[bytes]]]:
        """Return the lines of a day by section, the heading and what is right below it under an empty name."""
        head = ("", list(self.lines[day.start : day.head_end]))
        return [head, *((section.name, list(self.lines[section.start : section.end])) for section in day.sections)]

    def text(self, start: int, end: int) -> str:
        """Return some lines as text with plain line ends, without blank lines around it."""
        return trimmed(plain_lines(b"".join(self.lines[start:end])))

    def body(self, section: Section) -> str:
        """Return what a section says below its heading."""
        return self.text(section.start + 1, section.end)


def trimmed(text: str) -> str:
    """Return a text without blank lines before and behind it; the first line's indentation stays."""
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip(" \t\n")


def plain_lines(content: bytes) -> str:
    r"""Return bytes as text whose lines all end in `\n`."""
    return content.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def split_lines(content: bytes) -> tuple[bytes, ...]:
    r"""Cut bytes into lines at `\n`, `\r\n` and `\r` only, as Markdown does; joined again they are the same bytes."""
    return tuple(content.splitlines(keepends=True))


@lru_cache(maxsize=4)
def parse(content: bytes) -> Diary:
    """Find the days and sections of a diary.

    Raises:
        NeedsPersonError: the file is not UTF-8 but UTF-16 or UTF-32, in which no heading can be found.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"#\0#\0" in content:
        raise NeedsPersonError("The diary is saved as UTF-16.", "Save it as UTF-8 in your editor; nothing was changed.")
    lines = split_lines(content)
    found = structure(plain_lines(content.removeprefix(BYTE_ORDER_MARK)))
    days = tuple(_days(found.headings, len(lines)))
    unclosed = (found.unclosed.start, found.unclosed.kind) if found.unclosed else None
    return Diary(content, lines, found.headings, days, tuple(_hidden(found.blocks, lines)), unclosed)


def _days(headings: Sequence[tuple[int, int, str]], count: int) -> Iterator[Day]:
    for index, (line, level, text) in enumerate(headings):
        match = _DAY.fullmatch(text)
        if level != 2 or not match:
            continue
        inner: list[tuple[int, str]] = []
        end = count
        for below, its_level, its_text in headings[index + 1 :]:
            if its_level <= 2:
                end = below
                break
            if its_level == 3:
                inner.append((below, its_text))
        starts = [*(start for start, _ in inner), end]
        sections = tuple(Section(_known(name), *starts[at : at + 2]) for at, (_, name) in enumerate(inner))
        yield Day(int(match[1]), (match[2] or "").strip(), line, end, sections)


def _known(name: str) -> str:
    return next((known for known in SECTIONS if known.lower() == name.strip().lower()), name.strip())


def _hidden(blocks: Sequence[Block], lines: Sequence[bytes]) -> Iterator[Hidden]:
    for block in blocks:
        for line in range(block.start, min(block.end, len(lines))):
            match = _HIDDEN.match(lines[line])
            name = match and (f"Day {int(match[1])}" if match[1] else _known(match[2].decode()))
            if name:
                yield Hidden(name, line, block.start, block.kind)
