"""An IPython shell inside the learner's process: cells in, outputs in the notebook format out.

It behaves as a Jupyter kernel does where a lesson can see it: magics, `!commands`, top-level `await`, rich displays,
inline figures. It starts in a tenth of a kernel's time since there is no server to talk to.
"""

import base64
import builtins
import contextlib
import io
import json
import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from sprint.lab.protocol.limits import DISPLAY_LIMIT, STREAM_LIMIT
from sprint.lab.protocol.serialization import Encoder, one_line
from sprint.lab.worker.figure_capture import FigureBook

CELL_FILE = "<cell {}>"


class Outputs:
    """The outputs of the cell that runs now, as nbformat dictionaries; a stream's text in pieces until it is taken."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self._stream_room = self._display_room = 0

    def start(self) -> None:
        """Begin a new cell."""
        self.items = []
        self._stream_room, self._display_room = STREAM_LIMIT, DISPLAY_LIMIT

    def taken(self) -> list[dict[str, Any]]:
        """Return what was put out so far."""
        return [{**item, "text": "".join(item["text"])} if "text" in item else item for item in self.items]

    def stream(self, name: str, text: str) -> None:
        """Add printed text; what exceeds the limit is dropped, with a word."""
        if self._stream_room <= 0:
            return
        pieces = [text[: self._stream_room].replace("\r\n", "\n")]
        self._stream_room -= len(text)
        if self._stream_room <= 0:
            pieces.append("\n… more was printed than is kept here …\n")
        last = self.items[-1] if self.items else None
        if last is not None and last["output_type"] == "stream" and last["name"] == name:
            last["text"] += pieces
        else:
            self._stream_room -= 100  # what an output costs beside its text
            self.items.append({"output_type": "stream", "name": name, "text": pieces})

    def data(self, kind: str, data: dict[str, Any], metadata: dict[str, Any] | None, **more: Any) -> None:
        """Add a display or a result; what exceeds the limit is dropped, with a word."""
        if self._display_room <= 0:
            return
        stored = json.dumps({"data": data, "metadata": metadata or {}}, default=_text)
        self._display_room -= len(stored)
        if self._display_room > 0:
            self.items.append({"output_type": kind, **json.loads(stored), **more})
        else:
            self.items.append(
                {"output_type": "stream", "name": "stderr", "text": ["… more was shown than is kept …\n"]}
            )


def _text(value: Any) -> str:
    """Return what nbformat wants for a MIME value that JSON does not have: bytes as base64 text."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


class Stream(io.TextIOBase):
    """Stands in for `sys.stdout` and `sys.stderr`."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self._name = name
        self._outputs = outputs

    def write(self, text: str) -> int:
        """Keep the text with the running cell."""
        self._outputs.stream(self._name, str(text))
        return len(text)

    def writable(self) -> bool:
        """Say that text can be written."""
        return True

    def isatty(self) -> bool:
        """Say that this is no terminal, so that nobody draws with cursor codes."""
        return False


class _NoInput(io.TextIOBase):
    """Stands in for `sys.stdin`: nobody sits there."""

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]  # io's stub names it otherwise
        raise EOFError(f"input() waits for a person and nobody is asked during a run (size {size})")

    read = readline


def _no_input(prompt: object = "") -> str:
    raise EOFError(f"input({one_line(prompt, 40)}) waits for a person; nobody is asked during a run")


class _Publisher(DisplayPublisher):
    shell: Any

    def publish(self, data: Any, metadata: Any = None, *_old: Any, **_more: Any) -> None:
        self.shell.outputs.data("display_data", data, metadata)

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002  IPython's signature
        self.shell.outputs.items.clear()


class _Hook(DisplayHook):
    shell: Any

    def write_output_prompt(self) -> None:
        """Write none: the notebook shows the number."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.outputs.data("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        """Write no newline."""


class _InteractiveShell(InteractiveShell):
    """IPython's shell for a process without a screen; exceptions are returned by `run_cell`, not printed."""

    def __init__(self, outputs: Outputs, **settings: Any) -> None:
        self.outputs = outputs
        super().__init__(**settings)  # type: ignore[no-untyped-call]  # IPython has none

    def enable_gui(self, gui: Any = None) -> None:
        """Start no event loop: figures are inline."""

    def showtraceback(self, *_args: Any, **_kwargs: Any) -> None:
        """Print nothing."""

    showsyntaxerror = showtraceback

    def _tee(self, channel: str) -> Any:  # noqa: ARG002  IPython's signature
        """Keep no second copy of everything printed, which IPython 9 does without a bound."""
        return contextlib.nullcontext()

    def ask_exit(self) -> None:
        """End the cell that calls `exit()`."""
        raise SystemExit("exit() ends a notebook's kernel")


