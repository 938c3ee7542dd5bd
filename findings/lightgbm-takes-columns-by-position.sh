#!/usr/bin/env bash
# Guess: a LightGBM model that learned from a table refuses a table whose columns stand in another order, as every
# estimator of scikit-learn does ("feature names should match those that were passed during fit").
# Seen, lightgbm 4.7.0 with pandas 3.1.1 and scikit-learn 1.9.1: no error and no warning. Columns are taken by their
# position: the accuracy falls from 1.00 to chance. `predict(..., validate_features=True)` is the check that is off.
# Learners meet it on day 10, when a table is put together again before it is asked about.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q lightgbm==4.7.0 pandas==3.1.1 scikit-learn==1.9.1
"$folder/venv/bin/python" -W error::UserWarning - <<'PY'
import lightgbm
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

rng = np.random.default_rng(0)
X = pd.DataFrame({"dose": rng.normal(size=400), "weight": rng.normal(70, 12, size=400)})
y = (X["dose"] > 0).astype(int)
turned = X[["weight", "dose"]]

model = lightgbm.LGBMClassifier(n_estimators=20, verbose=-1).fit(X, y)
same, other = model.score(X, y), model.score(turned, y)
print(f"LightGBM {lightgbm.__version__}: columns as learned {same:.2f}, in another order {other:.2f}, no warning")
assert same > 0.99 and other < 0.6

try:
    model.predict(turned, validate_features=True)
except lightgbm.basic.LightGBMError as error:
    print("validate_features=True:", str(error).splitlines()[0])
else:
    raise SystemExit("validate_features=True no longer refuses")

try:
    RandomForestClassifier(n_estimators=5).fit(X, y).predict(turned)
except ValueError as error:
    print("scikit-learn:", str(error).splitlines()[0])
else:
    raise SystemExit("scikit-learn no longer refuses")
PY
