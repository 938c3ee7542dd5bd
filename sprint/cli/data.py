"""`sprint data list`, `fetch`, `verify`, and what is made here: `shapes` and `backbone`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sprint.cli.commands import Command, group
from sprint.cli.completion import datasets
from sprint.cli.options import OPTIONS, screen
from sprint.course.packages import install_line
from sprint.errors import CannotCheckError, UsageError

app = group("The data sets: what is at hand, fetching, verifying.", "sprint data list", "sprint data fetch titanic")

Names = Annotated[
    list[str] | None,
    typer.Argument(help="Data sets by name; without one, all.", autocompletion=datasets, show_default=False),
]


@app.callback(invoke_without_command=True)
def data(context: typer.Context) -> None:
    """Show the data sets, fetch them, verify them."""
    if context.invoked_subcommand is None:
        show()


@app.command("list", cls=Command)
def show() -> None:
    """Show each data set: at hand or not, its size and licence, what stands in for it.

    Examples:
        sprint data list
    """
    from sprint.datasets import catalog, status
    from sprint.terminal.pages import draw_data

    found = [status(row) for row in catalog()]
    draw_data(screen(), found, [state.paths[0].parent if state.complete and state.paths else None for state in found])


@app.command(cls=Command)
def fetch(names: Annotated[list[str], typer.Argument(help="Data sets by name.", autocompletion=datasets)]) -> None:
    """Download data sets, hold them against their checksums, and keep them in your cache.

    Examples:
        sprint data fetch titanic
    """
    from sprint.datasets import fetch as download

    for name in names:
        download(name, _progress(name))
        typer.echo(f"{name} is here.")


@app.command(cls=Command)
def verify(names: Names = None) -> int:
    """Hold what is at hand against its checksums.

    Examples:
        sprint data verify
        sprint data verify mnist
    """
    from sprint.datasets import catalog, status
    from sprint.datasets import verify as hold

    chosen = names or [row.name for row in catalog() if status(row).complete]
    if not chosen:
        raise CannotCheckError("No data set is here yet.", "Get one with: sprint data fetch titanic")
    for name in chosen:
        hold(name)
        typer.echo(f"{name} is the published one.")
    return 0


@app.command(cls=Command)
def shapes(
    folder: Annotated[Path, typer.Argument(help="A new folder.", file_okay=False)],
    n: Annotated[int, typer.Option("--n", help="How many images.", min=4, max=1000)] = 20,
    seed: Annotated[int, typer.Option(help="Fixes sizes, places and colours.", min=0)] = 0,
) -> None:
    """Draw circles and squares into a folder, with the box around each, for the day of transfer learning.

    Examples:
        sprint data shapes my-images --n 20
    """
    from sprint.datasets import draw_shapes

    folder = OPTIONS.folder / folder
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty.", "Name a new folder: nothing of yours is written over.")
    draw_shapes(folder, n, seed)
    typer.echo(f"{n} drawn images are in {folder}, and the box around each in {folder / 'boxes.json'}.")


@app.command(cls=Command)
def backbone() -> None:
    """Train the small network that stands in for ResNet-18 where its weights are not to be had. It takes a minute.

    Examples:
        sprint data backbone
    """
    try:
        from sprint.datasets.small_backbone import ABOUT, trained
    except ModuleNotFoundError as error:
        raise CannotCheckError(
            f"The package {error.name} is not installed here.", install_line([str(error.name)])
        ) from error
    typer.echo(f"offline variant: {ABOUT}, in {trained()}")


def _progress(name: str) -> Callable[[int, int], None] | None:
    """Return what draws the bar of a download on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        share = f"{100 * done / total:3.0f} %" if total else f"{done / 2**20:.1f} MB"
        sys.stderr.write(f"\r\x1b[K {name} {share}" + ("\n" if total and done >= total else ""))
        sys.stderr.flush()

    return show
