"""Sets the limits of a program and becomes it.

Started as `python -I -m sprint.lab.worker.exec_limited DEATH_PIPE CPU_SECONDS PROGRAM …`;
`sprint.lab.worker.watchdog` says what the death pipe is for.
"""

import os
import sys

from sprint.lab.worker.resource_limits import die_with_parent, set_limits
from sprint.lab.worker.watchdog import start_watchdog

NOT_FOUND = 127
"""The exit code of a shell for a program that cannot be started."""


def main() -> None:
    """Start a watchdog, set the limits, then become the program."""
    death_pipe, cpu_seconds = map(int, sys.argv[1:3])
    program, *arguments = sys.argv[3:]
    start_watchdog(death_pipe)
    os.close(death_pipe)
    set_limits(cpu_seconds)
    die_with_parent()
    try:
        os.execvp(program, [program, *arguments])  # noqa: S606  that is its purpose: no shell is involved
    except OSError as error:
        os.write(2, f"{program}: {error.strerror}\n".encode())
        os._exit(NOT_FOUND)


if __name__ == "__main__":
    main()
