"""Day 21, for the author's gate: capstones that are right though different, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_GERMAN = """# Drei Wochen

## 1. Was ich geschafft habe 🎉

Vor drei Wochen habe ich Zellen aus fremden Notebooks kopiert, ohne zu wissen, was darin geschieht. Heute antwortet mein
eigener Dienst auf eine Anfrage, und ich kann jeden Schritt dazwischen erklären. Unterwegs habe ich einen Gradienten von
Hand abgeleitet, ein kleines Netz nur mit NumPy trainiert und gelernt, warum Testdaten unberührt bleiben. Am stolzesten bin
ich auf den vierzehnten Abend: Damals hielt der Wert auf neuen Zeilen zum ersten Mal, was die Suche versprochen hatte.
Mein Abschlussprojekt sagt den Verlauf von Diabetes um elf Punkte besser vorher als der Mittelwert.

## 2. Wo noch Lücken sind

Wahrscheinlichkeit ist mein schwächstes Fach. Ein Konfidenzintervall kann ich rechnen, doch nach einer Woche weiß ich nicht
mehr, was es bedeutet. Faltungen benutze ich, ohne zeichnen zu können, was ein Filter mit einem Bild macht. Nach dem elften
Tag habe ich alle Zusatzaufgaben ausgelassen, weil die Abende kurz waren. Zweimal griff ich zum Wald, bevor ich die Zeilen
angesehen hatte, und übersah eine Spalte, die die Antwort verriet. Auch das Ausliefern in einem Container fehlt mir ganz.

## 3. Die nächsten 30 Tage

In der ersten Woche wiederhole ich die Tage vier und sechs, montags und donnerstags je eine Stunde, ohne in die alten
Lösungen zu schauen. In der zweiten nehme ich einen Datensatz aus meiner Arbeit, die Lieferzeiten unserer Fahrradkuriere, und
bringe ihn bis zu einer Zahl, die ich vor den Kollegen vertreten würde. In der dritten stelle ich das Modell hinter einen
Dienst und bitte zwei von ihnen, ihn kaputt zu machen. In der vierten lese ich jeden zweiten Abend ein Kapitel Statistik und
schreibe eine Seite dazu. Die Karten bleiben, jeden Morgen zum Kaffee. Am dreißigsten Tag lese ich diese Seite wieder.
"""

# A regression in a package of its own, a GET endpoint that reads PORT, a README without headings, German words.
_DIABETES = {
    "capstone/progress/__init__.py": "",
    "capstone/progress/data.py": """from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True, scaled=False)
train_X, test_X, train_y, test_y = train_test_split(X[:, [2, 3, 8]], y, random_state=4)
model = Ridge().fit(train_X, train_y)
""",
    "capstone/progress/score.py": """import json

import numpy as np

from .data import model, test_X, test_y, train_y

print("rows for the test:", len(test_y))
rmse = lambda guess: float(np.sqrt(np.mean((test_y - guess) ** 2)))
print(json.dumps({"metrics": {"RMSE": rmse(model.predict(test_X)), "baseline": rmse(train_y.mean())}}, indent=2))
""",
    "capstone/progress/web.py": """import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from .data import model


class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        try:
            fields = parse_qs(url.query)
            row = [float(fields[name][0]) for name in ("bmi", "pressure", "s5")]
            status, text = 200, json.dumps({"progress": model.predict([row])[0]})
        except (KeyError, ValueError):
            status, text = 422, json.dumps({"detail": "bmi, pressure and s5 are needed"})
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())


HTTPServer(("", int(os.environ["PORT"])), Web).serve_forever()
""",
    "capstone/capstone.toml": """[data]
dataset = "diabetes (scikit-learn)"
target = "progression after a year"

[metric]
name = "RMSE"
direction = "lower is better"
baseline = 74.1
score = 54.9

[commands]
evaluate = "python -m progress.score"
serve = ["python", "-m", "progress.web"]

[good]
url = "http://127.0.0.1:8000/?bmi=32.1&pressure=101&s5=4.86"

