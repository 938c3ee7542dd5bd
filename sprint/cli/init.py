"""`sprint init`."""

from datetime import datetime
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
) -> None:
    """Make a sprint folder. What is there already stays as it is.

    Examples:
        sprint init my-sprint
        sprint init . --start 2026-12-01
    """
    from sprint.terminal.pages import draw_initialised
    from sprint.usecases.init import init as make

    root = OPTIONS.folder / folder if folder else OPTIONS.folder
    begin = start.date() if start else None
    draw_initialised(screen(), make(root, begin=begin, curriculum=curriculum, git=not no_git))
