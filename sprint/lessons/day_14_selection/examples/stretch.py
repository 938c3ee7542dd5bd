"""Day 14: examples for checks/stretch.py."""

from sprint.course.examples import Right, Wrong

STRETCH = """
from sklearn.model_selection import cross_val_score


def nested(X, y):
    return cross_val_score(make_search(), X, y, cv=5).mean()


nested_score = nested(X, y)
"""
STRETCH_SHUFFLED = """
from sklearn.base import clone
from sklearn.model_selection import StratifiedKFold


def nested(X, y):
    scores = []
    for learn, judge in StratifiedKFold(5, shuffle=True).split(X, y):
        inner = clone(search).fit(X[learn], y[learn])
        scores.append(np.mean(inner.predict(X[judge]) == y[judge]))
    return sum(scores) / len(scores)


nested_score = nested(X, y)
"""

RIGHT = (
    Right("the stretch", cells={"stretch": STRETCH}, proves="d14.s1"),
    Right("the stretch with folds of its own", cells={"stretch": STRETCH_SHUFFLED}, proves="d14.s1"),
)

WRONG = (
    Wrong(
        "d14.s1",
        "nested is the promise of one search",
        {},
        "a single search promises",
        cells={
            "stretch": STRETCH.replace(
                "cross_val_score(make_search(), X, y, cv=5).mean()", "make_search().fit(X, y).best_score_"
            )
        },
    ),
    Wrong(
        "d14.s1",
        "nested judges the setting found before",
        {},
        "one setting that `search` had found",
        cells={"stretch": STRETCH.replace("make_search()", "search.best_estimator_")},
    ),
    Wrong(
        "d14.s1",
        "the promise kept as nested_score",
        {},
        "that is search.best_score_",
        cells={"stretch": STRETCH.replace("nested_score = nested(X, y)", "nested_score = search.best_score_")},
    ),
)
