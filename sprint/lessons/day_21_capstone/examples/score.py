"""Day 21: examples for checks/score.py."""

from sprint.course.examples import Wrong

from .diabetes import DIABETES

HARD = 'import json\n\nprint(json.dumps({"score": 0.956, "baseline": 0.4}))\n'
SHOWN = """import json
from train import split, train
X_train, X_test, y_train, y_test = split()
model = train()
print(json.dumps({"score": 0.9556, "baseline": 0.4, "rows": len(X_test)}))
"""
CACHED = """import json
from pathlib import Path
print(json.dumps(json.loads(Path("metrics.json").read_text())))
"""
COPIED = """import json
import tomllib
from pathlib import Path
promise = tomllib.loads(Path("capstone.toml").read_text())
print(json.dumps({key: promise[key] for key in ("metric", "score", "baseline")}))
"""
TREE = {
    "from sklearn.linear_model import LogisticRegression\n": "from sklearn.tree import DecisionTreeClassifier as LogisticRegression\n",
    "accuracy_score(y_test, train().predict(X_test))": "accuracy_score(y_train, train().predict(X_train))",
    "score = 0.956 ": "score = 1.0 ",
}

WRONG = (
    Wrong("d21.c1", "a number that is typed in", {}, "typed in", files={"capstone/evaluate.py": HARD}),
    Wrong("d21.c1", "typed in, with the data loaded for show", {}, "typed in", files={"capstone/evaluate.py": SHOWN}),
    Wrong(
        "d21.c1",
        "typed in, with a little of the clock",
        {},
        "typed in",
        files={"capstone/evaluate.py": "import time\n" + SHOWN.replace("0.9556", "0.95 + time.time() % 0.01")},
    ),
    Wrong(
        "d21.c1",
        "read from a file of results",
        {},
        "file of results",
        files={"capstone/evaluate.py": CACHED, "capstone/metrics.json": '{"score": 0.9556, "baseline": 0.4}'},
    ),
    Wrong("d21.c1", "read from capstone.toml", {}, "file of results", files={"capstone/evaluate.py": COPIED}),
    Wrong("d21.c1", "scored on the training rows", TREE, "knows them by heart"),
    Wrong(
        "d21.c1",
        "another number than the command's",
        {"score = 0.956 ": "score = 0.99 "},
        "claims 0.99, the command gives 0.95",
    ),
    Wrong("d21.c1", "a claim in percent", {"score = 0.956 ": "score = 95.6 "}, "in percent"),
    Wrong(
        "d21.c1",
        "the baseline's model is still there",
        {
            "from sklearn.linear_model import LogisticRegression\n": "from sklearn.dummy import DummyClassifier as LogisticRegression\n",
            "score = 0.956 ": "score = 0.41 ",
        },
        "and the baseline 0.4",
    ),
    Wrong("d21.c1", "a baseline that was not measured", {"baseline = 0.4 ": "baseline = 0.33 "}, "command prints 0.4"),
    Wrong(
        "d21.c1",
        "an error called better when it is higher",
        {},
        "direction is 'higher' for RMSE",
        files={
            **DIABETES,
            "capstone/capstone.toml": DIABETES["capstone/capstone.toml"].replace('"lower is better"', '"higher"'),
        },
    ),
    Wrong(
        "d21.c1",
        "Python's dictionary for JSON",
        {"    json.dumps(\n": "    dict(\n"},
        "single quotes",
    ),
    Wrong(
        "d21.c1",
        "a file of this machine only",
        {},
        "FileNotFoundError",
        files={"capstone/evaluate.py": 'import pandas as pd\n\npd.read_csv("../../../wine.csv")\n' + SHOWN},
    ),
    Wrong(
        "d21.c1",
        "a command for a shell",
        {'"python evaluate.py"': '"cd capstone && python evaluate.py"'},
        "only a shell",
    ),
)
