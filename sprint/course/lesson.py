"""A lesson has one source: `lesson.py`, a notebook in percent format with the solution regions marked.

    # %% why [markdown]
    # ## Why this matters
    # %% primes
    def is_prime(n: int) -> bool:
        # BEGIN SOLUTION
        return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))
        # END SOLUTION

The starter is the same text with every region replaced by a neutral `...`, so starter and solution cannot drift apart.
A region of statements leaves its names behind: `model = y_prob = ...  # your code here`; one with a line `# STARTER`
leaves what stands below it. In Markdown a region stands between `<!-- BEGIN SOLUTION -->` and `<!-- END SOLUTION -->`
and leaves a line that asks for the learner's words.
"""

import ast
import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sprint.errors import SprintError

PLACEHOLDER = "...  # your code here"
WORDS_PLACEHOLDER = "*Write your words here.*"
KERNEL = "sprint"
"""The kernel that notebooks name; every environment with `sprint` in it has it."""

_HEADER = re.compile(r"^# %%(?: (?P<title>[a-z0-9-]+))?(?P<markdown> \[markdown\])?\s*$")
_REGION = re.compile(
    r"^(?P<indent>[ \t]*)# BEGIN SOLUTION[ \t]*(?P<names>[^\n]*)\n(?P<body>.*?)^[ \t]*# END SOLUTION[ \t]*\n?",
    re.MULTILINE | re.DOTALL,
)
_INSTEAD = re.compile(r"^[ \t]*# STARTER[ \t]*\n", re.MULTILINE)
_WORDS_REGION = re.compile(r"<!-- BEGIN SOLUTION -->\n(?P<body>.*?)<!-- END SOLUTION -->\n?", re.DOTALL)


class LessonError(SprintError):
    """A lesson's files do not fit together; its author can mend it."""


@dataclass(frozen=True, slots=True)
class LessonCell:
    """One cell of a lesson."""

    id: str
    """Unique and stable within the lesson."""
    kind: str
    """`code` or `markdown`."""
    text: str
    """Its text with the solution regions still marked."""

    @property
    def starter(self) -> str:
        """The text a learner starts from."""
        return starter_text(self.text, self.kind)

    @property
    def solution(self) -> str:
        """The text with the regions filled in."""
        return solution_text(self.text, self.kind)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The material of one day."""

    folder: Path
    """Where it lies."""
    cells: tuple[LessonCell, ...]
    """The notebook, cell by cell."""

    @property
    def name(self) -> str:
        """The folder's name, which is the lesson's id."""
        return self.folder.name

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that the solved notebook imports, in their order."""
        found: dict[str, None] = {}
        for cell in self.cells:
            if cell.kind == "code":
                found |= dict.fromkeys(_imported(cell.solution))
        return tuple(found)

    def starter(self) -> bytes:
        """Return the starter notebook."""
        return notebook_bytes((cell.id, cell.kind, cell.starter) for cell in self.cells)

    def solution(self) -> bytes:
        """Return the solved notebook."""
        return notebook_bytes((cell.id, cell.kind, cell.solution) for cell in self.cells)

    def templates(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield the extra files of the day as (path inside the day's folder, starter, solution)."""
        root = self.folder / "files"
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file() and "__pycache__" not in path.parts:
                text, kind = path.read_text("utf-8"), "code" if path.suffix in {".py", ".toml"} else "markdown"
                yield str(path.relative_to(root)), starter_text(text, kind).encode(), solution_text(text, kind).encode()


def read_lesson(folder: Path) -> Lesson:
    """Read a lesson folder.

    Raises:
        LessonError: there is no `lesson.py`, or it is no percent-format script of ours.
    """
    path = folder / "lesson.py"
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise LessonError(f"{path} cannot be read: {error}.", "A lesson folder needs a lesson.py.") from error
    return Lesson(folder, tuple(_cells(path, text)))


def _cells(path: Path, text: str) -> Iterator[LessonCell]:
    header: re.Match[str] | None = None
    lines: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate([*text.splitlines(), "# %% end"], 1):
        found = _HEADER.match(line)
        if found is None:
            if line.startswith("# %%"):
                raise LessonError(
                    f"{path.name}:{number} is no cell header.", "Write '# %% name' or '# %% name [markdown]'."
                )
            lines.append(line)
            continue
        if header is not None:
            yield _cell(path, header, lines, seen)
        header, lines = found, []


def _cell(path: Path, header: re.Match[str], lines: list[str], seen: set[str]) -> LessonCell:
    title = header["title"]
    if not title or title in seen:
        raise LessonError(
            f"{path.name} has two cells called {title!r}.", "Give each cell a name of its own: '# %% name'."
        )
    seen.add(title)
    if header["markdown"]:
        lines = [re.sub(r"^# ?", "", line) for line in lines]
    text = "\n".join(lines).strip("\n") + "\n"
    return LessonCell(title, "markdown" if header["markdown"] else "code", text)


def starter_text(text: str, kind: str) -> str:
    """Return a cell's or a file's text with each solution region replaced by its neutral marker."""
    if kind == "markdown":
        return _WORDS_REGION.sub(WORDS_PLACEHOLDER + "\n", text)
    return _REGION.sub(_marker, text)


def solution_text(text: str, kind: str) -> str:
    """Return a cell's or a file's text without the lines that mark the solution regions."""
    if kind == "markdown":
        return _WORDS_REGION.sub(lambda region: region["body"], text)
    return _REGION.sub(lambda region: _INSTEAD.split(region["body"])[0], text)


def _marker(region: re.Match[str]) -> str:
    solution, *instead = _INSTEAD.split(region["body"])
    if instead:
        return instead[0]
    indent = region["indent"]
    names = [name.strip() for name in region["names"].split(",") if name.strip()]
    if not indent and not names:
        names = list(dict.fromkeys(_assigned(textwrap.dedent(solution))))
    return indent + "".join(f"{name} = " for name in names) + PLACEHOLDER + "\n"


def _assigned(source: str) -> Iterator[str]:
    """Yield the names that top-level statements bind."""
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=targets):
                names = (node for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
                yield from (name.id for name in names if isinstance(name.ctx, ast.Store))
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name


def _imported(source: str) -> Iterator[str]:
    """Yield the modules a cell imports; a cell with magics yields none."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


def notebook_bytes(cells: Iterable[tuple[str, str, str]]) -> bytes:
    """Return an nbformat 4.5 notebook of (id, kind, text) cells, byte for byte as Jupyter would save it."""
    document: dict[str, Any] = {
        "cells": [_notebook_cell(*cell) for cell in cells],
        "metadata": {
            "kernelspec": {"display_name": "Python (sprint)", "language": "python", "name": KERNEL},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _notebook_cell(name: str, kind: str, text: str) -> dict[str, Any]:
    source = text.rstrip("\n").splitlines(keepends=True)
    if kind == "markdown":
        return {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    return {"cell_type": kind, "execution_count": None, "id": name, "metadata": {}, "outputs": [], "source": source}
