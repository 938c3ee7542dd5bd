"""`sprint note`."""

from typing import Annotated

import typer

from sprint.cli.options import here, screen

Words = Annotated[list[str], typer.Argument(help="The note, in quotes or without.", metavar="TEXT", show_default=False)]


def note(text: Words) -> None:
    """Keep a thought for the evening's diary, which offers it.

    It is kept in the record, with its time, for the day you work on.

    Examples:
        sprint note "ROC hides how few positives there are"
    """
    from sprint.terminal.ritual import draw_noted
    from sprint.usecases.notes import keep_note

    draw_noted(screen(), *keep_note(here(), " ".join(text)))
