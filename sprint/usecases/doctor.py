"""`sprint doctor`: is everything here that the sprint needs, and what mends what is not."""

import importlib.util
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata

from sprint import files
from sprint.checks.outcomes import Report
from sprint.course.packages import install_line
from sprint.datasets import Status, catalog, status
from sprint.errors import CannotCheckError, SprintError
from sprint.git import Repository
from sprint.usecases.copies import gone
from sprint.usecases.diary import disagreements
from sprint.usecases.init import GITIGNORE
from sprint.usecases.requirements import requirements_text
from sprint.usecases.setup import IMPORT_SECONDS, setup_report
from sprint.usecases.sprint import Sprint
from sprint.usecases.start import missing_packages


@dataclass(frozen=True, slots=True)
class Packages:
    """What a span of days needs and lacks."""

    name: str
    """The week's name."""
    missing: tuple[str, ...]
    """Packages that are not installed."""
    install: str
    """The line that installs them; empty where none is missing."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What the doctor found."""

    setup: Report
    """The checks of day 0."""
    packages: tuple[Packages, ...]
    """For each week."""
    git: SprintError | None
    """What keeps an entry from being committed now, or None."""
    data: tuple[Status, ...]
    """Each data set, at hand or not."""
    damage: tuple[str, ...]
    """Lines of the record that cannot be read; they are kept as they are."""
    diary: SprintError | None
    """Where diary and record say different things of a day, or None."""
    added: tuple[str, ...]
    """What `--fix` added."""
    torchvision: SprintError | None
    """Why torchvision does not import beside the torch that is here, or None."""


def doctor(sprint: Sprint, *, fix: bool = False) -> Examination:
    """Look at everything a sprint needs; with `fix`, add what is missing and can be added, and change nothing else."""
    added = _fix(sprint) if fix else ()
    packages = []
    for week in sprint.curriculum.weeks:
        days = [day for day in sprint.curriculum.days if week.first <= day.number <= week.last]
        missing = tuple(dict.fromkeys(name for day in days for name in missing_packages(day)))
        packages.append(Packages(week.name, missing, install_line(missing) if missing else ""))
    return Examination(
        setup=setup_report(sprint),
        packages=tuple(packages),
        git=_git(sprint),
        data=tuple(status(row) for row in catalog()),
        damage=tuple(f"{damage.file.name}:{damage.line}: {damage.why}" for damage in sprint.damage),
        diary=_diary(sprint),
        added=added,
        torchvision=torchvision_trouble(),
    )


def _fix(sprint: Sprint) -> tuple[str, ...]:
    folder = sprint.folder
    with files.locked(folder.lock):
        added = list(sprint.complete())
        for path, content in (
            (folder.root / "requirements.txt", requirements_text(sprint.curriculum).encode()),
            (folder.root / ".gitignore", GITIGNORE),
        ):
            if files.create(path, content):
                added.append(folder.shown(path))
    return tuple(added)


def _diary(sprint: Sprint) -> SprintError | None:
    try:
        by_hand, missing = disagreements(sprint)
    except SprintError as error:
        return error
    if lost := gone(sprint):
        return SprintError(
            f"What you wrote for day {', '.join(map(str, lost))} is no longer in the diary; a copy is kept.",
            "sprint diary --commit puts it back",
        )
    if missing:
        return SprintError(
            f"The record counts an entry for day {', '.join(map(str, missing))}, and the diary has none.",
            f"sprint diary {missing[0]} writes one; git log -p -- {sprint.folder.diary.name} shows what was there",
        )
    if by_hand:
        return SprintError(
            f"The diary has an entry for day {', '.join(map(str, by_hand))} that does not count yet.",
            "sprint diary --commit",
        )
    return None


def torchvision_trouble() -> SprintError | None:
    """Return why torchvision does not import, tried in a process of its own, or None; its version says too little.

    Its compiled part loads only beside the build of torch that it was made for.
    """
    if any(importlib.util.find_spec(name) is None for name in ("torch", "torchvision")):
        return None
    command = [sys.executable, "-I", "-c", "import torchvision"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=IMPORT_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):  # then nothing can be said of it
        return None
    if done.returncode == 0:
        return None
    said = (done.stderr.strip().splitlines() or ["it ends without a word"])[-1]
    wanted = next((need for need in metadata.requires("torchvision") or () if re.match(r"torch\b", need)), "torch")
    wanted = re.sub(r"[()\s]", "", wanted)
    return CannotCheckError(
        f"torchvision {metadata.version('torchvision')}, made for {wanted}, does not import beside torch "
        f"{metadata.version('torch')}: {said}.",
        "pip install --force-reinstall torch torchvision",
    )


def _git(sprint: Sprint) -> SprintError | None:
    try:
        repository = Repository.find(sprint.folder.root)
    except SprintError as error:
        return error
    if repository is None or repository.nested:
        return SprintError("This folder has no git repository of its own.", "sprint init")
    return repository.obstacle()
