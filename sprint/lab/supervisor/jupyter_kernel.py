"""Running a notebook in a real Jupyter kernel, for widgets and for full fidelity."""

import json
import time
from pathlib import Path
from typing import Any

from sprint.errors import CannotCheckError
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import CellRun, Run, Stop
from sprint.lab.protocol.notebook import Notebook


def run_in_kernel(notebook: Notebook, folder: Path, budget: Budget) -> Run:
    """Run a notebook's cells in a kernel of this environment, up to the first that fails.

    Raises:
        CannotCheckError: no kernel can be started here.
    """
    import nbformat  # with nbclient it costs more than a second, which only this pays
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellTimeoutError, DeadKernelError

    document: Any = nbformat.reads(notebook.content.decode(), as_version=4)  # type: ignore[no-untyped-call]  # untyped library
    client = NotebookClient(
        document,
        timeout=int(budget.seconds),
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],  # the kernel shares our terminal; what it warns of is not the learner's
    )
    started, ended, timed_out = time.monotonic(), "", False
    try:
        client.execute()
    except CellTimeoutError:
        timed_out = True
    except DeadKernelError:
        ended = "ended the Python process instead of running to its end"
    except CellControlSignal:
        pass  # the failing cell carries its error
    except (OSError, RuntimeError, LookupError) as error:
        raise CannotCheckError(f"No Jupyter kernel could be started: {error}.", "Run it without --kernel.") from error
    cells = tuple(_cell_run(place, cell) for place, cell in enumerate(document.cells) if _has_run(cell))
    names: frozenset[str] = frozenset()
    return Run(cells, names, (), time.monotonic() - started, timed_out, ended)


def _has_run(cell: Any) -> bool:
    return bool(cell.cell_type == "code" and cell.execution_count)


def _cell_run(place: int, cell: Any) -> CellRun:
    outputs = tuple(json.loads(json.dumps(output)) for output in cell.outputs)
    error = next((output for output in outputs if output["output_type"] == "error"), None)
    stop = Stop(error["ename"], error["evalue"], tuple(error["traceback"]), place + 1) if error else None
    return CellRun(place, 0.0, cell.execution_count, outputs, stop)
