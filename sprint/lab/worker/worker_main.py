"""The learner's process: executes cells in an IPython shell, then answers questions about what they made.

It holds no verdict and nothing that is expected: it is told what to run, what to call and with which arguments, and it
returns plain data. Started as `python -I -m sprint.lab.worker.worker_main IN OUT LIFELINE …`, the file descriptors of
three pipes: `sprint.lab.supervisor.worker_process` has the other end of two, and `sprint.lab.worker.watchdog` says what
the third is for.
"""

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Mapping
from typing import Any

from sprint.lab.protocol.framing import ProtocolError, pack, unpack
from sprint.lab.protocol.process_tree import adopt_orphans
from sprint.lab.protocol.serialization import Decoder, Encoder
from sprint.lab.worker.watchdog import leave_guard


class Channel:
    """The two pipes: requests come in, answers go out."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        os.set_inheritable(incoming, False)
        os.set_inheritable(outgoing, False)
        self._incoming = os.fdopen(incoming, "rb")
        self._outgoing = os.fdopen(outgoing, "wb", buffering=0)

    def receive(self) -> tuple[dict[str, Any], list[bytes]]:
        """Wait for the next request.

        Raises:
            EOFError: the parent is gone.
        """
        return unpack(self._read)

    def send(self, message: Mapping[str, Any], encoder: Encoder | None = None) -> None:
        """Send one frame, or the reason why it is too large."""
        try:
            parts = list(pack(message, encoder.buffers if encoder else ()))
        except (ProtocolError, ValueError) as error:
            parts = list(pack({"id": message["id"], "error": {"kind": "unsendable", "message": str(error)}}))
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[self._outgoing.write(view) :]

    def _read(self, size: int) -> bytes:
        content = self._incoming.read(size)
        if len(content) < size:
            raise EOFError
        return content


def set_limits(cpu_seconds: int, memory_bytes: int) -> None:
    """Bound what this process and its children can take from the machine.

    The address space is left generous, since libraries reserve far more than they use; the watch in the parent counts
    what is really resident.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, cpu_seconds)
    _lower(resource.RLIMIT_FSIZE, 8 * 2**30)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, 2 * memory_bytes + 8 * 2**30)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, hard))


def die_with_parent() -> None:
    """Ask Linux to end this process when the parent ends, however it ends."""
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL)


def serve(channel: Channel) -> None:
    """Answer requests until the parent closes the pipe."""
    from sprint.lab.worker.handler import RequestHandler
    from sprint.lab.worker.shell import Shell

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # until a cell runs
    adopt_orphans()
    shell = Shell()
    desk = RequestHandler(shell)
    sys.path.insert(0, os.getcwd())  # noqa: PTH109  as in a notebook: modules beside it can be imported, by its cells
    while True:
        try:
            message, buffers = channel.receive()
        except (EOFError, ProtocolError):
            return
        encoder = Encoder(keep=desk.keep)
        if message["op"] == "run":
            for event in shell.run(message["cells"], encoder):
                channel.send({"id": message["id"], **event}, encoder)
                encoder.buffers.clear()
            continue
        decoder = Decoder(buffers, resolve=desk.resolve)
        channel.send({"id": message["id"], **desk.answer(message, decoder, encoder)}, encoder)


def main() -> None:
    """Leave a guard, set the limits, open the pipes, serve, and leave without running anybody's exit handlers."""
    incoming, outgoing, lifeline, cpu_seconds, memory_bytes = map(int, sys.argv[1:6])
    leave_guard(lifeline)
    os.close(lifeline)
    set_limits(cpu_seconds, memory_bytes)
    die_with_parent()
    sys.argv[:] = [""]
    serve(Channel(incoming, outgoing))
    os._exit(0)


if __name__ == "__main__":
    main()
