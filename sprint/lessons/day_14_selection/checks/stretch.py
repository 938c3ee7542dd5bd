"""Day 14, stretch: nested cross-validation, which judges the whole search."""

from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedKFold

from sprint.checks.api import (
    SPLIT_NAMES,
    Array,
    Failed,
    Labels,
    Table,
    Work,
    check,
    fit_search,
    format_value,
    make_problem_like,
    stack_rows,
)

from .common import split_rows

NESTED_SECONDS = 180.0
"""What fifteen searches on 60 rows may take together."""


@check(
    "d14.s1",
    "Stretch: nested judges the whole search",
    names=("nested", "nested_score", *SPLIT_NAMES, "search"),
    needs=("d14.c4",),
    stretch=True,
)
def search_is_judged(work: Work) -> str:
    """`nested` is called on three tables of random numbers with coin tosses as classes: any promise there is luck.

    There and on your own rows, five searches of yours are fitted and judged here as well. Folds cut in another way may
    move the mean a little. A search that judges itself, or a setting chosen beforehand, is recognised by its score.
    """
    X_train, X_test, y_train, y_test = split_rows(work)
    problems = [_coins(X_train) for _ in range(3)]
    results = work.function("nested").each(problems, seconds=NESTED_SECONDS)
    got = np.array([_as_score(result) for result in results])
    own = np.array([_nested(work, X, y) for X, y in problems])
    if not np.allclose(got, own):
        others = [_other_scores(work, X, y) for X, y in problems]
        slip = next((text for text in others[0] if np.allclose(got, [other[text] for other in others])), "")
        work.require(
            not slip and abs(np.mean(got - own)) <= 0.15,
            f"on three tables with tossed coins nested gives {', '.join(f'{score:.3f}' for score in got)}",
            f"about {', '.join(f'{score:.3f}' for score in own)}",
            because=slip,
            next="which object is the first argument of cross_val_score? It should be a whole search, not fitted yet",
        )
    work.proved("nested on three tables with tossed coins")
    score, promise = work.number("nested_score"), float(work.remote("search").attribute("best_score_").get())
    expected = _nested(work, stack_rows(X_train, X_test), np.concatenate([y_train, y_test]))
    promised = score < 1 and np.isclose(score, promise, rtol=0, atol=1e-9)
    work.require(
        not promised and abs(score - expected) <= 0.06,
        f"nested_score is {format_value(score)}",
        f"about {format_value(expected)}, the mean over five folds of all rows",
        because="that is search.best_score_" if promised else "",
        next="nested_score = nested(X, y), with all rows of your data",
    )
    return f"nested {score:.3f}, promised {promise:.3f}"


def _coins(table: Table) -> tuple[Table, Labels]:
    """Return new rows in the form of a learner's table, with classes that have nothing to do with them."""
    X, y = make_problem_like(table, 60)
    return X, np.random.default_rng().permutation(y)


def _as_score(result: Any) -> float:
    """Return the one number that `nested` gives."""
    if np.ndim(result) or not isinstance(result, int | float | np.number):
        move = (
            "does it end with `return`?" if result is None else "cross_val_score gives one score a fold: take the mean"
        )
        raise Failed(f"nested gives {format_value(result)}", "one number", next=move)
    return float(result)


def _nested(work: Work, X: Table, y: Labels) -> float:
    """Return the mean score of five new searches of the learner's, each on the fold it has not seen."""
    scores = []
    for learn, judge in StratifiedKFold(5).split(X, y):
        search, _ = fit_search(work, _rows(X, learn), y[learn])
        scores.append(float(search.attribute("score")(_rows(X, judge), y[judge])))
    return float(np.mean(scores))


def _rows(X: Table, places: Array) -> Table:
    return X.iloc[places] if hasattr(X, "iloc") else X[places]


def _other_scores(work: Work, X: Table, y: Labels) -> dict[str, float]:
    """Return the scores that usual slips give, by what they are."""
    search, promise = fit_search(work, X, y)
    cross = work.session.imported("sklearn.model_selection:cross_val_score")
    settings = {
        "the score of one setting, chosen on all the rows": search.attribute("best_estimator_"),
        "the score of the one setting that `search` had found": work.remote("search").attribute("best_estimator_"),
        "the score of the pipeline without a search": search.attribute("estimator"),
    }
    return {
        "that is what a single search promises, best_score_": promise,
        "a search was asked about the rows it has learned from": float(search.attribute("score")(X, y)),
        **{f"that is {text}": float(np.mean(cross(one, X, y, cv=5))) for text, one in settings.items()},
    }
