"""How far a run is, and Ctrl-C: told in the same words by every command that runs a notebook."""

import contextlib
import io
import json
import os
import re
import signal
import time
from pathlib import Path

import psutil
import pytest
from learner import Learner
from terminal import at_terminal

from sprint.cli.progress import Progress
from sprint.lab.protocol.models import CellRun, Stop, Turn

PATIENCE = 120.0
"""Seconds after which a test that waits gives up."""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8."""
    learner = Learner.new(tmp_path)
    learner.begin()
    return learner


def wait_in_a_cell(learner: Learner) -> tuple[Path, Path]:
    """Make day 8's second code cell wait; return the file in which it says its process, and the one it waits for."""
    here, go = learner.home / "here", learner.home / "go"
    source = (
        f"import os, time\nopen({str(here)!r}, 'w').write(str(os.getpid()))\n"
        f"while not os.path.exists({str(go)!r}):\n    time.sleep(0.05)"
    )
    learner.change(lambda name, text: source if name == "split" else text)
    return here, go


def ends(pid: int) -> None:
    """Wait until a process is gone, if it is not yet."""
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(pid).wait(PATIENCE)


def turn(number: int, of: int = 14) -> Turn:
    return Turn(number, of, started=1000.0, limit=600.0)


def ended(stop: Stop | None = None) -> CellRun:
    return CellRun(0, 1.0, 1, (), stop)


def told(progress: Progress, *seconds: float) -> str:
    """Let time pass and return what is written meanwhile."""
    assert isinstance(progress.stream, io.StringIO)
    before = len(progress.stream.getvalue())
    for moment in seconds:
        progress.tell(1000.0 + moment)
    return progress.stream.getvalue()[before:]


def test_a_pipe_gets_a_line_at_ten_seconds_and_at_each_doubling() -> None:
    """Ten minutes are told in six lines; a run of nine seconds in none."""
    progress = Progress(io.StringIO(), live=False)
    assert told(progress, 0.0, 50.0) == ""  # nothing runs yet
    progress(turn(10), None)
    assert told(progress, *range(10)) == ""
    assert told(progress, 10.0, 11.0, 12.0, 19.9) == "cell 10 of 14 - 10 s - limit 10 min\n"
    progress(turn(11), None)
    shown = told(progress, *range(20, 600))
    assert re.findall(r"cell 11 of 14 - (.*) - limit 10 min", shown) == [
        "20 s",
        "40 s",
        "1 min 20 s",
        "2 min 40 s",
        "5 min 20 s",
    ]
    progress.begin(9)
    progress(turn(1), None)
    assert told(progress, 9.0, 12.0) == "day 9 - cell 1 of 14 - 12 s - limit 10 min\n"


def test_a_line_that_comes_late_is_not_made_up_for() -> None:
    """After a pause of the machine there is one line, and the next one at the doubling after it."""
    progress = Progress(io.StringIO(), live=False)
    progress(turn(1), None)
    assert told(progress, 95.0, 96.0, 159.0).count("\n") == 1
    assert told(progress, 160.0).count("\n") == 1


def test_a_terminal_gets_one_line_that_is_refreshed_and_wiped() -> None:
    """Nothing in the first second, no line feed ever, and nothing is wiped where nothing was shown."""
    progress = Progress(io.StringIO(), live=True, then="now the checks")
    progress(turn(3), None)
    assert told(progress, 0.2, 0.9) == ""
    progress.wipe()
    assert told(progress) == ""
    shown = told(progress, 1.0, 2.0)
    assert shown.split("\r\x1b[K ")[1:] == ["cell 3 of 14 - 1 s - limit 10 min", "cell 3 of 14 - 2 s - limit 10 min"]
    assert "\n" not in shown
    progress(turn(14), ended())
    assert told(progress, 700.0).endswith("14 cells ran - now the checks - 11 min 40 s")
    progress(turn(4), ended(Stop("ValueError", "", ())))
    assert told(progress, 701.0).endswith(" 4 cells ran - now the checks - 11 min 41 s")
    progress.wipe()
    assert isinstance(progress.stream, io.StringIO)
    assert progress.stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("words", [("check", "--json"), ("run", "--kernel"), ("check", "--all")], ids=" ".join)
