#!/usr/bin/env bash
# Guess: `python -m otter.cli check lab.py` does what `otter check lab.py` does, or says that it cannot.
# Seen, otter-grader 7.0.0: it prints nothing and exits with 0, also for files that are not there. The module defines
# its commands and calls none of them. Timed, it is the time of an import; used in a script, it is always green.
# `python -m otter` and the console script `otter` do the work.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q otter-grader==7.0.0
cd "$folder"
code=0; said=$(venv/bin/python -m otter.cli check no-such-file.py 2>&1) || code=$?
echo "python -m otter.cli check no-such-file.py: exit code $code, ${#said} characters"
[ "$code" = 0 ] && [ -z "$said" ]
code=0; venv/bin/otter check no-such-file.py >/dev/null 2>&1 || code=$?
echo "otter check no-such-file.py: exit code $code"
[ "$code" != 0 ]
