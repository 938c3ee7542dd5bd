"""The record on disk: one append-only file per machine, so that two machines merge without a conflict.

Nothing is ever rewritten. A line that cannot be read is told and stays where it is.
"""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sprint import clock
from sprint.errors import NeedsPersonError
from sprint.record.events import Event, milliseconds_of, new_id

_TAIL = 65_536
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NAME = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the record that cannot be read."""

    file: Path
    """The file it is in."""
    line: int
    """The line, counted from 1; 0 is the file as a whole."""
    why: str
    """What is wrong with it, for a person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the record holds."""

    events: tuple[Event, ...]
    """Each event once, in the order of their ids."""
    damage: tuple[Damage, ...]
    """What could not be read; it is left on disk as it is."""


class Log:
    """The record of one sprint folder."""

    def __init__(self, folder: Path) -> None:
        """Take the `.sprint` folder of a sprint; nothing is read or made yet."""
        self.folder = folder

    def append(self, kind: str, day: int | None = None, **data: Any) -> Event:
        """Write down that something happened now; it is on disk when this returns.

        Args:
            kind: the type of event, such as `day.start`.
            day: the day of the sprint, or None for the sprint as a whole.
            data: plain JSON values under names that are not reserved.

        Raises:
            NeedsPersonError: this machine's part of the record is gone.
            WriteError: the system refused to write.
            ValueError: the data cannot be written as JSON.
        """
        from sprint import files  # reading, which `status` does, is spared what only writing needs

        host = os.uname().nodename
        bound_to = files.digest(f"{host}\n{self.folder.resolve()}".encode(errors="surrogateescape"))
        named = self._named_machine()
        machine = named[0] if named and named[1] == bound_to else os.urandom(6).hex()  # a name would be pushed
        at = clock.now()
        path, copy = self._path(machine), self._copy(machine)
        latest = _last_id([*(self.folder / "log").glob("*.jsonl"), copy])
        event = Event(new_id(at, latest), at, at.date(), day, kind, data)
        if _has_content(path):
            files.create(copy, path.read_bytes())
        if _has_content(path) or not _has_content(copy):  # else git has it elsewhere for now, and `heal` follows
            files.append_line(path, event.to_line())
        files.append_line(copy, event.to_line())
        if named != (machine, bound_to):
            # Only now: a machine that is named without a file means that its record is lost.
            files.create(self.folder / "local" / ".gitignore", b"*\n")
            files.write(self._machine_file, f"{machine}\n{bound_to}\n".encode())
        return event

    def read(self) -> Reading:
        """Read every machine's file; an event that is in several of them counts once.

        Raises:
            NeedsPersonError: the record, or this machine's part of it, is gone or cannot be opened.
        """
        named = self._named_machine()
        paths = sorted((self.folder / "log").glob("*.jsonl"))
        if not paths and named is None and self._holds_anything():
            raise _lost(self.folder / "log")
        events: dict[str, Event] = {}
        damage: list[Damage] = []
        known: set[bytes] = set()
        for path in paths:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise NeedsPersonError(
                    f"{path} cannot be read: {error.strerror}.", "Make it readable and run the command again."
                ) from error
            if not content:
                damage.append(Damage(path, 0, "it is empty"))
            lines = content.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
            known.update(lines)
            for number, line in enumerate(lines, start=1):
                if not line or line.isspace():
                    continue
                try:
                    event = Event.from_line(line)
                except ValueError as error:
                    damage.append(Damage(path, number, str(error)))
                else:
                    events.setdefault(event.id, event)
        for event in self._taken(named, known):
            events.setdefault(event.id, event)
        return Reading(tuple(events[identifier] for identifier in sorted(events)), tuple(damage))

    def heal(self) -> None:
        """Write what git took out of this machine's file, and our copy of it still holds, into the file again."""
        from sprint import files

        named = self._named_machine()
        if named is None:
            return
        path = self._path(named[0])
        known = set(path.read_bytes().split(b"\n")) if path.exists() else set()
        for event in list(self._taken(named, known)):
            files.append_line(path, event.to_line())

    def _taken(self, named: tuple[str, str] | None, known: set[bytes]) -> Iterator[Event]:
        """Yield the events that only the copy of this machine's file holds: git takes back files, and not that one."""
        copy = self._copy(named[0]) if named else None
        for line in copy.read_bytes().split(b"\n") if copy is not None and copy.exists() else ():
            if line and line not in known:
                with contextlib.suppress(ValueError):  # a torn copy of a line
                    yield Event.from_line(line)

    @property
    def _machine_file(self) -> Path:
        return self.folder / "local" / "machine"

    def _path(self, machine: str) -> Path:
        return self.folder / "log" / f"{machine}.jsonl"

    def _copy(self, machine: str) -> Path:
        return self.folder / "local" / "log" / f"{machine}.jsonl"

    def _named_machine(self) -> tuple[str, str] | None:
        """Return this machine's name and what it is bound to, or None where nothing was written yet."""
        try:
            name, _, bound_to = self._machine_file.read_text(encoding="utf-8", errors="replace").partition("\n")
        except OSError:
            return None
        if not _NAME.fullmatch(name):
            return None
        if not _has_content(self._path(name)) and not _has_content(self._copy(name)):
            raise _lost(self._path(name))
        return name, bound_to.strip()

    def _holds_anything(self) -> bool:
        return self.folder.is_dir() and any(entry.name not in {"local", "log"} for entry in self.folder.iterdir())


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _lost(path: Path) -> NeedsPersonError:
    return NeedsPersonError(
        f"The record is missing: there should be something in {path}.",
        "Bring it back, perhaps with `git restore .sprint/log`; to begin a new record, remove .sprint/local/machine.",
    )


def _last_id(paths: Iterable[Path]) -> str | None:
    """Return the latest id near the ends of some files; a new one sorts behind all that was known."""
    latest = None
    for path in filter(Path.is_file, paths):
        with path.open("rb") as stream:
            stream.seek(max(0, path.stat().st_size - _TAIL))
            lines = stream.read().split(b"\n")
        for line in lines:
            try:
                identifier = Event.from_line(line).id
            except ValueError:
                continue
            if milliseconds_of(identifier) is not None and (latest is None or identifier > latest):
                latest = identifier
    return latest
