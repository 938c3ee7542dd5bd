"""What goes on around every command: before it, a focus block that was cut short; after it, the line for the prompt."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sprint import clock
from sprint.cli.options import OPTIONS
from sprint.cli.terminal_input import on_terminal
from sprint.errors import NoSprintError, SprintError
from sprint.workspace import SprintFolder, find

if TYPE_CHECKING:
    from sprint.record.timer import Timer
    from sprint.usecases.focus import Ended


LEAVE_FOCUS = frozenset({"status", "log", "show", "next", "help", "focus", "stop"})
"""Commands that leave a block that was cut short as it is: they change nothing, or end it in their own way."""


def settle_focus(folder: SprintFolder, choice: str | None = None) -> "Ended | None":
    """End a block whose process is gone, or that is detached and past its end, and say so.

    Args:
        folder: the sprint folder.
        choice: what to make of it; None asks where somebody is there, and keeps what is certain elsewhere.
    """
    if not folder.focus.exists():
        return None
    from sprint.record.timer import RUNNING
    from sprint.terminal.focus import say_settled
    from sprint.usecases.focus import abandoned, load, now, settle
    from sprint.usecases.sprint import Sprint

    timer = load(folder)
    if timer is None or not abandoned(timer, now()):
        return None
    if choice is None:
        choice = _asked(timer) if timer.state == RUNNING and on_terminal() else "keep"
    ended = settle(Sprint(folder), choice)
    if ended is not None:
        say_settled(ended)
    return ended


def before() -> None:
    """Settle a focus block that was cut short, where the command is about a sprint that has one."""
    with suppress(NoSprintError):
        settle_focus(find(OPTIONS.folder))


def after() -> None:
    """Leave a line for the prompt if anything happened; what goes wrong here makes no command fail."""
    with suppress(SprintError, OSError):
        folder = find(OPTIONS.folder)
        if not folder.local.is_dir() or not _is_stale(folder):
            return
        from sprint.usecases.shell_prompt import keep_nudge
        from sprint.usecases.sprint import Sprint
        from sprint.usecases.status import status

        sprint = Sprint(folder)
        keep_nudge(sprint, status(sprint))


def _is_stale(folder: SprintFolder) -> bool:
    """Tell whether the record or the timer changed since the line was left, or the date did."""
    if not folder.nudge.exists() or not folder.nudge.read_bytes().startswith(clock.today().isoformat().encode()):
        return True
    left = folder.nudge.stat().st_mtime_ns
    paths = [*(folder.record / "log").glob("*.jsonl"), folder.focus]
    return any(path.exists() and path.stat().st_mtime_ns >= left for path in paths)


def _asked(timer: "Timer") -> str:
    import typer

    from sprint.usecases.focus import CHOICES, clock_words

    sys.stderr.write(
        f" Focus block {timer.block} of day {timer.day} was cut short; {clock_words(timer.credited)} are certain.\n"
    )
    words = f" keep them, keep the whole plan of {clock_words(timer.plan)}, or drop the block? [{'/'.join(CHOICES)}]"
    while (answer := typer.prompt(words, default="keep", show_default=False, err=True).strip().lower()) not in CHOICES:
        pass
    return str(answer)
