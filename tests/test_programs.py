"""Programs of the learner's, run as what they are: what is told of them, what ends them, and that nothing is left."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from check_works import work_on
from test_runaways import survivors

from sprint.checks.api import (
    Failed,
    NotAttempted,
    folder_copy,
    folder_with,
    hidden_files,
    new_process,
    new_process_with_definitions,
    require_file,
    require_written,
    run_script,
)
from sprint.lab.protocol.limits import OUTPUT_LIMIT, STREAM_LIMIT, Budget
from sprint.lab.supervisor.supervised_program import Finished, started

SHORT = Budget(seconds=3, memory_gb=0.5)
ROOMY = Budget(seconds=20, memory_gb=2)


def finished(folder: Path, *arguments: str, budget: Budget = ROOMY) -> Finished:
    with started(arguments, folder, budget) as program:
        return program.finish()


def waits(holds: Callable[[], object], seconds: float = 5) -> bool:
    """Wait until something holds; return whether it came to hold in time."""
    patience = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > patience:
            return False
        time.sleep(0.05)
    return True


def test_a_program_ends_as_it_would_in_a_terminal(tmp_path: Path) -> None:
    """Its exit code and both outputs are kept, it runs in the folder it was given, and what it lacks is no terminal."""
    source = "import os, sys; print(os.getcwd()); print(sys.stdin.read() == '', file=sys.stderr); sys.exit(3)"
    found = finished(tmp_path, "python", "-c", source)
    assert (found.code, found.out, found.err, found.reason) == (3, f"{tmp_path}\n", "True\n", "")
    assert found.why == "exit code 3"


def test_the_last_words_are_those_of_the_error_output(tmp_path: Path) -> None:
    """The last line of the error output tells most, and the standard output where there is none."""
    assert finished(tmp_path, "python", "-c", "print('fine'); raise ValueError('odd')").last_words == "ValueError: odd"
    assert finished(tmp_path, "python", "-c", "print('a'); print('b')").last_words == "b"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["no-such-program", "x"], "exit code 127"),
        (["python", "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"], "SIGSEGV"),
        (["python", "-c", "import time; time.sleep(600)"], "ran past its 3 seconds"),
        (["python", "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"], "ran past its 3"),
        (["python", "-c", "while True: print('x' * 2**16)"], f"more than {OUTPUT_LIMIT // 2**20} MB"),
        (
            ["python", "-c", "x = [bytearray(2**26) for _ in range(60)]; [r.extend(b'1') for r in x]"],
            "0.5 GB of memory",
        ),
        (["python", "-c", "input('name? ')"], "exit code 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_program_that_does_not_behave_is_ended_and_told(tmp_path: Path, arguments: Sequence[str], why: str) -> None:
    """It is over within its limit and five seconds, says why, and what it printed is kept up to a limit."""
    begun = time.monotonic()
    found = finished(tmp_path, *arguments, budget=SHORT)
    assert time.monotonic() - begun < SHORT.seconds + 5
    assert why in found.why
    assert len(found.out) <= STREAM_LIMIT


def test_what_a_program_printed_before_it_was_ended_is_kept(tmp_path: Path) -> None:
    """A line that was printed before time ran out is there, although nothing flushed it."""
    found = finished(tmp_path, "python", "-c", "import time; print('half way'); time.sleep(60)", budget=SHORT)
    assert found.out == "half way\n"


def test_programs_of_this_environment_are_found_without_activating_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that lies beside our Python is found by its name alone, and `python` is our Python."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    found = finished(tmp_path, "sh", "-c", "command -v python; env")
    assert found.out.splitlines()[0] == str(Path(sys.executable).parent / "python")
    assert finished(tmp_path, "python", "-c", "import sys; print(sys.prefix)").out.strip() == sys.prefix


def test_a_program_is_told_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens of our environment are not in the program's."""
    monkeypatch.setenv("SOME_API_TOKEN", "4711")
    assert "4711" not in finished(tmp_path, "env").out


def zombies() -> set[int]:
    """Return our children that ended and were not collected."""
    return {child.pid for child in psutil.Process().children() if child.status() == psutil.STATUS_ZOMBIE}


