"""The structure of Markdown, read in one way by the diary, the checks and the lessons' pages: by CommonMark's tokens.

A heading inside a code fence, a quote or a comment is text; `#` begins a heading only where a space follows it.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading."""

    title: str
    """What it says."""
    level: int
    """1 to 6."""
    start: int
    """Its first line, counted from 0."""
    below: int
    """The line after it."""
    underlined: bool = False
    """Whether it is written with a line below it in place of number signs."""


def reader(*, inline: bool) -> "MarkdownIt":
    """Return a reader of CommonMark with tables, as it shows on GitHub.

    Args:
        inline: whether links and images inside the lines are wanted too; blocks alone are read much faster.
    """
    from markdown_it import MarkdownIt  # 40 ms that only those pay who read Markdown

    markdown = MarkdownIt("commonmark").enable("table")
    return markdown if inline else markdown.disable("inline")


def blocks(text: str) -> "list[Token]":
    """Return the tokens of a text's blocks, in the order of its lines."""
    return reader(inline=False).parse(text)


def headings(tokens: "Iterable[Token]", *, nested: bool = False) -> Iterator[Heading]:
    """Yield the headings among some tokens.

    Args:
        tokens: what `blocks` gave.
        nested: whether those inside of lists and quotes count, too.
    """
    for token, content in itertools.pairwise(tokens):
        if token.type == "heading_open" and token.map and (nested or token.level == 0):
            start, below = token.map
            yield Heading(content.content, int(token.tag[1]), start, below, not token.markup.startswith("#"))


def parts(text: str, deepest: int = 2) -> Iterator[tuple[str, str]]:
    """Yield each top-level heading down to a level, and what stands between it and the next such heading.

    Args:
        text: Markdown.
        deepest: the level; headings below it are part of what stands there.

    Yields:
        Title and text; an empty title first, for what stands before the first heading.
    """
    lines, found = split_lines(text), [head for head in headings(blocks(text)) if head.level <= deepest]
    ends = [*(head.start for head in found), len(lines)]
    yield "", "\n".join(lines[: ends[0]])
    for head, end in zip(found, ends[1:], strict=True):
        yield head.title, "\n".join(lines[head.below : end])


def split_lines(text: str) -> list[str]:
    """Return a text's lines as the tokens count them: they end at a line feed, a carriage return or both."""
    return re.split(r"\r\n|\r|\n", text)


def replace_fences(text: str, tokens: "Sequence[Token]", replacement: str = "") -> list[str]:
    """Return a text's lines with each block of code replaced; there are as many as before.

    Args:
        text: Markdown.
        tokens: what `blocks` gave for it.
        replacement: what stands in the first line instead; `{}` is the code in it, on one line.
    """
    lines = split_lines(text)
    for token in tokens:
        if token.type == "fence" and token.map:
            start, end = token.map
            code = " ".join(f"{token.info} {token.content}".split())
            lines[start:end] = [replacement.format(code), *[""] * (min(end, len(lines)) - start - 1)]
    return lines
