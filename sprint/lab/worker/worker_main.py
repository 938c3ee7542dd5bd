"""The learner's process: executes cells in an IPython shell, then answers questions about what they made.

It holds no verdict and nothing that is expected: it is told what to run, what to call and with which arguments, and it
returns plain data. Started as `python -I -m sprint.lab.worker.worker_main DEATH_PIPE CPU_SECONDS IN OUT
PRINTING…`: `sprint.lab.supervisor.worker_process` has the other ends of the pipes IN and OUT; PRINTING is what
`sprint.lab.worker.streams.replace_streams` takes; `sprint.lab.worker.watchdog` says what the death pipe is for.
"""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from sprint.lab.protocol.framing import ProtocolError, pack, unpack
from sprint.lab.protocol.process_tree import adopt_orphans
from sprint.lab.protocol.serialization import Decoder, Encoder
from sprint.lab.worker.resource_limits import die_with_parent, set_limits
from sprint.lab.worker.watchdog import start_watchdog


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


def serve(channel: Channel, printing: Sequence[int]) -> None:
    """Answer requests until the parent closes the pipe; `printing` is where what is printed past Python shall go."""
    from sprint.lab.worker.handler import RequestHandler
    from sprint.lab.worker.shell import Shell

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # until a cell runs
    adopt_orphans()
    shell = Shell(printing)
    handler = RequestHandler(shell)
    sys.path.insert(0, os.getcwd())  # noqa: PTH109  as in a notebook: modules beside it can be imported, by its cells
    while True:
        try:
            message, buffers = channel.receive()
        except (EOFError, ProtocolError):
            return
        encoder = Encoder(keep=handler.keep)
        if message["op"] == "run":
            for event in shell.run(message["cells"], encoder):
                channel.send({"id": message["id"], **event}, encoder)
                encoder.buffers.clear()
            continue
        decoder = Decoder(buffers, resolve=handler.resolve)
        channel.send({"id": message["id"], **handler.answer(message, decoder, encoder)}, encoder)


def main() -> None:
    """Start a watchdog, set the limits, open the pipes, serve, and leave without running anybody's exit handlers."""
    death_pipe, cpu_seconds, incoming, outgoing, *printing = map(int, sys.argv[1:])
    start_watchdog(death_pipe)
    os.close(death_pipe)
    set_limits(cpu_seconds)
    die_with_parent()
    sys.argv[:] = [""]
    serve(Channel(incoming, outgoing), printing)
    os._exit(0)


if __name__ == "__main__":
    main()
