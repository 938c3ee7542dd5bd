"""Day 17's solution over several seeds: `python benchmarks/day_17.py 17 1 2 3 4` prints accuracy and seconds of each.

Each line is a whole check of the solved notebook: it is trained in full, the saved file is loaded in a new process, and
the 10,000 test images are counted there. Expect about four minutes a seed on two cores.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from sprint import files
from sprint.checks.outcomes import Outcome
from sprint.course.examples import Right, changed_notebook
from sprint.course.lesson import read_lesson
from sprint.course.material import SHIPPED_LESSONS, main_file
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.lab.protocol.models import CellRun, Turn
from sprint.usecases.grading import GradeOptions, grade_day

SEED = "torch.manual_seed(17)"


def measure(seed: int) -> str:
    """Return one line: seed, accuracy of the saved file, seconds of the training, of the run and of the check."""
    day = read_curriculum(shipped_curriculum()).day(17)
    lesson = read_lesson(SHIPPED_LESSONS / day.lesson)
    notebook = changed_notebook(lesson, Right("another seed", {SEED: f"torch.manual_seed({seed})"}))
    longest = 0.0

    def on_cell(_turn: Turn, ran: CellRun | None) -> None:
        nonlocal longest
        longest = max(longest, ran.seconds if ran else 0.0)

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "day-17"
        files.write(folder / main_file(day, lesson), notebook)
        begun = time.perf_counter()
        report = grade_day(day, lesson, folder, GradeOptions(on_cell=on_cell)).report
        took = time.perf_counter() - begun
    accuracy = report.metrics.get("test_accuracy", float("nan"))
    why = next((result.seen for result in report.results if result.outcome in {Outcome.FAIL, Outcome.ERROR}), "")
    times = f"{longest:>9.0f} s {report.seconds:>7.0f} s {took:>7.0f} s"
    return f"{seed:>5} {accuracy:>9.2%} {times}   {report.outcome} {why}".rstrip()


if __name__ == "__main__":
    os.environ.pop("SPRINT_FAST", None)
    print(" seed  accuracy    training  notebook     check   outcome", flush=True)
    for chosen in map(int, sys.argv[1:] or ["17"]):
        print(measure(chosen), flush=True)
