#!/usr/bin/env bash
# Guess: `nbformat.validate` only looks. A notebook in which two cells carry the same id is invalid (the format asks for
# unique ids since 4.5), so it raises ValidationError and leaves the notebook as it was.
# Seen, nbformat 5.11.1: it raises nothing. It warns (DuplicateCellId) and gives the second cell a new, random id in the
# object it was asked to look at, so a program that validates and then saves has changed the learner's file, and every
# run changes it to something else. `sprint` reads notebooks as JSON and never validates what it will save.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q nbformat==5.11.1
"$folder/venv/bin/python" - <<'PY'
import nbformat

cells = [nbformat.v4.new_code_cell(source, id="load-data") for source in ("x = 1", "print(x)")]
notebook = nbformat.v4.new_notebook(cells=cells)
nbformat.validate(notebook)
ids = [cell["id"] for cell in notebook.cells]
print(f"nbformat {nbformat.__version__}: no error; the ids are now {ids}")
assert ids[0] == "load-data" and ids[1] != "load-data"
PY