[bad]
path = "/?bmi=heavy"
""",
    "capstone/README.md": """Wie weit schreitet eine Diabetes in einem Jahr fort? Ein kleines lineares Modell schätzt das aus drei Messungen von 442
Menschen, die mit scikit-learn kommen. `python -m progress.score` rechnet den Fehler auf 111 zurückgehaltenen Zeilen aus: rund
54.9 Punkte, der Mittelwert liegt 74.1 daneben. `PORT=8000 python -m progress.web` startet den Dienst; der Code steht in
`progress/data.py`. Für eine Diagnose taugt das nicht: die Grenzen sind eng, alle Messungen stammen aus einer Klinik.
""",
    "capstone/retrospective.md": _GERMAN,
}

_CITIES = "city,degrees,minutes,late\n" + "".join(
    f"{'north' if n % 2 else 'south'},{n % 37 - 5},{10 + 7 * n % 50},{int(10 + 7 * n % 50 + n % 37 > 45)}\n"
    for n in range(120)
)

# Rows of one's own, read with csv and judged by hand, in leave-one-out; a command for a face; words in percent.
_COURIERS = {
    "capstone/rides.csv": _CITIES,
    "capstone/couriers.py": """import argparse
import csv
import json
import sys


def rows():
    with open("rides.csv") as stream:
        return [((float(r["degrees"]), float(r["minutes"])), r["late"]) for r in csv.DictReader(stream)]


def nearest(known, x):
    return min(known, key=lambda row: sum((a - b) ** 2 for a, b in zip(row[0], x)))[1]


parser = argparse.ArgumentParser()
parser.add_argument("--score", action="store_true")
parser.add_argument("ride", nargs="*", type=float)
options = parser.parse_args()
data = rows()
if options.score:
    right = [nearest(data[:i] + data[i + 1 :], x) == y for i, (x, y) in enumerate(data)]
    print(json.dumps({"accuracy": 100 * sum(right) / len(right)}))
elif len(options.ride) == 2:
    print("late" if nearest(data, options.ride) == "1" else "in time")
else:
    sys.exit("degrees and minutes, please")
""",
    "capstone/capstone.toml": """dataset = "rides.csv"
target = "late"
metric = "accuracy"
baseline = 52.5
score = 99.2
evaluate_cmd = "python couriers.py --score"
serve_cmd = "python couriers.py"

[good]
args = "12 20"
[other]
args = "30 55"
[bad]
args = "12 far"
""",
    "capstone/README.md": """# Will the courier be late?

A command that answers for one ride, from the degrees outside and the minutes that the map promises.

1. **Data**: `rides.csv`, 120 rides that I noted down in spring.
2. **Use**: `python3 couriers.py 12 20`; for the score `python3 couriers.py --score`.
3. **Score**: 99 % right, each ride judged by all the others (leave one out); "never late" would be right in 52.5 %.