def test_a_long_run_in_a_pipe_says_how_far_it_is(learner: Learner, words: tuple[str, ...]) -> None:
    """A line on standard error while a cell runs; standard output stays what it is without."""
    _, go = wait_in_a_cell(learner)
    with learner.running(*words) as process:
        assert process.stderr is not None
        line = next(line for line in map(bytes.decode, process.stderr) if "cell 1 of" not in line)
        go.touch()
        out, err = process.communicate(timeout=PATIENCE)
    day = "day 8 · " if "--all" in words else ""
    assert re.fullmatch(rf"{day}cell 2 of 9 · [1-9]\d+ s · limit 2 min\n", line)
    assert b"\r" not in err
    if "--json" in words:
        assert json.loads(out)["schema"] == 1


def test_a_long_run_at_a_terminal_refreshes_its_line(learner: Learner) -> None:
    """The seconds go on while the cell does; the report stands where the line was."""
    _, go = wait_in_a_cell(learner)
    with at_terminal(learner, "check") as terminal:
        place = terminal.until(r"cell 2 of 9 · [1-9]\d* s · limit 2 min")
        terminal.until(r"\r\x1b\[K cell 2 of 9 · [2-9]\d* s", after=place)
        go.touch()
        assert terminal.ended() == 1
    assert re.search(r"limit 2 min|now the checks", terminal.shown)
    lines = [line.rpartition("\r\x1b[K")[2] for line in terminal.shown.split("\r\n")]
    assert not any("limit" in line for line in lines)


KEPT = "your notebook is as it was, and every verdict from before is kept."


def test_ctrl_c_at_a_terminal_says_where_the_run_was(learner: Learner) -> None:
    """The key itself, while the line stands there: it is wiped, and the sentence names the cell."""
    wait_in_a_cell(learner)
    with at_terminal(learner, "check", signals=True) as terminal:
        terminal.until(r"cell 2 of 9 · ")
        terminal.type("\x03")
        assert terminal.ended() == 130
    last = terminal.shown.rpartition("\r\x1b[K")[2]
    assert " ".join(last.split()) == f"The check was stopped at cell 2 of 9; {KEPT} Start it again with: sprint check"


@pytest.mark.parametrize("others", [False, True], ids=["told alone", "told with its group"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "The run was stopped"),
        (("run", "8", "--kernel"), "The run was stopped"),
        (("check", "d08.c1"), "The check was stopped"),
        (("check", "--json"), "The check was stopped"),
        (("check", "--all"), "The check was stopped"),
        (("check", "--all", "--workers", "2"), "The check was stopped"),
        (("watch",), "The watch was stopped"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_ctrl_c_says_the_same_everywhere(learner: Learner, words: tuple[str, ...], said: str, others: bool) -> None:
    """What was stopped, where, what is kept, how to go on; 130, the learner's process gone, no byte changed."""
    here, _ = wait_in_a_cell(learner)
    before, deadline = learner.bytes(), time.monotonic() + PATIENCE
    with learner.running(*words, group=others) as process:
        while not (here.exists() and here.read_text()):
            time.sleep(0.05)
            assert process.poll() is None
            assert time.monotonic() < deadline
        if others:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    lines = err.decode().strip().splitlines()
    again = " ".join(word for word in words if word not in {"--json", "--workers", "2"})
    assert process.returncode == 130
    assert re.fullmatch(rf"{said}( on day 8)?(,? at cell \d of 9)?; {KEPT}", " ".join(" ".join(lines[:-1]).split()))
    assert lines[-1] == f"  Start it again with: sprint {again}"
    ends(int(here.read_text()))
    assert learner.bytes() == before


def test_days_that_were_proved_before_ctrl_c_are_kept(learner: Learner) -> None:
    """`check --all` is stopped on its second day; the verdict on the first one answers at once the next time."""
    learner.must("start", "9")
    here, _ = wait_in_a_cell(learner)
    later = next((learner.folder / "workspace" / "day-09").glob("*.ipynb"))
    document = json.loads(learner.notebook.read_bytes())
    source = ["".join(cell["source"]) for cell in document["cells"] if cell["id"] == "split"]
    learner.solve()
    document = json.loads(later.read_bytes())
    next(cell for cell in document["cells"] if cell["cell_type"] == "code")["source"] = source[0]
    later.write_text(json.dumps(document))
    with learner.running("check", "--all") as process:
        while not (here.exists() and here.read_text()):
            time.sleep(0.05)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    assert b"The check was stopped on day 9" in err
    day = learner.report("8", code=0)
    assert day["cached"]
