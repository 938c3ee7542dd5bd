"""The starter's layout with other data, and pages with headings of one's own."""

from sprint.course.examples import Right

SIDE_BY_SIDE = """import json
from sklearn.dummy import DummyClassifier
from train import split, train
X_train, X_test, y_train, y_test = split()
scores = {"baseline": DummyClassifier().fit(X_train, y_train), "model": train()}
print(json.dumps({name: {"accuracy": round(model.score(X_test, y_test), 3)} for name, model in scores.items()}))
"""

RIGHT = (
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
        files={"capstone/wine.csv.gz": "", "capstone/evaluate.py": SIDE_BY_SIDE},
    ),
)
