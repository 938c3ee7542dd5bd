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
LEFT = -1
"""In place of a day: the watch is over."""
CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def watch(
    day: Day = None,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Leave it running, and each save is checked again at once."""
    from sprint.usecases.watch import Watch, watching

    number = day
    while number != LEFT:
        board = Watch(here(), number)
        keys = Keys(board.press) if sys.stdin.isatty() and sys.stdout.isatty() else None
        number = board.day.number
        with watching(board) as events:
            while number == board.day.number:
                if keys is None:
                    key = _follow(board, events, live=False)
                else:
                    with keys.on():
                        key = _follow(board, events, live=True)
                number = _answer(board, key)


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


def _answer(board: "Watch", key: str) -> int:
    """Do what a key asks for, with the terminal as it was; return the day to watch from now on, or `LEFT`."""
    from sprint.cli import diary, hint, status
    from sprint.cli.options import Target

    number = board.day.number
    try:
        if key == "q":
            return LEFT
        if key == "n":
            number = _next(number)
        elif key == "h":
            hint.hint(Target(number))
        elif key == "d":
            diary.diary(number)
        elif key == "s":
            status.status()
        else:
            board.again()
    except SprintError as error:
        typer.echo(f" {error.sentence}\n   {error.next_step}")
    except typer.Abort:  # a question that was left, which is no reason to leave the watch
        typer.echo("\n Left; the watch goes on.")
    if number == board.day.number and key != "c":
        screen().print(KEYS)
    return number


def _next(number: int) -> int:
    """Begin the day in hand and return it, where it is another one than the day that is watched."""
    from sprint.cli import start

    following = here().day().number
    if following == number:
        typer.echo(f" Day {number} is the one in hand; once it is proved and in the diary, n begins the next.")
    else:
        start.start(following)
    return following
