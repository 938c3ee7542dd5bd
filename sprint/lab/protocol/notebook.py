"""Notebooks as JSON: reading the cells, putting outputs in, without importing nbformat (up to 1.4 s).

Only nbformat 4 is read. What is not understood is kept as it is.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sprint.errors import NeedsPersonError
from sprint.lab.protocol.models import Cell, CellRun
from sprint.lab.protocol.notebook_format import saved

SIZE_LIMIT = 256 * 2**20
"""Bytes of the largest notebook that is read."""
_MAY_FAIL, _SKIPPED = "raises-exception", "skip-execution"
"""Tags that nbclient knows, and Jupyter the first of them."""


class NotebookError(NeedsPersonError):
    """The file is no notebook that can be run."""


@dataclass(frozen=True, slots=True)
class NotebookCell:
    """One cell of a notebook file."""

    place: int
    """Its place in the file, from 0."""
    kind: str
    """`code`, `markdown` or `raw`."""
    source: str
    """Its text."""
    id: str
    """Its id, or an empty text in notebooks older than nbformat 4.5."""
    tags: tuple[str, ...] = ()
    """Its tags; two of them change how it is run."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook file as read."""

    path: Path
    """Where it lies."""
    content: bytes
    """Its bytes when it was read."""
    cells: tuple[NotebookCell, ...]
    """All cells in order."""
    kernel: str = ""
    """The name of the kernel it was saved with; empty where it names none."""

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells that have something to run and are not tagged to be skipped."""
        return tuple(
            Cell(cell.place, cell.source, _MAY_FAIL in cell.tags)
            for cell in self.cells
            if cell.kind == "code" and cell.source.strip() and _SKIPPED not in cell.tags
        )

    @property
    def sources(self) -> str:
        """What a verdict depends on: kinds, sources and tags of all cells, not their outputs."""
        return json.dumps([[cell.kind, cell.source, *cell.tags] for cell in self.cells])

    def with_outputs(self, runs: tuple[CellRun, ...]) -> bytes:
        """Return the file's bytes with the outputs of a run, as Jupyter would save them.

        Cells that did not run keep the outputs that they have, as they do when nbclient runs a notebook.
        """
        document = json.loads(self.content)
        for run in runs:
            cell = document["cells"][run.place]
            cell["outputs"] = json.loads(json.dumps(run.outputs))
            cell["execution_count"] = run.count
        return saved(document)


def read_notebook(path: Path) -> Notebook:
    """Read a notebook file.

    Raises:
        NotebookError: it is missing, damaged, too large, of another format or for another language.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise NotebookError(
                f"{path.name} is larger than {SIZE_LIMIT // 2**20} MB.",
                "Clear its outputs in Jupyter, save it, and try again.",
            )
        content = path.read_bytes()
    except OSError as error:
        raise NotebookError(
            f"{path.name} cannot be read: {error.strerror}.",
            "Lay the day out again: sprint start (it keeps what is there).",
        ) from error
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _damaged(path, f"its JSON breaks off{where}") from error
    return Notebook(path, content, _cells(path, document), _kernel(document))


def _cells(path: Path, document: Any) -> tuple[NotebookCell, ...]:
    if not isinstance(document, dict) or not isinstance(document.get("cells"), list):
        if isinstance(document, dict) and "worksheets" in document:
            raise NotebookError(
                f"{path.name} has the old notebook format 3.", "Open it in Jupyter and save it: that updates it."
            )
        raise _damaged(path, "it has no list of cells")
    if document.get("nbformat") != 4:
        raise NotebookError(
            f"{path.name} has notebook format {document.get('nbformat')!r}; format 4 is read here.",
            "Open it in Jupyter and save it as a format 4 notebook.",
        )
    metadata = document.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = kernel.get("language") if isinstance(kernel, dict) else None
    if isinstance(language, str) and language.lower() not in ("python", ""):
        raise NotebookError(f"{path.name} is written for {language}.", "Choose a Python kernel in Jupyter and save it.")
    return tuple(_cell(path, place, cell) for place, cell in enumerate(document["cells"]))


def _kernel(document: Any) -> str:
    metadata = document.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    return name if isinstance(name, str) and Path(name).name == name else ""


def _cell(path: Path, place: int, cell: Any) -> NotebookCell:
    source = cell.get("source", "") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise _damaged(path, f"cell {place + 1} has no source")
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    known = tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    return NotebookCell(place, str(cell.get("cell_type", "")), source, str(cell.get("id", "")), known)


def _damaged(path: Path, why: str) -> NotebookError:
    return NotebookError(
        f"{path.name} is damaged: {why}.",
        "Take an older copy from git or Jupyter's checkpoints, or run sprint reset, which keeps yours aside.",
    )
