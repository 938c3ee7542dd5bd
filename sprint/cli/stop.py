"""`sprint stop`."""

import typer

from sprint.cli.options import here, screen


def stop() -> None:
    """End what runs: a focus block, with its time kept.

    Examples:
        sprint stop
    """
    from sprint.terminal.focus import FocusPage
    from sprint.usecases.stop import stop as end

    ended = end(here())
    if ended is None:
        typer.echo("Nothing runs.")
    else:
        FocusPage(screen(), live=False).ended(ended)
