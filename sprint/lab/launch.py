"""Sets the limits of a program and becomes it: `python -I -m sprint.lab.launch CPU_SECONDS MEMORY_BYTES PROGRAM …`."""

import os
import sys

from sprint.lab.child import die_with_parent, set_limits


def main() -> None:
    """Set the limits, then become the program."""
    cpu_seconds, memory_bytes, program, *arguments = sys.argv[1:]
    set_limits(int(cpu_seconds), int(memory_bytes))
    die_with_parent()
    os.execvp(program, [program, *arguments])  # noqa: S606  that is its purpose: no shell is involved


if __name__ == "__main__":
    main()