def test_what_a_program_leaves_in_the_background_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that left its group and its session is ended too, and no zombie of it is kept."""
    tag = f"left-{tmp_path.name}"
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    source = "import subprocess; print(subprocess.Popen(['sleep', '600'], start_new_session=True).pid, flush=True)"
    of_others = zombies()  # another test's git may have left one
    found = finished(tmp_path, "python", "-c", source)
    assert found.why == ""
    assert survivors(tag) == []
    assert zombies() <= of_others


PARENT = """
import sys, time
from pathlib import Path
from sprint.lab.protocol.limits import Budget
from sprint.lab.supervisor.supervised_program import started
from sprint.lab.protocol.models import Cell
from sprint.lab.supervisor.session import open_session
kind, folder = sys.argv[1], Path(sys.argv[2])
source = "import subprocess, time; subprocess.Popen(['sleep', '600'], start_new_session=True); "
source += "subprocess.Popen(['sleep', '600']); print('up', flush=True); open('up', 'w').close(); "
if kind == "program":
    with started(["sh", "-c", 'python -c "$0"; true', source + "time.sleep(600)"], folder, Budget()) as program:
        program.finish()
else:
    with open_session(folder, Budget()) as session:
        session.run([Cell(0, source + "time.sleep(600)")])
"""


@pytest.mark.parametrize("kind", ["program", "notebook"])
@pytest.mark.parametrize("signal_sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP], ids=lambda sent: sent.name)
def test_when_our_side_is_killed_all_it_had_started_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, signal_sent: signal.Signals
) -> None:
    """A killed check leaves neither the program, nor what that started, nor what left its session."""
    tag = f"orphans-{kind}-{signal_sent.name}-{os.getpid()}"
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    ours = subprocess.Popen([sys.executable, "-c", PARENT, kind, str(tmp_path)])
    try:
        assert waits((tmp_path / "up").exists, 20)
        assert len(survivors(tag)) >= 5
    finally:
        ours.send_signal(signal_sent)
        ours.wait(10)
    assert waits(lambda: not survivors(tag)), survivors(tag)


def test_a_program_begun_while_our_side_dies_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our side is killed in the very moment a program starts, before it can have asked for anything."""
    tag = f"early-{os.getpid()}"
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    source = (
        "import os, signal\nfrom pathlib import Path\nfrom sprint.lab.protocol.limits import Budget\n"
        "from sprint.lab.supervisor.supervised_program import SupervisedProgram\n"
        f"SupervisedProgram(['sleep', '600'], Path({str(tmp_path)!r}), Budget())\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", source], check=False)
    time.sleep(0.3)
    assert waits(lambda: not survivors(tag)), survivors(tag)


# The words that checks use


def test_a_script_is_run_in_its_folder_and_in_another(tmp_path: Path) -> None:
    """`run_script` runs in the day's folder, and in a folder that holds what `folder_with` copied and nothing else."""
    (tmp_path / "say.py").write_text("import os; print(sorted(os.listdir()))")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rows.csv").write_text("1,2")
    (tmp_path / "other.txt").write_text("not wanted")
    with work_on(tmp_path) as work:
        assert "other.txt" in run_script(work, ["python", "say.py"]).out
        with folder_with(work, "say.py", "data") as folder:
            assert run_script(work, ["python", "say.py"], folder=folder).out == "['data', 'say.py']\n"
            assert (folder / "data" / "rows.csv").read_text() == "1,2"


def test_a_script_that_fails_is_shown_with_its_last_words(tmp_path: Path) -> None:
    """The message has the command without our folders, the exit code and the last line."""
    (tmp_path / "bad.py").write_text("raise KeyError('age')")
    with work_on(tmp_path) as work, pytest.raises(Failed) as refused:
        run_script(work, ["python", str(tmp_path / "bad.py"), "--fast"])
    assert refused.value.seen == "python bad.py --fast ends with exit code 1: KeyError: 'age'"


