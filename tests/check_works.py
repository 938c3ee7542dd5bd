"""How tests put checks to a few cells."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from lab_runs import SMALL, ran

from sprint.checks.api import Check, Outcome, Work, check
from sprint.checks.outcomes import Result
from sprint.checks.runner import prove
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.notebook import NotebookCell

FIRST = Result("d99.c0", "it runs", Outcome.PASS)


@contextmanager
def work_on(folder: Path, *sources: str, words: str = "", budget: Budget = SMALL) -> Iterator[Work]:
    """Run cells and open them for checks; `words` is the Markdown under Analysis."""
    with ran(folder, *sources, budget=budget) as (session, found):
        cells = [NotebookCell(place, "code", source, "") for place, source in enumerate(sources)]
        cells.append(NotebookCell(len(sources), "markdown", f"## Analysis\n{words}", ""))
        with closing(Work(session, found, cells, [], folder)) as work:
            yield work


def one(work: Work, *checks: Check, first: Result = FIRST) -> Result:
    """Return what the last of some checks comes to."""
    return prove(work, checks, first)[-1]


def made(prover: Callable[[Work], str | None], id: str = "d99.c1", **more: Any) -> Check:
    return check(id, "something holds", **more)(prover)


def looks(work: Work) -> str:
    work.proved("something")
    return "seen"
