"""An IPython shell inside the learner's process: cells in, outputs in the notebook format out.

It behaves as a Jupyter kernel does where a lesson can see it: magics, `!commands`, top-level `await`, rich displays,
inline figures. It starts in a tenth of a kernel's time since there is no server to talk to.
"""

import asyncio
import builtins
import contextvars
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from sprint.lab.protocol.limits import GRACE_SECONDS
from sprint.lab.protocol.serialization import Encoder
from sprint.lab.worker.figure_capture import FigureBook
from sprint.lab.worker.kernel_shell import ZMQInteractiveShell, announce_ipykernel
from sprint.lab.worker.outputs import Outputs
from sprint.lab.worker.raised import describe
from sprint.lab.worker.streams import no_input, replace_streams

CELL_FILE = "<cell {}>"


class Shell:
    """Runs cells one after another and remembers the figures they drew."""

    def __init__(self, printing: Sequence[int]) -> None:
        """Take over this process's streams; `printing` is what `replace_streams` takes."""
        self._here = os.getcwd()  # noqa: PTH109  where the notebook lies, whatever becomes of the folder later
        self.outputs = Outputs()
        announce_ipykernel()
        self.ip: Any = ZMQInteractiveShell.instance(outputs=self.outputs)
        self.ip.builtin_trap.activate()
        sys.displayhook = self.ip.displayhook
        self.figures = FigureBook()
        self.figures.install()
        self.outputs.shown = self.figures.shown
        self._builtin_names = set(self.ip.user_ns)
        replace_streams(self.outputs, printing)
        builtins.input = no_input
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._context = contextvars.copy_context()

    @property
    def names(self) -> dict[str, Any]:
        """What the cells have defined."""
        return {
            key: value for key, value in self.ip.user_ns.items() if key not in self._builtin_names and key[0] != "_"
        }

    def run(self, cells: Sequence[dict[str, Any]], encoder: Encoder) -> Iterator[dict[str, Any]]:
        """Run cells in order until one fails; yield a `cell` event after each and a `done` event at the end."""
        for cell in cells:
            self.outputs.start(cell["place"])
            self.figures.cell = cell["place"]
            yield {"event": "start", "place": cell["place"]}
            started = time.monotonic()
            error, goes_on = self._execute(cell)
            yield {
                "event": "cell",
                "place": cell["place"],
                "seconds": time.monotonic() - started,
                "count": self.ip.execution_count - 1,
                "outputs": self.outputs.taken(),
                "revised": self.outputs.revised(),
                "error": error,
            }
            if not goes_on:
                break
        yield {"event": "done", "names": sorted(self.names), "figures": encoder.node(self.figures.records())}

    def _execute(self, cell: dict[str, Any]) -> tuple[dict[str, Any] | None, bool]:
        """Run one cell; return the error it ends with or shows, or None, and whether a notebook goes on after it.

        A notebook goes on after an error that a cell shows without failing: one in a `display`, in `%run`, in a cell
        run by a cell. A cell that may fail has no error to tell of.
        """
        self.ip.begin(cell["source"], CELL_FILE.format(cell["place"] + 1))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        task = self._loop.create_task(self._run_cell(cell["source"]), context=self._context)
        try:
            failure = self._loop.run_until_complete(task)
        except BaseException as error:  # noqa: BLE001  whatever a cell throws ends the cell, not us
            if task.done() and not task.cancelled() and task.exception() is None:
                failure = task.result()  # the cell ran, and left a loop that is broken
            else:
                failure = error
                self._leave(task)
                self.ip.showtraceback((type(error), error, error.__traceback__))
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        told = failure or next(iter(self.ip.errors), None)
        if told is None or cell["may_fail"]:
            return None, True
        return self.describe(told), failure is None and not self.ip.result_failed

    async def _run_cell(self, source: str) -> BaseException | None:
        """Run a cell inside the running loop, as a kernel does, and return what it failed with."""
        ip, broken = self.ip, None
        try:
            transformed = ip.transform_cell(source)
        except Exception:  # noqa: BLE001  the shell reports it
            transformed, broken = source, sys.exc_info()
        if ip.should_run_async(source, transformed_cell=transformed, preprocessing_exc_tuple=broken):
            result = None
            try:
                run = ip.run_cell_async(
                    source, store_history=True, transformed_cell=transformed, preprocessing_exc_tuple=broken
                )
                result = await asyncio.ensure_future(run)  # a task of its own: its context variables end with it
            finally:
                ip.events.trigger("post_execute")
                ip.events.trigger("post_run_cell", result)
        else:
            result = ip.run_cell(source, store_history=True)
        failure: BaseException | None = result.error_before_exec or result.error_in_exec
        return failure

    def _leave(self, task: asyncio.Task[Any]) -> None:
        """End what an interrupted cell waits for."""
        if not task.done():
            task.cancel()
            self._loop.run_until_complete(asyncio.wait([task], timeout=GRACE_SECONDS / 2))

    def describe(self, error: BaseException) -> dict[str, Any]:
        """Return an exception as plain data; see `sprint.lab.worker.raised`."""
        return describe(error, self._here)
