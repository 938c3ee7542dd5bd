"""What a command asks of the disk, in its order, and what a power cut after any part of it leaves there.

Three kinds of disk: one that keeps every name but only the bytes that were synced, one whose unsynced bytes are half
there with zeros behind them, and one that keeps a name only once its folder was synced.
"""

import base64
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MODELS = ("unsynced bytes lost", "unsynced bytes torn", "unsynced names lost")
Operation = list[str]
"""Its name, one or two places below the folder, and for bytes their base64: `write`, `cut`, `sync`, `make`, `folder`,
`rename`, `remove`, `sync folder`."""


def follow_streams(tell: Callable[[int, Any], None]) -> None:
    """Be told of each write to a stream that this process opens from a descriptor, ahead of it."""
    real = os.fdopen

    class Stream(io.BufferedWriter):
        def write(self, content: Any, /) -> int:
            tell(self.fileno(), content)
            return super().write(content)

    def fdopen(descriptor: int, mode: str = "r", *rest: Any, **named: Any) -> Any:
        plain = mode == "wb" and not rest and not named
        return Stream(io.FileIO(descriptor, "wb")) if plain else real(descriptor, mode, *rest, **named)

    os.fdopen = fdopen  # type: ignore[assignment]


class Recorder:
    """Writes down what this process asks of the disk below a folder."""

    def __init__(self, folder: Path) -> None:
        self.operations: list[Operation] = []
        self._folder = folder.resolve()

    def install(self) -> None:
        """Be told of each call from now on."""
        self._follow("write", lambda fd, data: self._bytes("write", fd, data))
        self._follow("pwrite", lambda fd, data, *_: self._bytes("write", fd, data))
        self._follow("ftruncate", lambda fd, size: self._bytes("cut", fd, b"", str(size)))
        self._follow("fsync", self._synced)
        follow_streams(lambda descriptor, content: self._bytes("write", descriptor, content))
        sys.addaudithook(self._heard)

    def _follow(self, name: str, tell: Callable[..., None]) -> None:
        original = getattr(os, name)

        def call(*arguments: Any) -> Any:
            tell(*arguments)
            return original(*arguments)

        setattr(os, name, call)

    def _below(self, place: Any) -> str | None:
        """Return a place as a path below the folder; nothing where it lies elsewhere or is git's."""
        path = Path(os.path.abspath(os.fsdecode(place)))  # noqa: PTH100  a link stays a link
        if not path.is_relative_to(self._folder) or ".git" in path.parts:
            return None
        return str(path.relative_to(self._folder))

    def _of(self, descriptor: int) -> str | None:
        place = Path(f"/proc/self/fd/{descriptor}").readlink()
        return self._below(place) if place.is_absolute() else None  # else a pipe

    def _bytes(self, what: str, descriptor: int, content: Any, more: str = "") -> None:
        if (place := self._of(descriptor)) is not None:
            self.operations.append([what, place, more or base64.b64encode(bytes(content)).decode()])

    def _synced(self, descriptor: int) -> None:
        if (place := self._of(descriptor)) is not None:
            whole = (self._folder / place).is_dir()
            self.operations.append(["sync folder" if whole else "sync", place])

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        known = {"os.rename": "rename", "os.remove": "remove", "os.mkdir": "folder"}
        if event in known:
            places = [self._below(place) for place in arguments[: 2 if event == "os.rename" else 1]]
            if None not in places:
                self.operations.append([known[event], *map(str, places)])
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT:
            place = self._below(arguments[0]) if not isinstance(arguments[0], int) else None
            if place is not None and not (self._folder / place).exists():
                self.operations.append(["make", place])


@dataclass
class _File:
    """A file on the disk: what was written, and how much of it is safe."""

    content: bytes
    safe: bytes


@dataclass
class Disk:
    """A folder's files under one model of what a power cut does."""

    model: str
    names: dict[str, _File]
    """What a program sees."""
    kept: dict[str, _File] = field(default_factory=dict)
    """What the names lead to after a cut, where a name counts only once its folder was synced."""

    def __post_init__(self) -> None:
        self.kept = dict(self.names)

    def do(self, operation: Operation) -> None:
        """Carry out one operation."""
        what, place, *more = operation
        match what:
            case "make":
                self.names[place] = _File(b"", b"")
            case "write":
                self.names[place].content += base64.b64decode(more[0])
            case "cut":
                self.names[place].content = self.names[place].content[: int(more[0])]
            case "sync":
                self.names[place].safe = self.names[place].content
            case "rename":
                self.names[more[0]] = self.names.pop(place)
            case "remove":
                self.names.pop(place, None)
            case "sync folder":
                inside = {name for name in {*self.names, *self.kept} if str(Path(name).parent) == place}
                for name in inside:
                    if name in self.names:
                        self.kept[name] = self.names[name]
                    else:
                        self.kept.pop(name, None)

    def after_a_cut(self) -> dict[str, bytes]:
        """Return what the folder holds when the power is back."""
        if self.model == "unsynced names lost":
            return {name: file.safe for name, file in self.kept.items()}
        if self.model == "unsynced bytes lost":
            return {name: file.safe for name, file in self.names.items()}
        return {name: _torn(file) for name, file in self.names.items()}


def _torn(file: _File) -> bytes:
    """Return a file whose unsynced end is half there; one that was cut shorter is as it was synced."""
    if not file.content.startswith(file.safe):
        return file.safe
    new = len(file.content) - len(file.safe)
    return file.content[: len(file.safe) + new // 2] + bytes(new - new // 2)


def _finely(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Yield the operations, each write in three parts: the power can go in the middle of one."""
    for what, place, *more in operations:
        if what != "write":
            yield [what, place, *more]
            continue
        content = base64.b64decode(more[0])
        third = len(content) // 3
        for part in (content[:third], content[third : 2 * third], content[2 * third :]):
            yield [what, place, base64.b64encode(part).decode()]


def cuts(before: dict[str, bytes], operations: Sequence[Operation]) -> Iterator[tuple[int, str, dict[str, bytes]]]:
    """Yield what is on the disk after a cut, for each part of a journal and each model.

    Yields:
        How many operations were done, the model, and the files.
    """
    for model in MODELS:
        disk = Disk(model, {name: _File(content, content) for name, content in before.items()})
        yield 0, model, disk.after_a_cut()
        for done, operation in enumerate(_finely(operations), 1):
            disk.do(operation)
            yield done, model, disk.after_a_cut()
