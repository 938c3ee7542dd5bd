"""The lab runs cells as Jupyter does, carries values over without changing them, and outlives what the cells do."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from lab_runs import ran, run, texts

from sprint.lab.protocol.limits import DISPLAY_LIMIT, STREAM_LIMIT, Budget
from sprint.lab.supervisor.session import LearnerError, Remote
from sprint.lab.supervisor.worker_process import WorkerEnded

QUICK = Budget(seconds=10, memory_gb=1, question_seconds=0.5)

# Outputs


def test_outputs_are_those_of_jupyter(tmp_path: Path) -> None:
    """Streams, results, rich displays, magics, shell commands and await come out as a kernel would put them out."""
    found = run(
        tmp_path,
        "import sys\nprint('a', end='')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')\n6 * 7",
        "x = 1  # no result",
        "%timeit -n1 -r1 1\n!echo from a shell",
        "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
        "%matplotlib inline\nfrom IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))",
        "class Rich:\n    def _repr_png_(self):\n        return b'png'\nRich()",
        "6 * 7;",
        "%%bash\necho a whole cell",
    )
    assert found.complete, (found.stop, found.ended)
    assert [(output["output_type"], output.get("name")) for output in found.cells[0].outputs] == [
        ("stream", "stdout"), ("stream", "stderr"), ("stream", "stdout"), ("execute_result", None),
    ]  # fmt: skip
    assert texts(found) == ["ab\n", "c\n", "d\n", "42"]
    assert [cell.count for cell in found.cells] == list(range(1, 9))
    assert found.cells[0].outputs[3]["execution_count"] == 1
    assert texts(found, 1) == texts(found, 6) == []
    assert "per loop" in texts(found, 2)[0]
    assert texts(found, 2)[0].endswith("from a shell\r\n")  # a kernel gives it a terminal
    assert texts(found, 3) == ["'awaited'"]
    assert found.cells[4].outputs[0]["data"]["text/html"] == "<b>x</b>"
    assert found.cells[5].outputs[0]["data"]["image/png"] == "cG5n"
    assert texts(found, 7) == ["a whole cell\n"]
    assert found.names == {"x", "sys", "asyncio", "HTML", "display", "Rich"}


def test_a_figure_is_shown_inline_and_kept_with_its_data(tmp_path: Path) -> None:
    """A plot comes out as a PNG in the cell, and the run holds the plotted points and the ink inside the axes."""
    found = run(
        tmp_path,
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3], [3, 1, 2])\nplt.title('t')\nplt.show()",
        "plt.figure(); plt.axes()\nplt.savefig('empty.png')\nplt.close()",
    )
    assert found.complete, found.stop
    assert found.cells[0].outputs[-1]["data"]["image/png"].startswith("iVBOR")
    drawn, empty = found.figures
    assert drawn["png"].startswith(b"\x89PNG")
    assert drawn["axes"][0]["lines"][0].tolist() == [[1, 3], [2, 1], [3, 2]]
    assert drawn["axes"][0]["title"] == "t"
    assert drawn["axes"][0]["ink"] > 0.002 > empty["axes"][0]["ink"]
    assert (drawn["cell"], empty["cell"]) == (0, 1)
    assert (tmp_path / "empty.png").read_bytes() == empty["png"]


def test_an_artist_that_cannot_be_described_does_not_stop_the_drawing(tmp_path: Path) -> None:
    """A figure whose axes raise when they are looked at is still shown."""
    found = run(
        tmp_path,
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.get_title = None\nplt.show()",
    )
    assert found.complete, found.stop
    assert "image/png" in found.cells[0].outputs[0]["data"]


def test_outputs_beyond_the_limits_are_dropped_with_a_word(tmp_path: Path) -> None:
    """A cell that prints or shows more than is kept goes on, and says that something is missing."""
    found = run(
        tmp_path,
        f"print('x' * {3 * STREAM_LIMIT})\nprint('never seen')",
        "import sys\nfor _ in range(15_000):\n    print('a', end='')\n    print('b', end='', file=sys.stderr)",
        "from IPython.display import display\nfor _ in range(100):\n    "
        f"display({{'text/plain': 'x' * {DISPLAY_LIMIT // 10}}}, raw=True)\n'the end'",
        "'goes on'",
    )
    assert found.complete, (found.stop, found.ended)
    assert len(texts(found)[0]) < STREAM_LIMIT + 100
    assert "more was printed" in texts(found)[0]
    assert len(json.dumps(found.cells[1].outputs)) < 1.5 * STREAM_LIMIT
    assert len(found.cells[2].outputs) < 12
    assert "more was shown" in texts(found, 2)[-1]
    assert texts(found, 3) == ["'goes on'"]


# Exceptions


def test_an_exception_is_told_by_the_learners_own_lines(tmp_path: Path) -> None:
    """Frames of libraries are left out; the cell, the line and a module beside the notebook are named."""
    (tmp_path / "helpers.py").write_text("def parse(text):\n    return int(text)\n")
    found = run(
        tmp_path,
        "",
        "import helpers, json\n\ndef f(text):\n    return helpers.parse(json.loads(text))\n\nf('\"a\"')",
        "'never'",
    )
    assert found.stop is not None
    assert (found.stop.type, found.stop.cell, found.stop.line) == ("ValueError", 2, 6 - 2)
    text = "\n".join(found.stop.lines)
    assert "helpers.py" in text
    assert "return int(text)" in text
    assert "site-packages" not in text
    assert "json/__init__" not in text
    assert len(found.cells) == 2
    assert found.cells[-1].outputs[-1]["ename"] == "ValueError"


@pytest.mark.parametrize(
    ("source", "kind", "said"),
    [
        ("x = 1\ny = 2 +* 3", "SyntaxError", "invalid syntax"),
        ("if True:\n    x = 1\n  y = 2", "IndentationError", "unindent"),
        ("input('your age? ')", "EOFError", "your age"),
        ("import sys\nsys.stdin.readline()", "EOFError", "waits for a person"),
        ("import sys\nsys.exit(0)", "SystemExit", "0"),
        ("exit()", "SystemExit", "kernel"),
        ("import not_there.at_all", "ModuleNotFoundError", "not_there"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("raise ImportError(name=object)", "ImportError", ""),
        ("import shutil, os\nshutil.rmtree(os.getcwd())\n1 / 0", "ZeroDivisionError", "division"),
        ("%no_such_magic", "", "no_such_magic"),
        ("x = 'a\0b'", "SyntaxError", "null byte"),
    ],
)
def test_what_ends_a_cell_is_named(tmp_path: Path, source: str, kind: str, said: str) -> None:
    """Whatever a cell throws ends the cell, not the process, and is told by its class and text."""
    found = run(tmp_path, source)
    assert not found.complete
    if kind:
        assert found.stop is not None, found.ended
        assert (found.stop.type, found.ended) == (kind, "")
        assert said in found.stop.message
        assert found.stop.cell in (1, None)
    else:
        assert said in str(found.cells[0].outputs)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\nos._exit(0)", "exit code 0"),
        ("import os\nos.write(2, b'last words')\nos._exit(3)", "exit code 3"),
        ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("import os, time\nos.closerange(3, 200)\ntime.sleep(60)", "closed the line"),
    ],
)
def test_a_process_that_leaves_has_not_run_to_its_end(tmp_path: Path, source: str, reason: str) -> None:
    """A process that ends by itself, with whatever exit code, is no complete run, and the reason says how it left."""
    found = run(tmp_path, "x = 1", source)
    assert not found.complete
    assert reason in found.ended
    assert [cell.place for cell in found.cells] == [0]
    if "last words" in source:
        assert found.printed == "last words"


def test_the_line_held_open_by_a_fork_does_not_hide_an_exit(tmp_path: Path) -> None:
    """A process that leaves a fork behind, with all its pipes, is found to be gone at once."""
    found = run(tmp_path, "import os, time\nif os.fork():\n    os._exit(7)\nos.setsid()\ntime.sleep(60)")
    assert "exit code 7" in found.ended


def test_files_beside_the_notebook_do_not_hide_modules_from_us(tmp_path: Path) -> None:
    """Modules called like ones of the standard library stand beside the notebook and the lab still works."""
    for name in ("json", "random", "struct", "select", "sitecustomize", "usercustomize", "IPython", "traitlets"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hidden')\n")
    found = run(tmp_path, "import json\njson.dumps(1)")
    assert found.complete, (found.stop, found.ended, found.printed)
    assert texts(found) == ["'1'"]


# Questions


def test_questions_are_answered_with_plain_data_or_handles(tmp_path: Path) -> None:
    """Values come as data, objects as handles that can be asked further, and what is printed comes along."""
    with ran(
        tmp_path,
        "import numpy as np\nclass Model:\n    def fit(self, X, y):\n        self.mean_ = X.mean(axis=0)\n"
        "        return self\n"
        "def make():\n    return Model()\n"
        "def double(x):\n    print('called')\n    return 2 * x\n"
        "def sort(xs):\n    xs.sort()\n"
        "def odd():\n    n = 1\n    while True:\n        yield n\n        n += 2\n"
        "point = (1, 2.0, np.float32(3))\nzero = np.array(4.5)\nhole = ...",
    ) as (session, found):
        assert found.complete, found.stop
        assert session.name("point").get() == (1, 2.0, np.float32(3))
        assert session.call({"name": "double"}, 21).printed == "called\n"
        assert session.name("double")(np.arange(3)).tolist() == [0, 2, 4]
        assert session.call({"name": "sort"}, [3, 1, 2], args_back=True).args == ([1, 2, 3],)
        model = session.name("make").keep()
        assert model.look()["type"] == "__main__.Model"
        assert model.attribute("fit").keep(np.eye(2), [0, 1]).attribute("mean_").get().tolist() == [0.5, 0.5]
        assert isinstance(session.name("make")(), Remote)
        assert session.name("double").look()["callable"]
        assert session.name("hole").look()["placeholder"]
        assert session.name("zero").look()["length"] is None
        assert session.name("zero").look()["shape"] == ()
        assert session.map({"name": "double"}, [(1,), ("a",), ([1],)]) == [2, "aa", [1, 1]]
        assert len(session.name("odd")()) == 100_000
        assert session.map({"name": "odd"}, [()])[0][:3] == [1, 3, 5]


def test_what_has_no_length_yet_can_be_looked_at(tmp_path: Path) -> None:
    """An unfitted forest, whose `len` raises, and a hostile `__len__` are described all the same."""
    source = (
        "from sklearn.ensemble import RandomForestClassifier\nforest = RandomForestClassifier()\n"
        "class Odd:\n    def __len__(self):\n        raise KeyError('no')\n"
        "    def __repr__(self):\n        raise OSError\n"
        "odd = Odd()"
    )
    with ran(tmp_path, source) as (session, _):
        assert session.name("forest").look()["length"] is None
        assert "whose repr raises OSError" in session.name("odd").look()["text"]


def test_questions_that_fail_say_how(tmp_path: Path) -> None:
    """A missing name, an exception, something that cannot be sent: each is a LearnerError of its own kind."""
    source = (
        "def half(x):\n    return 1 / x\ndef nest():\n    x = []\n    x.append(x)\n    return x\n"
        "def big():\n    return ['x' * 1000] * 100_000\ndef leave():\n    raise SystemExit\n"
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\ndef odd():\n    raise E"
    )
    with ran(tmp_path, source) as (session, _):
        for ask, kind, said in (
            (lambda: session.name("nothing").get(), "missing", "nothing"),
            (lambda: session.name("half").attribute("nothing").get(), "missing", "nothing"),
            (lambda: session.name("half")(0), "raised", "division"),
            (session.name("nest"), "unsendable", "deep"),
            (lambda: session.map({"name": "nest"}, [()]), "unsendable", "deep"),
            (session.name("big"), "unsendable", "too large"),
            (session.name("leave"), "raised", ""),
            (session.name("odd"), "raised", "its text raises ValueError"),
        ):
            with pytest.raises(LearnerError) as caught:
                ask()
            assert (caught.value.kind, said in caught.value.stop.message) == (kind, True)
        *good, bad = session.map({"name": "half"}, [(1,), (2,), (0,), (4,)])
        assert good == [1, 0.5]
        assert (bad.stop.type, bad.stop.cell, bad.stop.line) == ("ZeroDivisionError", 1, 2)


def test_a_call_that_hangs_is_interrupted_and_the_session_goes_on(tmp_path: Path) -> None:
    """A loop without end is stopped at its deadline, and the next question is answered."""
    with ran(
        tmp_path,
        "import time\ndef hang():\n    while True:\n        time.sleep(9)\ndef one():\n    return 1",
        budget=QUICK,
    ) as (
        session,
        _,
    ):
        with pytest.raises(LearnerError) as caught:
            session.name("hang")()
        assert caught.value.kind == "timeout"
        assert caught.value.stop.cell == 1
        assert session.name("one")() == 1


def test_a_call_that_ignores_the_interrupt_is_ended(tmp_path: Path) -> None:
    """A loop that catches everything ends with its process, and later questions say that it is gone."""
    source = (
        "import signal, time\n"
        "def hang():\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    while True:\n        time.sleep(9)"
    )
    with ran(tmp_path, source, budget=QUICK) as (session, _):
        with pytest.raises(WorkerEnded, match="did not answer"):
            session.name("hang")()
        with pytest.raises(WorkerEnded):
            session.name("hang").look()


def test_a_process_that_takes_no_question_is_ended(tmp_path: Path) -> None:
    """A large question to a process that does not read it ends at the deadline instead of waiting for ever."""
    source = "import os, signal, threading\nthreading.Timer(0.2, os.kill, (os.getpid(), signal.SIGSTOP)).start()"
    with ran(tmp_path, source, "import time\ntime.sleep(0.1)", budget=QUICK) as (session, _):
        time.sleep(0.4)
        with pytest.raises(WorkerEnded, match="did not"):
            session.call({"import": "builtins:len"}, np.zeros(500_000))


def test_the_environment_holds_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens, keys and what would change Python or git do not reach the learner's process."""
    for name in ("GITHUB_TOKEN", "MY_API_KEY", "DB_PASSWORD", "SSH_AUTH_SOCK", "GIT_DIR", "PYTHONPATH", "AWS_PROFILE"):
        monkeypatch.setenv(name, "hush-hush")
    found = run(tmp_path, "import os\nprint(os.environ, open('/proc/self/environ').read())")
    assert found.complete, found.stop
    assert "hush-hush" not in texts(found)[0]


