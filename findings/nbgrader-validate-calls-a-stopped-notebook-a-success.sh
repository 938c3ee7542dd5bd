#!/usr/bin/env bash
# Guess: `nbgrader validate` says that a notebook fails when one of its cells raises, and its exit code says so as well.
# Seen, nbgrader 0.9.6 with nbclient 0.11.0 and ipykernel 7.4.0: only cells marked as tests are looked at. A notebook
# that stops with ZeroDivisionError in its first cell is "Success! Your notebook passes all the tests."; and where a
# test cell does fail, the text says so and the exit code is 0 all the same. A script that trusts the code sees green.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q nbgrader==0.9.6 nbclient==0.11.0 ipykernel==7.4.0
export PATH="$folder/venv/bin:$PATH" JUPYTER_CONFIG_DIR="$folder/config" JUPYTER_DATA_DIR="$folder/data" IPYTHONDIR="$folder/ipython"
cd "$folder"
python - <<'PY'
import nbformat

TEST = {"grade": True, "solution": False, "locked": True, "grade_id": "t1", "schema_version": 3, "points": 1,
        "task": False, "cell_type": "code"}


def write(name, *sources):
    *work, test = (nbformat.v4.new_code_cell(source) for source in sources)
    test.metadata["nbgrader"] = TEST
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[*work, test], metadata=kernel), name)


write("stopped.ipynb", "mean = sum([]) / 0", "assert 1 + 1 == 2")
write("failed.ipynb", "mean = 3", "assert mean == 4")
PY
code=0; nbgrader validate stopped.ipynb >stopped.txt 2>/dev/null || code=$?
echo "a cell raises:      exit code $code, $(head -n1 stopped.txt)"
[ "$code" = 0 ] && grep -q "^Success" stopped.txt
code=0; nbgrader validate failed.ipynb >failed.txt 2>/dev/null || code=$?
echo "a test cell fails:  exit code $code, $(head -n1 failed.txt)"
[ "$code" = 0 ] && grep -q "VALIDATION FAILED" failed.txt
