"""What a stop usually means: the table of causes, and what only a look around can tell."""

import builtins
import difflib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from sprint.checks.notebook.causes.row import Cause
from sprint.checks.notebook.causes.usual import usual_cause
from sprint.checks.notebook.keys import missing_key, near_names
from sprint.checks.notebook.source import defined_names
from sprint.course.packages import install_line_for_module
from sprint.lab.protocol.models import Cell, Stop

_ELSEWHERE = {
    "google.colab": Cause(
        "it exists on Google Colab only, and pip does not bring it",
        "leave the line out: the files lie beside the notebook here",
        'pd.read_csv("file.csv")',
    ),
    "kaggle_secrets": Cause("it exists on Kaggle only, and pip does not bring it", "leave the line out"),
}
_SHOWN = 5
_USUAL_MODULES = (
    *(
        "numpy",
        "pandas",
        "sklearn",
        "scipy",
        "matplotlib",
        "seaborn",
        "plotly",
        "torch",
        "torchvision",
        "joblib",
        "PIL",
    ),
    *("lightgbm", "shap", "fastapi", "pydantic", "uvicorn", "httpx", "skops", "sprint"),
)
_USUAL_IMPORTS = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "sns": "import seaborn as sns",
    "px": "import plotly.express as px",
    "torch": "import torch",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
}


def cause_of(stop: Stop, cells: Sequence[Cell], count: int, folder: Path | None) -> Cause:
    """Return the usual cause of a stop.

    Args:
        stop: what stopped the run.
        cells: the cells that were to run, in order.
        count: the number of the cell that stopped.
        folder: the day's folder as the learner has it, or None.
    """
    if stop.type == "ModuleNotFoundError" and stop.module:
        return _missing_module(stop.module, stop.message, folder)
    if stop.type == "NameError" and (found := re.search(r"name '(\w+)'", stop.message)):
        return _unknown_name(found[1], cells, count)
    if stop.type == "FileNotFoundError":
        return _missing_file(stop.message, folder)
    if stop.type == "KeyError":
        return missing_key(stop, cells)
    return _with_near_names(usual_cause(stop.type, stop.message), stop)


def _with_near_names(cause: Cause, stop: Stop) -> Cause:
    """Add what could have been meant to the cause of an attribute, or a name of a module, that is not there."""
    wanted = re.search(r"has no attribute '(\w+)'|cannot import name '(\w+)'", stop.message)
    near = near_names(wanted[1] or wanted[2], stop.meant) if wanted else []
    if not near or stop.type not in {"AttributeError", "ImportError"}:
        return cause
    return (
        Cause(f"there is no `{wanted[1] or wanted[2]}`; near: {', '.join(near)}", f"write {near[0]} here")
        if wanted
        else cause
    )


def _missing_module(module: str, message: str, folder: Path | None) -> Cause:
    root = module.partition(".")[0]
    if message.endswith("is not a package"):
        return Cause(
            f"a file {root}.py beside the notebook hides the package of that name", f"rename the file {root}.py"
        )
    for name, cause in _ELSEWHERE.items():
        if module == name or name.startswith(f"{module}.") or module.startswith(f"{name}."):
            return cause
    for up, above in (("..", folder.parent), ("../..", folder.parent.parent)) if folder else ():
        if (above / f"{root}.py").is_file() or (above / root / "__init__.py").is_file():
            return Cause(
                f"{root} is a module of your own in the folder {above.name}, and Python looks beside the notebook",
                f"copy it beside the notebook, or put the folder on Python's path before the import of {root}",
                f'import sys; sys.path.append("{up}")',
            )
    if line := install_line_for_module(module):
        return Cause(f"the package {module} is not installed here", line)
    if "." in module:
        return Cause(f"{root} is here and has no part of this name", "check the spelling and the version")
    if near := near_names(module, _USUAL_MODULES) or near_names(module, sys.stdlib_module_names):
        return Cause(f"there is no module {module}; near: {', '.join(near)}", f"write {near[0]} here")
    return Cause(
        f"no package {module} is installed here", "check the spelling; a package that is missing comes with pip"
    )


def _unknown_name(name: str, cells: Sequence[Cell], count: int) -> Cause:
    made = [number for number, cell in enumerate(cells, 1) if name in defined_names(cell.source)]
    later = [number for number in made if number > count]
    if later:
        return Cause(
            f"`{name}` is made further down, in cell [{later[0]}], and cells run from the top",
            f"move the line that makes `{name}` above this one",
        )
    known = {found for cell in cells[:count] for found in defined_names(cell.source)}
    if count in made:
        return Cause(f"`{name}` is made later in this cell, or inside a function", f"make `{name}` before it is used")
    if near := near_names(name, known, 0.75):
        return Cause(f"there is `{near[0]}`, which is spelled otherwise", f"write `{near[0]}` here, or rename it there")
    if line := _USUAL_IMPORTS.get(name):
        return Cause(f"`{name}` is the usual short name of a library, and no cell imports it", line)
    if near := near_names(name, dir(builtins), 0.75):
        return Cause(f"Python has `{near[0]}`, which is spelled otherwise", f"write `{near[0]}` here")
    return Cause(
        f"no cell makes `{name}`: it was made in a cell that is gone, or its import is missing",
        "restart and run all in Jupyter, and add the line that makes it",
    )


def _missing_file(message: str, folder: Path | None) -> Cause:
    found = re.search(r"'([^']+)'", message)
    lies = sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "__"))) if folder else []
    wanted = Path(found[1]) if found else Path()
    alike = [name for name in lies if Path(name).suffix == wanted.suffix or Path(name).stem == wanted.stem]
    if found and (near := difflib.get_close_matches(wanted.name, alike, 1, 0.6)):
        return Cause(f"there is no such file; beside the notebook lies {near[0]}", f'write "{near[0]}" in this line')
    shown = ", ".join(lies[:_SHOWN]) + (" and more" if len(lies) > _SHOWN else "")
    because = "paths begin at the notebook's folder" + (f"; in it lie {shown}" if shown else "")
    return Cause(because, "put the file there, or write the path from there", 'Path("data") / "file.csv"')
