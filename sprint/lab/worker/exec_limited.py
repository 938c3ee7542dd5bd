"""Sets the limits of a program and becomes it.

Started as `python -I -m sprint.lab.worker.exec_limited LIFELINE CPU_SECONDS MEMORY_BYTES PROGRAM …`;
`sprint.lab.worker.watchdog` says what the lifeline is for.
"""

import os
import sys

from sprint.lab.worker.watchdog import leave_guard
from sprint.lab.worker.worker_main import die_with_parent, set_limits

NOT_FOUND = 127
"""The exit code of a shell for a program that cannot be started."""


def main() -> None:
    """Leave a guard, set the limits, then become the program."""
    lifeline, cpu_seconds, memory_bytes = map(int, sys.argv[1:4])
    program, *arguments = sys.argv[4:]
    leave_guard(lifeline)
    os.close(lifeline)
    set_limits(cpu_seconds, memory_bytes)
    die_with_parent()
    try:
        os.execvp(program, [program, *arguments])  # noqa: S606  that is its purpose: no shell is involved
    except OSError as error:
        os.write(2, f"{program}: {error.strerror}\n".encode())
        os._exit(NOT_FOUND)


if __name__ == "__main__":
    main()
