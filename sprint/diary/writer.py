"""Writing into the diary without touching anything else in it.

Pure functions from bytes to bytes. New text goes into the day that was asked for, and the result is proved before it is
returned: the bytes around the day are the same, and reading it gives what was meant.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sprint.diary.entry import facts, without_comments
from sprint.diary.parser import BYTE_ORDER_MARK, EMPTY, SECTIONS, Day, Diary, parse, plain_lines, trimmed
from sprint.diary.verification import holds, refuse_diary, refuse_text
from sprint.errors import NeedsPersonError

Mode = Literal["append", "replace"]


def skeleton(title: str, days: Iterable[tuple[int, str]]) -> bytes:
    """Return a new diary with an empty section for each day, so that two machines write to different places.

    Args:
        title: what the sprint is called.
        days: the number and the title of each day.
    """
    head = (
        f"<!-- sprint-diary 1 -->\n# {_one_line(title)}: learning diary\n\nAnything you write outside a day is kept.\n"
    )
    return (head + "".join(f"\n{section_heading(number, name)}\n\n{EMPTY}\n" for number, name in days)).encode()


def write_sections(
    before: bytes,
    day: int,
    title: str,
    sections: Mapping[str, str],
    *,
    known_facts: Mapping[str, str] | None = None,
    mode: Mode = "append",
) -> bytes:
    """Return the diary with new text in some sections of one day, and every other byte as it was.

    Args:
        before: the diary's bytes; empty bytes are a diary that is not there yet.
        day: the day's number; its heading is made, in the order of days, where it is missing.
        title: the title for a heading that has to be made.
        sections: `Goals`, `Model`, `View`, `Analysis` or `Links` to Markdown text; an empty text leaves one alone.
        known_facts: key to value for the lines under the day's heading; a key that is there gets the new value.
        mode: whether a text goes behind what the section says already, or stands instead of it.

    Raises:
        NeedsPersonError: conflict markers, a day or section that is there twice, an unclosed block that swallows what
            comes behind it, or a text that would break the diary's structure. The lines are named.
        ValueError: a section has another name.
    """
    texts = _in_order(sections)
    values = {key: _one_line(value) for key, value in (known_facts or {}).items()}
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else b""
    diary = parse(before.removeprefix(mark))
    for name, text in texts.items():
        refuse_text(name, text)
    refuse_diary(diary, day, texts)
    change = _Change.of(diary, day, title)
    after, meant = change.apply(texts, values, mode)
    if not holds(diary, parse(after), day, (change.start, change.end), meant, values):
        raise NeedsPersonError(
            f"Writing day {day} would change something else in the diary as well.",
            "Look for an unusual heading, list or block near that day; nothing was written.",
        )
    return mark + after


def _in_order(sections: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that say something, in the order of the grammar."""
    if unknown := sections.keys() - set(SECTIONS):
        raise ValueError(f"no such section: {', '.join(sorted(unknown))}")
    return {name: _plain(sections[name]) for name in SECTIONS if _plain(sections.get(name, ""))}


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of one day: which lines of the diary it may touch, and how lines end there."""

    diary: Diary
    day: Day | None
    heading: str
    start: int
    end: int
    newline: bytes

    @classmethod
    def of(cls, diary: Diary, number: int, title: str) -> "_Change":
        day = diary.find(number)
        start, end = (day.start, day.end) if day else (_place(diary, number),) * 2
        nearby = (*diary.lines[start : start + 1], *diary.lines[:1])
        newline = next((match[0] for line in nearby if (match := re.search(rb"\r\n|\r|\n", line))), b"\n")
        return cls(diary, day, section_heading(number, title), start, end, newline)

    def apply(self, texts: Mapping[str, str], values: Mapping[str, str], mode: Mode) -> tuple[bytes, dict[str, str]]:
        """Return the diary with this day's lines replaced, and what each section is to say in the end."""
        ahead, behind = list(self.diary.lines[: self.start]), self.diary.lines[self.end :]
        chunks = self.diary.chunks(self.day) if self.day else [("", self._rendered(self.heading, EMPTY))]
        last = chunks[-1][1] if self.day else ahead
        unfinished = not behind and bool(last) and not last[-1].endswith((b"\n", b"\r"))
        if unfinished:
            last[-1] += self.newline
        if not self.day:
            self._part(ahead)
        self._write_head(chunks[0][1], values, is_written=bool(texts))
        meant = {name: self._write_section(chunks, name, text, mode) for name, text in texts.items()}
        for index, (name, lines) in enumerate(chunks):
            if (name in texts or not self.day) and (behind or index + 1 < len(chunks)):
                self._part(lines)
        after = b"".join([*ahead, *(line for _, lines in chunks for line in lines), *behind])
        return after.removesuffix(self.newline) if unfinished else after, meant

    def _write_head(self, lines: list[bytes], values: Mapping[str, str], *, is_written: bool) -> None:
        """Set facts below the heading, and take away the mark that nothing was written."""
        known = {key: line - self.start for line, key, _ in facts(self.diary, self.day)} if self.day else {}
        rest = [line for index, line in enumerate(lines) if index and index not in known.values()]
        if is_written and not without_comments(_text(rest)):
            for index in reversed([index for index, line in enumerate(lines) if line.strip() == EMPTY.encode()]):
                twice = index + 1 < len(lines) and _is_blank(lines[index + 1]) and _is_blank(lines[index - 1])
                del lines[index : index + 1 + twice]
        new = []
        for key, value in values.items():
            fact = f"- {key}: {value}".rstrip().encode() + self.newline
            if key in known:
                lines[known[key]] = fact
            else:
                new.append(fact)
        if new and known:
            lines[max(known.values()) + 1 : max(known.values()) + 1] = new
        elif new:
            lines[1:1] = [self.newline, *new, *([self.newline] if lines[1:] and not _is_blank(lines[1]) else [])]

    def _write_section(self, chunks: list[tuple[str, list[bytes]]], name: str, text: str, mode: Mode) -> str:
        """Put a text into its section, which is made where it is missing; return what the section then says."""
        lines = next((lines for known, lines in chunks if known == name), None)
        if lines is None:
            lines = [f"### {name}".encode() + self.newline]
            earlier = SECTIONS[: SECTIONS.index(name)]
            place = max((index + 1 for index, (known, _) in enumerate(chunks) if known in earlier), default=1)
            self._part(chunks[place - 1][1])
            chunks.insert(place, (name, lines))
        kept = lines[1:] if mode == "append" else []
        if not without_comments(_text(kept)):  # a template: the mark goes, a comment of the learner's stays
            kept = [line for line in kept if line.strip() != EMPTY.encode()]
        while kept and _is_blank(kept[-1]):
            kept.pop()
        lines[1:] = [*kept, self.newline, *self._rendered(text)]
        return trimmed(f"{_text(kept)}\n{text}")

    def _rendered(self, *paragraphs: str) -> list[bytes]:
        text = "\n\n".join(paragraphs) + "\n"
        return [line.encode() + self.newline for line in text.split("\n")[:-1]]

    def _part(self, lines: list[bytes]) -> None:
        """See to it that a blank line stands between some lines and what comes behind them."""
        if lines and not _is_blank(lines[-1]):
            lines.append(self.newline)


def _place(diary: Diary, number: int) -> int:
    """Return the line before which a missing day belongs."""
    earlier = [day for day in diary.days if day.number < number]
    later = [day for day in diary.days if day.number > number]
    if earlier:
        return max(earlier, key=lambda day: day.number).end
    return later[0].start if later else len(diary.lines)


def section_heading(number: int, title: str) -> str:
    """Return the line that stands above a day's entry."""
    return f"## Day {number} · {_one_line(title)}" if title.strip() else f"## Day {number}"


def _plain(text: str) -> str:
    """Return a text with plain line ends and nothing that UTF-8 cannot hold, without blank lines around it."""
    return trimmed(text.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n"))


def _one_line(text: str) -> str:
    return " ".join(_plain(text).split())


def _text(lines: Iterable[bytes]) -> str:
    return plain_lines(b"".join(lines))


def _is_blank(line: bytes) -> bool:
    return not line.strip(b" \t\r\n")
