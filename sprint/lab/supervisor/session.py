"""A conversation with the learner's process: run the cells, then ask.

    with open_session(folder, Budget(seconds=60)) as session:
        run = session.run(cells)
        session.call({"name": "is_prime"}, 7)

What comes back is plain data or a `Remote` that stands for an object over there. Every question has an id of its own, a
deadline and a size limit; an answer with another id, an early one or none at all ends the conversation.
"""

import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sprint.errors import CannotCheckError
from sprint.lab.protocol.framing import Frame, ProtocolError
from sprint.lab.protocol.limits import GRACE_SECONDS, Budget
from sprint.lab.protocol.models import Cell, CellRun, OnCell, Run, Stop, Turn
from sprint.lab.protocol.process_tree import MARK
from sprint.lab.protocol.serialization import Decoder, Encoder, Handle
from sprint.lab.supervisor.core_share import CoreShare, busy
from sprint.lab.supervisor.launchers import Launcher, SpawnLauncher
from sprint.lab.supervisor.validation import cell_run_of, figures_of, revised, stop_of
from sprint.lab.supervisor.worker_process import WorkerEnded, WorkerProcess

Target = Mapping[str, Any]
_CELL = re.compile(r'File "<cell (\d+)>", line')


class LearnerError(Exception):
    """The learner's code raised while it was asked; `stop` says what and where."""

    def __init__(self, kind: str, stop: Stop) -> None:
        super().__init__(f"{stop.type}: {stop.message}" if stop.message else stop.type)
        self.kind = kind
        """`raised`, `timeout`, `missing` or `unsendable`."""
        self.stop = stop
        """What was raised and where."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question with all that came with it."""

    value: Any
    """The answer as plain data, with `Remote` for what has no plain form."""
    args: Any = None
    """The arguments as they were after the call, if asked for."""
    printed: str = ""
    """What was printed meanwhile."""


