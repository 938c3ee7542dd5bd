"""Running a notebook in a real Jupyter kernel, for widgets and for full fidelity."""

import asyncio
import json
import math
import os
import re
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sprint.errors import CannotCheckError
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Cell, CellRun, OnCell, Run, Stop, Turn
from sprint.lab.protocol.notebook import Notebook
from sprint.lab.supervisor.core_share import CoreShare
from sprint.lab.supervisor.memory_watch import RESTING_SECONDS, MemoryWatch

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_CELL_LINE = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_MISSING = re.compile(r"No module named '([\w.]+)'")


def run_in_kernel(notebook: Notebook, folder: Path, budget: Budget, on_cell: OnCell | None = None) -> Run:
    """Run a notebook's cells in a kernel of this environment, up to the first that fails.

    Args:
        notebook: the notebook; what an earlier run left in it counts for nothing.
        folder: where the kernel runs.
        budget: the seconds and the memory it may take, all cells together.
        on_cell: told the turn of each cell when it starts, and its `CellRun` when it is done.

    Raises:
        CannotCheckError: no kernel can be started here.
    """
    talk = _KernelRun(notebook, folder, budget, on_cell)
    thread = threading.Thread(target=talk.run, daemon=True)  # Ctrl-C is ours: nbclient would take the signal
    thread.start()
    try:
        while thread.is_alive():
            thread.join(talk.keep_to_the_budget())
    except BaseException:
        talk.end()
        thread.join(10)
        raise
    if talk.trouble is not None:
        said = str(talk.trouble).rstrip(".")
        raise CannotCheckError(f"No Jupyter kernel could be started: {said}.", "Run it without --kernel.")
    return Run(tuple(talk.done), frozenset(), (), talk.seconds, talk.timed_out, talk.ended, busy=talk.busy)


class _KernelRun:
    """One run in a kernel, in a thread of its own."""

    def __init__(self, notebook: Notebook, folder: Path, budget: Budget, on_cell: OnCell | None) -> None:
        self.done: list[CellRun] = []
        self.seconds, self.timed_out, self.ended, self.busy = 0.0, False, "", ""
        self._share: CoreShare | None = None
        self.trouble: Exception | None = None
        self._cells, self._folder, self._budget = notebook.code, folder, budget
        self._tell = on_cell or (lambda _turn, _done: None)
        self._document = _document(notebook)
        self._client: Any = None

    def run(self) -> None:
        """Start a kernel, run the cells, end the kernel."""
        try:
            asyncio.run(self._run())
        except Exception as error:  # noqa: BLE001  a kernel that cannot be had is told by the one who waits
            self.trouble = error

    def keep_to_the_budget(self) -> float:
        """End the kernel if it uses more than it may; return the seconds until it should be looked at again."""
        if not self._pid or self.ended:
            return RESTING_SECONDS
        memory = MemoryWatch(self._pid, self._budget)
        if too_much := memory.look():
            self.ended = too_much
            self.end()
        return memory.pause

    def end(self) -> None:
        """End the kernel and what it started, if there is one."""
        if self._pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._pid, signal.SIGKILL)

    @property
    def _pid(self) -> int | None:
        """The kernel's process, which leads a group of its own; None before it starts and after its end."""
        manager = self._client.km if self._client is not None else None
        pid: int | None = getattr(getattr(manager, "provisioner", None), "pid", None)
        return pid

    async def _run(self) -> None:
        from nbclient import NotebookClient  # with nbformat it costs more than a second, which only this pays

        self._client = NotebookClient(
            self._document,
            kernel_name="python3",
            resources={"metadata": {"path": str(self._folder)}},
            extra_arguments=["--log-level=ERROR"],  # the kernel shares our terminal; what it warns of is not theirs
        )
        async with self._client.async_setup_kernel():
            started = time.monotonic()
            self._share = CoreShare(self._pid) if self._pid else None
            for place, cell in enumerate(self._cells):
                turn = Turn(place + 1, len(self._cells), started, self._budget.seconds)
                self._tell(turn, None)
                if not await self._execute(place, cell, started + self._budget.seconds):
                    break
                self._tell(turn, self.done[-1])
            self.seconds = time.monotonic() - started

    async def _execute(self, place: int, cell: Cell, deadline: float) -> bool:
        """Run one cell; tell whether the next one shall run."""
        from nbclient.exceptions import CellControlSignal, CellTimeoutError, DeadKernelError

        started, stopped = time.monotonic(), False
        written = self._document.cells[place]
        self._client.timeout = max(1, math.ceil(deadline - started))  # what is left of the time for the whole run
        try:
            await self._client.async_execute_cell(written, place)
        except CellTimeoutError:
            self.timed_out = True
            self.busy = self._share.shortage("the run") if self._share else ""
            self.end()  # it still computes, and would complain of its end on our terminal
        except DeadKernelError:
            self.ended = self.ended or "ended instead of running to its end"
            return False
        except CellControlSignal:
            stopped = True
        outputs = tuple(json.loads(json.dumps(output)) for output in written.outputs)
        count = written.execution_count or place + 1
        stop = _stop(outputs, count) if stopped else None
        self.done.append(CellRun(cell.place, time.monotonic() - started, count, outputs, stop))
        return not (stopped or self.timed_out)


def _document(notebook: Notebook) -> Any:
    """Return the code cells as nbformat has them, without what an earlier run left in them."""
    import nbformat.v4

    stored = json.loads(notebook.content)["cells"]
    cells = []
    for cell in notebook.code:
        metadata = stored[cell.place].get("metadata")
        made = nbformat.v4.new_code_cell(cell.source)  # type: ignore[no-untyped-call]  # untyped library
        made.metadata.update(metadata if isinstance(metadata, dict) else {})
        cells.append(made)
    return nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]  # untyped library


def _stop(outputs: tuple[dict[str, Any], ...], count: int) -> Stop:
    """Return what stopped a cell, in plain text; the last error is the one that did."""
    error = next((output for output in reversed(outputs) if output["output_type"] == "error"), None)
    if error is None:
        return Stop("an error", "", (), count)
    message = _COLOURS.sub("", error["evalue"])
    lines = tuple(_COLOURS.sub("", "\n".join(error["traceback"])).splitlines())
    places = _CELL_LINE.findall("\n".join(lines))
    cell, line = map(int, places[-1]) if places else (count, None)
    missing = _MISSING.search(message) if error["ename"] in {"ModuleNotFoundError", "ImportError"} else None
    return Stop(error["ename"], message, lines, cell, line, missing[1] if missing else None)
