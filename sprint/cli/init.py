"""`sprint init`."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sprint.cli.options import OPTIONS, screen


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="The folder; without it, this one.", show_default=False)
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="The date of day 1's evening, for the pace."),
    ] = None,
    curriculum: Annotated[Path | None, typer.Option(help="A curriculum of your own.", dir_okay=False)] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help="Make no git repository.")] = False,
    env: Annotated[
        bool, typer.Option("--env", help="Make or complete its environment, .venv, with sprint and the packages in it.")
    ] = False,
    ci: Annotated[bool, typer.Option("--ci", help="Add a GitHub workflow that proves the days on each push.")] = False,
) -> None:
    """Make a sprint folder. What is there already stays as it is.

    With --env the folder gets a Python of its own, for its notebooks and for sprint; this downloads packages.

    Examples:
        sprint init my-sprint --env
        sprint init . --start 2026-12-01
    """
    from sprint.terminal.pages import draw_initialised, draw_step, draw_way_on
    from sprint.usecases.environment import make_environment
    from sprint.usecases.init import init as make
    from sprint.usecases.sprint import Sprint
    from sprint.usecases.workflow import write_workflow
    from sprint.workspace import SprintFolder

    root = OPTIONS.folder / folder if folder else OPTIONS.folder
    page = screen()
    made = make(root, begin=start.date() if start else None, curriculum=curriculum, git=not no_git)
    draw_initialised(page, made)
    place = SprintFolder(made.root)
    if env:
        make_environment(place, partial(draw_step, page))
    if ci:
        draw_step(page, f"{write_workflow(place) or 'a workflow was there already'}")
    draw_way_on(page, place, Sprint(place).day().number)