It only knows one town and one season. It should not be used in winter, nor for anybody who is paid by the minute.
""",
}

_PAGE = """import json, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
import pandas as pd
from train import COLUMNS, train
model = train()
FORM = "<!doctype html><form method=post>" + "".join(f"<input name={c}>" for c in COLUMNS) + "<button>Ask</button></form>"
class Page(BaseHTTPRequestHandler):
    def send(self, status, text):
        self.send_response(status); self.send_header("Content-Type", "text/html"); self.end_headers()
        self.wfile.write(text.encode())
    def do_GET(self):
        self.send(200, FORM)
    def do_POST(self):
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        try:
            row = pd.DataFrame([{c: float(fields[c][0]) for c in COLUMNS}])
        except (KeyError, ValueError):
            self.send(400, FORM + "<p>numbers, please"); return
        self.send(200, f"<!doctype html><h1>{model.predict(row)[0]}</h1>")
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
_FIELDS = 'form = { alcohol = "13.7", flavanoids = "3.0", color_intensity = "5.6", proline = "1100" }'
_PAGE_TOML = f"""dataset = "wine"
target = "cultivar"
metric = "accuracy"
direction = "maximize"
baseline = "0.4"
score = 0.95
evaluate = "python evaluate.py"
serve = "python serve.py {{port}}"
[good]
path = "/"
{_FIELDS}
[other]
path = "/"
{_FIELDS.replace("1100", "300").replace("13.7", "12.0").replace("5.6", "2.0")}
[bad]
path = "/"
form = {{ alcohol = "much" }}
"""
_EMOJI = """Looking back
============

**30 days from now**

By then I want to have read the chapters on probability again, with pen and paper, on Monday and Thursday evenings. I want a
data set from work to be clean, split and scored, with a page on its limits, and I want a colleague to have broken the
service that answers for it at least once. The review cards stay with my first coffee. When a week goes wrong, and one
will, the plan is to cut the scope and to keep the evening.

**🏆 Wins**

- I wrote backpropagation by hand and the gradient check agreed to seven digits.
- I can read a learning curve and say whether more rows would help, which I could not have done on the first evening.
- A server of mine has answered more than a thousand requests without a fault, and refused the senseless ones.
- I kept nineteen of twenty-one evenings, through a cold and a visit of my parents.

**🕳 Still shaky**

- Convolutions: I use them and cannot draw what a kernel does to the picture in front of it.
- Statistics: after a week I forget what a confidence interval says about the next sample and what about the true value.
- Pipelines with text columns, which I always find an excuse to drop before the split.
- Anything with containers, queues or a cloud in it, because the sprint ended before I got there and I did not look for it on
  my own. I also never measured how slow my service gets with a hundred people at once.
"""

# Clusters instead of answers: no labels, no direction, no baseline in the output.
_CLUSTERS = """import json
from sklearn import datasets
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

X = datasets.load_iris().data
model = KMeans(2, n_init=10, random_state=3).fit(X)
if __name__ == "__main__":
    print(json.dumps({"silhouette": silhouette_score(X, model.labels_), "clusters": 2}))
"""
_CLUSTER_SERVER = """import json, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from clusters import model
class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            rows = json.loads(body)["rows"]
            answer, status = [int(c) for c in model.predict([[float(v) for v in row] for row in rows])], 200
        except Exception as error:
            answer, status = str(error), 422
        self.send_response(status); self.end_headers(); self.wfile.write(json.dumps(answer).encode())
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler).serve_forever()
"""
_CLUSTER_TOML = """dataset = "load_iris"
target = "none, two groups are looked for"
metric = "silhouette"
baseline = 0.05
score = 0.68
evaluate = "python clusters.py"
serve = "python groups.py --port $PORT"
good = { method = "post", path = "groups", json = { rows = [[5.1, 3.5, 1.4, 0.2]] } }
"""
_CLUSTER_README = """# Two kinds of iris

Groups flowers by four lengths, without being told the species, for people who want to sort before they name.

## Dataset
The 150 flowers of `load_iris`.
## Usage
    python clusters.py
    python groups.py --port 8000
## Results
Silhouette 0.68 over all rows; there is no held-out part, as nothing is predicted. Random groups give 0.05.
## Caveats
Three species are there and two groups are found. Do not take a group for a species.
"""

