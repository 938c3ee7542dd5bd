"""Commands of a learner's own file are run as words, without a shell, on a port of ours, and always ended."""

import socket
import time
from pathlib import Path

import psutil
import pytest

from sprint.checks.deliverables.commands import (
    command_folder,
    parse_command,
    require_success,
    run_command,
    serve_on_port,
)
from sprint.checks.deliverables.http_requests import (
    Request,
    parse_request,
    require_answer,
    require_client_error,
    require_no_server_error,
)
from sprint.checks.verdicts import Failed, NotAttempted, Uncheckable
from sprint.lab.supervisor.server import Server
from sprint.lab.supervisor.supervised_program import Finished

SERVER = """
import json, os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.headers["Content-Type"]
        status = int(self.path[1:])
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"" if status == 204 else f"{kind} {body.decode()}".encode())

ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
"""


def write(folder: Path, port: str) -> None:
    (folder / "serve.py").write_text(SERVER.replace("PORT", port))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("python evaluate.py --rows 'all of them'", ["python", "evaluate.py", "--rows", "all of them"]),
        (["python", "-m", "score"], ["python", "-m", "score"]),
        ("python serve.py --port $PORT", ["python", "serve.py", "--port", "{port}"]),
        ("uvicorn app:app --port=${PORT}", ["uvicorn", "app:app", "--port={port}"]),
    ],
)
def test_a_command_is_read_as_words(command: object, words: list[str]) -> None:
    """Quotes bind, lists stay, and the port has one spelling."""
    assert parse_command(command, "serve") == words


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("cd capstone && python evaluate.py", "only a shell"),
        ("python a.py | tee log", "only a shell"),
        ("PORT=1 python a.py", "only a shell"),
        ("python 'a.py", "No closing quotation"),
        ("", "is empty"),
        ([], "is empty"),
        (7, "serve is 7"),
    ],
)
def test_what_is_no_command_is_told(command: object, said: str) -> None:
    """What would need a shell, or is no text, fails with the reason."""
    with pytest.raises(Failed) as failure:
        parse_command(command, "serve")
    assert said in f"{failure.value.seen}"


@pytest.mark.parametrize(
    ("command", "place"),
    [
        (["python", "evaluate.py"], "capstone"),
        (["python", "capstone/evaluate.py"], "."),
        (["python", "-m", "capstone.evaluate"], "."),
        (["uvicorn", "evaluate:app"], "capstone"),
        (["uvicorn", "capstone.evaluate:app", "--port", "{port}"], "."),
        (["make", "score"], "capstone"),
    ],
)
def test_a_command_runs_where_its_file_lies(tmp_path: Path, command: list[str], place: str) -> None:
    """The capstone's folder comes first, the day's is taken where only from there the file is found."""
    (tmp_path / "capstone").mkdir()
    (tmp_path / "capstone" / "evaluate.py").touch()
    assert command_folder(command, [tmp_path / "capstone", tmp_path]) == tmp_path / place


def test_a_missing_package_is_no_fault_of_the_learner_s(tmp_path: Path) -> None:
    """A package that is not here makes no verdict; a file of one's own that is not there does."""
    (tmp_path / "a.py").write_text("import a_package_nobody_has")
    (tmp_path / "model.py").write_text("import model.weights")
    with pytest.raises(Uncheckable, match="a_package_nobody_has"):
        require_success(["python", "a.py"], run_command(["python", "a.py"], tmp_path, 30), tmp_path)
    with pytest.raises(Failed, match=r"model\.weights"):
        require_success(["python", "model.py"], run_command(["python", "model.py"], tmp_path, 30), tmp_path)
    with pytest.raises(Failed, match="no program no-such-program"):
        run_command(["no-such-program"], tmp_path, 30)
    with pytest.raises(Uncheckable, match="streamlit"):
        run_command(["streamlit", "run", "a.py"], tmp_path, 30)


