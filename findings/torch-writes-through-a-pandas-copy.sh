#!/usr/bin/env bash
# Guess: pandas 3 copies on write, so nothing done to `part = table[["age"]]` can change `table`; and an array that is
# marked read-only cannot be written through a tensor made from it.
# Seen, pandas 3.1.1 with torch 2.13.0: `to_numpy()` gives a read-only view that the table, its parts and its copies
# still share. `torch.from_numpy` and `torch.as_tensor` take it with one warning a process and write through it: standardising the
# tensor in place rewrites the table it came from, and the table of which that was only a part. `torch.tensor` copies.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pandas==3.1.1 'torch==2.13.0' numpy==2.4.6
"$folder/venv/bin/python" -W ignore::UserWarning - <<'PY'
import pandas as pd
import torch

table = pd.DataFrame({"age": [20.0, 30.0, 40.0], "fare": [7.0, 8.0, 9.0]})
part, copy = table[["age"]], table.copy()
array = part.to_numpy()
assert not array.flags.writeable
torch.from_numpy(array).sub_(30).div_(10)
print(f"pandas {pd.__version__}, torch {torch.__version__}: the table's ages are now {table['age'].tolist()}")
assert table["age"].tolist() == [-1.0, 0.0, 1.0]

torch.as_tensor(copy["fare"].to_numpy()).zero_()
print("fares of a copy that was made before:", copy["fare"].tolist(), "and of the table:", table["fare"].tolist())
assert copy["fare"].tolist() == [0.0, 0.0, 0.0]

torch.tensor(table["fare"].to_numpy()).zero_()
assert table["fare"].tolist() == [7.0, 8.0, 9.0]
PY
