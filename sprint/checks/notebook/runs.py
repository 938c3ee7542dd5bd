"""Check c0: whether the notebook runs from top to bottom, and if not, where it stopped, why, and what mends it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sprint.checks.notebook.causes.row import Cause
from sprint.checks.notebook.diagnosis import cause_of
from sprint.checks.notebook.stops import Place, is_placeholder, places_of
from sprint.checks.outcomes import RUNS_TITLE, Outcome, Result
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Cell, Run, Stop
from sprint.lab.protocol.notebook import NotebookCell
from sprint.lab.protocol.serialization import one_line
from sprint.lab.supervisor.core_share import NEXT
from sprint.text import kept_ends

EXPLANATION = """The notebook is run from its first cell to its last, in a new Python process, as Restart and Run All
does in Jupyter. What an earlier session left in memory is gone, so every cell has to find what it needs above itself.

Cells are counted as Jupyter counts them then: `[4]` is the fourth code cell that holds something. Where a cell stops,
the cells below it do not run, and the checks that need them wait."""
_NOISE = re.compile(
    r" \((?:<cell \d+>|[\w.]+\.py), line \d+\)$"  # the place, which is told already
    r"| \([^()]*-packages[^()]*\)"  # a path to a library
    r"|[^.\n]*https?://\S+"  # an address, and the words that lead to it
)
_CHECK_YOURSELF = re.compile(r"^## Check yourself", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """A run, and what is known around it."""

    run: Run
    """The run."""
    budget: Budget
    """What it was allowed."""
    cells: Sequence[Cell] = ()
    """What was to run, in order."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """The install line for each module the day needs."""
    starter: Sequence[str] = ()
    """The texts of the lesson's starter cells."""
    folder: Path | None = None
    """The day's folder as the learner has it."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Neighbours of that folder that were too large to be copied, by their names from there, with their bytes."""

    @property
    def count(self) -> int:
        """The number of the last cell that ran, as Jupyter counts; 0 if none did."""
        return self.run.cells[-1].count if self.run.cells else 0


def runs_result(id: str, ran: Ran) -> Result:
    """Return the result of check c0: how the notebook ran."""
    run = ran.run
    if run.complete:
        return ran_through(id, run)
    if run.busy:
        return Result(id, RUNS_TITLE, Outcome.ERROR, seen=run.busy, next=NEXT)
    if run.ended:
        following = f"a cell after cell [{ran.count}]" if run.cells else "the first cell"
        printed = f"; its last words: {one_line(run.printed[-200:], 160)}" if run.printed.strip() else ""
        return _failed(
            id, f"{following}: the process {run.ended}{printed}", Cause("", "run it in Jupyter, cell by cell")
        )
    if run.timed_out:
        source = next((cell.source for cell in ran.cells if run.cells and cell.place == run.cells[-1].place), "")
        measures = "%timeit takes some ten seconds a line: -r 3 takes three rounds in place of seven"
        move = measures if "%timeit" in source else "is there a loop that never ends?"
        seen = f"cell [{max(1, ran.count)}] was still running after {ran.budget.seconds:g} seconds"
        return _failed(id, seen, Cause("", move))
    if run.stop is None:
        raise ValueError("a run that stopped has a reason")
    return _stopped(id, ran, run.stop)


def ran_through(id: str, run: Run, remark: str = "") -> Result:
    """Return the result of check c0 for a run that came to its end, with a remark on it."""
    evidence = f"{len(run.cells)} cells in {run.seconds:.1f} s"
    notes = (remark,) if remark else ()
    return Result(id, RUNS_TITLE, Outcome.PASS, evidence=evidence, verified=(evidence,), notes=notes)


def without_stretch(run: Run, cells: Sequence[NotebookCell]) -> Run:
    """Return a run without the cells of the stretch if one of them stopped it, else as it is.

    The stretch counts for nothing, so what goes wrong there leaves the day as it is.

    Args:
        run: the run.
        cells: the notebook's cells. The stretch is the cell of that name, or else begins below “Check yourself”.
    """
    stopped = next((at for at, cell in enumerate(run.cells) if cell.stop), len(run.cells) - 1)
    if run.complete or run.ended or run.busy or not run.cells or run.cells[stopped].place < _begin_of_stretch(cells):
        return run
    return replace(run, cells=run.cells[:stopped], timed_out=False)


def _begin_of_stretch(cells: Sequence[NotebookCell]) -> int:
    """Return the place where the stretch begins, or the number of cells where there is none."""
    named = [cell.place for cell in cells if cell.id == "stretch"]
    titles = [cell.place for cell in cells if cell.kind == "markdown" and _CHECK_YOURSELF.search(cell.source)]
    return min([*named, *titles[-1:]], default=len(cells))


def _stopped(id: str, ran: Ran, stop: Stop) -> Result:
    places = places_of(stop, ran.cells, ran.count)
    if stop.type in {"DataMissingError", "DataDamagedError"}:
        whole = " ".join(stop.message.split())
        return Result(id, RUNS_TITLE, Outcome.ERROR, seen=whole, next="sprint data list shows what is at hand")
    if stop.type == "ModuleNotFoundError" and stop.module and stop.module in ran.packages:
        seen, line = f"the package {stop.module} is not installed here", ran.packages[stop.module]
        return Result(id, RUNS_TITLE, Outcome.ERROR, seen=seen, next=line)
    if large := next((name for name in ran.left_out if name in stop.message), None):
        seen = (
            f"`{large}` ({ran.left_out[large] / 1e9:.1f} GB) is too large to lie beside the copy that a check works on"
        )
        return Result(
            id, RUNS_TITLE, Outcome.ERROR, seen=seen, next="name it by its full path: that is read where it is"
        )
    if is_placeholder(stop, places, ran.cells, ran.starter):
        seen = f"{places[-1]} uses something that still is the starter's `...`"
        return Result(id, RUNS_TITLE, Outcome.NOT_ATTEMPTED, seen=seen)
    cause = cause_of(stop, ran.cells, ran.count, ran.folder)
    return replace(_failed(id, _told(stop, places, ran.count), cause), values=stop.values)


def _told(stop: Stop, places: Sequence[Place], count: int) -> str:
    """Say where a run stopped, with what, and where that was called from."""
    inner = places[-1]
    said = kept_ends(_NOISE.sub("", stop.message))
    caller = next((place for place in places if place.cell == count), None)
    inside = caller is None or caller == inner or caller.source.startswith("class ")  # its body runs where it stands
    called = "" if caller is None or inside else f" (called from {caller.quoted.rstrip(',')})"
    return f"{inner.quoted} stops with {stop.type}" + (f": {said}" if said else "") + called


def _failed(id: str, seen: str, cause: Cause) -> Result:
    rungs = (f"Look here: {seen}.", cause.because or "The message itself says what is wrong; read its last line.")
    cure = f"{cause.next}: {cause.cure}" if cause.cure else cause.next
    result = Result(id, RUNS_TITLE, Outcome.FAIL, seen=seen, next=cause.next)
    return replace(result, because=cause.because, hints=(*rungs, cure))
