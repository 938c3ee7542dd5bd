"""`sprint run`."""

from typing import Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.cli.progress import run_progress
from sprint.errors import FINE, NOT_YET


def run(
    day: Day = None,
    kernel: Annotated[bool, typer.Option("--kernel", help="Use a real Jupyter kernel (slower to start).")] = False,
) -> int:
    """Run a day's notebook from the top and save the outputs into it.

    Examples:
        sprint run
        sprint run 17 --kernel
    """
    from sprint.terminal.report import draw_executed
    from sprint.usecases.run import run as execute

    sprint = here()
    again = " ".join(["sprint run", *([str(day)] if day is not None else []), *(["--kernel"] if kernel else [])])
    with run_progress("run", again) as progress:
        executed = execute(sprint, day, kernel=kernel, on_cell=progress)
    draw_executed(screen(), executed, sprint.folder.shown(executed.path))
    return FINE if executed.run.complete else NOT_YET
