"""A small process beside each run that ends the run when our side is gone, however it went: killed, crashed, cut off.

It waits on a pipe whose other end only our side holds. While our side lives, it ends runs itself and this process with
them.
"""

import os
import select
from typing import NoReturn

from sprint.lab.protocol.process_tree import MARK, end_marked


def leave_guard(lifeline: int) -> None:
    """Leave a guard of this process's session behind, and go on as if nothing had been.

    It is forked twice, so that it is no child of this process: code that waits for its own children does not meet it.

    Args:
        lifeline: the read end of the pipe; it is never read from.
    """
    if os.getsid(0) != os.getpid():  # a session that others share is not ours to end
        return
    between = os.fork()
    if between == 0:
        if os.fork() == 0:
            _stand_guard(lifeline)
        os._exit(0)
    os.waitpid(between, 0)


def _stand_guard(lifeline: int) -> NoReturn:
    """Hold nothing of the run open but the lifeline, wait for its other end to close, and end the run."""
    try:
        os.closerange(0, lifeline)
        os.closerange(lifeline + 1, os.sysconf("SC_OPEN_MAX"))
        line = select.poll()
        line.register(lifeline, 0)
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        while not any(event & gone for _, event in line.poll()):
            pass
        end_marked(os.environ.get(MARK, ""), os.getsid(0))
    finally:
        os._exit(0)
