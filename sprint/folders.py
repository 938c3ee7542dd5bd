"""Whole folders: copied, linked, and made for a while; the other half of the one door to writing.

What is removed or copied here may have been made by a learner's program: named pipes, folders within folders without
end, folders that nobody may open.
"""

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sprint.files import WriteError, told

Ignore = Callable[[str, list[str]], list[str]]


def copy_tree(source: Path, target: Path, *, ignore: tuple[str, ...] = ()) -> None:
    """Copy a folder into a new one; links are copied as links, so nothing outside is read or reached.

    Named pipes, sockets and devices hold nothing that can be copied, and are left out.

    Raises:
        WriteError: something could not be copied; the first of it is named.
    """
    by_name = shutil.ignore_patterns(*ignore)
    failed = _copy(source, target, lambda folder, names: [*by_name(folder, names)])
    for place, _, reason in failed[:1]:
        raise WriteError(
            f"{place} could not be copied: {reason.partition('] ')[2].partition(':')[0] or reason}.",
            "Check its permissions and the free disk space, then run the command again.",
        )


def copy_readable(source: Path, target: Path, ignore: Ignore) -> list[Path]:
    """Copy what can be read of a folder, but for what `ignore` names of (folder, names); return what could not be."""
    failed = _copy(source, target, ignore)
    for _, half, _ in failed:
        with contextlib.suppress(OSError):
            Path(half).unlink()
    return [Path(place) for place, _, _ in failed]


def _copy(source: Path, target: Path, ignore: Ignore) -> list[tuple[str, str, str]]:
    """Copy a folder; return source, target and reason of all that could not be."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        return {*ignore(folder, names), *(name for name in names if _is_special(Path(folder, name)))}

    try:
        shutil.copytree(source, target, symlinks=True, ignore=left_out, dirs_exist_ok=True)
    except shutil.Error as error:
        return list(error.args[0])
    except OSError as error:
        return [(str(source), str(target), str(error))]
    except RecursionError:
        raise WriteError(
            f"{source} holds folders within folders, too deep to be copied.",
            "Remove those that a loop has made, then run the command again.",
        ) from None
    return []


def walk(top: Path, *, followlinks: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder with its folders and its other entries, as `os.walk` does, which calls itself for each level.

    Args:
        top: where to begin.
        followlinks: whether to go into folders that are links.
    """
    waiting = [str(top)]
    while waiting:
        here = waiting.pop()
        inside, others = list[str](), list[str]()
        with contextlib.suppress(OSError), os.scandir(here) as entries:
            for entry in entries:
                (inside if entry.is_dir() else others).append(entry.name)
        yield here, inside, others
        below = [os.path.join(here, name) for name in reversed(inside)]  # noqa: PTH118  thousands of them
        waiting += [path for path in below if followlinks or not os.path.islink(path)]  # noqa: PTH114


def _is_special(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode))


def link(path: Path, leads_to: Path) -> None:
    """Make a link in a folder of ours, or let one that is there lead elsewhere."""
    with told(path):
        path.unlink(missing_ok=True)
        path.symlink_to(leads_to)


def lasting_folder(prefix: str) -> Path:
    """Return a new folder in the system's place for temporary files; it stays until somebody removes it.

    Raises:
        WriteError: the system refused.
    """
    with told(Path(tempfile.gettempdir())):
        return Path(tempfile.mkdtemp(prefix=prefix))


def growing_file() -> int:
    """Return the descriptor of a file without a name that is only written to at its end, by whoever has it.

    Raises:
        WriteError: the system refused.
    """
    with told(Path(tempfile.gettempdir())):
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
        fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor


@contextlib.contextmanager
def temporary_folder(prefix: str = "sprint-") -> Iterator[Path]:
    """Yield a new folder that is gone afterwards, however deep what was made in it goes, and whoever may open it.

    Raises:
        WriteError: the system refused to make it.
    """
    folder = lasting_folder(prefix)
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(top: Path) -> None:
    """Remove a folder with all that is in it; each folder is brought up to the first level ahead of its turn.

    So no path grows longer than the system takes, and no function calls itself.
    """
    aside, moved, waiting = os.urandom(8).hex(), 0, [top]
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError):
            folder.chmod(0o700)
            for path in list(folder.iterdir()):
                if path.is_symlink() or not path.is_dir():
                    path.unlink()
                    continue
                if folder != top:
                    path.chmod(0o700)  # a folder that nobody may write to cannot be moved
                    moved += 1
                waiting.append(path.rename(top / f"{aside}-{moved}") if folder != top else path)
    shutil.rmtree(top, ignore_errors=True)
