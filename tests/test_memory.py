"""What a run touches counts against its memory, what it only reserves does not, and who shares is not counted twice."""

import json
from pathlib import Path

import pytest
from lab_runs import ran, run

from sprint import files
from sprint.course.lesson import read_lesson
from sprint.course.material import SHIPPED_LESSONS, main_file
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.notebook import read_notebook
from sprint.lab.supervisor.jupyter_kernel import run_in_kernel
from sprint.lab.supervisor.memory_watch import RESTING_SECONDS, held_of, pause
from sprint.lab.supervisor.supervised_program import started
from sprint.usecases.grading import GradeOptions, grade_day

GIB = 2**30
SMALL = Budget(seconds=30, memory_gb=1, question_seconds=20)
RESERVES = """import mmap
without_reserve = 0x4000  # MAP_NORESERVE, which Python names from 3.13 on
kind = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | without_reserve
reserved = mmap.mmap(-1, 64 << 30, flags=kind, prot={prot})"""
"""64 GiB of addresses, as a graphics driver or a browser takes them; no page of it is touched."""
PROTECTIONS = {"out of reach": "0", "to be written": "mmap.PROT_READ | mmap.PROT_WRITE"}


@pytest.mark.parametrize("prot", PROTECTIONS.values(), ids=PROTECTIONS)
def test_reserved_addresses_are_no_memory(prot: str, tmp_path: Path) -> None:
    """A run, a question to it and a process of it may reserve far more than the run may use."""
    cell = RESERVES.format(prot=prot)
    asks = f"import subprocess, sys\ndef f():\n    return subprocess.run([sys.executable, '-c', {cell!r}]).returncode"
    with ran(tmp_path, cell, asks, "f()", budget=SMALL) as (session, found):
        assert found.complete, (found.stop, found.ended)
        assert found.cells[-1].outputs[0]["data"]["text/plain"] == "0"
        assert session.name("f")() == 0


def test_a_program_of_the_learners_may_reserve_addresses(tmp_path: Path) -> None:
    """What holds for a notebook holds for a script."""
    (tmp_path / "script.py").write_text(RESERVES.format(prot="0") + "\nprint('there')\n")
    with started(["python", "script.py"], tmp_path, SMALL) as program:
        finished = program.finish()
    assert (finished.why, finished.out) == ("", "there\n")


def test_what_forks_share_is_counted_once(tmp_path: Path) -> None:
    """Five processes with the same 300 MiB keep to 1 GiB."""
    forks = """import os, time
kept = bytearray(b"x") * (300 * 2**20)
children = []
for _ in range(4):
    child = os.fork()
    if child == 0:
        sum(kept[:: 4096])
        time.sleep(2)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
'all'"""
    found = run(tmp_path, forks, budget=SMALL)
    assert found.complete, (found.stop, found.ended)


def test_what_was_swapped_out_counts() -> None:
    """A run cannot hide from its limit by filling the swap, which is what stalls a machine."""
    status = b"Name:\tpython\nVmPeak:\t 9000 kB\nVmRSS:\t    1000 kB\nRssAnon:\t 900 kB\nVmSwap:\t     500 kB\n"
    assert held_of(status) == 1500 * 1024
    assert held_of(b"Name:\tkthreadd\n") == 0


def test_a_tree_is_looked_at_the_more_often_the_less_it_has_left() -> None:
    """Before it can have touched what it has left, at 16 GiB a second; yet the watch takes no core of its own."""
    assert pause(4 * GIB, 0.001) == RESTING_SECONDS
    assert pause(GIB, 0.001) == GIB / (16 * GIB)
    assert 0 < pause(0, 0.001) <= 0.01
    assert pause(-GIB, 0.001) > 0
    assert pause(0, 0.03) == 0.06
    assert pause(0, 10) == RESTING_SECONDS


def test_the_system_ends_a_run_before_other_programs(tmp_path: Path) -> None:
    """Where the machine runs out of memory before the run reaches its limit, the run goes and the browser stays."""
    found = run(tmp_path, "print(open('/proc/self/oom_score_adj').read())", budget=SMALL)
    assert found.cells[0].outputs[0]["text"].strip() == "500"


@pytest.mark.heavy
def test_a_kernel_may_reserve_addresses_and_touch_no_more_than_its_memory(tmp_path: Path) -> None:
    """A run in a real kernel keeps to the same limit."""
    for cell, ended in ((RESERVES.format(prot="0"), ""), ("x = bytearray(8 * 2**30)", "needed more than its 1 GB")):
        path = tmp_path / "a.ipynb"
        path.write_text(
            json.dumps({"cells": [_code(cell)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8"
        )
        found = run_in_kernel(read_notebook(path), tmp_path, SMALL)
        assert found.complete == (not ended)
        assert found.ended.startswith(ended)


def _code(source: str) -> dict[str, object]:
    return {"cell_type": "code", "id": "reserves", "execution_count": None, "metadata": {}, "outputs": [],
            "source": source}  # fmt: skip


@pytest.mark.heavy
@pytest.mark.usefixtures("real_data")
@pytest.mark.real_data
@pytest.mark.parametrize("number", [16])
def test_a_day_of_networks_gets_its_verdict_beside_a_driver_that_reserves(number: int, tmp_path: Path) -> None:
    """The solution of a day, trained briefly, comes to the same with 64 GiB of addresses reserved by its first cell."""
    day = read_curriculum(shipped_curriculum()).day(number)
    lesson = read_lesson(SHIPPED_LESSONS / day.lesson)
    path = tmp_path / f"day-{number}" / main_file(day, lesson)
    verdicts = []
    for first in ([], [_code(RESERVES.format(prot="0"))]):
        document = json.loads(lesson.solution())
        document["cells"][:0] = first
        files.write(path, json.dumps(document).encode())
        report = grade_day(day, lesson, path.parent, GradeOptions(environment={"SPRINT_FAST": "1"})).report
        verdicts.append({result.id: result.outcome for result in report.results})
    assert verdicts[0] == verdicts[1]
