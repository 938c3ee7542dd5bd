"""The kernel of a sprint's notebooks: which Python it is, and the file by which Jupyter finds it.

Every environment with `sprint` in it has a kernel named `sprint` (`kernel.json` comes with the package). `sprint open`
registers the one that this folder uses with its full path, so that a Jupyter from elsewhere finds the same.
"""

import json
from pathlib import Path

from sprint import files
from sprint.course.lesson import KERNEL
from sprint.workspace.folder import SprintFolder

_SHIPPED = Path(__file__).with_name("kernel.json")
_OWN_NAMES = ("", KERNEL, "python3")
"""Names that mean the environment at hand, wherever a notebook is opened."""


def environment_python(folder: SprintFolder) -> Path | None:
    """Return the Python of the environment in the sprint folder, or None where there is none that works."""
    python = folder.environment / "bin" / "python"
    return python if python.exists() else None


def kernel_python(folder: SprintFolder) -> Path | None:
    """Return the Python that this sprint's notebooks run in: the folder's own, else the one that was registered."""
    own = folder.environment.exists()  # one without a Python that starts is no reason to take another
    return environment_python(folder) if own else _python_of(folder.kernels / KERNEL)


def notebook_python(folder: SprintFolder, name: str) -> Path | None:
    """Return the Python of the kernel that a notebook names, or None where this machine knows none of that name."""
    if name in _OWN_NAMES:
        return kernel_python(folder)
    from jupyter_core.paths import jupyter_path  # only a notebook with a kernel of the learner's own needs it

    places = [str(folder.environment / "share" / "jupyter" / "kernels"), *jupyter_path("kernels")]
    return next((python for place in places if (python := _python_of(Path(place) / name))), None)


def register(folder: SprintFolder, python: Path) -> None:
    """Write the kernel down with the full path of its Python, on this machine only.

    Raises:
        WriteError: the system refused.
    """
    spec = json.loads(_SHIPPED.read_bytes())
    spec["argv"][0] = str(python)
    content = (json.dumps(spec, indent=1) + "\n").encode()
    path = folder.kernels / KERNEL / "kernel.json"
    files.create(folder.local / ".gitignore", b"*\n")
    if not path.is_file() or path.read_bytes() != content:
        files.write(path, content)


def same_environment(one: Path, other: Path) -> bool:
    """Tell whether two Pythons belong to one environment; their links may lead to the same program all the same."""
    return one == other or one.parent.resolve() == other.parent.resolve()


def _python_of(spec: Path) -> Path | None:
    """Return the Python that a kernel's folder names; a bare `python` is the one of the environment around it."""
    try:
        first = Path(str(json.loads((spec / "kernel.json").read_bytes())["argv"][0]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    python = first if first.is_absolute() else spec.parents[3] / "bin" / first
    return python if python.exists() else None
