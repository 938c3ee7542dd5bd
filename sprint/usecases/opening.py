"""`sprint open`: the day's file in what shows notebooks, with the kernel that the checks mean."""

import os
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from sprint.course.material import main_file
from sprint.errors import NotYetError
from sprint.usecases.sprint import Sprint
from sprint.workspace.kernel import environment_python, register

_DESKTOPS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "VSCODE_IPC_HOOK_CLI")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a day's file is opened here."""

    day: int
    """The day."""
    path: Path
    """The file."""
    python: Path
    """The Python that its kernel is."""
    program: str
    """`VS Code`, `JupyterLab`, or nothing where neither is there."""
    command: tuple[str, ...]
    """What starts it, in the sprint folder; empty where nothing is there."""
    environment: dict[str, str]
    """What the program's environment has to hold beside ours."""
    install: str
    """The line that installs JupyterLab into the kernel's environment."""
    said: bool
    """Whether it is only to be said, by the setting `open`."""

    @property
    def stays(self) -> bool:
        """Whether the program runs in this terminal until it is ended."""
        return self.program == "JupyterLab"


def opening(sprint: Sprint, number: int | None = None) -> Opening:
    """Register the kernel and return how to open a day; nothing is started.

    Raises:
        NotYetError: the day is not laid out.
        WriteError: the system refused.
    """
    day = sprint.day(number)
    path = sprint.folder.day(day.number) / main_file(day, sprint.lesson(day))
    if not path.exists():
        raise NotYetError(f"Day {day.number} is not laid out yet.", f"Begin it with: sprint start {day.number}")
    python = environment_python(sprint.folder) or Path(sys.executable)
    register(sprint.folder, python)
    shown = sprint.folder.shown(path)
    desktop = sys.platform == "darwin" or any(map(os.environ.get, _DESKTOPS))
    program, command, wanted = "", tuple[str, ...](), sprint.settings["open"]
    if wanted != "lab" and (desktop or wanted == "code") and (code := shutil.which("code")):
        program, command = "VS Code", (code, ".", shown)
    elif wanted != "code" and (lab := _jupyter_lab(python)):
        program, command = "JupyterLab", (lab, shown, *(() if desktop else ("--no-browser",)))
    return Opening(
        day=day.number,
        path=path,
        python=python,
        program=program,
        command=command,
        environment={"JUPYTER_PATH": os.pathsep.join(filter(None, _places(sprint, python)))},
        install=f"{shlex.quote(str(python))} -m pip install jupyterlab",
        said=wanted == "print",
    )


def _jupyter_lab(python: Path) -> str | None:
    """Return the `jupyter-lab` of the kernel's environment, else one on the PATH: it finds the kernel all the same."""
    own = python.with_name("jupyter-lab")
    return str(own) if own.is_file() else shutil.which("jupyter-lab")


def _places(sprint: Sprint, python: Path) -> tuple[str, ...]:
    return (
        str(sprint.folder.jupyter),
        str(python.parent.parent / "share" / "jupyter"),
        os.environ.get("JUPYTER_PATH", ""),
    )
