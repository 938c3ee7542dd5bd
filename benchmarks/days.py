"""Every day's check beside its cells as a plain script: `python benchmarks/days.py` prints seconds, and their sums.

The days are solved in a new folder first. `python benchmarks/days.py 1 7` takes the days from 1 to 7.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from run import SPRINT, script_of, seconds

from sprint.course.lesson import read_lesson
from sprint.course.material import SHIPPED_LESSONS, main_file
from sprint.course.model import Day
from sprint.course.reading import read_curriculum, shipped_curriculum


def solve(day: Day, folder: Path) -> Path:
    """Lay out a day with its solution in a sprint folder, and return its notebook."""
    for arguments in (["start"], ["solution", "--reveal", "--apply", "--quiet"]):
        command = [*SPRINT, arguments[0], str(day.number), *arguments[1:]]
        subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return folder / "workspace" / f"day-{day.number:02d}" / main_file(day, read_lesson(SHIPPED_LESSONS / day.lesson))


def main(first: int = 1, last: int = 21) -> None:
    """Measure and print."""
    course = read_curriculum(shipped_curriculum())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run([*SPRINT, "init", "--no-git"], cwd=folder, stdout=subprocess.DEVNULL, check=True)
        print(f"{'day':>3} {'check':>9} {'script':>9}")
        checks = scripts = 0.0
        for day in course.days[first : last + 1]:
            notebook = solve(day, folder)
            script = script_of(notebook, notebook.parent)
            check = seconds([*SPRINT, "check", str(day.number), "--fresh"], folder)
            again = subprocess.run(
                [*SPRINT, "check", str(day.number)], cwd=folder, stdout=subprocess.DEVNULL, check=False
            )
            plain = seconds([sys.executable, script.name], notebook.parent)
            checks, scripts = checks + check, scripts + plain
            print(f"{day.number:>3} {check:>7.1f} s {plain:>7.1f} s   exit code {again.returncode}", flush=True)
        print(f"sum {checks:>7.1f} s {scripts:>7.1f} s")


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main(*map(int, sys.argv[1:]))
