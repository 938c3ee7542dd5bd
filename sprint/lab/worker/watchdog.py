"""A small process beside each run that ends the run when our side is gone, however it went: killed, crashed, cut off.

It waits on the parent-death pipe, whose other end only our side holds. While our side lives, it ends runs itself and
this process with them; where the learner's code has stopped our side (SIGSTOP), so that it could end nothing, it is
woken (Linux).
"""

import contextlib
import os
import select
import signal
from pathlib import Path
from typing import NoReturn

from sprint.lab.protocol.process_tree import MARK, end_marked

_LOOK_MS = 500


def start_watchdog(death_pipe: int) -> None:
    """Start a watchdog of this process's session, and go on as if nothing had been.

    It is forked twice, so that it is no child of this process: code that waits for its own children does not meet it.

    Args:
        death_pipe: the read end of the pipe; it is never read from.
    """
    if os.getsid(0) != os.getpid():  # a session that others share is not ours to end
        return
    ours = os.getppid()
    between = os.fork()
    if between == 0:
        if os.fork() == 0:
            _watch(death_pipe, ours)
        os._exit(0)
    os.waitpid(between, 0)


def _watch(death_pipe: int, ours: int) -> NoReturn:
    """Hold nothing of the run open but the death pipe, wait for its other end to close, and end the run."""
    try:
        os.closerange(0, death_pipe)
        os.closerange(death_pipe + 1, os.sysconf("SC_OPEN_MAX"))
        line = select.poll()
        line.register(death_pipe, 0)
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        while not any(event & gone for _, event in line.poll(_LOOK_MS)):
            _wake(ours)
        end_marked(os.environ.get(MARK, ""), os.getsid(0))
    finally:
        os._exit(0)


def _wake(pid: int) -> None:
    """Wake a process that was stopped, unless a shell has taken the terminal back, as it does on Ctrl-Z."""
    with contextlib.suppress(OSError, ValueError):
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        state, group, terminal, in_front = words[0], *(int(words[place]) for place in (2, 4, 5))
        if state == "T" and (terminal == 0 or in_front == group):
            os.kill(pid, signal.SIGCONT)
