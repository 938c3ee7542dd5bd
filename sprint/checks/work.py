"""The learner's work as a check sees it: names asked for by kind, and statements that are verified or fail."""

import difflib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sprint import markdown
from sprint.checks.compare.values import KnownMistake, find_mistake, format_value, is_equal, to_float, type_name
from sprint.checks.notebook.figures import Figure
from sprint.checks.notebook.functions import Function
from sprint.checks.notebook.source import empty_definitions
from sprint.checks.notebook.stops import is_placeholder, places_of
from sprint.checks.verdicts import Failed, NotAttempted, WaitsFor
from sprint.lab.protocol.models import Cell, Run, Stop
from sprint.lab.protocol.notebook import NotebookCell
from sprint.lab.supervisor.launchers import Launcher, SpawnLauncher
from sprint.lab.supervisor.session import Remote, Session


@dataclass(slots=True)
class Found:
    """What one check has looked at so far."""

    verified: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Work:
    """One run of the learner's notebook, open for questions."""

    def __init__(
        self, session: Session, run: Run, cells: Sequence[NotebookCell], starter: Sequence[str], folder: Path,
        environment: Mapping[str, str] | None = None, templates: Mapping[str, str] | None = None,
        start: Launcher = SpawnLauncher(),
    ) -> None:  # fmt: skip
        self.session = session
        """The conversation with the learner's process."""
        self.run = run
        """How the notebook ran."""
        self.cells = cells
        """The notebook's cells."""
        self.starter = starter
        """The texts of the lesson's starter cells: what is not the learner's own."""
        self.folder = folder
        """The copy of the day's folder that the notebook ran in."""
        self.environment = {**os.environ, **(environment or {})}
        """What the learner's process was started with, whatever it set there itself since."""
        self.templates = templates or {}
        """The starter's texts of the day's other files, by their path."""
        self.start = start
        """How a further process of the learner's is started."""
        self.metrics: dict[str, float] = {}
        """The day's figures that were proved, by name."""
        self.found = Found()
        self._shared: dict[str, Any] = {}
        self._open = ExitStack()

    def shared(self, key: str, opened: Callable[[], AbstractContextManager[Any]]) -> Any:
        """Return what several checks use, a running server for one: opened by the first, closed with the work."""
        if key not in self._shared:
            self._shared[key] = self._open.enter_context(opened())
        return self._shared[key]

    def close(self) -> None:
        """Close what the checks shared."""
        self._shared.clear()
        self._open.close()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures this run drew."""
        return tuple(Figure.of(record) for record in self.run.figures)

    # What the learner made

    def remote(self, name: str) -> Remote:
        """Return one of the learner's objects, which stays where it is.

        Raises:
            Failed: there is no such name although the notebook ran to its end.
            NotAttempted: it still holds the starter's `...`.
            WaitsFor: the run stopped before it was reached.
        """
        remote = self.session.name(name)
        if name not in self.run.names:
            raise self._missing(name)
        if remote.look()["placeholder"]:
            raise NotAttempted(f"`{name}` still holds the starter's `...`")
        return remote

    def get(self, name: str) -> Any:
        """Return one of the learner's values as plain data; see `remote` for the errors."""
        return self.remote(name).get()

    def number(self, name: str, key: str | None = None) -> float:
        """Return a number, or the number under a key of a dictionary; see `remote` for the errors."""
        value = self.get(name)
        label = name if key is None else f'{name}["{key}"]'
        if key is not None:
            if not isinstance(value, dict):
                raise Failed(
                    f"{name} is a {type_name(value)}", f"a dictionary with the key {key!r}", next=f"print(type({name}))"
                )
            if key not in value:
                keys = ", ".join(map(repr, value)) or "none"
                raise Failed(f"{name} has the keys {keys}", f"the key {key!r}", next=f"add {key!r} to {name}")
            value = value[key]
        if value is Ellipsis or (isinstance(value, Remote) and value.look()["placeholder"]):
            raise NotAttempted(f"`{label}` still holds the starter's `...`")
        found = to_float(value)
        if found is None:
            raise Failed(
                f"{label} is {format_value(value)}, a {type_name(value)}",
                "a number",
                next=f"print({label}) and look at what it holds",
            )
        return found

    def array(self, name: str, shape: tuple[int | None, ...] | None = None) -> Any:
        """Return numbers as a NumPy array; `shape` is what it must have, None where any length will do."""
        import numpy as np

        value = self.get(name)
        if isinstance(value, Remote):
            raise Failed(
                f"{name} is {format_value(value)}, a {type_name(value)}", "an array", next=f"print(type({name}))"
            )
        try:
            array = np.asarray(value)
        except ValueError:
            raise Failed(
                f"{name} has rows of different lengths", "an array", next=f"print([len(row) for row in {name}])"
            ) from None
        fits = shape is None or (
            array.ndim == len(shape)
            and all(want in (None, have) for want, have in zip(shape, array.shape, strict=True))
        )
        if not fits:
            wanted = "(" + ", ".join("any" if size is None else str(size) for size in shape or ()) + ")"
            raise Failed(
                f"{name} has shape {array.shape}", f"shape {wanted}", next=f"print({name}.shape) after each step"
            )
        return array

    def function(self, name: str) -> Function:
        """Return a function the learner wrote; see `remote` for the errors."""
        if name in self.placeholders:
            raise NotAttempted(f"`{name}` is not written yet")
        remote = self.remote(name)
        if not remote.look()["callable"]:
            raise Failed(
                f"{name} is {remote.look()['text']}",
                f"a function called {name}",
                next=f"is {name} assigned again later on?",
            )
        return Function(self.session, self.proved, name, remote, self.is_placeholder)

    @cached_property
    def placeholders(self) -> frozenset[str]:
        """The functions and classes whose body is still the starter's marker."""
        return empty_definitions(cell.source for cell in self.cells if cell.kind == "code")

    def is_placeholder(self, stop: Stop) -> bool:
        """Tell whether what was raised comes from something that still is the starter's."""
        cells = [Cell(cell.place, cell.source) for cell in self.cells if cell.kind == "code" and cell.source.strip()]
        return is_placeholder(stop, places_of(stop, cells, len(cells)), cells, self.starter)

    def words_under(self, heading: str) -> str:
        """Return the learner's Markdown under a heading of the first or second level, up to the next such heading."""
        found: list[str] = []
        inside = False
        for cell in self.cells:
            if cell.kind == "markdown":
                for title, text in markdown.parts(cell.source):
                    inside = _begins(title, heading) if title else inside
                    found += [text] if inside and text else []
        return "\n".join(found)

    def own_cells(self, heading: str) -> tuple[NotebookCell, ...]:
        """Return the code cells under a heading of the first or second level that are no longer the starter's."""
        found: list[NotebookCell] = []
        known = {text.strip() for text in self.starter}
        inside = False
        for cell in self.cells:
            if cell.kind == "markdown":
                titles = [title for title, _ in markdown.parts(cell.source) if title]
                inside = _begins(titles[-1], heading) if titles else inside
            elif inside and cell.kind == "code" and cell.source.strip() not in known:
                found.append(cell)
        return tuple(found)

    @property
    def started(self) -> bool:
        """Whether any code cell is no longer the starter's."""
        known = {text.strip() for text in ("", *self.starter)}
        return any(cell.kind == "code" and cell.source.strip() not in known for cell in self.cells)

    def text_of(self, cells: Iterable[NotebookCell]) -> str:
        """Return what cells printed or showed as text in this run."""
        places = {cell.place for cell in cells}
        outputs = [output for ran in self.run.cells if ran.place in places for output in ran.outputs]
        texts = [output.get("text") or output.get("data", {}).get("text/plain") or "" for output in outputs]
        return "\n".join(map(str, texts))

    # What is stated about it

    def require(self, holds: object, seen: str, expected: str = "", *, because: str = "", next: str = "") -> None:
        """Fail with these words unless it holds; note what was expected as verified."""
        if not holds:
            raise Failed(seen, expected, because=because, next=next)
        self.proved(expected or seen)

    def require_equal(
        self, what: str, got: Any, expected: Any, *, slips: Iterable[KnownMistake] = (), next: str = "",
        rel: float = 1e-6, abs: float = 1e-9,
    ) -> None:  # fmt: skip
        """Fail unless a value is the expected one; name the known mistake that gives it, if one does."""
        if not is_equal(got, expected, rel=rel, abs=abs):
            slip = find_mistake(got, slips, rel=rel, abs=abs)
            because = f"{format_value(got)} is {slip.because}" if slip else ""
            raise Failed(
                f"{what} = {format_value(got)}",
                format_value(expected),
                because=because,
                next=slip.next if slip and slip.next else next,
            )
        self.proved(f"{what} = {format_value(expected)}")

    def proved(self, text: str) -> None:
        """Note something that was looked at and holds; a check that notes nothing has proved nothing."""
        if text not in self.found.verified:
            self.found.verified.append(text)

    def note(self, text: str) -> None:
        """Add a remark that changes no verdict."""
        self.found.notes.append(text)

    def metric(self, name: str, value: float) -> None:
        """Keep a proved figure for the diary and the board."""
        self.metrics[name] = float(value)

    def _missing(self, name: str) -> Exception:
        if not self.run.complete:
            return WaitsFor(f"the run stopped before `{name}` was made")
        near = difflib.get_close_matches(name, self.run.names, 1, 0.7)
        return Failed(
            f"there is no `{name}`" + (f", but there is `{near[0]}`" if near else ""),
            f"the name `{name}`, spelled like this",
            next=f"rename `{near[0]}` to `{name}`" if near else f"give your result the name `{name}`",
        )


def _begins(title: str, heading: str) -> bool:
    """Tell whether a heading begins with a word, in any case."""
    return title.strip().lower().startswith(heading.lower())