@dataclass(frozen=True, slots=True, eq=False)
class Remote:
    """An object in the learner's process; its methods and attributes are asked for there."""

    session: "Session" = field(repr=False)
    """The conversation it belongs to."""
    target: Target
    """How to find it there."""
    handle: Handle | None = None
    """What is known of it, once it was sent."""

    def attribute(self, *path: str) -> "Remote":
        """Return an attribute, reached when it is used."""
        return Remote(self.session, {**self.target, "path": [*self.target.get("path", ()), *path]})

    def get(self) -> Any:
        """Return its plain data."""
        return self.session.ask("get", target=self.target).value

    def look(self) -> dict[str, Any]:
        """Return its `type`, `bases`, `text`, `callable`, `placeholder`, `shape` and `length`."""
        looked: dict[str, Any] = self.session.ask("look", target=self.target).value
        return looked

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it and return the plain data of the result."""
        return self.session.call(self.target, *args, **kwargs).value

    def keep(self, *args: Any, **kwargs: Any) -> "Remote":
        """Call it and leave the result there."""
        remote: Remote = self.session.call(self.target, *args, keep=True, **kwargs).value
        return remote


class Session:
    """The conversation with one child."""

    def __init__(self, child: WorkerProcess, budget: Budget) -> None:
        self._child = child
        self._budget = budget
        self._running = ""
        self._places: list[int] = []
        self._started = self._deadline = 0.0
        self._timed_out = False
        self._busy = ""
        self._share = CoreShare(child.pid)

    def run(self, cells: Sequence[Cell], on_cell: OnCell | None = None) -> Run:
        """Run cells in order until one fails; see `begin` and `finish`."""
        self.begin(cells)
        return self.finish(on_cell)

    def begin(self, cells: Sequence[Cell]) -> None:
        """Start running cells in order; the caller can do other work until it calls `finish`."""
        self._running, self._started = secrets.token_hex(8), time.monotonic()
        self._deadline, self._timed_out = self._started + self._budget.seconds, False
        self._places = [cell.place for cell in cells]
        request = {"op": "run", "cells": [asdict(cell) for cell in cells]}
        with suppress(WorkerEnded):  # it will be found out when the run is finished
            self._child.send({"id": self._running, **request}, deadline=self._deadline)

    def finish(self, on_cell: OnCell | None = None) -> Run:
        """Wait until the cells that were begun have run, or one of them fails.

        The worker reports in this order and no other, `start` and `cell` for each cell in its turn:

            begun ──start──▶ running a cell ──cell──▶ between cells ──start──▶ running a cell
            between cells ──done──▶ finished            only after the last cell, or after one that failed
            any state ──anything else──▶ forged         the worker is ended

        Args:
            on_cell: told the turn of each cell when it starts, and its `CellRun` when it is done.
        """
        done: list[CellRun] = []
        turns = iter([(event, place) for place in self._places for event in ("start", "cell")])
        try:
            while True:
                event, decoder = self._next_event()
                if event["event"] == "done" and (len(done) == len(self._places) or done[-1].stop):
                    names, figures = frozenset(map(str, event["names"])), figures_of(decoder.value(event["figures"]))
                    return replace(self._over(done), names=names, figures=figures)
                if (event["event"], event["place"]) != next(turns, None):
                    raise ValueError("a cell out of its turn")
                if event["event"] == "cell":
                    done[:] = revised(done, event)
                    done.append(self._counted_run(cell_run_of(event)))
                if on_cell:
                    on_cell(self._turn(event["place"]), done[-1] if event["event"] == "cell" else None)
        except WorkerEnded as ended:
            return replace(self._over(done), ended=ended.reason, printed=ended.printed)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            reason = self._forged(f"its report of the run holds {error}").reason
            return replace(self._over(done), ended=reason)

    def _over(self, done: Sequence[CellRun]) -> Run:
        seconds = sum(cell.seconds for cell in done)
        return Run(tuple(done), frozenset(), (), seconds, self._timed_out, busy=self._busy)

    def _next_event(self) -> tuple[dict[str, Any], Decoder]:
        """Return the worker's next report; once its time is up it is interrupted, and ended where that is no use.

        Raises:
            WorkerEnded: the process is gone, or it answered something else.
        """
        while (frame := self._child.receive(self._deadline)) is None:
            if self._timed_out:
                self._child.end(f"ran past its {self._budget.seconds:g} seconds and did not stop when asked")
            else:
                self._busy = self._share.shortage("the run")
                self._timed_out, self._deadline = True, time.monotonic() + GRACE_SECONDS
                self._child.interrupt()
        return self._check(frame, self._running)

    def _turn(self, place: int) -> Turn:
        return Turn(self._places.index(place) + 1, len(self._places), self._started, self._budget.seconds)

    def name(self, name: str) -> Remote:
        """Return one of the learner's names, looked up when it is used."""
        return Remote(self, {"name": name})

    def imported(self, place: str) -> Remote:
        """Return something importable over there, named as `module:attribute`."""
        return Remote(self, {"import": place})

    def call(
        self, target: Target, *args: Any, keep: bool = False, args_back: bool = False,
        seconds: float | None = None, **kwargs: Any,
    ) -> Reply:  # fmt: skip
        """Call something over there.

        Raises:
            LearnerError: it raised, took too long, is not there, or its result cannot be sent.
            WorkerEnded: the process is gone.
        """
        encoder = Encoder(keep=_handle_of)
        question = {"args": encoder.node(args), "kwargs": encoder.node(kwargs), "keep": keep, "args_back": args_back}
        reply = self.ask("call", target=target, seconds=seconds, buffers=encoder.buffers, **question)
        if keep and not isinstance(reply.value, Remote):
            raise self._forged("the result did not stay there")
        return reply

    def map(self, target: Target, arguments: Sequence[tuple[Any, ...]], seconds: float | None = None) -> list[Any]:
        """Call something once per argument tuple; return the results, the last one a `LearnerError` if it raised.

        Raises:
            LearnerError: it took too long, is not there, or a result cannot be sent.
            WorkerEnded: the process is gone.
        """
        encoder = Encoder(keep=_handle_of)
        nodes = encoder.node(list(arguments))
        results = list(self.ask("map", target=target, seconds=seconds, buffers=encoder.buffers, args=nodes).value)
        if len(results) != len(arguments) and not (results and isinstance(results[-1], LearnerError)):
            raise self._forged(f"{len(results)} results for {len(arguments)} calls")
        return results

    def ask(
        self, operation: str, *, seconds: float | None = None, buffers: Sequence[bytes] = (), **question: Any
    ) -> Reply:
        """Ask one question and wait for its answer; see `call` for the errors.

        Raises:
            CannotCheckError: it came too late, or not at all, since the machine was busy.
        """
        request = secrets.token_hex(8)
        seconds = seconds or self._budget.question_seconds
        self._child.send({"id": request, "op": operation, **question}, buffers, time.monotonic() + seconds)
        frame, shortage = self._child.answer(seconds)
        answer, decoder = self._check(frame, request)
        try:
            if "error" in answer:
                if shortage and answer["error"].get("kind") == "timeout":
                    raise busy(shortage)
                raise LearnerError(str(answer["error"].get("kind")), self._counted(stop_of(answer["error"])))
            args = decoder.value(answer["args"]) if "args" in answer else None
            values = [self._mapped(item, decoder) for item in answer["values"]] if operation == "map" else None
            value = decoder.value(answer["value"]) if values is None else values
            return Reply(value, args, str(answer.get("printed", "")))
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise self._forged(str(error)) from error

    def _check(self, frame: Frame, request: str) -> tuple[dict[str, Any], Decoder]:
        """Refuse a frame that answers another question."""
        message, buffers = frame
        if message.get("id") != request:
            raise self._forged("it answers a question nobody asked")
        return message, Decoder(buffers, resolve=lambda handle: Remote(self, {"ref": handle.ref}, handle))

    def _mapped(self, item: Mapping[str, Any], decoder: Decoder) -> Any:
        if "error" in item:
            return LearnerError("raised", self._counted(stop_of(item["error"])))
        return decoder.value(item["value"])

    def _counted_run(self, run: CellRun) -> CellRun:
        return replace(run, stop=self._counted(run.stop)) if run.stop else run

    def _counted(self, stop: Stop) -> Stop:
        """Return a stop with its cells counted as Jupyter counts them, where the worker counts all cells."""
        counts = {place + 1: count for count, place in enumerate(self._places, 1)}
        lines = tuple(
            _CELL.sub(lambda found: f"Cell In[{counts.get(int(found[1]), found[1])}], line", line)
            for line in stop.lines
        )
        return replace(stop, cell=counts.get(stop.cell or 0), lines=lines)

    def _forged(self, why: str) -> WorkerEnded:
        reason = f"sent an answer that cannot be used: {why}"
        self._child.end(reason)
        return WorkerEnded(reason)


def _handle_of(value: Any) -> Handle:
    if isinstance(value, Remote) and value.handle is None:  # found by a name so far; an argument needs a handle
        value = value.session.ask("get", target=value.target, keep=True).value
    if isinstance(value, Remote) and value.handle is not None:
        return value.handle
    raise ProtocolError(f"a {type(value).__name__} cannot be sent to the learner's process")


@contextmanager
def open_session(
    folder: Path, budget: Budget, environment: Mapping[str, str] | None = None, start: Launcher = SpawnLauncher()
) -> Iterator[Session]:
    """Start a child in a folder and end it, with everything it started, afterwards.

    Args:
        folder: where it runs.
        budget: what it may use.
        environment: what it gets on top of our scrubbed environment.
        start: how it is started: as a new process, or forked from a warm one.

    Raises:
        CannotCheckError: a notebook that is run here asks for it, which would never end.
    """
    if MARK in os.environ:
        raise CannotCheckError(
            "A notebook that sprint runs cannot let sprint run notebooks.", "Type this command in a terminal instead."
        )
    child = WorkerProcess(folder, budget, environment or {}, start)
    try:
        yield Session(child, budget)
    finally:
        child.close()
