"""`sprint demo`: the whole loop on a day whose data is at hand, in a temporary folder, with the real commands."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sprint import folders
from sprint.errors import FINE, NOT_YET, CannotCheckError
from sprint.git import Repository, installed

DAY = 8
ANALYSIS = (
    "A model that always says benign would be right for 63 % of the tumours and would find no cancer at all. "
    "In my matrix the worse error is the malignant tumour called benign: that person goes home untreated."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One step of the demo."""

    words: str
    """What happens, in a sentence."""
    command: tuple[str, ...]
    """The arguments of `sprint`."""
    code: int = FINE
    """The exit code that belongs here."""


SCENES = (
    Scene("A sprint folder is made, with a diary and a git repository.", ("init",)),
    Scene("The evening begins: the day's files are laid out.", ("start", str(DAY))),
    Scene("Nothing is written yet, and nothing is red.", ("check",), NOT_YET),
    Scene(
        "The demo now takes the lesson's own solution, in place of your evening.",
        ("solution", "--reveal", "--apply", "--quiet"),
    ),
    Scene("The same check again: it runs the notebook and asks it questions.", ("check",)),
    Scene(
        "The ten minutes at the end: what it meant goes into the diary, and into git.",
        ("diary", "--analysis", ANALYSIS),
    ),
    Scene("And where that leaves you.", ("status",)),
)


def demo(options: Sequence[str] = ()) -> tuple[Path, Iterator[Scene]]:
    """Return a new temporary folder and the scenes to be played in it.

    Each scene is yielded before its command runs, which happens when the next one is asked for; the commands write to
    this process's own output. Where git has no identity, one of the demo's own is used inside its repository.

    Args:
        options: what goes before each command, such as `--ascii`.

    Raises:
        CannotCheckError: from the scenes, if a command ended otherwise than it should.
    """
    folder = folders.lasting_folder("sprint-demo-")
    return folder, _play(folder, options)


def _play(folder: Path, options: Sequence[str]) -> Iterator[Scene]:
    _introduce(folder)
    for scene in SCENES:
        yield scene
        done = subprocess.run(
            [sys.executable, "-m", "sprint", *options, *scene.command], cwd=folder, env=_environment(), check=False
        )
        if done.returncode != scene.code:
            raise CannotCheckError(
                f"The demo stopped: sprint {scene.command[0]} ended with code {done.returncode}.",
                f"See what is missing with: sprint -C {folder} doctor",
            )


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in {"SPRINT_NOW", "SPRINT_OFFLINE_VARIANT"}}


def _introduce(folder: Path) -> None:
    """Make the demo's repository, with an identity of its own if git has none."""
    if not installed():
        return
    repository = Repository.init(folder)
    if repository.identity() is None:
        repository.introduce("Sprint Demo", "demo@localhost")
