"""`sprint course check`, for authors."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sprint.cli.commands import Command, group
from sprint.cli.options import OPTIONS, a_day, screen
from sprint.errors import FINE, NOT_YET

app = group("For authors: is the curriculum whole?", "sprint course check", "sprint course check 8")


@app.callback()
def course() -> None:
    """For authors: is the curriculum whole, and do its checks hold what they say?"""


@app.command(cls=Command)
def check(
    days: Annotated[list[int] | None, a_day(typer.Argument, "Days by number; without one, all.")] = None,
    curriculum: Annotated[Path | None, typer.Option(help="Another curriculum file.", dir_okay=False)] = None,
    workers: Annotated[
        int, typer.Option(help="How many notebooks run at a time.", min=1, show_default="one a core")
    ] = os.cpu_count() or 2,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Each notebook as it is through.")] = False,
    offline_variant: Annotated[
        bool, typer.Option("--offline-variant", help="Use stand-ins for data that is not at hand.")
    ] = False,
) -> int:
    """Put lessons through the gate: starters, solutions, right and wrong examples, hints and cards.

    Examples:
        sprint course check 8
        sprint course check 18 --offline-variant
    """
    if offline_variant:
        os.environ["SPRINT_OFFLINE_VARIANT"] = "missing"
    from sprint.course.reading import read_curriculum, shipped_curriculum
    from sprint.terminal.pages import draw_gate, draw_gate_run
    from sprint.usecases.course_check import course_check

    beside = OPTIONS.folder / "curriculum.yaml"
    path = curriculum or (beside if beside.is_file() else shipped_curriculum())
    page, passed = screen(), True
    trial = partial(draw_gate_run, page) if verbose else None
    for gate in course_check(read_curriculum(path), days, workers=workers, on_trial=trial):
        draw_gate(page, gate)
        passed = passed and gate.passed
    return FINE if passed else NOT_YET
