"""`sprint init --env`: the sprint folder's own environment, with `sprint` and the packages of the first days in it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sprint import files
from sprint.errors import CannotCheckError, NeedsPersonError
from sprint.usecases.origin import origin
from sprint.workspace import SprintFolder
from sprint.workspace.kernel import environment_python, register

MAKE_ENVIRONMENT = "sprint init --env"
"""The command that makes it."""


def make_environment(folder: SprintFolder, on_step: Callable[[str], None]) -> Path:
    """Make `.venv`, or complete it; return its Python. What it holds already stays, so doing it again is quick.

    Args:
        folder: the sprint folder.
        on_step: told of each step before it begins.

    Raises:
        CannotCheckError: Python or pip could not do it; what was done stays, and the next try goes on from there.
        NeedsPersonError: there is a `.venv` whose Python does not start.
    """
    source = origin()
    if environment_python(folder) is None:
        if folder.environment.exists() or folder.environment.is_symlink():
            raise NeedsPersonError(
                f"{folder.environment} has no Python that starts; it may come from another machine.",
                f"Remove it, then: {MAKE_ENVIRONMENT}",
            )
        on_step("an environment of its own, .venv")
        _run([sys.executable, "-m", "venv", str(folder.environment)], "make an environment", _venv_advice())
        files.create(folder.environment / ".gitignore", b"*\n")
    python = folder.environment / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    again = f"See to the reason (is there a network?), then: {MAKE_ENVIRONMENT}"
    on_step(f"sprint in it, from {source.words}; a few minutes the first time")
    _run([*pip, *source.arguments], "install sprint", again)
    requirements = folder.root / "requirements.txt"
    if requirements.is_file():
        on_step("the packages of requirements.txt")
        _run([*pip, "-r", str(requirements)], "install the packages", again)
    register(folder, python)
    return python


def activation(python: Path) -> str:
    """Return the line that switches an environment on in the learner's shell."""
    script = "activate.fish" if os.environ.get("SHELL", "").endswith("fish") else "activate"
    return f"source .venv/bin/{script}" if python.parent.parent.name == ".venv" else ""


def _run(command: list[str], what: str, advice: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    try:
        done = subprocess.run(
            command, env=clean, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        raise CannotCheckError(f"Python could not {what}: {error.strerror}.", advice) from error
    if done.returncode != 0:
        raise CannotCheckError(f"Python could not {what}: {_reason(done.stderr + done.stdout)}", advice)


def _reason(said: str) -> str:
    """Return the line that says most: pip's error, else the last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["it gave no reason"])[-1][:300]


def _venv_advice() -> str:
    return f"On Debian and Ubuntu: sudo apt install python3-venv, then: {MAKE_ENVIRONMENT}"
