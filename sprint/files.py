"""The one door to writing files: whole or not at all, never through a link, never over someone else's change.

A crash at any moment leaves the old file or the new one. No other module writes; a test holds that.
"""

import contextlib
import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from sprint.errors import NeedsPersonError, SprintError

SPRINT_MARK = "curriculum.yaml"
"""The file that makes a folder a sprint folder."""


class WriteError(SprintError):
    """The disk or its permissions did not let us write."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def linked_folder(path: Path) -> Path | None:
    """Return the first folder above a path that is a link inside a sprint folder, or None.

    Where the sprint folder itself lies, and how one gets there, is the learner's affair.
    """
    links: list[Path] = []
    found = None
    for folder in path.absolute().parents:
        if links and (folder / SPRINT_MARK).is_file():
            found = links[-1]
        if folder.is_symlink():
            links.append(folder)
    return found


def write(path: Path, content: bytes, *, expected: bytes | None = None) -> None:
    """Replace a file as a whole: a temporary file beside it, synced, then renamed over it.

    Args:
        path: the file; its folder is made when missing.
        content: the new bytes.
        expected: what the file held when it was read; refuse if it holds something else by now.

    Raises:
        NeedsPersonError: the path is a link or a folder, or the file changed since it was read.
        WriteError: the system refused.
    """
    _refuse_odd_target(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        if expected is not None and path.read_bytes() != expected:
            raise NeedsPersonError(
                f"{path.name} changed while it was being worked on.",
                "Save and close it in other programs, then run the command again; nothing was written.",
            )
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def create(path: Path, content: bytes) -> bool:
    """Write a file only where there is none yet; return whether it was written."""
    if path.is_symlink() or path.exists():
        return False
    write(path, content)
    return True


def append_line(path: Path, line: bytes) -> None:
    """Append one line in a single write and sync it, with the name of a new file; a torn last line is closed off first.

    Raises:
        WriteError: the system refused, or took only a part of the line.
    """
    _refuse_odd_target(path)
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        torn = not new and path.stat().st_size > 0 and _last_byte(path) != b"\n"
        record = (b"\n" if torn else b"") + line + b"\n"
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            written = os.write(descriptor, record)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
            if new and path.stat().st_size == 0:  # an empty one would be taken for one that lost its lines
                path.unlink()
        if new:  # or a power cut could leave the line without the name that leads to it
            _sync_folder(path.parent)
    if written != len(record):
        raise WriteError(
            f"Only a part of a line could be written to {path.name}.",
            "Free some disk space and run the command again.",
        )


def receive(path: Path, chunks: Iterable[bytes], *, after: int) -> None:
    """Write chunks as they arrive behind the first `after` bytes of a file; when they stop early, what came stays.

    Raises:
        WriteError: the system refused; what `chunks` raises passes through unchanged.
    """
    _refuse_odd_target(path)
    make_folder(path.parent)
    with told(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        with told(path):
            os.ftruncate(descriptor, after)
            os.lseek(descriptor, after, os.SEEK_SET)
        for chunk in chunks:
            _write_all(path, descriptor, chunk)
        with told(path):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Put a finished file in the place of another one in the same folder, at once and whole."""
    _refuse_odd_target(target)
    with told(target):
        source.replace(target)
        _sync_folder(target.parent)


def make_executable(path: Path) -> None:
    """Let everybody run a file who may read it."""
    with told(path):
        mode = path.stat().st_mode
        path.chmod(mode | (mode & 0o444) >> 2)


def make_folder(path: Path) -> None:
    """Make a folder and those above it; one that is there already is fine."""
    _refuse_link(path, linked_folder(path / "any"))
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


def remove(path: Path) -> None:
    """Remove one file of ours; one that is gone already is fine."""
    _refuse_link(path, linked_folder(path))
    with told(path):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(path: Path, *, patience_seconds: float = 10.0) -> Iterator[None]:
    """Hold an exclusive lock on a file; the system frees it when the process ends, however it ends.

    Raises:
        NeedsPersonError: another process held it for longer than `patience_seconds`.
    """
    make_folder(path.parent)
    with told(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        deadline = time.monotonic() + patience_seconds
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "unknown"
                raise NeedsPersonError(
                    f"Another sprint command (process {holder}) has been writing here for {patience_seconds:.0f} s.",
                    "Wait for it to end, or end it, and run the command again.",
                )
            time.sleep(0.05)
        with contextlib.suppress(OSError):  # who holds it is told as a courtesy: on a full disk the lock holds, too
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refuse_link(path: Path, link: Path | None) -> None:
    if link is not None:
        raise NeedsPersonError(
            f"{link.name} is a link to another place, so {path.name} would be written there.",
            f"Replace the link with a plain folder; nothing was written. It is {link}",
        )


def _refuse_odd_target(path: Path) -> None:
    _refuse_link(path, linked_folder(path))
    if path.is_symlink():
        raise NeedsPersonError(
            f"{path.name} is a link to another place.", "Replace it with a plain file; nothing was written."
        )
    if path.is_dir():
        raise NeedsPersonError(
            f"{path.name} is a folder, a file was expected.", "Move it away and run the command again."
        )


def _write_all(path: Path, descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    with told(path):
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Say what the system refused as a sentence.

    Raises:
        WriteError: it refused.
    """
    try:
        yield
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> WriteError:
    reason = getattr(error, "strerror", None) or str(error)
    return WriteError(
        f"{path} could not be written: {reason}.",
        "Check the folder's permissions and the free disk space, then run the command again.",
    )
