#!/usr/bin/env bash
# Guess: where one error is raised out of another, the traceback marks, for each of the two, the line that raised it.
# Seen, IPython 9.18.1 in a kernel (ipykernel 7.4.0, nbclient 0.11.0): both headings say line 4, the line of the second
# `raise`. The first error came from line 2. Plain Python names line 2 and line 4. Beginners read the first heading.
# `sprint check` names the cell and line that Python itself keeps with the error.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q ipython==9.18.1 ipykernel==7.4.0 nbclient==0.11.0
export JUPYTER_DATA_DIR="$folder/data" IPYTHONDIR="$folder/ipython" PATH="$folder/venv/bin:$PATH"
cd "$folder"
python - <<'PY' 2>/dev/null
import re

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SOURCE = "try:\n    {}['age']\nexcept KeyError as error:\n    raise ValueError('no ages') from error"
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SOURCE)])
try:
    NotebookClient(notebook, kernel_name="python3").execute()
except CellExecutionError:
    pass
text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(notebook.cells[0].outputs[-1]["traceback"]))
seen = re.findall(r"Cell In\[1\], line (\d+)", text)
try:
    exec(compile(SOURCE, "cell", "exec"))
except ValueError as error:
    true = [str(one.tb_lineno) for one in (error.__cause__.__traceback__, error.__traceback__.tb_next)]
print(f"the kernel marks lines {seen}, Python keeps lines {true}")
assert (seen, true) == (["4", "4"], ["2", "4"])
PY