def test_a_file_that_is_not_there_is_not_attempted_and_a_misspelled_one_is_named(tmp_path: Path) -> None:
    """Nothing there is no fault yet; a near name is told."""
    with work_on(tmp_path) as work:
        with pytest.raises(NotAttempted):
            require_file(work, "timings.csv")
        (tmp_path / "timing.csv").write_text("")
        with pytest.raises(Failed, match=r"there is timing\.csv"):
            require_file(work, "timings.csv")


@pytest.mark.parametrize("marker", ["def one():\n    ...  # your code here\n", "model = one = ...  # your code here\n"])
def test_a_module_is_written_when_its_functions_are(tmp_path: Path, marker: str) -> None:
    """A function or value that still is the starter's marker is not attempted; others do not matter."""
    (tmp_path / "tool.py").write_text(f"{marker}\n\nasync def two():\n    return 2\n")
    with work_on(tmp_path) as work:
        assert require_written(work, "tool.py", "two") == tmp_path / "tool.py"
        with pytest.raises(NotAttempted, match="one"):
            require_written(work, "tool.py", "one", "two")
        (tmp_path / "tool.py").write_text(f"{marker}\n\ndef one():\n    return 1\n")
        assert require_written(work, "tool.py", "one")


def test_a_fresh_process_imports_what_moved_with_it_and_knows_nothing_else(tmp_path: Path) -> None:
    """`folder_copy` leaves out what it is told to; a process there has the modules, our lines and nothing else."""
    (tmp_path / "tool.py").write_text("def where():\n    import os\n    return os.getcwd()\n")
    (tmp_path / "guide.ipynb").write_text("{}")
    with work_on(tmp_path, "secret = 1") as work, folder_copy(work, "*.ipynb") as folder:
        assert [path.name for path in folder.iterdir()] == ["tool.py"]
        with new_process(work, folder, "def twice(x):\n    return 2 * x") as session:
            assert session.imported("tool:where")() == str(folder)
            assert session.name("twice")(21) == 42
            assert "secret" not in session.ask("names").value


def test_files_are_put_away_for_a_while(tmp_path: Path) -> None:
    """Inside the block all but some endings have other names; afterwards, also after an error, all is as it was."""
    for name in ("api.py", "model.joblib", "model_meta.json"):
        (tmp_path / name).write_text(name)
    away = ["api.py", "model.joblib.away", "model_meta.json.away"]
    with suppress(KeyError), hidden_files(tmp_path, ".py"):
        assert sorted(path.name for path in tmp_path.iterdir()) == away
        raise KeyError
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        name: name for name in ("api.py", "model.joblib", "model_meta.json")
    }


def test_a_new_process_knows_definitions_and_no_results(tmp_path: Path) -> None:
    """It has the functions, classes and constants of the notebook, and nothing that was computed."""
    cells = ("import math\nSIZE = 3", "def area(r):\n    return math.pi * r**2 * SIZE", "result = area(2)")
    with work_on(tmp_path, *cells) as work, new_process_with_definitions(work) as session:
        assert session.name("area")(1) == pytest.approx(9.42477796)
        names = session.ask("names").value
        assert "SIZE" in names
        assert "result" not in names


def test_definitions_that_lean_on_results_are_told(tmp_path: Path) -> None:
    """A default that only a later cell makes stops a new process, and the message says so."""
    cell = "def g():\n    return 3\nsize = g()\ndef f(n=size):\n    return n"
    with work_on(tmp_path, cell) as work, pytest.raises(Failed) as refused:
        new_process_with_definitions(work).__enter__()
    assert "NameError" in refused.value.seen


def test_what_checks_share_is_opened_once_and_closed_with_the_work(tmp_path: Path) -> None:
    """The second check gets what the first one opened; the end of the work closes it."""
    log: list[str] = []

    class Opened:
        def __enter__(self) -> str:
            log.append("opened")
            return json.dumps(len(log))

        def __exit__(self, *_: object) -> None:
            log.append("closed")

    with work_on(tmp_path) as work:
        assert (work.shared("it", Opened), work.shared("it", Opened)) == ("1", "1")
        assert log == ["opened"]
    assert log == ["opened", "closed"]
