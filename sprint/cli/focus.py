"""`sprint focus`."""

import os
import subprocess
import sys
from datetime import timedelta
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.listening import Listening, on_terminal
from sprint.cli.middleware import settle_focus
from sprint.cli.options import Ascii, Day, here, screen
from sprint.errors import FINE, UsageError

if TYPE_CHECKING:
    from sprint.record.timer import Timer
    from sprint.terminal.focus import FocusPage
    from sprint.usecases.sprint import Sprint


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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> int:
    """Focus for 45 minutes. The block survives Ctrl-C, a closed window, sleep and a crash."""
    from sprint.terminal.focus import FocusPage
    from sprint.usecases import focus as blocks

    if pause + resume + stop + drop > 1:
        raise UsageError("Only one of --pause, --resume, --stop and --drop goes at a time.", "See: sprint focus --help")
    sprint = here()
    page = FocusPage(screen(), on_terminal(), json=json, quiet=quiet)
    settled = settle_focus(sprint.folder, {(True, False): "keep", (False, True): "drop"}.get((stop, drop)))
    if stop or drop:
        if settled is None:
            page.ended(blocks.finish(sprint, "dropped" if drop else "early"))
        return FINE
    if pause:
        page.paused(blocks.pause(sprint))
        return FINE
    if resume:
        timer = blocks.resume(sprint, detach=detach)
    else:
        timer = blocks.begin(sprint, day, block=block, minutes=minutes, detach=detach, overtime=overtime, switch=switch)
    if timer.pid == os.getpid():
        return _sit(sprint, timer, page)
    page.begun(timer, _ends(timer))
    return FINE


def _ends(timer: "Timer") -> str:
    return (timer.mark.at + timedelta(seconds=timer.left)).strftime("%H:%M")


def _sit(sprint: "Sprint", timer: "Timer", page: "FocusPage") -> int:
    """Sit with a block; what is to be written down is on disk before a word of it is said."""
    from sprint.usecases.focusing import Sitting, sit

    with Listening(listens=page.live) as ears:
        page.begun(timer, _ends(timer))  # only now, so that whoever reads it can end the block with a signal
        sitting = Sitting(sprint, timer)
        sat = sit(sitting, ears.wait, page.show, asks=page.live)
    if sat.exit_code == FINE and sat.ended is not None and sat.ended.how == "full":
        _tell(timer)
    try:
        page.paused(sitting.timer) if sat.ended is None else page.ended(sat.ended)
        sys.stdout.flush()
    except OSError:  # the window is gone, and the block is safe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return sat.exit_code


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
