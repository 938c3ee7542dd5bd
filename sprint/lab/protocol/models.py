"""What is run and how it ran: cells, what stopped them, a whole notebook."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell to run."""

    place: int
    """Its place among all cells of the notebook, from 0."""
    source: str
    """Its text."""
    may_fail: bool = False
    """Whether its author says that it raises, by the tag `raises-exception`: the cells after it run all the same."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What stopped a cell."""

    type: str
    """The exception's class name."""
    message: str
    """Its text."""
    lines: tuple[str, ...]
    """The traceback from the learner's first line on."""
    cell: int | None = None
    """The code's cell, counted as Jupyter does after Run All: the number in brackets; or None."""
    line: int | None = None
    """The line in that cell, from 1, or None."""
    module: str | None = None
    """The module that could not be imported, if that was it."""
    values: tuple[str, ...] = ()
    """What the names in the innermost line of the learner's hold: `X: DataFrame (455, 30)`."""
    meant_kind: str = ""
    """Of what kind a name is that is not there: a `column` or `key`, an `attribute`, a module's `name`; or empty."""
    meant: tuple[str, ...] = ()
    """The names of that kind that are there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A cell's turn in a run."""

    number: int
    """The cell's number, counted as Jupyter does: from 1, and only cells that hold something."""
    of: int
    """How many cells there are to run."""
    started: float
    """When the run started, on the monotonic clock."""
    limit: float
    """Wall-clock seconds that all cells together may take."""


@dataclass(frozen=True, slots=True)
class CellRun:
    """How one cell ran."""

    place: int
    """Its place in the notebook, from 0."""
    seconds: float
    """Wall-clock seconds."""
    count: int
    """The number Jupyter shows in brackets."""
    outputs: tuple[dict[str, Any], ...]
    """What it put out, as nbformat dictionaries."""
    stop: Stop | None
    """What stopped it, or None."""


OnCell = Callable[[Turn, CellRun | None], None]
"""Told the turn of each cell when it starts, and its `CellRun` when it is done."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a notebook ran from top to bottom."""

    cells: tuple[CellRun, ...]
    """The cells that ran, in order."""
    names: frozenset[str]
    """What they defined."""
    figures: tuple[dict[str, Any], ...]
    """The figures they drew: `cell`, `png` and `axes` as `sprint.lab.worker.figure_capture` describes them."""
    seconds: float
    """Wall-clock seconds of all cells."""
    timed_out: bool = False
    """Whether the run was stopped for its time."""
    ended: str = ""
    """Why the process is gone, one clause; empty while it lives."""
    printed: str = ""
    """If it is gone: the end of what it wrote to the system's output."""
    busy: str = ""
    """One clause where time ran out because other programs had the cores: nothing is known of the work."""

    @property
    def stop(self) -> Stop | None:
        """What stopped the run, or None; an error that a cell shows counts, though the cells after it may have run."""
        return next((cell.stop for cell in self.cells if cell.stop), None)

    @property
    def complete(self) -> bool:
        """Whether every cell ran to its end."""
        return self.stop is None and not self.ended and not self.timed_out
