"""`sprint watch`."""

import sys
from typing import TYPE_CHECKING

import typer

from sprint.cli.keys import Keys
from sprint.cli.options import Ascii, Day, here, screen
from sprint.errors import SprintError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sprint.usecases.watch import Seen, Watch

KEYS = "h hint   d diary   n next day   s status   c check again   q quit"
CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def watch(
    day: Day = None,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Leave it running, and each save is checked again at once."""
    from sprint.usecases.watch import Watch, watching

    board = Watch(here(), day)
    keys = Keys(board.press) if sys.stdin.isatty() and sys.stdout.isatty() else None
    with watching(board) as events:
        key = "c"
        while key != "q":
            if keys is None:
                key = _follow(board, events, live=False)
            else:
                with keys.on():
                    key = _follow(board, events, live=True)
            _answer(board, key)


def _follow(board: "Watch", events: "Iterator[Seen]", *, live: bool) -> str:
    """Draw what is seen until a key wants something else; return that key, `q` at the end."""
    from sprint.terminal.report import draw_report, draw_trouble

    page = screen()
    for seen in events:
        if seen.kind == "key" and seen.key in set("hdnscq"):
            return seen.key
        if live and seen.kind in {"report", "trouble"}:
            sys.stdout.write(CLEAR)
        if seen.report is not None:
            draw_report(page, seen.report, board.day.title)
        if seen.trouble is not None:
            draw_trouble(page, seen.trouble)
        if live:
            page.print(KEYS if seen.kind != "running" else "running …")
        sys.stdout.flush()
    return "q"


def _answer(board: "Watch", key: str) -> None:
    """Do what a key asks for, with the terminal as it was."""
    from sprint.cli import diary, helping, start, status

    try:
        if key == "h":
            helping.hint(str(board.day.number))
        elif key == "d":
            diary.diary(board.day.number)
        elif key == "s":
            status.status()
        elif key == "n":
            start.start(None)
        elif key == "c":
            board.again()
    except SprintError as error:
        typer.echo(f" {error.sentence}\n   {error.next_step}")
