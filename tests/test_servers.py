"""Servers of the learner's: asked over a port of ours, told apart from others', and gone when either side ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest
from check_works import work_on
from data.evil_apps import NEVER_UP, PLAIN
from test_programs import waits
from test_runaways import survivors

from sprint.checks.api import Failed, serve_app, serve_command
from sprint.course.lesson import read_lesson
from sprint.course.material import SHIPPED_LESSONS
from sprint.lab.protocol.limits import Budget
from sprint.lab.supervisor.server import BODY_LIMIT, NoAnswer, Server, own_port, uvicorn
from sprint.lab.supervisor.supervised_program import started

BUDGET = Budget(seconds=60, memory_gb=1)
PATIENCE = 15.0
"""Seconds in which a small application is up, also on a busy machine."""


def test_a_good_server_answers_on_our_port_and_is_gone_afterwards(tmp_path: Path) -> None:
    """The answer has a status, a body and a time; after the block nothing listens and nothing runs."""
    (tmp_path / "api.py").write_text(PLAIN)
    with uvicorn("api:app", tmp_path, BUDGET) as server:
        server.wait("/health", PATIENCE)
        answer = server.ask("POST", "/predict", {"instances": []})
        assert (answer.status, answer.json()) == (200, {"status": "ok"})
        assert 0 < answer.seconds < 10
        assert server.listening() == [("127.0.0.1", server.port)]
    _gone(server)


def _gone(server: Server) -> None:
    assert not psutil.pid_exists(server.program.pid)
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", server.port)) != 0


@pytest.mark.parametrize("name", NEVER_UP)
def test_an_application_that_never_answers_is_told_in_one_sentence_and_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What the screen says names the reason, comes in time, and nothing of the application is left."""
    tag = f"evil-{name}-{os.getpid()}"
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    (tmp_path / "api.py").write_text(NEVER_UP[name].source)
    with work_on(tmp_path) as work:
        begun = time.monotonic()
        with pytest.raises(Failed) as refused:
            serve_app(work, seconds=5)
        assert time.monotonic() - begun < 10
    assert NEVER_UP[name].says in refused.value.seen
    assert "\n" not in refused.value.seen
    assert waits(lambda: not survivors(tag), 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('b\'{"status": "ok"}\'', f"b' ' * {BODY_LIMIT + 1}"), "more than 1 MB"),
        (('b\'{"status": "ok"}\'', "b'{\"predictions\": [NaN]}'"), "no JSON"),
        (('b\'{"status": "ok"}\'', "b'[' * 100_000"), "no JSON"),
        (('b\'{"status": "ok"}\'', "b'<html>'"), "no JSON"),
    ],
    ids=["too long", "NaN", "too deep", "a page"],
)
def test_an_answer_that_is_no_use_is_refused(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    """A body past the limit is not read, and what is no JSON is said to be none."""
    (tmp_path / "api.py").write_text(PLAIN.replace(*change))
    with uvicorn("api:app", tmp_path, BUDGET) as server, pytest.raises(NoAnswer, match=says):
        server.ask("GET", "/", seconds=PATIENCE).json()


def test_a_redirect_is_an_answer_and_not_followed(tmp_path: Path) -> None:
    """A server cannot send us to another address, or to a file."""
    away = PLAIN.replace(
        "STATUS, HEADERS = 200, [", "STATUS, HEADERS = 307, [(b'location', b'http://169.254.169.254/'), "
    )
    (tmp_path / "api.py").write_text(away)
    with uvicorn("api:app", tmp_path, BUDGET) as server:
        server.wait("/health", PATIENCE)
        assert server.ask("GET", "/health").status == 307


def test_a_proxy_of_the_environment_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question goes to the port itself, whatever the environment says about proxies."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    (tmp_path / "api.py").write_text(PLAIN)
    with uvicorn("api:app", tmp_path, BUDGET) as server:
        server.wait("/health", PATIENCE)
        assert server.ask("GET", "/health").status == 200


OWN = (
    "import os; from http.server import HTTPServer, SimpleHTTPRequestHandler; "
    "HTTPServer(('127.0.0.1', int({port})), SimpleHTTPRequestHandler).serve_forever()"
)


@pytest.mark.parametrize("told", ["os.environ['PORT']", "'{port}'"])
def test_a_server_that_opens_its_port_is_told_which(tmp_path: Path, told: str) -> None:
    """The port reaches it in the command or as PORT, and it is ended afterwards."""
    with own_port(["python", "-c", OWN.replace("{port}", told)], tmp_path, BUDGET) as server:
        server.wait("/", PATIENCE)
        assert server.ask("GET", "/").status == 200
    _gone(server)


def test_somebody_elses_program_on_the_port_is_not_taken_for_the_learners(tmp_path: Path) -> None:
    """An answer counts only when the process that listens is the one we started."""

    class Quiet(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with own_port(["sleep", "60"], tmp_path, BUDGET) as server:
        stranger = HTTPServer(("127.0.0.1", server.port), Quiet)
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        try:
            with pytest.raises(NoAnswer, match="a program that was not started here"):
                server.wait("/", 5)
        finally:
            stranger.shutdown()
            stranger.server_close()


def test_a_server_that_crashes_leaves_nothing_and_is_told(tmp_path: Path) -> None:
    """A question that ends the process is no answer; neither is the next; the port is free again."""
    crash = PLAIN.replace(
        "    return b", "    if scope['path'] == '/crash':\n        import os\n        os._exit(1)\n    return b"
    )
    (tmp_path / "api.py").write_text(crash)
    with uvicorn("api:app", tmp_path, BUDGET) as server:
        server.wait("/health", PATIENCE)
        with pytest.raises(NoAnswer):
            server.ask("GET", "/crash", seconds=5)
        with pytest.raises(NoAnswer, match="Refused"):
            server.ask("GET", "/health", seconds=5)
        assert waits(lambda: not server.program.running)
    _gone(server)


PARENT = """
import sys, time
from pathlib import Path
from sprint.lab.protocol.limits import Budget
from sprint.lab.supervisor.server import uvicorn
with uvicorn("api:app", Path(sys.argv[1]), Budget()) as server:
    server.wait("/health", 30)
    Path(sys.argv[1], "port").write_text(str(server.port))
    time.sleep(600)
"""


def test_a_server_does_not_outlive_our_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the check is killed, its server is gone within seconds, and its port is free."""
    tag = f"server-{os.getpid()}"
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    (tmp_path / "api.py").write_text(PLAIN)
    told = tmp_path / "port"
    ours = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)])
    try:
        assert waits(lambda: told.exists() and told.read_text(), 60)
    finally:
        ours.send_signal(signal.SIGKILL)
        ours.wait(10)
    assert waits(lambda: not survivors(tag)), survivors(tag)
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", int(told.read_text()))) != 0


def test_checks_share_one_server(tmp_path: Path) -> None:
    """The second check asks the server of the first; with the work it ends."""
    (tmp_path / "api.py").write_text(PLAIN)
    with work_on(tmp_path) as work:
        server = serve_app(work, seconds=PATIENCE)
        assert serve_app(work) is server
    _gone(server)


# Day 20's own service


LOADED = """
import json, sys, threading
from pathlib import Path
from sprint.lab.protocol.limits import Budget
from sprint.lab.supervisor.server import uvicorn
folder = Path(sys.argv[1])
rows = json.loads((folder / "rows.json").read_text())
with uvicorn("api:app", folder, Budget(seconds=600)) as server:
    server.wait("/health", 60)
    (folder / "port").write_text(str(server.port))
    def ask():
        while True:
            server.ask("POST", "/predict", {"instances": rows})
            (folder / "asked").touch()
    for _ in range(8):
        threading.Thread(target=ask).start()
    threading.Event().wait()
"""


def _reference(folder: Path) -> list[list[float]]:
    """Lay out day 20 solved, with the small model it brings; return ten raw rows."""
    lesson = read_lesson(SHIPPED_LESSONS / "day_20_api")
    for name, _, solved in lesson.templates():
        (folder / name).write_bytes(solved)
    (folder / "model_persistence.py").write_bytes((folder / "spare_model.py").read_bytes())
    source = "import json, model_persistence, pandas; model_persistence.make(); "
    source += "print(json.dumps(pandas.read_csv('rows.csv').to_numpy().tolist()))"
    with started(["python", "-c", source], folder, BUDGET) as program:
        finished = program.finish()
    assert finished.why == "", finished.err
    rows: list[list[float]] = json.loads(finished.out)
    return rows


@pytest.mark.heavy
def test_a_thousand_requests_from_eight_clients_lose_none(tmp_path: Path) -> None:
    """Each request of day 20's own service is answered, with the answers for its own rows; afterwards it is gone."""
    rows = _reference(tmp_path)
    with uvicorn("api:app", tmp_path, BUDGET) as server:
        server.wait("/health", 60)
        alone = [server.ask("POST", "/predict", {"instances": [row]}).json()["predictions"][0] for row in rows]
        assert len(set(alone)) == 2

        def ask(k: int) -> bool:
            chosen = [(k + step) % 10 for step in range(1 + k % 7)]
            answer = server.ask("POST", "/predict", {"instances": [rows[place] for place in chosen]}, seconds=60)
            return bool(answer.status == 200 and answer.json() == {"predictions": [alone[place] for place in chosen]})

        with ThreadPoolExecutor(8) as clients:
            answered = list(clients.map(ask, range(1000)))
        assert sum(answered) == 1000
    _gone(server)


@pytest.mark.heavy
@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_no_server_is_left_when_either_side_is_killed_under_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    """Eight clients ask day 20's own service while one side is killed: nothing of the service is left."""
    tag = f"load-{side}-{os.getpid()}"
    (tmp_path / "rows.json").write_text(json.dumps(_reference(tmp_path)))
    monkeypatch.setenv("SPRINT_RUNAWAY_TEST", tag)
    ours = subprocess.Popen([sys.executable, "-c", LOADED, str(tmp_path)], stderr=subprocess.DEVNULL)
    try:
        assert waits((tmp_path / "asked").exists, 90)
        servers = [process for process in survivors(tag) if process.cmdline()[1:3] == ["-m", "uvicorn"]]
        assert len(servers) == 1
        os.kill(ours.pid if side == "ours" else servers[0].pid, signal.SIGKILL)
        assert waits(lambda: not servers[0].is_running() or servers[0].status() == psutil.STATUS_ZOMBIE)
    finally:
        ours.kill()
        ours.wait(10)
    assert waits(lambda: not survivors(tag)), survivors(tag)
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", int((tmp_path / "port").read_text()))) != 0


def test_a_command_that_starts_a_server_is_run_where_it_listens(tmp_path: Path) -> None:
    """`serve_command` finds the port that a program chose, and says of one that starts nothing that it ended."""
    (tmp_path / "api.py").write_text(
        PLAIN + "\nif __name__ == '__main__':\n    import uvicorn\n    uvicorn.run(app, port=0)\n"
    )
    (tmp_path / "idle.py").write_text("print('nothing to do')")
    with work_on(tmp_path) as work:
        with serve_command(work, ["python", "api.py"], seconds=PATIENCE) as server:
            assert server.ask("GET", "/health").status == 200
        _gone(server)
        with pytest.raises(Failed, match=r"python idle\.py: .*ended before it answered: nothing to do"):
            serve_command(work, ["python", "idle.py"], seconds=PATIENCE).__enter__()


def test_a_server_that_is_slow_for_a_busy_machine_gets_more_time(tmp_path: Path) -> None:
    """One that still computes has not had its seconds, one that sleeps has: only the second is late."""
    busy = "import time\nbegun = time.monotonic()\nwhile time.monotonic() - begun < 3: pass\n"
    (tmp_path / "api.py").write_text(busy.replace("pass", "sum(range(20_000)), time.sleep(0.002)") + PLAIN)
    with uvicorn("api:app", tmp_path, BUDGET) as server:
        server.wait("/health", 2)
    (tmp_path / "api.py").write_text("import time\ntime.sleep(6)\n" + PLAIN)
    with uvicorn("api:app", tmp_path, BUDGET) as server, pytest.raises(NoAnswer, match="no answer within 2 seconds"):
        server.wait("/health", 2)