class Shell:
    """Runs cells one after another and remembers the figures they drew."""

    def __init__(self) -> None:
        self._here = os.getcwd()  # noqa: PTH109  where the notebook lies, whatever becomes of the folder later
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.xmode = "Context"
        config.InteractiveShell.cache_size = 0
        self.outputs = Outputs()
        self.ip: Any = _InteractiveShell.instance(
            outputs=self.outputs, config=config, display_pub_class=_Publisher, displayhook_class=_Hook
        )
        self.ip.builtin_trap.activate()
        sys.displayhook = self.ip.displayhook
        self.figures = FigureBook()
        self.figures.install()
        self._builtin_names = set(self.ip.user_ns)
        sys.stdout, sys.stderr = Stream("stdout", self.outputs), Stream("stderr", self.outputs)
        sys.stdin = _NoInput()
        builtins.input = _no_input
        warnings.filterwarnings("ignore", "To exit: use")  # a word about consoles

    @property
    def names(self) -> dict[str, Any]:
        """What the cells have defined."""
        return {
            key: value for key, value in self.ip.user_ns.items() if key not in self._builtin_names and key[0] != "_"
        }

    def run(self, cells: Sequence[dict[str, Any]], encoder: Encoder) -> Iterator[dict[str, Any]]:
        """Run cells in order until one fails; yield a `cell` event after each and a `done` event at the end."""
        for cell in cells:
            self.outputs.start()
            self.figures.cell = cell["place"]
            yield {"event": "start", "place": cell["place"]}
            started = time.monotonic()
            error = self._execute(cell)
            event = {
                "event": "cell",
                "place": cell["place"],
                "seconds": time.monotonic() - started,
                "count": self.ip.execution_count - 1,
                "outputs": self.outputs.taken(),
                "error": error,
            }
            yield event
            if error is not None:
                break
        yield {"event": "done", "names": sorted(self.names), "figures": encoder.node(self.figures.records())}

    def _execute(self, cell: dict[str, Any]) -> dict[str, Any] | None:
        """Run one cell; return what stopped it, or None."""
        stopped: BaseException | None
        name = CELL_FILE.format(cell["place"] + 1)
        self.ip.compile.get_code_name = lambda *_sources: name
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            result = self.ip.run_cell(cell["source"], store_history=True)
        except BaseException as error:  # noqa: BLE001  whatever a cell throws ends the cell, not us
            stopped = error
        else:
            stopped = result.error_before_exec or result.error_in_exec
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        if stopped is None:
            return None
        report = self.describe(stopped)
        self.outputs.items.append(
            {"output_type": "error", "ename": report["type"], "evalue": report["message"], "traceback": report["lines"]}
        )
        return report

    def describe(self, error: BaseException) -> dict[str, Any]:
        """Return an exception as plain data: its type, message, and the learner's own lines of the traceback.

        Keys: `type`, `message`, `lines` (text), `where` (cell number from 1 and line number, or None), `module` (the
        missing one, for an ImportError).
        """
        frames = _own_frames(error.__traceback__, self._here)
        where = next(
            ((frame.filename, frame.lineno) for frame in reversed(frames) if frame.filename[:6] == "<cell "), None
        )
        if isinstance(error, SyntaxError) and error.filename and error.filename[:6] == "<cell ":
            where = (error.filename, error.lineno)
        try:
            message = str(error)
        except Exception as inner:  # noqa: BLE001  a learner's __str__ may raise anything
            message = f"<its text raises {type(inner).__name__}>"
        lines = traceback.format_list(frames) if frames else []
        return {
            "type": type(error).__name__,
            "message": message[:2000],
            "lines": [
                "Traceback (most recent call last):",
                *(line.rstrip("\n") for line in lines[-12:]),
                _last(error, message),
            ],
            "where": [int(where[0][6:-1]), where[1]] if where else None,
            "module": str(error.name) if isinstance(error, ImportError) and error.name else None,
        }


def _last(error: BaseException, message: str) -> str:
    return f"{type(error).__name__}: {message[:2000]}" if message else type(error).__name__


def _own_frames(start: TracebackType | None, here: str) -> list[traceback.FrameSummary]:
    """Return the frames in cells and in modules beside the notebook: the learner's own lines."""
    return [frame for frame in traceback.extract_tb(start) if frame.filename.startswith(("<cell ", here))]
