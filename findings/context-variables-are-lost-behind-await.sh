#!/usr/bin/env bash
# Guess: a context variable that one cell of a notebook sets has that value in the next cell, whatever the cell holds.
# Seen, ipykernel 7.4.0 with IPython 9.18.1 and nbclient 0.11.0: it has, until the cell holds an `await`. Then the cell
# runs as a task with a context of its own, and what it set is gone in the next one. NumPy 2.4.6 keeps its print
# options in such a variable, so the precision that was asked for is lost. `sprint` runs cells the same way on purpose.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q ipython==9.18.1 ipykernel==7.4.0 nbclient==0.11.0 numpy==2.4.6
export JUPYTER_DATA_DIR="$folder/data" IPYTHONDIR="$folder/ipython" PATH="$folder/venv/bin:$PATH"
cd "$folder"
python - <<'PY' 2>/dev/null
import nbformat
from nbclient import NotebookClient


def printed(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name="python3").execute()
    return cells[-1].outputs[0]["text"].strip()


START = "import asyncio, numpy as np"
SHOW = "print(np.array([2 / 3]))"
plain = printed(START, "np.set_printoptions(precision=2)", SHOW)
behind = printed(START, "np.set_printoptions(precision=2); await asyncio.sleep(0)", SHOW)
print(f"NumPy's precision of 2, set in a plain cell: {plain}; set in a cell with await: {behind}")
assert (plain, behind) == ("[0.67]", "[0.66666667]")
PY
