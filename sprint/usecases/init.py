"""`sprint init`: makes a folder a sprint folder; what is there stays as it is."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sprint import clock, files
from sprint.course.model import Curriculum
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.diary.writer import section_heading
from sprint.errors import NeedsPersonError, SprintError
from sprint.git import Repository
from sprint.usecases.pending_commits import Committed, commit_waiting, keep_made
from sprint.usecases.requirements import requirements_text
from sprint.usecases.sprint import Sprint
from sprint.workspace import SprintFolder

GITIGNORE = b""".venv/
__pycache__/
.ipynb_checkpoints/
.sprint/local/
"""
GITATTRIBUTES = b".sprint/log/*.jsonl text eol=lf\n"


@dataclass(frozen=True, slots=True)
class Initialised:
    """What `sprint init` made."""

    root: Path
    """The sprint folder."""
    created: tuple[str, ...]
    """What was made, as paths inside it."""
    kept: tuple[str, ...]
    """What was there and stayed."""
    repository: str
    """`made`, `found`, `nested` or `none`."""
    git_problem: SprintError | None = None
    """Why git could not be set up, if that was asked for."""
    commit: Committed | None = None
    """What became of the first commit, of nothing but what was made here."""


def init(root: Path, *, begin: date | None = None, curriculum: Path | None = None, git: bool = True) -> Initialised:
    """Make a folder a sprint folder.

    Args:
        root: the folder; made when missing.
        begin: the first day's date, for the pace.
        curriculum: an author's own curriculum instead of the shipped one.
        git: whether to make a git repository.

    Raises:
        CurriculumError: the curriculum has faults; nothing is made.
        NeedsPersonError: the folder holds the diary of another course, whose curriculum is missing.
        WriteError: the system refused.
    """
    source = curriculum or shipped_curriculum()
    course = read_curriculum(source)
    folder = SprintFolder(root.absolute())
    if curriculum is None:
        _refuse_another_course(folder, course)
    created, kept = _lay_out(folder, course, source.read_bytes())
    sprint = Sprint(folder)
    with files.locked(folder.lock):
        if not sprint.reading.events:
            sprint.log.append("sprint.start", start=(begin or clock.today()).isoformat())
            created += map(folder.shown, (folder.record / "log").glob("*.jsonl"))
        (created if files.create(folder.diary, sprint.empty_diary()) else kept).append(folder.shown(folder.diary))
        if sprint.keep_curriculum():
            created.append(folder.shown(folder.original_curriculum))
        keep_made(sprint, created)
        repository, problem = _repository(folder) if git else ("none", None)
        commit = commit_waiting(sprint) if repository != "none" else None
    return Initialised(folder.root, tuple(created), tuple(kept), repository, problem, commit)


def _lay_out(folder: SprintFolder, course: Curriculum, curriculum: bytes) -> tuple[list[str], list[str]]:
    """Make the files that a sprint folder begins with; return what was made and what was there."""
    files.make_folder(folder.root / "workspace")
    created: list[str] = []
    kept: list[str] = []
    for path, content in (
        (folder.curriculum, curriculum),
        (folder.root / "workspace" / ".gitkeep", b""),
        (folder.root / ".gitignore", GITIGNORE),
        (folder.root / ".gitattributes", GITATTRIBUTES),
        (folder.root / "requirements.txt", requirements_text(course).encode()),
    ):
        (created if files.create(path, content) else kept).append(folder.shown(path))
    return created, kept


def _refuse_another_course(folder: SprintFolder, course: Curriculum) -> None:
    """Keep the standard course out of a folder whose diary is of another one, as a clone without its curriculum is."""
    if folder.curriculum.exists() or not folder.diary.is_file():
        return
    diary = folder.diary.read_bytes()
    if not all(section_heading(day.number, day.title).encode() in diary for day in course.days):
        raise NeedsPersonError(
            f"{folder.diary.name} here belongs to a course of its own, and its curriculum.yaml is missing.",
            "Bring it from where it is (git add curriculum.yaml there), or name it: sprint init --curriculum FILE",
        )


def _repository(folder: SprintFolder) -> tuple[str, SprintError | None]:
    try:
        found = Repository.find(folder.root)
        if found is not None and not found.nested:
            return "found", None
        Repository.init(folder.root)
    except SprintError as error:
        return "none", error
    return ("made" if found is None else "nested"), None
