"""`sprint watch`."""

import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Ascii, Day, here, screen
from sprint.cli.progress import interruptible
from sprint.cli.terminal_input import DISMISSED, TYPED, TerminalInput, on_terminal
from sprint.errors import SprintError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sprint.terminal import Screen
    from sprint.usecases.watch import Seen, Watch

KEYS = "h hint   d diary   n next day   s status   c check again   q quit"
ELSEWHERE = "Words typed here do nothing; type commands in another window."
QUESTIONS = {"q?": "Quit the watch? q again or Enter", "n?": "Begin the next day? n again or Enter"}
LEFT = -1
"""In place of a day: the watch is over."""
CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def watch(
    day: Day = None,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look at the files again and again: for a folder that tells of no changes.")
    ] = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Leave it running, and each save is checked again at once.

    Examples:
        sprint watch
        sprint watch 8
    """
    from sprint.usecases.watch import Watch, watching

    number, page = day, _Page(on_terminal())
    with interruptible("watch", "sprint watch" if day is None else f"sprint watch {day}"):
        while number != LEFT:
            board = Watch(here(), number, poll=poll)
            number = board.day.number
            with watching(board) as events:
                while number == board.day.number:
                    keys = TerminalInput(keys=True, asks="qn").telling(board.press) if page.live else nullcontext()
                    with keys:
                        key = page.follow(board, events)
                    number = _answer(board, key)


@dataclass
class _Page:
    """Where a watch is drawn."""

    live: bool
    """Whether somebody sits there, so that a new board takes the place of the one before."""
    screen: "Screen" = field(default_factory=screen)
    """Standard output."""
    told: bool = False
    """Whether it was said that words typed here are no commands."""

    def follow(self, board: "Watch", events: "Iterator[Seen]") -> str:
        """Draw what is seen until a key wants something else; return that key, `q` at the end."""
        for seen in events:
            if seen.kind != "key":
                self._draw(board, seen)
            elif seen.key in set("hdnscq") or (seen.key == "n?" and not _follows(board)):
                return seen.key[0]
            elif seen.key in QUESTIONS:
                self.screen.print(QUESTIONS[seen.key])
            elif seen.key == DISMISSED:
                self.screen.print(KEYS)
            elif seen.key == TYPED and not self.told:
                self.told = True
                self.screen.print(ELSEWHERE)
            sys.stdout.flush()
        return "q"

    def _draw(self, board: "Watch", seen: "Seen") -> None:
        from sprint.terminal.report import draw_report, draw_trouble

        if self.live and seen.kind in {"report", "trouble"}:
            sys.stdout.write(CLEAR)
        if seen.report is not None:
            draw_report(self.screen, seen.report, board.day)
        if seen.trouble is not None:
            draw_trouble(self.screen, seen.trouble)
        if self.live:
            self.screen.print(KEYS if seen.kind != "running" else "running …")


def _answer(board: "Watch", key: str) -> int:
    """Do what a key asks for, with the terminal as it was; return the day to watch from now on, or `LEFT`."""
    from sprint.cli import diary, hint, status
    from sprint.cli.options import Target

    number = board.day.number
    try:
        if key == "q":
            return LEFT
        if key == "n":
            number = _next(board)
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


def _follows(board: "Watch") -> bool:
    """Tell whether another day than the one that is watched is in hand."""
    try:
        return here().day().number != board.day.number
    except SprintError:  # n says what is in the way
        return False


def _next(board: "Watch") -> int:
    """Begin the day in hand and return it, where it is another one than the day that is watched."""
    from sprint.cli import start

    number, following = board.day.number, here().day().number
    if following == number:
        typer.echo(f" Day {number} is the one in hand; once it is proved and in the diary, n begins the next.")
    else:
        start.start(following)
    return following
