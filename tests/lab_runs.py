"""How tests run cells in the lab."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Cell, Run
from sprint.lab.supervisor.session import Session, open_session

SMALL = Budget(seconds=10, memory_gb=1, question_seconds=5)
"""Enough for anything that behaves."""


@contextmanager
def ran(folder: Path, *sources: str, budget: Budget = SMALL) -> Iterator[tuple[Session, Run]]:
    """Run cells in a folder and leave the session open for questions."""
    with open_session(folder, budget) as session:
        yield session, session.run([Cell(place, source) for place, source in enumerate(sources)])


def run(folder: Path, *sources: str, budget: Budget = SMALL) -> Run:
    """Run cells in a folder."""
    with ran(folder, *sources, budget=budget) as (_, found):
        return found


def texts(found: Run, place: int = 0) -> list[str]:
    """Return what a cell put out as text, output by output."""
    outputs: tuple[dict[str, Any], ...] = found.cells[place].outputs
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
