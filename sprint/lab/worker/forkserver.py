"""The fork server: has a day's libraries imported and forks a child for each run, which then starts in milliseconds.

Started as `python -I -m sprint.lab.worker.forkserver SOCKET DEATH_PIPE MODULE…`. It listens on a Unix socket; a client
sends the folder, the environment and the limits of a run with five file descriptors (requests, answers, two files for
what is printed, the system's output), and learns the child's process id, and later how it ended. It runs no parallel
region itself, since a child forked after one hangs, and it ends when its death pipe is closed.
`sprint.lab.supervisor.launchers` has the other end.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from typing import Any, NoReturn

from sprint.lab.protocol.process_tree import MARK, end_marked
from sprint.lab.worker.resource_limits import set_limits
from sprint.lab.worker.worker_main import Channel, serve

MESSAGE_LIMIT = 2**20
"""Bytes of a client's message."""
_DESCRIPTORS = 9


class ForkServer:
    """Accepts clients one by one and keeps an eye on the children forked for them."""

    def __init__(self, listener: socket.socket, death_pipe: int) -> None:
        self._listener = listener
        self._clients: dict[int, socket.socket] = {}
        self._marks: dict[int, str] = {}
        self._selector = selectors.DefaultSelector()
        self._death_pipe = death_pipe
        self._wake, self._waker = socket.socketpair()
        self._wake.setblocking(False)
        self._waker.setblocking(False)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for source in (listener, self._wake, death_pipe):
            self._selector.register(source, selectors.EVENT_READ)

    def run(self) -> None:
        """Serve until the death pipe is closed."""
        while True:
            ready = [key.fileobj for key, _ in self._selector.select()]
            if self._death_pipe in ready:
                break
            if self._wake in ready:
                with contextlib.suppress(BlockingIOError):
                    self._wake.recv(4096)
            self._collect()
            if self._listener in ready:
                self._accept()
            self._drop([source for source in ready if source in self._clients.values()])
        for pid in self._clients:
            end_marked(self._marks[pid], pid)

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        content, descriptors, _, _ = socket.recv_fds(client, MESSAGE_LIMIT, _DESCRIPTORS)
        try:
            order = json.loads(content)
        except ValueError:
            order = None
        if order is None or len(descriptors) != _DESCRIPTORS:
            client.close()
        else:
            pid = os.fork()
            if pid == 0:
                _become_child(order, descriptors, [self._listener.fileno(), client.fileno(), self._death_pipe])
            self._clients[pid] = client
            self._marks[pid] = str(order["environment"].get(MARK, ""))
            self._selector.register(client, selectors.EVENT_READ)
            with contextlib.suppress(OSError):
                client.sendall(json.dumps({"pid": pid}).encode() + b"\n")
        for descriptor in descriptors:
            os.close(descriptor)

    def _collect(self) -> None:
        """Tell the clients of children that ended how they did."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._marks.pop(pid, None)
            client = self._clients.pop(pid, None)
            if client is not None:
                with contextlib.suppress(OSError):
                    client.sendall(json.dumps({"code": os.waitstatus_to_exitcode(status)}).encode() + b"\n")
                self._selector.unregister(client)
                client.close()

    def _drop(self, gone: list[Any]) -> None:
        """End the children whose clients have left."""
        for pid, client in list(self._clients.items()):
            if client in gone:
                _end(pid)


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _become_child(order: dict[str, Any], descriptors: list[int], inherited: list[int]) -> NoReturn:
    """Be the learner's process: a session, a folder, an environment and limits of its own; never returns."""
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        incoming, outgoing, *printing, printed = descriptors
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        for descriptor in (printed, *inherited):
            os.close(descriptor)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        set_limits(order["cpu_seconds"])
        sys.argv[:] = [""]
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()  # or every fork would draw the same numbers
        serve(Channel(incoming, outgoing), printing)
    finally:
        os._exit(0)


def main() -> None:
    """Import what was asked for, say that all is ready, and serve."""
    path, death_pipe, *modules = sys.argv[1:]
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    for name in ("sprint.lab.worker.handler", *modules):
        with contextlib.suppress(Exception):  # what is missing is found out, and said, by the run itself
            importlib.import_module(name)
    gc.collect()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen()
    ForkServer(listener, int(death_pipe)).run()


if __name__ == "__main__":
    main()
