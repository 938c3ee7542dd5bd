"""Deliverables that are pages of Markdown: their parts, the learner's own words in them, the files they name."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import markdown
from sprint.checks.notebook.analysis import numbers_in_text, own_lines, own_text, words_of_text

if TYPE_CHECKING:
    from markdown_it.token import Token

BOLD_LEVEL = 7
"""A line in bold counts as a heading below all others."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|\n\s*\n")
_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "is", "it", "that", "for", "with", "was", "as", "on", "are", "i", "my", "not",
    "this", "from", "have", "which", "by", "a",
})  # fmt: skip
_PLAIN_FILE = re.compile(r"(?<![\w./:@<{*-])\w[\w./-]*\.(?:py|ipynb|toml|sh)\b(?![\w/*(]|\.\w)")
_MARKED_FILE = re.compile(
    r"(?<![\w./:@<{*~-])[\w.][\w./-]*\.(?:py|ipynb|md|toml|sh|html|png|jpg|svg|txt|csv|json|yaml|yml)\b(?![\w/*(]|\.\w)"
)
_RUN_FILE = re.compile(r"\b(?:python[\d.]*|py|bash|sh)(?:[ \t]+-\S+)*[ \t]+(?:\./)?([\w./-]+\.(?:py|sh))\b(?![\w/*(])")
_TOLD_FILE = re.compile(r"\b(?:in|see|siehe)\s+\[?`*(?:\./)?(\w[\w-]*\.py)\b(?![\w/*(])")
_TO_BE_MADE = re.compile(r"\b(?:your|put|write|save|creat\w*|make|copy|copied|add|new)\b", re.IGNORECASE)
_MARKED = re.compile(r"`+[^`]+`+|\]\([^)\s]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    """The heading; empty for what stands before the first."""
    level: int
    """1 to 6, 7 for a line in bold, 0 for what stands before the first."""
    first: int
    """The first line below the heading."""
    last: int
    """The line after its last one."""
    text: str = ""
    """What stands there, without the headings in it, comments and blocks of code."""

    def overlaps(self, other: "Section") -> bool:
        """Tell whether some line belongs to both."""
        return self.first < other.last and other.first < self.last

    def within(self, other: "Section") -> bool:
        """Tell whether it is a smaller part of another one."""
        return other.first <= self.first and self.last <= other.last and self.level > other.level


def markdown_sections(text: str, kinds: Callable[[str], set[str]] = lambda title: {title}) -> list[Section]:
    """Return the parts of a page, in their order.

    Args:
        text: Markdown; headings with `#`, underlined, in HTML, and lines that are all bold.
        kinds: what a heading can be about; a deeper one that is about something else ends a part, too.
    """
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    tokens = markdown.blocks(text)
    headings, lines = _headings(tokens), markdown.replace_fences(text, tokens)
    parts = [Section("", 0, 0, headings[0][2] if headings else len(lines))]
    for place, (title, level, _, below) in enumerate(headings):
        ends = (start for name, deep, start, _ in headings[place + 1 :] if deep <= level or kinds(name) - kinds(title))
        parts.append(Section(title, level, below, next(ends, len(lines))))
    titles = {line for _, _, start, below in headings for line in range(start, below)}
    return [
        replace(part, text="\n".join(lines[line] for line in range(part.first, part.last) if line not in titles))
        for part in parts
    ]


def _headings(tokens: "Sequence[Token]") -> list[tuple[str, int, int, int]]:
    """Return title, level, first line and the line after of each heading, and of what looks like one."""
    proper = ((head.title, head.level, head.start, head.below) for head in markdown.headings(tokens, nested=True))
    return sorted([*proper, *_lookalikes(tokens)], key=lambda heading: heading[2])


def _lookalikes(tokens: "Sequence[Token]") -> Iterator[tuple[str, int, int, int]]:
    """Yield the same for lines that are all bold and for headings in HTML."""
    for token, inner in itertools.pairwise(tokens):
        start, below = token.map or (0, 0)
        if token.type == "paragraph_open" and (
            bold := re.fullmatch(r"[^\w*]*(?:\d+[.)]\s*)?(\*\*|__)(.+?)\1\W*", inner.content.strip())
        ):
            yield bold[2], BOLD_LEVEL, start, below
        elif token.type == "html_block" and (
            html := re.match(r"\s*<h([1-6])[^>]*>(.*?)</h", token.content, re.DOTALL | re.IGNORECASE)
        ):
            yield re.sub(r"<[^>]*>", "", html[2]), int(html[1]), start, start + 1


def own_markdown(text: str, template: Sequence[str]) -> str:
    """Return a page without its comments and without the template's lines."""
    return own_lines(_COMMENT.sub("", text), template)


def count_words(text: str, template: Sequence[str]) -> tuple[int, int]:
    """Return how many own words a text has, counted strictly and as a word processor does.

    A sentence that comes again counts once.
    """
    own = own_markdown(text, template)
    strict = sum(len(words_of_text(sentence)) for sentence in _once(own_text(own, ())))
    loose = sum(bool(re.search(r"\w", word)) for sentence in _once(own) for word in sentence.split())
    return min(strict, loose), max(strict, loose)


def _once(text: str) -> Iterator[str]:
    joined = re.sub(r"[ \t]*\n(?![ \t]*\n)", " ", text)
    yield from {" ".join(sentence.lower().split()): sentence for sentence in _SENTENCE_END.split(joined)}.values()


def is_english(text: str) -> bool:
    """Tell whether a text has as many of the small words as English has."""
    words = [word.lower() for word in words_of_text(text)]
    return sum(word in _ENGLISH for word in words) > 0.1 * len(words)


def has_number(text: str, number: float) -> bool:
    """Tell whether a text holds a number, rounded to two digits or more, or the same in percent."""
    for value, decimals in numbers_in_text(text):
        half = 0.5 * 10.0**-decimals
        for wanted in (number, 100 * number):
            near = abs(value - wanted) <= half * 1.0001 and half <= max(0.03 * abs(wanted), 0.005)
            if near or abs(value - wanted) <= 1e-9:
                return True
    return False


def has_file_reference(text: str, name: str) -> bool:
    """Tell whether a page runs a file that it names, or says that something stands in it."""
    lines = [line for line in text.splitlines() if name in line]
    told = (found for line in lines if not _TO_BE_MADE.search(line) for found in _TOLD_FILE.findall(line))
    return name.removeprefix("./") in {*told, *(found for line in lines for found in _RUN_FILE.findall(line))}


def missing_files(text: str, folders: Sequence[Path], known: frozenset[str]) -> Iterator[str]:
    """Yield the files that a page names and that lie in none of some folders.

    Only names that are meant for this folder count: none of the web, of a home, of the folders above, no pattern and
    no example. A path may begin above the folders, as `capstone/train.py` does.

    Args:
        text: Markdown.
        folders: where the files may lie.
        known: names that may be spoken of all the same.
    """
    text = _COMMENT.sub("", text)
    marked = " ".join(_MARKED.findall("\n".join(markdown.replace_fences(text, markdown.blocks(text), "`{}`"))))
    names: list[str] = [*_MARKED_FILE.findall(marked), *_PLAIN_FILE.findall(text)]
    for name in names:
        steps = [step for step in name.split("/") if step != "."]
        foreign = ".." in steps or (len(steps) > 1 and "." in steps[0][1:])
        if foreign or steps[-1] in known or re.search("path/to|your|example", name):
            continue
        tails = ["/".join(steps[place:]) for place in range(len(steps))]
        if not any((folder / tail).exists() for folder in folders for tail in tails):
            yield name
