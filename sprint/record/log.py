"""The record on disk: one append-only file per machine, so that two machines merge without a conflict.

Nothing is ever rewritten. A line that cannot be read is told and stays where it is.
"""

import os
import re
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
        machine = named[0] if named and named[1] == bound_to else _new_machine(host)
        at = clock.now()
        event = Event(new_id(at, _last_id(self.folder / "log")), at, at.date(), day, kind, data)
        files.append_line(self._path(machine), event.to_line())
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
        self._named_machine()
        paths = sorted((self.folder / "log").glob("*.jsonl"))
        if not paths and self._holds_anything():
            raise _lost(self.folder / "log")
        events: dict[str, Event] = {}
        damage: list[Damage] = []
        for path in paths:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise NeedsPersonError(
                    f"{path} cannot be read: {error.strerror}.", "Make it readable and run the command again."
                ) from error
            if not content:
                damage.append(Damage(path, 0, "it is empty"))
            for number, line in enumerate(content.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), start=1):
                if not line or line.isspace():
                    continue
                try:
                    event = Event.from_line(line)
                except ValueError as error:
                    damage.append(Damage(path, number, str(error)))
                else:
                    events.setdefault(event.id, event)
        return Reading(tuple(events[identifier] for identifier in sorted(events)), tuple(damage))

    @property
    def _machine_file(self) -> Path:
        return self.folder / "local" / "machine"

    def _path(self, machine: str) -> Path:
        return self.folder / "log" / f"{machine}.jsonl"

    def _named_machine(self) -> tuple[str, str] | None:
        """Return this machine's name and what it is bound to, or None where nothing was written yet."""
        try:
            name, _, bound_to = self._machine_file.read_text(encoding="utf-8", errors="replace").partition("\n")
        except OSError:
            return None
        if not _NAME.fullmatch(name):
            return None
        path = self._path(name)
        if not path.exists() or not path.stat().st_size:
            raise _lost(path)
        return name, bound_to.strip()

    def _holds_anything(self) -> bool:
        return self.folder.is_dir() and any(entry.name not in {"local", "log"} for entry in self.folder.iterdir())


def _lost(path: Path) -> NeedsPersonError:
    return NeedsPersonError(
        f"The record is missing: there should be something in {path}.",
        "Bring it back, perhaps with `git restore .sprint/log`; to begin a new record, remove .sprint/local/machine.",
    )


def _new_machine(host: str) -> str:
    short = re.sub(r"[^a-z0-9]+", "-", host.partition(".")[0].lower()).strip("-")[:20] or "machine"
    return f"{short}-{os.urandom(2).hex()}"


def _last_id(folder: Path) -> str | None:
    """Return the latest id near the ends of the files; a new one sorts behind all that was known."""
    latest = None
    for path in folder.glob("*.jsonl"):
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
