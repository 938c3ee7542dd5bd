"""Runs a notebook here and in a real kernel, and says where the two differ."""

import contextlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from fidelity_notebooks import Tagged

from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.notebook import read_notebook
from sprint.lab.supervisor.session import open_session

ALLOWED = (
    (r"0x[0-9a-f]{6,}", "ADDRESS", "where an object lies"),
    (
        r"(<cell \d+>|/\S*/ipykernel_\d+/\d+\.py|\b\d{6,}\.py|<ipython-input-[\w-]+>)",
        "CODE",
        "the file name of a cell: in a kernel a hash and a process id",
    ),
    (r"\d+(\.\d+)?(e[+-]\d+)? [nµμm]?s\b", "TIME", "what a clock says"),
    (r"<dc:date>.*?</dc:date>", "DATE", "the same"),
    (r"/\S*/(?=(bad|bad_module)\.py)", "FOLDER/", "where the notebook lies"),
    (r"\x1b\[[0-9;]*m", "", "colours are compared by their texts"),
)
"""What may differ, as a pattern, what stands for it, and why."""
KNOWN = {
    ("nan_json", 0): "jupyter_client adds a warning of its own, with a path",
    ("surrogate", 0): "the kernel loses the text and logs an error of its server; here it is kept",
    ("surrogate", 2): "the kernel writes a replacement for half a letter; here it is kept",
}
"""Cells that may differ, by notebook and place, and why."""
PAST_PYTHON = {"os_system", "dev_stdout", "subprocess", "fd_write", "c_print", "svc", "fork", "workers"}
"""Notebooks that write past Python: a kernel's threads put that among the other outputs by chance."""

_FRAME = re.compile(r"^ *(Cell In\[|File )", re.MULTILINE)

Cells = list[dict[str, Any]]


def document(cells: Sequence[str | Tagged]) -> dict[str, Any]:
    """Return a notebook with these code cells."""
    pairs = [cell if isinstance(cell, tuple) else (cell, []) for cell in cells]
    return {
        "cells": [
            {
                "cell_type": "code", "execution_count": None, "id": f"c{place}",
                "metadata": {"tags": tags} if tags else {}, "outputs": [], "source": source,
            }
            for place, (source, tags) in enumerate(pairs)
        ],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip


def ours(content: dict[str, Any], folder: Path) -> Cells:
    """Run a notebook as `sprint run` does, and return the cells it saves."""
    path = folder / "notebook.ipynb"
    path.write_text(json.dumps(content))
    notebook = read_notebook(path)
    with open_session(folder, Budget(seconds=60)) as session:
        run = session.run(notebook.code)
    assert not run.ended, run.ended
    cells: Cells = json.loads(notebook.with_outputs(run.cells))["cells"]
    return cells


def theirs(content: dict[str, Any], folder: Path) -> Cells:
    """Run a notebook with nbclient and a real kernel, and return the cells it saves."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook: Any = nbformat.v4.reads(json.dumps(content))  # type: ignore[no-untyped-call]  # untyped library
    options: dict[str, Any] = {"kernel_name": "python3", "extra_arguments": ["--log-level=ERROR"]}
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}}, **options)
    # within pytest a kernel leaves the file descriptors alone, and a backend that is set stays
    unlike = ("PYTEST_CURRENT_TEST", "MPLBACKEND")
    environment = {key: value for key, value in os.environ.items() if key not in unlike}
    with contextlib.suppress(CellExecutionError):  # the cell shows it
        client.execute(env=environment)
    cells: Cells = json.loads(nbformat.writes(notebook))["cells"]  # type: ignore[no-untyped-call]  # the same
    return cells


def comparable(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a cell's count and outputs with streams joined and without what may differ."""
    outputs: Cells = []
    for output in cell.get("outputs", ()):
        last = outputs[-1] if outputs else {}
        if output["output_type"] == "stream":
            text = "".join(output["text"])
            if last.get("output_type") == "stream" and last["name"] == output["name"]:
                last["text"] += text
            elif text:
                outputs.append({**output, "text": text})
        else:
            outputs.append(dict(output))
    return {
        "count": cell.get("execution_count"),
        "outputs": [_without_quotes(_cleaned(output)) for output in _in_order(outputs)],
    }


def _in_order(outputs: Cells) -> Cells:
    """Return outputs with stdout before stderr where both come together: a kernel sends them when a timer says so."""
    found: Cells = []
    for output in outputs:
        after = found[-1:] if output["output_type"] == "stream" else []
        if after and after[0].get("name") == "stderr" and output["name"] == "stdout":
            before = found[-2] if len(found) > 1 else {}
            if before.get("name") == "stdout":
                before["text"] += output["text"]
            else:
                found.insert(-1, output)
        elif after and after[0].get("name") == output["name"]:
            after[0]["text"] += output["text"]
        else:
            found.append(output)
    return found


def _without_quotes(output: dict[str, Any]) -> dict[str, Any]:
    """Return an error without the lines of code around each frame.

    IPython reads a cell's code otherwise where its file name ends with `.py`, as a kernel's do: it quotes other lines
    around it, and marks the one that a frame has reached since instead of the one that raised.
    """
    if output["output_type"] != "error":
        return output
    return {**output, "traceback": [part for part in output["traceback"] if not _FRAME.search(part)]}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, standing, _ in ALLOWED:
            value = re.sub(pattern, standing, value)
        return value
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key == "image/png" else _cleaned(item) for key, item in value.items()}
    return value


def differences(mine: Cells, kernels: Cells, *, past_python: bool) -> list[tuple[int, Any, Any]]:
    """Return the places of the cells that differ, with what each engine gives; by chance some things have no order."""
    pairs = [(comparable(one), comparable(other)) for one, other in zip(mine, kernels, strict=True)]
    if past_python:
        pairs = [(_sorted(one), _sorted(other)) for one, other in pairs]
    return [(place, one, other) for place, (one, other) in enumerate(pairs) if one != other]


def _sorted(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a cell with the lines of each stream sorted, before all else."""
    lines = dict.fromkeys(("stdout", "stderr"), "")
    for output in cell["outputs"]:
        if output["output_type"] == "stream":
            lines[output["name"]] += output["text"]
    rest = [output for output in cell["outputs"] if output["output_type"] != "stream"]
    return {"count": cell["count"], "outputs": [*(sorted(text.splitlines()) for text in lines.values()), *rest]}
