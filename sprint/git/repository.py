"""The learner's repository: what stands in the way of a commit, and the commit of our paths alone."""

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import clock
from sprint.errors import SprintError
from sprint.git import obstacles
from sprint.git.obstacles import DUBIOUS, LOCK_SECONDS, NO_INVENTION
from sprint.git.program import Answer, GitError, refusal, run
from sprint.git.pushing import push

if TYPE_CHECKING:
    from git import Repo


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the history."""

    hash: str
    """Its name, shortened as git does."""
    at: datetime
    """When it was committed, with the committer's offset."""
    subject: str
    """The first line of its message."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository a sprint folder is in."""

    folder: Path
    """The sprint folder, resolved; paths are taken from here."""
    top: Path
    """The folder that is the repository."""
    git_folder: Path
    """Where git keeps its state, usually `.git`."""

    @property
    def nested(self) -> bool:
        """Whether the sprint lies inside a bigger repository, which it should not commit to unasked."""
        return not self.top.samefile(self.folder)

    @classmethod
    def find(cls, folder: Path) -> "Repository | None":
        """Return the repository a folder is in, or None if it is in none.

        Raises:
            GitMissingError: there is no git.
            GitError: there is one that git cannot open; in git's own words.
        """
        folder = folder.resolve()
        top, git_folder = (run(folder, "rev-parse", what) for what in ("--show-toplevel", "--absolute-git-dir"))
        if top.returncode == 0:
            return cls(folder, _path(top.stdout), _path(git_folder.stdout))
        if DUBIOUS in top.stderr:
            return cls(folder, folder, folder / ".git")  # there is one: `obstacle` says what keeps us out
        if broken := obstacles.broken(folder, top):
            raise broken
        return None

    @classmethod
    def init(cls, folder: Path) -> "Repository":
        """Make a folder a repository, on the branch name the learner prefers or `main`; one that is there stays.

        Raises:
            GitMissingError: there is no git.
            GitError: git refused.
        """
        preferred = run(folder, "config", "--get", "init.defaultBranch")
        branch = () if preferred.stdout.strip() else ("--initial-branch=main",)
        answer = run(folder, "init", "--quiet", *branch)
        found = cls.find(folder) if answer.returncode == 0 else None
        if found is None:
            raise refusal("make a repository here", answer)
        return found

    def identity(self) -> str | None:
        """Return `Name <address>` as the learner told git, or None; git is kept from inventing one."""
        return obstacles.identity(self.folder)

    def introduce(self, name: str, address: str) -> None:
        """Give this repository an identity of its own; only for one that we made for ourselves.

        Raises:
            GitError: git refused.
        """
        self._write("keep a name", "config", "user.name", name)
        self._write("keep an address", "config", "user.email", address)

    def obstacle(self) -> SprintError | None:
        """Return what keeps us from committing now, or None: an unfinished operation, a lock, no identity."""
        return obstacles.obstacle(self.folder, self.top, self.git_folder)

    def operation(self) -> SprintError | None:
        """Return what to say of an operation that is not finished, such as a rebase that stopped; else None."""
        return obstacles.operation(self.git_folder)

    def detached(self) -> bool:
        """Return whether HEAD is on no branch, so that a commit is easily lost from sight."""
        return self._git("symbolic-ref", "--quiet", "HEAD").returncode == 1

    def head(self) -> str | None:
        """Return the short hash of the latest commit, or None before the first."""
        answer = self._git("rev-parse", "--short", "--verify", "--quiet", "HEAD")
        return answer.stdout.decode().strip() or None

    def is_ignored(self, path: Path) -> bool:
        """Return whether the learner's rules keep a path out of git; a path that is tracked is not ignored."""
        return bool(self._ignored([path]))

    def tracked(self, path: Path) -> bool:
        """Return whether git knows a file, staged or committed."""
        return self._git("ls-files", "--error-unmatch", "--", path).returncode == 0

    def commits_since(self, moment: datetime, paths: Sequence[Path] = ()) -> tuple[Commit, ...]:
        """Return the commits since a moment that touch some paths (or any), the latest first.

        Raises:
            GitError: the history cannot be read.
        """
        if self.head() is None:
            return ()
        with self._opened() as repository:
            import git  # `_opened` has paid for it

            form = ("-z", "--no-show-signature", "--format=%h%x09%cI%x09%s", f"--since={moment.isoformat()}")
            try:
                text = repository.git(literal_pathspecs=True).log(*form, "--", *map(str, paths))
            except git.GitCommandError as error:
                raise GitError(
                    f"Git could not read the history: {error.stderr}", "Run `git log` to see why."
                ) from error
        lines = (line.split("\t", 2) for line in text.split("\0") if line)
        return tuple(Commit(name, datetime.fromisoformat(at), subject) for name, at, subject in lines)

    def lines_added(self, path: Path) -> str:
        """Return every line that a commit of this branch brought into a file, those of the latest commit first.

        Raises:
            GitError: the history cannot be read.
        """
        if self.head() is None:
            return ""
        form = ("--format=", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--patch")
        answer = self._git("log", *form, "--", path)
        if answer.returncode != 0:
            raise refusal("read the history", answer)
        lines = answer.stdout.decode(errors="replace").split("\n")
        return "\n".join(line[1:] for line in lines if line.startswith("+") and not line.startswith("+++ "))

    def commit(self, paths: Sequence[Path], message: str) -> str | None:
        """Commit some files as they are on disk, and nothing else. The caller holds the sprint's lock.

        Args:
            paths: files or folders, absolute or relative to the sprint folder; links and deletions are left aside.
            message: the message, kept to the letter.

        Returns:
            The commit's short hash, or None if there was nothing new.

        Raises:
            GitError: git, a hook or the state of the repository refused; nothing of ours stays staged.
        """
        if obstacle := self.obstacle():
            raise obstacle
        if ignored := self._ignored(paths):
            raise GitError(
                f"{ignored[0]} is kept out of git by an ignore rule.",
                "Change the rule in .gitignore if it should be committed.",
            )
        new = self._files(paths, "--others", "--exclude-standard")
        ours = self._files(paths, "--cached") + new
        self._refuse_unseen(ours)
        meant = self._on_disk(ours)
        if meant == self._in_head(ours) or not self._changed(ours):
            return None
        if new:
            self._write("stage the new files", "add", "--", *new)
        try:
            only = ("commit", "--quiet", "--only", "--file=-", "--cleanup=verbatim", "--", *ours)
            self._write("commit", *NO_INVENTION, *only, stdin=message.encode(errors="replace"))
        except SprintError:
            if new:
                self._git("rm", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", *new)
            raise
        if self._in_head(ours) not in (meant, self._on_disk(ours)) and self._changed(ours):  # a hook may have tidied
            raise GitError("The new commit does not hold the files as they are on disk.", "Look at `git show --stat`.")
        if self._git("diff", "--cached", "--quiet", "--", *ours).returncode == 1:  # the hook's version is not staged
            self._write("stage what was committed", "add", "--", *ours)
        return self.head()

    def left_out(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Return the files below some paths that an ignore rule keeps out of git, and folders that are repositories.

        The latter end in `/`, as git lists them.
        """
        ignored = self._git("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *paths).stdout
        others = self._git("ls-files", "-z", "--others", "--exclude-standard", "--", *paths).stdout
        nested = [name for name in others.split(b"\0") if name.endswith(b"/")]
        return tuple(os.fsdecode(name) for name in (*ignored.split(b"\0"), *nested) if name)

    def push(self) -> None:
        """Send the branch to where it is pushed to by the learner's settings.

        Raises:
            GitError: there is nowhere to push to, or the other side refused.
        """
        push(self.folder)

    def _changed(self, files: Sequence[str]) -> bool:
        """Return whether git sees a difference to the latest commit; a filter that was set up later makes none."""
        answer = self._git("status", "--porcelain", "-z", "--untracked-files=all", "--", *files)
        if answer.returncode != 0:
            raise refusal("compare the files", answer)
        return bool(answer.stdout) if files else False

    def _refuse_unseen(self, files: Sequence[str]) -> None:
        """Refuse where git was told not to look at one of the files: the commit would leave it out.

        Raises:
            GitError: it was; the file is named.
        """
        listed = self._git("ls-files", "-v", "-z", "--", *files).stdout if files else b""
        for line in listed.split(b"\0"):
            sign, name = line[:1], os.fsdecode(line[2:])
            if sign == b"S" or sign.islower():
                flag = "skip-worktree" if sign in b"Ss" else "assume-unchanged"  # git takes one of them at a time
                raise GitError(
                    f"Git was told not to look at {name}, so a commit would leave it out.",
                    f"Let it look again: git update-index --no-{flag} -- '{name}'",
                )

    def _files(self, paths: Sequence[Path], *which: str) -> list[str]:
        """List the files on disk below some paths, relative to the sprint folder, without links."""
        if not paths:
            return []
        answer = self._git("ls-files", "-z", *which, "--", *paths)
        if answer.returncode != 0:
            raise refusal("list the files", answer)
        names = {os.fsdecode(name): self.folder / os.fsdecode(name) for name in answer.stdout.split(b"\0") if name}
        return [name for name, path in names.items() if path.is_file() and not path.is_symlink()]

    def _ignored(self, paths: Sequence[Path]) -> list[str]:
        # This one command takes no literal paths: `./` keeps a name like `:(top)` from meaning something.
        listing = b"\0".join(os.fsencode(path if path.is_absolute() else f"./{path}") for path in paths)
        answer = run(self.folder, "check-ignore", "-z", "--stdin", stdin=listing)
        return [os.fsdecode(name).removeprefix("./") for name in answer.stdout.split(b"\0") if name]

    def _on_disk(self, files: Sequence[str]) -> dict[str, str]:
        """Return the name git would give to each file's content, after the learner's filters."""
        if not files:
            return {}
        answer = self._git("hash-object", "--", *files)
        if answer.returncode != 0:
            raise refusal("read the files", answer)
        return dict(zip(files, answer.stdout.decode().split(), strict=True))

    def _in_head(self, files: Sequence[str]) -> dict[str, str]:
        """Return the name of each file's content in the latest commit."""
        if not files or self.head() is None:
            return {}
        answer = self._git("ls-tree", "-z", "HEAD", "--", *files)
        entries = (entry.partition(b"\t") for entry in answer.stdout.split(b"\0") if entry)
        return {os.fsdecode(name): about.split()[2].decode() for about, _, name in entries}

    def _write(self, what: str, *arguments: str, stdin: bytes = b"") -> None:
        """Run a command that writes, waiting a little while another git program holds its lock."""
        deadline = clock.stopwatch() + LOCK_SECONDS
        while (answer := self._git(*arguments, stdin=stdin)).returncode != 0:
            if b".lock': File exists" not in answer.stderr or clock.stopwatch() > deadline:
                raise refusal(what, answer)
            time.sleep(0.05)

    def _git(self, *arguments: str | Path, stdin: bytes = b"") -> Answer:
        return run(self.folder, "--literal-pathspecs", *arguments, stdin=stdin)

    @contextlib.contextmanager
    def _opened(self) -> Iterator["Repo"]:
        """Open it with GitPython, which takes the environment as it is: `GIT_*` is put aside meanwhile."""
        aside = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
        try:
            import git

            with git.Repo(self.top, expand_vars=False) as repository:
                yield repository
        finally:
            os.environ.update(aside)


def _path(line: bytes) -> Path:
    return Path(os.fsdecode(line.removesuffix(b"\n")))
