"""Which Python a day's notebook runs in when it is opened, and whether that is the one its verdict comes from."""

import sys
from pathlib import Path

from sprint.lab.protocol.notebook import read_notebook
from sprint.usecases.sprint import Sprint
from sprint.workspace.kernel import kernel_python, notebook_python, same_environment


def kernel_of(sprint: Sprint, path: Path) -> str:
    """Return the Python of the kernel that a day's file names, or nothing where this machine knows of none."""
    name = read_notebook(path).kernel if path.suffix == ".ipynb" else ""
    python = notebook_python(sprint.folder, name) if name else kernel_python(sprint.folder)
    return str(python or "")


def proved_here(python: str) -> bool:
    """Tell whether a kept verdict comes from the environment that runs now; one that does not say counts as such."""
    return not python or same_environment(Path(python), Path(sys.executable))


def elsewhere(python: str, kernel: str) -> str:
    """Return a sentence where work ran in another environment than its notebook does; nothing where it is the same."""
    if not python or not kernel or same_environment(Path(python), Path(kernel)):
        return ""
    own = Path(kernel).with_name("sprint")
    move = f"for its own verdict: {own} check" if own.is_file() else "sprint init --env puts sprint there"
    return f"this ran in {python}, and the notebook's kernel is {kernel}; {move}"
