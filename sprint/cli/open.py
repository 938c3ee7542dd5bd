"""`sprint open`."""

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from sprint.cli.options import Day, here, screen
from sprint.cli.terminal_input import on_terminal
from sprint.errors import FINE, CannotCheckError

if TYPE_CHECKING:
    from sprint.usecases.opening import Opening
    from sprint.usecases.sprint import Sprint


def open(day: Day = None) -> int:
    """Open a day's notebook, with the right kernel.

    In VS Code where that is there, else in JupyterLab. Where neither is there, or nobody sits at a terminal, it says
    which file to open and with what. The setting open names one: code, lab, or print to have it said only.

    Examples:
        sprint open
        sprint open 1
    """
    return open_day(here(), day)


def open_day(sprint: "Sprint", day: int | None) -> int:
    """Open a day's file and return the exit code; JupyterLab stays in this terminal until it is ended."""
    from sprint.terminal.pages import draw_opening
    from sprint.usecases.opening import opening

    found = opening(sprint, day)
    starts = bool(found.command) and not found.said and (on_terminal() or not found.stays)
    draw_opening(screen(), found, sprint.folder.shown(found.path), starts=starts)
    return _started(sprint, found) if starts else FINE


def _started(sprint: "Sprint", found: "Opening") -> int:
    command, environment = found.command, os.environ | found.environment
    try:
        if found.stays:
            return subprocess.run(command, cwd=sprint.folder.root, env=environment, check=False).returncode
        quiet = subprocess.DEVNULL
        subprocess.run(
            command, cwd=sprint.folder.root, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        raise CannotCheckError(
            f"{found.program} did not start: {shlex.join(command)}", f"Open {found.path} yourself."
        ) from None
    return FINE
