"""`sprint data list`, `fetch` and `verify`."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from sprint.cli.options import screen
from sprint.errors import CannotCheckError

app = typer.Typer(help="The data sets: what is at hand, fetching, verifying.")

Names = Annotated[list[str] | None, typer.Argument(help="Data sets by name; without one, all.", show_default=False)]


@app.callback(invoke_without_command=True)
def data(context: typer.Context) -> None:
    """Show the data sets, fetch them, verify them."""
    if context.invoked_subcommand is None:
        show()


@app.command("list")
def show() -> None:
    """Show each data set: at hand or not, its size and licence, what stands in for it."""
    from sprint.datasets import catalog, status
    from sprint.terminal.pages import draw_data

    found = [status(row) for row in catalog()]
    draw_data(screen(), found, [state.paths[0].parent if state.complete and state.paths else None for state in found])


@app.command()
def fetch(names: Annotated[list[str], typer.Argument(help="Data sets by name.")]) -> None:
    """Download data sets, hold them against their checksums, and keep them in your cache."""
    from sprint.datasets import fetch as download

    for name in names:
        download(name, _progress(name))
        typer.echo(f"{name} is here.")


@app.command()
def verify(names: Names = None) -> int:
    """Hold what is at hand against its checksums."""
    from sprint.datasets import catalog, status
    from sprint.datasets import verify as hold

    chosen = names or [row.name for row in catalog() if status(row).complete]
    if not chosen:
        raise CannotCheckError("No data set is here yet.", "Get one with: sprint data fetch titanic")
    for name in chosen:
        hold(name)
        typer.echo(f"{name} is the published one.")
    return 0


def _progress(name: str) -> Callable[[int, int], None] | None:
    """Return what draws the bar of a download on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        share = f"{100 * done / total:3.0f} %" if total else f"{done / 2**20:.1f} MB"
        sys.stderr.write(f"\r\x1b[K {name} {share}" + ("\n" if total and done >= total else ""))
        sys.stderr.flush()

    return show