@pytest.mark.parametrize("port", ["int(sys.argv[1])", "int(os.environ['PORT'])"])
def test_a_server_is_told_its_port_and_ended(tmp_path: Path, port: str) -> None:
    """The port comes as a word or as a variable; afterwards nothing of the server is left."""
    write(tmp_path, port)
    with serve_on_port(["python", "serve.py", "{port}"], tmp_path) as server:
        assert isinstance(server, Server)
        good = parse_request({"path": "200", "json": {"a": 1}}, "good")
        assert good is not None
        assert require_answer(server, good, "it").body == b'application/json {"a": 1}'
        form = Request("POST", "/200", form={"a": "x y"})
        assert form.answered(server, "it").body == b"application/x-www-form-urlencoded a=x+y"
        pid = server.program.pid
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_each_status_means_what_it_means(tmp_path: Path) -> None:
    """An answer is 2xx with something in it, a refusal 4xx, 501 is not begun, and silence is a fail."""
    write(tmp_path, "int(sys.argv[1])")

    def asks(status: str) -> Request:
        return Request("POST", f"/{status}", {})

    with serve_on_port(["python", "serve.py", "{port}"], tmp_path) as server:
        assert isinstance(server, Server)
        require_client_error(server, asks("422"), "it")
        require_no_server_error(server, asks("200"), "it")
        with pytest.raises(NotAttempted):
            require_answer(server, asks("501"), "it")
        for check, status in (
            (require_answer, "204"), (require_answer, "404"), (require_answer, "500"), (require_answer, "x"),
            (require_client_error, "200"), (require_client_error, "500"), (require_client_error, "x"),
            (require_no_server_error, "500"),
        ):  # fmt: skip
            with pytest.raises(Failed, match="no answer" if status == "x" else "empty" if status == "204" else status):
                check(server, asks(status), "it")


def test_a_server_on_another_port_is_told_soon(tmp_path: Path) -> None:
    """It is not waited for until time is up, and the message names the port it listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    write(tmp_path, str(port))
    begun = time.monotonic()
    with pytest.raises(Failed, match=f"listens on port {port}"), serve_on_port(["python", "serve.py"], tmp_path):
        pytest.fail("it is not served")
    assert time.monotonic() - begun < 30


def test_a_command_that_ends_by_itself_says_how(tmp_path: Path) -> None:
    """What never listens and ends is no server; its words come back."""
    (tmp_path / "ask.py").write_text("print('late')")
    with serve_on_port(["python", "ask.py"], tmp_path) as ended:
        assert isinstance(ended, Finished)
        assert (ended.why, ended.out.strip()) == ("", "late")


def test_a_command_that_does_nothing_is_not_waited_for_long(tmp_path: Path) -> None:
    """What listens nowhere fails when its time is up."""
    (tmp_path / "sleep.py").write_text("import time\ntime.sleep(60)")
    with (
        pytest.raises(Failed, match="nothing listens"),
        serve_on_port(["python", "sleep.py"], tmp_path, seconds=0.5),
    ):
        pytest.fail("it is not served")


@pytest.mark.parametrize(
    ("table", "request_"),
    [
        ("GET /predict?a=1", Request("GET", "/predict?a=1")),
        ("/", Request()),
        ({"url": "http://localhost:80/p", "query": {"a": 1}}, Request("GET", "/p?a=1")),
        ({"JSON": [1], "path": "p"}, Request("POST", "/p", [1])),
        ({"method": "put", "form": {"a": 1}}, Request("PUT", "/", form={"a": 1})),
        ({"args": "12 'far off'"}, Request(args=("12", "far off"))),
    ],
)
def test_a_request_can_be_written_in_several_ways(table: object, request_: Request) -> None:
    """A line, an address, a table: each means one request."""
    assert parse_request(table, "good") == request_


def test_a_request_is_varied_one_value_at_a_time() -> None:
    """Numbers, texts and truths change, wherever they stand."""
    varied = [request.document for request in Request("POST", "/", {"a": [1, True], "b": "one two"}).varied()]
    assert {"a": [4, True], "b": "one two"} in varied
    assert {"a": [1, False], "b": "one two"} in varied
    assert {"a": [1, True], "b": "two"} in varied
    assert [request.path for request in Request("GET", "/?a=2").varied()] == ["/?a=6", "/?a=0.4", "/?a=-2"]
