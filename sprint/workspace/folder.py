"""Where things lie in a sprint folder, and how one is found from within."""

from dataclasses import dataclass
from pathlib import Path

from sprint.errors import NoSprintError


@dataclass(frozen=True, slots=True)
class SprintFolder:
    """A folder with `curriculum.yaml` and `workspace/`."""

    root: Path
    """The folder itself, absolute."""

    @property
    def curriculum(self) -> Path:
        """The curriculum file."""
        return self.root / "curriculum.yaml"

    @property
    def lessons(self) -> Path:
        """The author's own lessons, where there are any."""
        return self.root / "lessons"

    @property
    def diary(self) -> Path:
        """The learning diary."""
        return self.root / "learning-diary.md"

    @property
    def record(self) -> Path:
        """The folder of the record."""
        return self.root / ".sprint"

    @property
    def in_git(self) -> bool:
        """Whether it lies in a git repository; asked without git, which takes a process."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.parents))

    @property
    def local(self) -> Path:
        """What belongs to this machine only: locks, verdicts, copies; git ignores it."""
        return self.record / "local"

    @property
    def settings(self) -> Path:
        """What the learner set for this sprint."""
        return self.record / "config.json"

    @property
    def environment(self) -> Path:
        """The virtual environment of this sprint, where it has one of its own."""
        return self.root / ".venv"

    @property
    def jupyter(self) -> Path:
        """What a Jupyter that is started for this sprint looks into first."""
        return self.local / "jupyter"

    @property
    def kernels(self) -> Path:
        """The kernel that was registered for this sprint on this machine."""
        return self.jupyter / "kernels"

    @property
    def made(self) -> Path:
        """The list of files that `sprint init` made and that wait for their commit."""
        return self.local / "made"

    @property
    def lock(self) -> Path:
        """The lock that every writing command holds."""
        return self.local / "lock"

    @property
    def warm(self) -> Path:
        """Where a running watch says which day its warm process is for, and where its socket is."""
        return self.local / "warm"

    @property
    def due(self) -> Path:
        """The dates on which review cards are due, for the board."""
        return self.local / "due.json"

    @property
    def undo(self) -> Path:
        """The note of what was replaced last, and where its copies are."""
        return self.local / "undo.json"

    @property
    def waiting(self) -> Path:
        """The list of days whose entries wait for their commit."""
        return self.local / "waiting"

    @property
    def focus(self) -> Path:
        """The focus block that runs on this machine, where one does."""
        return self.local / "focus.json"

    @property
    def outline(self) -> Path:
        """What the board needs of the curriculum, kept so that it need not be read again."""
        return self.local / "outline.json"

    @property
    def nudge(self) -> Path:
        """The line that a shell's prompt shows."""
        return self.local / "nudge"

    @property
    def originals(self) -> Path:
        """What was laid out, as it was laid out, so that a newer lesson can tell what the learner changed."""
        return self.record / "originals"

    @property
    def original_curriculum(self) -> Path:
        """The shipped curriculum that this sprint began with; not there where an author's own is used."""
        return self.originals / "curriculum.yaml"

    def original(self, number: int) -> Path:
        """Return the folder of a day's files as they were laid out."""
        return self.originals / f"day-{number:02d}"

    def day(self, number: int) -> Path:
        """Return the folder of a day's work."""
        return self.root / "workspace" / f"day-{number:02d}"

    def figures(self, number: int) -> Path:
        """Return the folder of the figures that a day's diary entry shows."""
        return self.root / "figures" / f"day-{number:02d}"

    def verdict(self, number: int) -> Path:
        """Return the file of the last verdict on a day."""
        return self.local / "verdicts" / f"day-{number:02d}.json"

    def drawn(self, number: int) -> Path:
        """Return the folder of the figures that the last check saw."""
        return self.local / "figures" / f"day-{number:02d}"

    def run_files(self, number: int) -> Path:
        """Return the folder of what the last check's run made, each file by the SHA-256 of its content."""
        return self.local / "run-files" / f"day-{number:02d}"

    def draft(self, number: int) -> Path:
        """Return the file in which an entry is edited until it is in the diary."""
        return self.local / "drafts" / f"day-{number:02d}.md"

    @property
    def copies(self) -> Path:
        """The folder of the texts that were given for the diary, out of git's reach."""
        return self.local / "entries"

    @property
    def copies_seen(self) -> Path:
        """The digest of the last diary in which all of them were."""
        return self.copies / "seen"

    def copy(self, number: int) -> Path:
        """Return the file with the texts that were given for a day's entry."""
        return self.copies / f"day-{number:02d}.json"

    def let_go(self, number: int) -> Path:
        """Return the file of the texts of a day that the learner does not want back."""
        return self.copies / f"let-go-{number:02d}.md"

    def shown(self, path: Path) -> str:
        """Return a path as a learner reads it: from the sprint folder, where it lies inside."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


def find(start: Path) -> SprintFolder:
    """Return the sprint folder that a folder is in.

    Raises:
        NoSprintError: neither it nor any folder above it is one.
    """
    try:
        start = start.absolute()
    except FileNotFoundError:
        raise NoSprintError("The folder this terminal is in is gone.", "Go to another one with: cd") from None
    for folder in (start, *start.parents):
        if (folder / "curriculum.yaml").is_file() and (folder / "workspace").is_dir():
            return SprintFolder(folder)
    raise NoSprintError(f"{start} is not in a sprint folder.", "Make one here with: sprint init")