_HALF = "\n\n".join("\n".join(part.splitlines()[:3]) for part in _GERMAN.split("\n\n"))
_HARD = 'import json\n\nprint(json.dumps({"score": 0.956, "baseline": 0.4}))\n'
_SHOWN = """import json
from train import split, train
X_train, X_test, y_train, y_test = split()
model = train()
print(json.dumps({"score": 0.9556, "baseline": 0.4, "rows": len(X_test)}))
"""
_SIDE_BY_SIDE = """import json
from sklearn.dummy import DummyClassifier
from train import split, train
X_train, X_test, y_train, y_test = split()
scores = {"baseline": DummyClassifier().fit(X_train, y_train), "model": train()}
print(json.dumps({name: {"accuracy": round(model.score(X_test, y_test), 3)} for name, model in scores.items()}))
"""
_CACHED = """import json
from pathlib import Path
print(json.dumps(json.loads(Path("metrics.json").read_text())))
"""
_COPIED = """import json
import tomllib
from pathlib import Path
promise = tomllib.loads(Path("capstone.toml").read_text())
print(json.dumps({key: promise[key] for key in ("metric", "score", "baseline")}))
"""
_TREE = {
    "from sklearn.linear_model import LogisticRegression\n": "from sklearn.tree import DecisionTreeClassifier as LogisticRegression\n",
    "accuracy_score(y_test, train().predict(X_test))": "accuracy_score(y_train, train().predict(X_train))",
    "score = 0.956 ": "score = 1.0 ",
}
_HANDLER = """        try:
            question = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            result = answer(question)
        except ValueError as error:  # a text that is no JSON raises one, too
            self.reply(400, {"error": str(error)})
            return
"""
_CARELESS = """        question = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        result = answer(question)
"""
_GUARDS = """    if not isinstance(question, dict) or set(question) != set(COLUMNS):
        raise ValueError(f"send a number for each of {', '.join(COLUMNS)}")
    if not all(isinstance(value, (int, float)) for value in question.values()):
        raise ValueError("each value has to be a number")
"""
_HALF_GUARDS = """    if not isinstance(question, dict) or set(question) != set(COLUMNS):
        raise ValueError(f"send a number for each of {', '.join(COLUMNS)}")
    [float(value) for value in question.values()]
"""
_ONE_TEXT = " ".join(line for line in _GERMAN.splitlines() if line and line[0] != "#")
_PART = "I still reach for a forest before I have looked at the rows, and twice that hid a column that gave the answer away."
_DRIFT = """from scipy.stats import ks_2samp


def drifted(reference, new):
    return [c for c in reference.columns if ks_2samp(reference[c], new[c]).pvalue < 0.001]
"""
_DRIFT_BY_HAND = """import numpy as np


def drifted(reference, new):
    moved = {}
    for name in reference:
        edges = np.quantile(reference[name], np.linspace(0, 1, 6)[1:-1])
        shares = [np.bincount(np.searchsorted(edges, t[name]), minlength=5) / len(t) for t in (reference, new)]
        moved[name] = bool(np.abs(shares[0] - shares[1]).sum() > 0.3)
    return moved
"""
_DRIFT_MEAN = """def drifted(reference, new):
    away = (new.mean() - reference.mean()).abs() / (reference.std() / len(new) ** 0.5)
    return list(away[away > 4].index)
"""

RIGHT = [
    Right("a regression in a package, a GET endpoint, German pages", files=_DIABETES),
    Right("rows of one's own, judged by hand, a command for a face, percent", files=_COURIERS),
    Right(
        "a page with a form; the retrospective in bold lines, in another order",
        files={
            "capstone/serve.py": _PAGE,
            "capstone/capstone.toml": _PAGE_TOML,
            "retrospective.md": _EMOJI,
        },
    ),
    Right(
        "clusters: no labels, no direction, no baseline printed, no other and no bad request",
        files={
            "capstone/clusters.py": _CLUSTERS,
            "capstone/groups.py": _CLUSTER_SERVER,
            "capstone/capstone.toml": _CLUSTER_TOML,
            "capstone/README.md": _CLUSTER_README,
        },
    ),
    Right(
        "the same layout with other data, another model and metric",
        {
            "load_wine": "load_breast_cancer",
            '["alcohol", "flavanoids", "color_intensity", "proline"]': '["mean radius", "mean texture", "worst area", "worst smoothness"]',
            "from sklearn.linear_model import LogisticRegression": "from sklearn.ensemble import RandomForestClassifier as LogisticRegression",
            "accuracy_score": "balanced_accuracy_score",
            '"accuracy"': '"balanced accuracy"',
            "baseline = 0.4 ": "baseline = 0.5 ",
            "score = 0.956 ": "score = 0.97 ",
            "0.956": "0.97",
            "{ alcohol = 13.7, flavanoids = 3.0, color_intensity = 5.6, proline = 1100 }": '{ "mean radius" = 12.0, "mean texture" = 18, "worst area" = 550, "worst smoothness" = 0.11 }',
            "{ alcohol = 12.3, flavanoids = 2.1, color_intensity = 3.0, proline = 500 }": '{ "mean radius" = 22.0, "mean texture" = 28, "worst area" = 1900, "worst smoothness" = 0.19 }',
        },
        cells={"look": "plt.hist(tables['load_' + 'digits'][0].ravel())\nplt.show()"},
    ),
    Right(
        "headings of one's own, baseline and score side by side, names of files to come and of elsewhere",
        {
            "# Retrospective": "# What I learned in three weeks",
            "## What I achieved": "## Liked",
            "## Where the gaps are": "## What I skipped",
            "## The next 30 days": "## Action items",
            "The model is made in `train.py`; both programs use it.": (
                "The model is made in `train.py`. `evaluate.py` also writes `results.json`; put a row of your own into `row.json`.\n"
                "The rows are those of sklearn/datasets/_base.py, kept as `wine.csv.gz`."
            ),
        },
        files={"capstone/wine.csv.gz": "", "capstone/evaluate.py": _SIDE_BY_SIDE},
    ),
    Right("the stretch with a test of two samples", cells={"stretch": _DRIFT}, proves="d21.s1"),
    Right("the stretch by hand, as a dictionary", cells={"stretch": _DRIFT_BY_HAND}, proves="d21.s1"),
]

