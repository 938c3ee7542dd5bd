"""The notebooks that the Jupyter projects test themselves with put out here what a real kernel puts out."""

import json
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from faults import Property, counted
from fidelity import differences, ours, theirs

pytestmark = pytest.mark.heavy

SOURCES = ("nbconvert==7.17.2", "nbformat==5.11.1", "papermill==2.7.0")
"""Source distributions with test notebooks in them; nbclient's has none."""
LEFT_OUT = {
    "exporters/files/notebook2.ipynb": "draws random numbers without a seed",
    "exporters/files/svg.ipynb": "Matplotlib names the parts of an SVG anew in each process",
    "keyboard_interrupt.ipynb": "sleeps for a minute",
    "gcs-simple_notebook.ipynb": "sleeps for a quarter of a minute",
    "Widget_List.ipynb": "needs ipywidgets, and shows the version that is there",
}
"""Notebooks that are left out, by the end of their path, and why."""
KNOWN = {
    ("exporters/files/notebook3.ipynb", 0): "the refusal of input() has words and a type of its own",
    ("notebooks/read_check.ipynb", 1): "prints its folder, which is another one for each engine",
}
"""Cells that may differ, by the end of the notebook's path and the place, and why."""


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The notebooks of format 4 in Python, by their path in their distribution."""
    folder = tmp_path_factory.mktemp("sources")
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--no-binary",
        ":all:",
        "-d",
        str(folder),
        *SOURCES,
    ]
    subprocess.run(command, check=True, capture_output=True)
    found = {}
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                stream = tar.extractfile(member) if member.name.endswith(".ipynb") else None
                content = json.loads(stream.read()) if stream else {}
                if content.get("nbformat") == 4 and _in_python(content) and _why_not(member.name) is None:
                    found[member.name] = content
    return found


def _in_python(content: dict[str, Any]) -> bool:
    kernel = content.get("metadata", {}).get("kernelspec")
    language = kernel.get("language") if isinstance(kernel, dict) else None
    return str(language or "python").lower() == "python"


def _why_not(name: str) -> str | None:
    return next((why for end, why in LEFT_OUT.items() if PurePosixPath(name).match(f"*{end}")), None)


@pytest.mark.filterwarnings("ignore")  # nbformat warns of notebooks that are broken on purpose
def test_public_notebooks_put_out_what_a_kernel_does(
    notebooks: dict[str, dict[str, Any]], tmp_path: Path, record_property: Property
) -> None:
    """Cell by cell, but for what is listed; each notebook in two empty folders."""
    told, cells = [], 0
    for number, (name, content) in enumerate(notebooks.items()):
        folders = [tmp_path / str(number) / engine for engine in ("here", "kernel")]
        for folder in folders:
            folder.mkdir(parents=True)
        mine, kernels = ours(content, folders[0]), theirs(content, folders[1])
        cells += sum(cell["cell_type"] == "code" for cell in mine)
        for place, one, other in differences(mine, kernels, past_python=False):
            if not any(name.endswith(end) and place == known for end, known in KNOWN):
                told.append(f"{name}, cell {place}: {one}\nin a kernel: {other}")
    assert told == []
    counted(record_property, "public notebooks", len(notebooks), 50)
    counted(record_property, "cells of public notebooks", cells, 130)
