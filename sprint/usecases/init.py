"""`sprint init`: makes a folder a sprint folder; what is there stays as it is."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sprint import clock, files
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.errors import SprintError
from sprint.git import Repository
from sprint.usecases.requirements import requirements_text
from sprint.usecases.sprint import Sprint
from sprint.workspace import SprintFolder

GITIGNORE = b""".venv/
__pycache__/
.ipynb_checkpoints/
.sprint/local/
"""
GITATTRIBUTES = b".sprint/log/*.jsonl text eol=lf\n"
WORKFLOW = b"""# Proves the days you have started, on each push. The pip line names the place you install sprint from.
name: sprint
on: [push]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.11"}
      - run: pip install sprint-ml -r requirements.txt
      - run: sprint check --all
"""


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


def init(root: Path, *, begin: date | None = None, curriculum: Path | None = None, git: bool = True) -> Initialised:
    """Make a folder a sprint folder.

    Args:
        root: the folder; made when missing.
        begin: the first day's date, for the pace.
        curriculum: an author's own curriculum instead of the shipped one.
        git: whether to make a git repository.

    Raises:
        CurriculumError: the curriculum has faults; nothing is made.
        WriteError: the system refused.
    """
    source = curriculum or shipped_curriculum()
    course = read_curriculum(source)
    folder = SprintFolder(root.absolute())
    files.make_folder(folder.root / "workspace")
    created: list[str] = []
    kept: list[str] = []
    for path, content in (
        (folder.curriculum, source.read_bytes()),
        (folder.root / "workspace" / ".gitkeep", b""),
        (folder.root / ".gitignore", GITIGNORE),
        (folder.root / ".gitattributes", GITATTRIBUTES),
        (folder.root / "requirements.txt", requirements_text(course).encode()),
        (folder.root / ".github" / "workflows" / "sprint.yml", WORKFLOW),
    ):
        (created if files.create(path, content) else kept).append(folder.shown(path))
    sprint = Sprint(folder)
    with files.locked(folder.lock):
        if not sprint.reading.events:
            sprint.log.append("sprint.start", start=(begin or clock.today()).isoformat())
            created.append(folder.shown(folder.record))
        (created if files.create(folder.diary, sprint.empty_diary()) else kept).append(folder.shown(folder.diary))
        sprint.keep_curriculum()
    repository, problem = _repository(folder) if git else ("none", None)
    return Initialised(folder.root, tuple(created), tuple(kept), repository, problem)


def _repository(folder: SprintFolder) -> tuple[str, SprintError | None]:
    try:
        found = Repository.find(folder.root)
        if found is not None and not found.nested:
            return "found", None
        Repository.init(folder.root)
    except SprintError as error:
        return "none", error
    return ("made" if found is None else "nested"), None
