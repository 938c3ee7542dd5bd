"""`sprint focus`."""

import os
import subprocess
import sys
from datetime import timedelta
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

from sprint import clock
from sprint.cli.middleware import settle_focus
from sprint.cli.options import Ascii, Day, here, screen
from sprint.cli.terminal_input import TYPED, TerminalInput, on_terminal
from sprint.errors import FINE, INTERRUPTED, UsageError

if TYPE_CHECKING:
    from sprint.record.timer import Timer
    from sprint.terminal.focus import FocusPage
    from sprint.usecases.focus import BlockOptions
    from sprint.usecases.sprint import Sprint

LEAVING = {"q": FINE, "interrupt": INTERRUPTED, "terminate": 143, "hangup": 129}
"""What ends the time between two blocks, and the exit code that tells of it."""


def focus(
    day: Day = None,
    block: Annotated[int | None, typer.Option(help="Which block of the day.", show_default=False)] = None,
    minutes: Annotated[int | None, typer.Option(help="How long; without it, 45 or what the curriculum says.")] = None,
    pause: Annotated[bool, typer.Option("--pause", help="Pause the block that runs.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with it.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End it and keep its minutes.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="End it and keep nothing.")] = False,
    switch: Annotated[bool, typer.Option("--switch", help="End the one that runs, then start.")] = False,
    detach: Annotated[bool, typer.Option("--detach", help="Run without a process: a start and a deadline.")] = False,
    overtime: Annotated[bool, typer.Option("--overtime", help="Go on counting past the end.")] = False,
    rest: Annotated[bool, typer.Option("--break", help="Take the break that follows a block.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> int:
    """Focus for 45 minutes. The block survives Ctrl-C, a closed window, sleep and a crash.

    Examples:
        sprint focus
        sprint focus --minutes 25
        sprint focus --stop
    """
    from sprint.terminal.focus import FocusPage
    from sprint.usecases.focus import BlockOptions

    action = _only_one({"pause": pause, "resume": resume, "stop": stop, "drop": drop, "break": rest})
    sprint = here()
    page = FocusPage(screen(), on_terminal(), json=json, quiet=quiet, bell=bool(sprint.settings["bell"]))
    return _act(sprint, page, action, day, BlockOptions(block, minutes, detach, overtime, switch))


def _only_one(flags: dict[str, bool]) -> str:
    """Return the one flag that is given, or nothing where none is.

    Raises:
        UsageError: more than one is.
    """
    given = [name for name, is_given in flags.items() if is_given]
    if len(given) > 1:
        raise UsageError(
            "Only one of --pause, --resume, --stop, --drop and --break goes at a time.", "See: sprint focus --help"
        )
    return given[0] if given else ""


def _act(sprint: "Sprint", page: "FocusPage", action: str, day: int | None, options: "BlockOptions") -> int:
    """Do to the block that runs what was asked for, or start one; return the exit code.

    Args:
        sprint: the sprint.
        page: where to draw.
        action: `pause`, `resume`, `stop`, `drop`, `break`, or nothing where a block is to start.
        day: the day of a block that starts; None for the day in hand.
        options: how a block is to run.
    """
    from sprint.usecases import focus as blocks

    settled = settle_focus(sprint.folder, {"stop": "keep", "drop": "drop"}.get(action))
    if action in {"stop", "drop"}:
        if settled is None:
            page.ended(blocks.finish(sprint, "dropped" if action == "drop" else "early"))
        return FINE
    if action == "pause":
        page.paused(blocks.pause(sprint))
        return FINE
    if action == "break":
        return _break(sprint, page)
    resumes = action == "resume"
    timer = blocks.resume(sprint, detach=options.detach) if resumes else blocks.begin(sprint, day, options)
    if timer.pid == os.getpid():
        return _keep(sprint, timer, page)
    page.begun(timer, _ends(timer))
    return FINE


def _ends(timer: "Timer") -> str:
    return (timer.mark.at + timedelta(seconds=timer.left)).strftime("%H:%M")


def _keep(sprint: "Sprint", timer: "Timer", page: "FocusPage") -> int:
    """Keep a block, and what is wanted behind it; all is on disk before a word of it is said."""
    from sprint.usecases.focus_process import FocusSession, keep_session

    with TerminalInput(keys=page.live, asks="sdq", signals=True) as terminal:
        while True:
            page.begun(timer, _ends(timer))  # only now, so that whoever reads it can end the block with a signal
            session = FocusSession(sprint, timer)
            end = keep_session(session, terminal.wait, page.show, asks=page.live)
            full = end.ended is not None and end.ended.how == "full"
            if full and end.exit_code == FINE:
                _tell(timer)
            try:
                page.paused(session.timer) if end.ended is None else page.ended(end.ended)
                sys.stdout.flush()
            except OSError:  # the window is gone, and the block is safe
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if not (full and page.draws and end.exit_code == FINE):
                return end.exit_code
            following = _between(sprint, timer, page, terminal)
            if isinstance(following, int):
                return following
            timer = following


def _between(
    sprint: "Sprint", timer: "Timer | None", page: "FocusPage", terminal: TerminalInput, word: str = ""
) -> "Timer | int":
    """Offer what can follow a block until something is chosen; return the next block, or what to exit with.

    Args:
        sprint: the sprint.
        timer: the block that ended; None where only a break is wanted.
        page: where to draw.
        terminal: where keys come from.
        word: a key that is as good as pressed.
    """
    from sprint.usecases import focus as blocks
    from sprint.usecases.sprint import Sprint
    from sprint.usecases.status import status

    sprint = Sprint(sprint.folder)  # with the block that ended
    minutes, following, rested = blocks.break_minutes(sprint, timer), status(sprint).next, False
    if not word:
        page.offer(minutes, following)
    while True:
        if word == "b" and not rested:
            rested, word = True, _rest(minutes, page, terminal)
            if not word:
                page.offer(0, following)
        if word in LEAVING:
            page.wipe()
            return LEAVING[word]
        if word == "n":
            page.wipe()
            return _another(sprint, timer)
        if word == TYPED:
            page.typed()
        word = _pressed(terminal, 60)


def _pressed(terminal: TerminalInput, seconds: float) -> str:
    """Wait for a word; between two blocks nothing runs that a key could end, so that no key is asked about."""
    return terminal.wait(seconds).removesuffix("?")


def _another(sprint: "Sprint", timer: "Timer | None") -> "Timer":
    """Begin the next block, as long as the one before it was asked to be."""
    from sprint.usecases import focus as blocks

    if timer is None:
        return blocks.begin(sprint)
    same = blocks.BlockOptions(minutes=max(1, round(timer.plan / 60)), overtime=timer.overtime)
    return blocks.begin(sprint, timer.day, same)


def _rest(minutes: int, page: "FocusPage", terminal: TerminalInput) -> str:
    """Count a break down; return the key that ended it, or nothing where it ended by itself."""
    until = clock.steady() + 60 * minutes
    page.rests(minutes)
    while (left := until - clock.steady()) > 0:
        page.show_break(left)
        word = _pressed(terminal, min(1.0, left))
        if word == "n" or word in LEAVING:
            return word
        if word == TYPED:
            page.typed()
    page.rested()
    return ""


def _break(sprint: "Sprint", page: "FocusPage") -> int:
    """Take a break that was asked for by itself; without a terminal it is said until when, and nothing waits."""
    from sprint.usecases import focus as blocks

    blocks.refuse_running(sprint)
    if not page.draws:
        page.rests(blocks.break_minutes(sprint))
        return FINE
    with TerminalInput(keys=True, signals=True) as terminal:
        following = _between(sprint, None, page, terminal, "b")
    return following if isinstance(following, int) else _keep(sprint, following, page)


def _tell(timer: "Timer") -> None:
    """Show a desktop notice where a program for it is at hand; nothing depends on it."""
    words = f"Block {timer.block} of day {timer.day} is done."
    if which("notify-send"):
        command = ["notify-send", "sprint", words]
    elif which("osascript"):
        command = ["osascript", "-e", f'display notification "{words}" with title "sprint"']
    else:
        return
    subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