WRONG = [
    Wrong("d21.c1", "a number that is typed in", {}, "typed in", files={"capstone/evaluate.py": _HARD}),
    Wrong("d21.c1", "typed in, with the data loaded for show", {}, "typed in", files={"capstone/evaluate.py": _SHOWN}),
    Wrong(
        "d21.c1",
        "typed in, with a little of the clock",
        {},
        "typed in",
        files={"capstone/evaluate.py": "import time\n" + _SHOWN.replace("0.9556", "0.95 + time.time() % 0.01")},
    ),
    Wrong(
        "d21.c1",
        "read from a file of results",
        {},
        "file of results",
        files={"capstone/evaluate.py": _CACHED, "capstone/metrics.json": '{"score": 0.9556, "baseline": 0.4}'},
    ),
    Wrong("d21.c1", "read from capstone.toml", {}, "file of results", files={"capstone/evaluate.py": _COPIED}),
    Wrong("d21.c1", "scored on the training rows", _TREE, "knows them by heart"),
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
            **_DIABETES,
            "capstone/capstone.toml": _DIABETES["capstone/capstone.toml"].replace('"lower is better"', '"higher"'),
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
        files={"capstone/evaluate.py": 'import pandas as pd\n\npd.read_csv("../../../wine.csv")\n' + _SHOWN},
    ),
    Wrong(
        "d21.c1",
        "a command for a shell",
        {'"python evaluate.py"': '"cd capstone && python evaluate.py"'},
        "only a shell",
    ),
    Wrong("d21.c2", "an error inside the handler", {_HANDLER: _CARELESS}, "no answer"),
    Wrong("d21.c2", "no look at what arrives", {_GUARDS: ""}, "the request {} gets no answer"),
    Wrong(
        "d21.c2",
        "an error with status 200",
        {'self.reply(400, {"error": str(error)})': 'self.reply(200, {"error": str(error)})'},
        "gets the status 200",
    ),
    Wrong(
        "d21.c2",
        "always the same answer",
        {
            '{"cultivar": str(model.predict(row)[0]), "probability": round(float(model.predict_proba(row).max()), 3)}': '{"cultivar": "class_0"}'
        },
        "each request gets the answer",
    ),
    Wrong(
        "d21.c2",
        "a port of its own",
        {"port = parser.parse_args().port": "parser.parse_args()\n    port = 18765"},
        "listens on port 18765",
    ),
    Wrong(
        "d21.c2",
        "a list of files for a page",
        {},
        "nothing to fill in",
        files={
            "capstone/capstone.toml": 'dataset = "wine"\nmetric = "accuracy"\nbaseline = 0.4\nscore = 0.956\nevaluate = "python evaluate.py"\nserve = "python -m http.server {port}"\n'
        },
    ),
    Wrong(
        "d21.c2",
        "it never begins to serve",
        {", Handler).serve_forever()": ", Handler).server_close()"},
        "ends by itself",
    ),
    Wrong(
        "d21.c2",
        "the good request is refused",
        {'"/predict"\njson = { alcohol = 13.7': '"/answer"\njson = { alcohol = 13.7'},
        "status 404",
    ),
    Wrong(
        "d21.c2",
        "the question comes back",
        {
            '{"cultivar": str(model.predict(row)[0]), "probability": round(float(model.predict_proba(row).max()), 3)}': '{"you sent": question}'
        },
        "an answer that depends on what is asked",
    ),
    Wrong(
        "d21.c2",
        "a list where a number stood",
        {_GUARDS: _HALF_GUARDS},
        "gets no answer",
    ),
    Wrong(
        "d21.c3",
        "one text under three headings",
        {},
        "says what stands under another heading",
        files={"retrospective.md": "".join(f"## {title}\n\n{_ONE_TEXT}\n\n" for title in ("Wins", "Gaps", "Next"))},
    ),
    Wrong("d21.c3", "no plan", {"## The next 30 days\n": ""}, "a part on the next 30 days"),
    Wrong(
        "d21.c3",
        "one heading for all",
        {"## Where the gaps are\n": "", "## The next 30 days\n": ""},
        "where the gaps are",
    ),
    Wrong(
        "d21.c3",
        "a title that promises three",
        {"# Retrospective": "# Achievements, gaps and the next 30 days", "## The next 30 days\n": ""},
        "the next 30 days",
    ),
    Wrong(
        "d21.c3",
        "half a page",
        {},
        "a page is 250",
        files={"retrospective.md": _HALF},
    ),
    Wrong(
        "d21.c3",
        "one sentence again and again",
        {},
        "a page is 250",
        files={
            "retrospective.md": "".join(
                f"## {title}\n\n"
                + " ".join([f"{title}: {_PART}"] * 6)
                + f" {_PART} And on the evening of day {day} I {what} for more than an hour without a break or a look at the phone.\n\n"
                for day, title, what in (
                    (4, "Achievements", "worked"),
                    (5, "Gaps", "sat there"),
                    (6, "Next month", "will read"),
                )
            )
        },
    ),
    Wrong(
        "d21.c3",
        "a part of a few words",
        {},
        "Gaps (4 words)",
        files={
            "retrospective.md": _GERMAN.replace(
                "2. Wo noch Lücken sind\n", "Gaps\n\nThere are none left.\n\n## Interlude\n"
            )
        },
    ),
    Wrong("d21.c4", "a file that was renamed", {"made in `train.py`": "made in `training.py`"}, "names training.py"),
    Wrong(
        "d21.c4",
        "no score",
        {"Accuracy 0.956 on 45 test wines": "Quite good on 45 test wines"},
        "does not hold the score 0.956",
    ),
    Wrong(
        "d21.c4",
        "a score without its rows",
        {
            "Accuracy 0.956 on 45 test wines that were held out (a quarter, with the same share of each vine).": "The accuracy is 0.956."
        },
        "without its rows",
    ),
    Wrong(
        "d21.c4",
        "limits without a word below",
        {
            "Three vines of one region and one vintage: for any other wine the answer means nothing, and the service gives one all the\nsame. With 45 test rows, two wines more or less move the score by four points.\n": ""
        },
        "nothing about limits",
    ),
    Wrong(
        "d21.c4",
        "no command for the server",
        {
            "python serve.py --port 8000     # then, in another terminal:\n": "",
            "# prints the score\n": "\n",
            " answer over HTTP": " answer",
        },
        "does not name serve.py",
    ),
    Wrong("d21.s1", "means only", {}, "spreads three times as far", cells={"stretch": _DRIFT_MEAN}),
    Wrong(
        "d21.s1",
        "any difference",
        {},
        "nothing has moved",
        cells={
            "stretch": "def drifted(reference, new):\n    return list(new.columns[(new.mean() - reference.mean()).abs() > 0])\n"
        },
    ),
]
