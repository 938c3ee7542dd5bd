"""What lies around a day's folder, set up once more around the copy of it that a check works on.

In Jupyter a notebook reads `../../data/x.csv`, imports what lies in `..`, follows links. So the copy lies in a twin of
the whole path, `SCRATCH/home/ada/my-sprint/workspace/day-08`, where every such way leads to the same content. Inside
the sprint folder all is copied, so that nothing that a notebook does there reaches the learner's files; what lies
outside is linked: writing there is the learner's own affair, as with a full path.

Copies, and neither links behind a guard nor a layer of the file system: a layer (overlayfs in a user namespace) and a
guard (Landlock) hang on the kernel, the container and the file system, and macOS has none of them, so the same work
would pass on one machine and fail on another. A sprint folder of 22 days is copied in 0.06 s in memory and in 0.2 to
0.3 s on the disk of a busy machine, while the learner's process starts. What may be large without being work is not
copied: an environment is linked, git's objects are read where they are, and what sprint keeps for itself in `.sprint`
is left out, but for the record.
"""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from sprint import files, folders

ROOM = 2**30
"""Bytes of a sprint folder that are copied; beyond them the largest neighbours are left out."""
_LEAST = 2**14
"""Bytes that a file counts for at least: many small ones take their time as well."""
_MOST_LINKS = 500
"""A folder above the sprint that holds more, such as one for temporary files, is not linked entry by entry."""
_MOST_NAMES = 3
_CACHES = ("__pycache__", ".ipynb_checkpoints")
_OF_GIT = ("HEAD", "logs/HEAD", "packed-refs", "config")
"""The files of a repository that tell of a commit, a reset or a setting; reading changes others."""
_KEPT_BY_US = ("local", "originals")

Look = tuple[int, ...]
"""What tells that something was changed: sizes, times in nanoseconds, modes."""


