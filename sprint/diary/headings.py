"""Where the headings of a diary are, and what swallows one; a diary of many megabytes is read at once.

Markdown is read by its own reader only where a line could mean several things. Elsewhere a few rules of CommonMark are
enough: a line at the left edge is inside no list and no quote, so number signs there begin a heading and three
backticks a code fence, which ends at the next line of as many.
"""

import re
from dataclasses import dataclass

from sprint import markdown

SENTINEL = "\n\n# end of the diary\n"

_SPECIAL = (
    r"(?P<special>(?P<signs>#{1,6})(?=[ \t\n]|\Z)(?P<title>.*)"
    r"|(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*"
    r"|(?P<unclear> {1,3}#{1,6}(?=[ \t\n]|\Z)| {0,3}(?:`{3}|~{3})| {0,3}<(?!!--[^\n]*?-->)))"
)
_HERE = re.compile(_SPECIAL, re.MULTILINE)
_BELOW = re.compile("\n" + _SPECIAL, re.MULTILINE)  # which looks at each line and not at each letter
_CUT = re.compile(r"\n[ \t]*\n(?=[^ \t\n])")


@dataclass(frozen=True, slots=True)
class Block:
    """A code fence or a block of HTML at the left edge."""

    start: int
    """Its first line, counted from 0."""
    end: int
    """The line behind its last."""
    kind: str
    """What it is, for a person."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What a text holds, by its lines."""

    headings: tuple[tuple[int, int, str], ...]
    """Line, level and text of each heading at the left edge that is written with number signs."""
    blocks: tuple[Block, ...]
    """Its code fences and its blocks of HTML; one-line comments are left out."""
    unclosed: Block | None
    """The block that goes on to the end of the text, as nothing closes it."""


def structure(text: str) -> Structure:
    r"""Return the headings and blocks of a Markdown text whose lines end in `\n`."""
    headings, blocks = list[tuple[int, int, str]](), list[Block]()
    at, line, safe, unclosed = 0, 0, 0, None
    while special := _HERE.match(text, at) or _BELOW.search(text, at):
        line += text.count("\n", at, special.start("special"))
        at = special.start("special")
        if special["signs"]:
            headings.append((line, len(special["signs"]), _title(special["title"])))
            at = safe = special.end()
        elif special["fence"]:
            at, closed = _fence_end(text, special)
            blocks.append(Block(line, line + text.count("\n", special.start("special"), at) + 1, "code fence"))
            unclosed = None if closed else blocks[-1]
            line, safe = line + text.count("\n", special.start("special"), at), at
        else:
            start = _paragraph(text, safe, at)
            line -= text.count("\n", start, at)
            end, found = _closed_piece(text, start)
            headings += [(line + below, level, title) for below, level, title in found.headings]
            blocks += [Block(line + block.start, line + block.end, block.kind) for block in found.blocks]
            unclosed = blocks[-1] if found.unclosed else None
            line, at, safe = line + text.count("\n", start, end), end, end
    return Structure(tuple(headings), tuple(blocks), unclosed)


def _fence_end(text: str, opening: re.Match[str]) -> tuple[int, bool]:
    """Return the end of a code fence's last line, and whether it is closed."""
    mark = opening["fence"]
    closing = re.compile(rf"^ {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE).search(text, opening.end())
    return (closing.end(), True) if closing else (len(text), False)


def _paragraph(text: str, since: int, place: int) -> int:
    """Return where the lines without a blank one between them begin that hold a place."""
    cut = text.rfind("\n\n", since, place)
    while cut != -1 and text[cut + 2] in " \t\n":  # indented: it may belong to what is above
        cut = text.rfind("\n\n", since, cut + 1)
    return since if cut == -1 else cut + 2


def _closed_piece(text: str, start: int) -> tuple[int, Structure]:
    """Read as much from a place on as leaves no block open; return where it ends, and what is in it."""
    cuts = _CUT.finditer(text, start)
    wanted = 1
    while True:
        end = start
        for _ in range(wanted):
            cut = next(cuts, None)
            end = cut.end() if cut else len(text)
        found = _as_markdown(text[start:end])
        if found.unclosed is None or end == len(text):
            return end, found
        wanted *= 2  # looking twice as far each time keeps an unclosed block from costing its square


def _title(behind_signs: str) -> str:
    """Return the text of a heading without the number signs that may close it."""
    text = behind_signs.rstrip(" \t")
    bare = text.rstrip("#")
    return (bare if bare.endswith((" ", "\t")) else text).strip()


def _as_markdown(text: str) -> Structure:
    tokens = [token for token in markdown.blocks(text + SENTINEL) if token.level <= 1]
    count = text.count("\n") + bool(text and not text.endswith("\n"))
    found = (head for head in markdown.headings(tokens) if head.start < count and not head.underlined)
    headings = tuple((head.start, head.level, head.title) for head in found)
    blocks = []
    for token in tokens:
        if token.type in {"fence", "html_block"} and token.level == 0 and token.map:
            start, end = token.map
            blocks.append(Block(start, end, _kind(token.type, token.content)))
    swallows = blocks[-1] if blocks and blocks[-1].start < count and blocks[-1].end > count + 1 else None
    return Structure(headings, tuple(blocks), swallows)


def _kind(type: str, content: str) -> str:
    if type == "fence":
        return "code fence"
    return "comment" if content.lstrip().startswith("<!--") else "block of HTML"
