"""A notebook as text with its cells cut out, so that a change to one cell leaves every byte of the others alone.

Writing a notebook anew from its parsed form would lose what parsing does not keep: how a number was written, a key that
stands twice, the indentation an editor chose. Here a cell that nobody changes goes back as the characters it was.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell as it stands in the file."""

    text: str
    """Its characters in the file, from brace to brace."""
    id: str
    """Its id; empty in notebooks older than nbformat 4.5."""
    kind: str
    """`code`, `markdown` or `raw`."""
    source: str
    """What is written in it."""
    lead: str = ""
    """The comma and the blanks between it and the cell before it; empty for a cell that was not in the file."""

    @property
    def says(self) -> tuple[str, str]:
        """Kind and source: what makes two cells the same."""
        return self.kind, self.source


@dataclass(frozen=True, slots=True)
class RawNotebook:
    """A notebook file, cut at its cells."""

    head: str
    """Everything up to the bracket that opens the list of cells."""
    cells: tuple[RawCell, ...]
    """Its cells in order."""
    tail: str
    """Everything behind the last cell."""
    encoding: str
    """How its characters are stored."""
    has_ids: bool
    """Whether its format gives each cell an id."""

    def with_cells(self, cells: Sequence[RawCell]) -> bytes:
        """Return the file with other cells."""
        if not cells:
            return self._encoded("")
        between = next((cell.lead for cell in self.cells if "," in cell.lead), f",{self._opening}")
        parts = [self._opening, cells[0].text]
        for cell in cells[1:]:
            parts += [cell.lead if "," in cell.lead else between, cell.text]
        return self._encoded("".join(parts) + ("" if self.cells else "\n "))

    def written(self, document: dict[str, Any]) -> str:
        """Return a cell's document as text, indented as this file is."""
        blanks = self._opening.rpartition("\n")[2]
        indent = blanks[: len(blanks) // 2] if "\n" in self._opening else None
        text = json.dumps(document, indent=indent, ensure_ascii=False)
        if not text.isascii() and not _is_text(text):
            text = json.dumps(document, indent=indent)
        return text.replace("\n", self._opening)

    @property
    def _opening(self) -> str:
        """The line end and the blanks in front of a cell."""
        return self.cells[0].lead if self.cells else "\n  "

    def _encoded(self, cells: str) -> bytes:
        return f"{self.head}{cells}{self.tail}".encode(self.encoding, "surrogatepass")


def cut(content: bytes) -> RawNotebook:
    """Cut a notebook at its cells.

    Args:
        content: a notebook as `sprint.lab.protocol.notebook` reads it: one JSON object that holds a list of cells.
    """
    encoding = json.detect_encoding(content)
    text = content.decode(encoding, "surrogatepass")
    document = json.loads(content)
    start = [at for key, at, _ in _items(text, _skip(text, 0)) if key == "cells"][-1]
    cells, behind = [], start + 1
    for _, at, end in _items(text, start):
        cells.append(_cell(text[at:end], text[behind:at]))
        behind = end
    has_ids = document.get("nbformat_minor", 0) >= 5
    return RawNotebook(text[: start + 1], tuple(cells), text[behind:], encoding, has_ids)


def _cell(text: str, lead: str) -> RawCell:
    document = json.loads(text)
    source = document.get("source", "")
    source = source if isinstance(source, str) else "".join(source)
    return RawCell(text, str(document.get("id", "")), str(document.get("cell_type", "")), source, lead)


def _items(text: str, at: int) -> Iterator[tuple[str | None, int, int]]:
    """Yield (key, begin, end) of each value of the object or the list that begins at a place; a list has no keys."""
    closing, key = {"{": "}", "[": "]"}[text[at]], None
    at = _skip(text, at + 1)
    while text[at] != closing:
        if closing == "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        _, end = _DECODER.raw_decode(text, at)
        yield key, at, end
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    """Return the next place that holds no blank."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _is_text(text: str) -> bool:
    """Tell whether a text holds no half of a surrogate pair, which has a place in JSON only as an escape."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