class Surroundings:
    """A copy of a day's folder among copies of its neighbours."""

    def __init__(self, folder: Path, root: Path | None, scratch: Path) -> None:
        """Take the places; nothing is copied yet.

        Args:
            folder: the learner's folder of the day.
            root: the sprint folder, or None for a folder that has no neighbours.
            scratch: a folder of ours, to be thrown away.
        """
        self._folder, self._scratch = folder.resolve(), scratch.resolve()
        sprint = root.resolve() if root else self._folder
        self._root = sprint if self._folder.is_relative_to(sprint) else self._folder
        self._alone = root is None
        self._apart = set[str]()
        self._before: dict[str, Look] = {}
        self.day = self._scratch / folder.name if self._alone else self._twin(self._folder)
        """Where the copy of the day's folder lies."""
        self.left_out: dict[str, int] = {}
        """The neighbours that are too large to be there, by their names from the day's folder, with their bytes."""

    def copy_day(self, ignore: tuple[str, ...]) -> None:
        """Copy the day's folder, without what has one of some names.

        Raises:
            WriteError: the system refused.
        """
        files.make_folder(self.day.parent)
        folders.copy_tree(self._folder, self.day, ignore=ignore)

    def copy_neighbours(self) -> None:
        """Set up everything around the copy; what cannot be read is not there."""
        if self._alone:
            return
        for above in self._root.parents:
            self._link_entries(above)
        if self._root != self._folder:
            self._set_apart()
            folders.copy_readable(self._root, self._twin(self._root), self._not_copied)
            self._share_objects()
        self._turn_links()
        self._before = dict(self._looks())

    def changes(self) -> tuple[str, ...]:
        """Say in one sentence each what was made, written and deleted among the neighbours since they were copied."""
        if self._alone:
            return ()
        before, after = self._before, dict(self._looks())
        made, gone = after.keys() - before.keys(), before.keys() - after.keys()
        written = {path for path in before.keys() & after.keys() if before[path] != after[path]}
        told = (
            (_topmost(made), "made", "it is not in your folder", "they are not in your folder"),
            (written, "written", "your file is as it was", "your files are as they were"),
            (_topmost(gone), "deleted", "yours is still there", "yours are still there"),
        )
        return tuple(self._sentence(*words) for words in told if words[0])

    # How the twin is made

    def _twin(self, path: Path) -> Path:
        return self._scratch / path.relative_to(path.anchor)

    def _link_entries(self, above: Path) -> None:
        """Link what lies in a folder above the sprint; not git's, or a repository there would take the twin for its own."""
        try:
            names = os.listdir(above)
        except OSError:
            return
        twin, on_the_way = self._twin(above), self._root.parts[len(above.parts)]
        for name in names if len(names) <= _MOST_LINKS else ():
            if name not in {".git", on_the_way} and above / name != self._scratch:
                folders.link(twin / name, above / name)

    def _set_apart(self) -> None:
        """Choose what is not copied: environments, which are linked, and the largest of what takes too much room."""
        apart = {self._folder, self._scratch, self._root / ".git" / "objects"}
        apart |= {self._root / ".sprint" / name for name in _KEPT_BY_US}
        sizes: dict[Path, int] = {}
        for path in self._neighbours():
            if (path / "pyvenv.cfg").is_file():
                files.make_folder(self._twin(path.parent))
                folders.link(self._twin(path), path)
                apart.add(path)
            elif path.name != ".git":
                sizes[path] = _size(path)
        total = sum(sizes.values())
        for path in sorted(sizes, key=sizes.__getitem__, reverse=True):
            if total > ROOM:
                total -= sizes[path]
                self.left_out[os.path.relpath(path, self._folder)] = sizes[path]
                apart.add(path)
        self._apart = set(map(str, apart))

    def _neighbours(self) -> Iterator[Path]:
        """Yield what lies beside the day's folder and beside the folders that it is in, up to the sprint folder."""
        for above in self._folder.parents:
            for path in sorted(above.iterdir()):
                if not self._folder.is_relative_to(path):
                    yield path
            if above == self._root:
                return

    def _not_copied(self, folder: str, names: list[str]) -> list[str]:
        own = ".git" if folder == str(self._root) and Path(folder, ".git").is_dir() else ""
        left = {name for name in names if os.path.join(folder, name) in self._apart or name in _CACHES}
        return [*left, *({".git"} - {own})]

    def _share_objects(self) -> None:
        """Let the copy of a repository read the objects of the learner's, which is how git borrows: new ones stay here."""
        objects = self._root / ".git" / "objects"
        if objects.is_dir():
            files.write(self._twin(objects) / "info" / "alternates", f"{objects}\n".encode())

    def _turn_links(self) -> None:
        """Let links that name a full path inside the sprint folder lead into the twin, as relative ones do."""
        for top, inside, names in folders.walk(self._twin(self._root)):
            for path in filter(os.path.islink, (os.path.join(top, name) for name in (*inside, *names))):
                aim = Path(os.path.normpath(os.readlink(path)))
                if aim.is_relative_to(self._root) and str(self._twin(aim)) != path:
                    folders.link(Path(path), self._twin(aim))

    # What became of it

    def _looks(self) -> Iterator[tuple[str, Look]]:
        """Yield everything around the copy with what tells that it was changed."""
        quiet = {str(self.day), *(str(self._twin(self._root / ".sprint" / name)) for name in _KEPT_BY_US)}
        for here, inside, names in folders.walk(self._scratch):
            inside[:] = [name for name in inside if name not in _CACHES and os.path.join(here, name) not in quiet]
            if ".git" in inside:
                inside.remove(".git")
                git = os.path.join(here, ".git")
                yield git, tuple(number for name in _OF_GIT for number in _look(os.path.join(git, name)))
            for path in (os.path.join(here, name) for name in (*inside, *names)):
                yield path, _look(path)

    def _sentence(self, paths: Collection[str], done: str, one: str, many: str) -> str:
        names = [f"`{os.path.relpath(path, self.day)}`" for path in sorted(paths)]
        shown = names[:_MOST_NAMES] + ([f"{len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else [])
        listed = " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
        verb, kept = ("was", one) if len(names) == 1 else ("were", many)
        return f"{listed} {verb} {done} by the notebook during the check; the check works on a copy, so {kept}."


def _topmost(paths: Collection[str]) -> list[str]:
    """Return those that lie in none of the others."""
    return [path for path in paths if os.path.dirname(path) not in paths]


def _look(path: str) -> Look:
    """Return size, time and mode of a file or link, the mode of a folder, nothing for what is not there."""
    try:
        about = os.lstat(path)
    except OSError:
        return ()
    return (about.st_mode,) if stat.S_ISDIR(about.st_mode) else (about.st_size, about.st_mtime_ns, about.st_mode)


def _size(path: Path) -> int:
    """Return the bytes of a file or of all that is in a folder, not of what links lead to."""
    inside = (_look(os.path.join(top, name)) for top, _, names in folders.walk(Path(path)) for name in names)
    return sum(max(_LEAST, look[0]) for look in (_look(str(path)), *inside) if len(look) == 3)
