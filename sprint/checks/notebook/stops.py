"""Where a run stopped, in the learner's own lines: cells are counted as Jupyter does, `[4]` after Run All."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sprint.checks.notebook.source import empty_definitions, open_names, parsed
from sprint.lab.protocol.models import Cell, Stop

_FRAME = re.compile(
    r'(?:Cell In\[(?P<cell>\d+)\], line (?P<line>\d+)|File "?(?P<file>[^"\n]+?)"?(?:, line |:)(?P<at>\d+))'
)
_NOT_OWN = re.compile(r"(site|dist)-packages|lib/python|<frozen|<string>|<__array_function__")
_STUB = re.compile(r"raise\s+NotImplementedError\b")
_LINE_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the learner's."""

    cell: int | None
    """The number of its cell in brackets, or None for a file."""
    file: str
    """The name of its file; empty for a cell."""
    line: int | None
    """The line there, from 1, or None where it is not known."""
    source: str
    """What stands in it; empty where it is not known."""

    def __str__(self) -> str:
        """Name it as a person would."""
        where = self.file or f"cell [{self.cell}]"
        return f"{where}, line {self.line}" if self.line else where

    @property
    def quoted(self) -> str:
        """Its name, and what stands there."""
        text = self.source if len(self.source) <= _LINE_LENGTH else f"{self.source[: _LINE_LENGTH - 2]} …"
        return f"{self}, `{text}`," if text and "`" not in text else str(self)


def places_of(stop: Stop, cells: Sequence[Cell], count: int) -> tuple[Place, ...]:
    """Return the learner's own lines that led to a stop, the innermost last; at least one.

    Args:
        stop: what stopped the run.
        cells: the cells that were to run, in order.
        count: the number of the cell that stopped.
    """
    found = tuple(_own_frames(stop, cells))
    inner = Place(stop.cell or count, "", stop.line, _line(cells, stop.cell or count, stop.line))
    syntax = stop.type in {"SyntaxError", "IndentationError", "TabError"}
    return found if found and not (syntax and stop.line) else (inner,)


def _own_frames(stop: Stop, cells: Sequence[Cell]) -> Iterator[Place]:
    lines = "\n".join(stop.lines).splitlines()
    for at, text in enumerate(lines):
        frame = _FRAME.search(text)
        if frame is None or (frame["file"] and _NOT_OWN.search(frame["file"])):
            continue
        if frame["cell"]:
            cell, line = int(frame["cell"]), int(frame["line"])
            yield Place(cell, "", line, _line(cells, cell, line))
        else:
            source = lines[at + 1].strip() if at + 1 < len(lines) and text.lstrip().startswith('File "') else ""
            yield Place(None, frame["file"].replace("\\", "/").rpartition("/")[2], int(frame["at"]), source)


def _line(cells: Sequence[Cell], count: int, line: int | None) -> str:
    lines = cells[count - 1].source.splitlines() if 0 < count <= len(cells) else []
    return lines[line - 1].strip() if line and 0 < line <= len(lines) else ""


def is_placeholder(stop: Stop, places: Sequence[Place], cells: Sequence[Cell], starter: Sequence[str]) -> bool:
    """Tell whether a run stopped at something that still is the starter's: `...`, or a function without a body.

    The words of an exception prove nothing: a library raises NotImplementedError, and an index may be an ellipsis.
    """
    if stop.type == "NotImplementedError":
        return _is_stub(places[-1], cells, starter)
    if "ellipsis" not in stop.message.lower():
        return False
    last = max((place.cell for place in places if place.cell), default=len(cells))
    still_open = _still_open(cells[:last])
    return any(_uses_marker(place, cells, still_open) for place in places if place.cell)


def _is_stub(place: Place, cells: Sequence[Cell], starter: Sequence[str]) -> bool:
    """Tell whether a line is the body of a function that nobody wrote yet; a method counts only in the starter."""
    if place.cell is None or place.cell > len(cells) or not _STUB.match(place.source):
        return False
    tree = parsed(cells[place.cell - 1].source)
    empty = empty_definitions([cells[place.cell - 1].source])
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.lineno <= (place.line or 0) <= (node.end_lineno or 0):
            alone = node in ast.iter_child_nodes(tree)
            given = any(f"def {node.name}(" in text and _STUB.search(text) for text in starter)
            return node.name in empty and (alone or given)
    return False


def _still_open(cells: Sequence[Cell]) -> frozenset[str]:
    """Return the names that hold the starter's `...` after some cells, also by another name."""
    found: set[str] = set()
    for cell in cells:
        opened = open_names(cell.source)
        for node in ast.iter_child_nodes(parsed(cell.source)):
            if isinstance(node, ast.Assign):
                names = {name.id for name in node.targets if isinstance(name, ast.Name)}
                again = isinstance(node.value, ast.Name) and node.value.id in found
                found = found | names if again or names & opened else found - names
    return frozenset(found)


def _uses_marker(place: Place, cells: Sequence[Cell], still_open: frozenset[str]) -> bool:
    """Tell whether the statement at a line holds the marker, or a name that still stands for it."""
    if not place.cell or place.cell > len(cells):
        return False
    statements = [
        node
        for node in ast.walk(parsed(cells[place.cell - 1].source))
        if isinstance(node, ast.stmt) and node.lineno <= (place.line or 0) <= (node.end_lineno or 0)
    ]
    for node in ast.walk(max(statements, key=lambda node: node.lineno)) if statements else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in still_open:
            return True
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is Ellipsis:
            return True
    return False