THREADS = """import os, numpy, scipy.linalg, sklearn, threadpoolctl
pools = {pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["internal_api"] == "openblas"}
print(os.environ["OMP_WAIT_POLICY"], os.environ["OPENBLAS_NUM_THREADS"], *pools)"""


@pytest.mark.parametrize("chosen", [{}, {"OMP_WAIT_POLICY": "ACTIVE"}, {"OPENBLAS_NUM_THREADS": "2"}])
def test_threads_that_wait_sleep_and_a_small_fit_has_one_unless_told_otherwise(
    tmp_path: Path, chosen: dict[str, str]
) -> None:
    """Both are read when the first library is loaded: the learner's process has them by then."""
    usual = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}
    environment = {key: value for key, value in os.environ.items() if key not in usual}
    shown = "print(*texts(run(Path(sys.argv[1]), sys.argv[2])))"
    code = f"import sys; from pathlib import Path; from lab_runs import run, texts; {shown}"
    finished = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), THREADS],
        cwd=Path(__file__).parent,
        env=environment | chosen,
        capture_output=True,
        text=True,
        check=True,
    )
    policy, threads, *pools = finished.stdout.split()
    assert [policy, threads] == list((usual | chosen).values())
    if threads == "1":  # what was chosen goes up to the number of cores; where NumPy has another library, there is none
        assert set(pools) <= {"1"}
