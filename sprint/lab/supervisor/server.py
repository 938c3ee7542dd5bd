"""A learner's web server: started on a free loopback port of ours, asked over HTTP, always ended.

For a Uvicorn application we open the listening socket ourselves and hand it over, so whoever answers is our child. A
server that opens its own port is told which, and has to be the process that listens there.
"""

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.process_tree import tree
from sprint.lab.supervisor.core_share import CoreShare, busy
from sprint.lab.supervisor.supervised_program import SupervisedProgram, started

LOOPBACK = "127.0.0.1"
BODY_LIMIT = 2**20
"""Bytes of an answer that are read."""
_POLL_SECONDS = 0.05
_PATIENCE = 6
"""How many times its seconds a server gets to start on a machine that is busy with other things."""
_LOOK_SECONDS = 1.0
"""How long a server that is late is watched for what it gets of the processor."""
_STARTUP_FAILED = "Application startup failed"
"""What Uvicorn writes below the error that says why."""


class NoAnswer(Exception):  # noqa: N818  it says what happened
    """The server gave no usable answer; the text says why in one clause."""


class LateAnswer(NoAnswer):
    """The server gave none in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    """The HTTP status."""
    body: bytes
    """The body, up to 1 MiB."""
    seconds: float
    """Wall-clock seconds until it was read."""

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            NoAnswer: it is none.
        """
        try:
            return json.loads(self.body, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise NoAnswer(f"an answer that is no JSON: {self.body[:80]!r}") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server of the learner's."""

    program: SupervisedProgram
    """Its process."""
    port: int
    """Its port on 127.0.0.1."""

    def ask(
        self, method: str, path: str, document: object = None, *, raw: bytes | None = None, seconds: float = 10.0,
        kind: str = "application/json",
    ) -> Answer:  # fmt: skip
        """Send one request and read the answer; redirects are not followed.

        Args:
            method: `GET` or `POST`.
            path: the path, with a slash first.
            document: sent as JSON, if given.
            raw: sent as it is instead.
            seconds: the deadline for the whole exchange.
            kind: what the body is labelled as.

        Raises:
            NoAnswer: no connection, no answer in time, or too much of it.
            CannotCheckError: no answer in time since the machine was busy.
        """
        try:
            return self._exchange(method, path, document, raw=raw, seconds=seconds, kind=kind)
        except LateAnswer:
            share = CoreShare(self.program.pid)
            time.sleep(_LOOK_SECONDS)  # what computes an answer goes on although nobody waits for it any more
            if shortage := share.shortage("the server"):
                raise busy(shortage) from None
            raise

    def _exchange(
        self, method: str, path: str, document: object = None, *, raw: bytes | None = None, seconds: float,
        kind: str = "application/json",
    ) -> Answer:  # fmt: skip
        body = raw if raw is not None else None if document is None else json.dumps(document).encode()
        headers = {"Content-Type": kind} if body is not None else {}
        begun = time.monotonic()
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=seconds)
        try:
            connection.connect()
            with _cut_off(connection.sock, seconds):
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                content = answer.read(BODY_LIMIT + 1)
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() - begun >= seconds:
                raise LateAnswer(f"{method} {path}: no answer within {seconds:g} seconds") from error
            raise NoAnswer(f"{method} {path}: {type(error).__name__} {error}".strip()) from error
        finally:
            connection.close()
        if len(content) > BODY_LIMIT:
            raise NoAnswer(f"{method} {path}: an answer of more than {BODY_LIMIT // 2**20} MB")
        return Answer(answer.status, content, time.monotonic() - begun)

    def wait(self, path: str, seconds: float) -> None:
        """Wait until the server answers a path, whatever it says.

        Raises:
            NoAnswer: its process ended, time is up, or somebody else answers; the text has the server's last words.
        """
        begun = time.monotonic()
        while True:
            if not self.program.running:
                raise NoAnswer(f"the server ended before it answered: {self._last_words() or 'without a word'}")
            left = begun + seconds - time.monotonic()
            try:
                self._exchange("GET", path, seconds=max(1.0, left))
            except NoAnswer:
                if left <= 0 and not self._is_starting(begun, seconds):
                    raise NoAnswer(f"no answer within {seconds:g} seconds{self._instead()}") from None
                time.sleep(_POLL_SECONDS)
            else:
                break
        if not any(port == self.port for _, port in self.listening()):
            raise NoAnswer(f"port {self.port} is answered by a program that was not started here")

    def _is_starting(self, begun: float, seconds: float) -> bool:
        """Tell whether a late server only waits for a busy machine: it computes, and has not had its time yet."""
        before = self._processor_seconds()
        time.sleep(0.5)
        now = self._processor_seconds()
        return now - before > 0.01 and now < seconds and time.monotonic() < begun + _PATIENCE * seconds

    def _processor_seconds(self) -> float:
        import psutil

        total = 0.0
        for process in tree(self.program.pid):
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system
        return total

    def listening(self) -> list[tuple[str, int]]:
        """Return where the process we started and its children wait for connections, as (address, port)."""
        import psutil

        found = []
        for process in tree(self.program.pid):
            with contextlib.suppress(psutil.Error):
                found += [line.laddr for line in process.net_connections("tcp") if line.status == psutil.CONN_LISTEN]
        return sorted({(place.ip, place.port) for place in found})

    def _instead(self) -> str:
        """Say what a server that does not answer does instead: the place where it listens, its last words."""
        places = [f"{address}:{port}" for address, port in self.listening() if port != self.port]
        words = self._last_words()
        return (f"; it listens on {places[0]} instead" if places else "") + (f": {words}" if words else "")

    def _last_words(self) -> str:
        finished = self.program.end()
        lines = [line.strip() for line in finished.err.splitlines() if line.strip() and _STARTUP_FAILED not in line]
        return lines[-1][:300] if lines else finished.last_words


@contextmanager
def _cut_off(line: socket.socket, seconds: float) -> Iterator[None]:
    """Cut a connection when its time is up: a socket's own timeout begins again with each byte that trickles in.

    Raises:
        TimeoutError: it was cut.
    """
    cut = threading.Event()

    def end() -> None:
        cut.set()
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
        if cut.is_set():
            raise TimeoutError
    finally:
        timer.cancel()


@contextmanager
def uvicorn(
    application: str, folder: Path, budget: Budget, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run `uvicorn APPLICATION` in a folder on a socket of ours."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen(128)
        descriptor, port = listener.fileno(), int(listener.getsockname()[1])
        command = ["python", "-m", "uvicorn", application, "--fd", str(descriptor), "--log-level", "warning"]
        with started(command, folder, budget, environment=environment, pass_fds=(descriptor,)) as program:
            listener.close()  # the child has its own; when it ends, nobody listens any more
            yield Server(program, port)


@contextmanager
def own_port(
    command: Sequence[str], folder: Path, budget: Budget, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server that opens its port itself: a free one, told as `{port}` in the command and as PORT."""
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = int(free.getsockname()[1])
    words = [word.replace("{port}", str(port)) for word in command]
    with started(words, folder, budget, environment={**(environment or {}), "PORT": str(port)}) as program:
        yield Server(program, port)
