"""Save a model, load it in another process, and predict from the command line.

python model_persistence.py predict --model model.skops --input rows.csv --output predictions.csv
"""

import argparse
import hashlib
import json
import platform
from pathlib import Path

import pandas as pd
import sklearn
import skops.io as sio

META = "model_meta.json"


def sha256(path):
    """Return the fingerprint of a file: the SHA-256 of its bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def save_model(model, path):
    """Save a fitted model as a file and, beside that file, model_meta.json: what it is and what it was made with."""
    # BEGIN SOLUTION
    path = Path(path)
    sio.dump(model, path)
    meta = {
        "file": path.name,
        "sha256": sha256(path),
        "feature_names": list(model.feature_names_in_),
        "versions": {"python": platform.python_version(), "scikit-learn": sklearn.__version__},
    }
    path.with_name(META).write_text(json.dumps(meta, indent=2))
    # END SOLUTION


def load_model(path):
    """Return the model of a file; raise ValueError where the file is not the one that was saved."""
    # BEGIN SOLUTION
    path = Path(path)
    meta = json.loads(path.with_name(META).read_text())
    if sha256(path) != meta["sha256"]:
        raise ValueError(f"{path.name} is not the file that was saved")
    return sio.load(path)
    # END SOLUTION


def main():
    """Read the command line and carry out `predict`."""
    # BEGIN SOLUTION
    parser = argparse.ArgumentParser(description="Predict with a saved model.")
    commands = parser.add_subparsers(dest="command", required=True)
    predict = commands.add_parser("predict", help="predict for the rows of a CSV file")
    for name in ("--model", "--input", "--output"):
        predict.add_argument(name, type=Path, required=True)
    options = parser.parse_args()

    model = load_model(options.model)
    rows = pd.read_csv(options.input)
    pd.DataFrame({"prediction": model.predict(rows)}).to_csv(options.output, index=False)
    # END SOLUTION


if __name__ == "__main__":
    main()
