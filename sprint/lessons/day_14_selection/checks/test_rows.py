"""Day 14, the test rows: nothing learned from them, and the score they give."""

import numpy as np
from sklearn.datasets import load_wine

from sprint.checks.api import (
    SPLIT_NAMES,
    Failed,
    KnownMistake,
    Labels,
    Table,
    Work,
    check,
    fit_search,
    mean_test_scores,
    predict,
    require_aligned_labels,
    require_raw_rows,
    require_row_independence,
    stack_rows,
)

from .common import split_rows

MOST_ROWS = 20_000
"""Up to how many rows the learner's own table is looked through."""


@check(
    "d14.c4", "search saw the training rows only, and saw them raw", names=(*SPLIT_NAMES, "search"), needs=("d14.c1",)
)
def test_rows_are_unseen(work: Work) -> str:
    """No test row stands among the training rows, labels belong to their rows, nothing was done to them before the split.

    And `search` has learned from `X_train`, nothing from the rows it is asked about. A score cannot show that, so two new
    searches of yours are fitted, on the training rows and on all rows, and the scores in `search.cv_results_` have to be
    those of the first.
    """
    X_train, X_test, y_train, y_test = split_rows(work)
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size",
    )
    _labels_belong(work, {"train": (X_train, y_train), "test": (X_test, y_test)})
    _no_row_twice(X_train, X_test)
    require_raw_rows(work, np.asarray(X_train, dtype=float), np.asarray(X_test, dtype=float))
    got = mean_test_scores(work.remote("search"))
    require_row_independence(work, "search", X_test)
    alone = mean_test_scores(fit_search(work, X_train, y_train)[0])
    if got.shape != alone.shape:
        raise Failed(
            f"search has tried {len(got)} settings, make_search() tries {len(alone)}",
            "a search that make_search() made",
            next="search = make_search().fit(…)",
        )
    everything = mean_test_scores(fit_search(work, stack_rows(X_train, X_test), np.concatenate([y_train, y_test]))[0])
    far, near = np.nanmean(np.abs(got - alone)), np.nanmean(np.abs(got - everything))
    work.require(
        far <= 1e-6 or near >= 0.3 * far,
        "search has the scores of one that was fitted on the test rows as well",
        "a search fitted on X_train and y_train only",
        next="what goes into the fit of `search`?",
    )
    return f"{len(y_test)} of {len(y_test) + len(y_train)} rows kept back"


def _no_row_twice(X_train: Table, X_test: Table) -> None:
    """Fail if rows of X_train, (n, p), are copies of each other, or stand in X_test, (m, p), as well."""
    known = {row.tobytes() for row in np.ascontiguousarray(X_train)}
    copies = len(X_train) - len(known)
    if copies > 0.05 * len(X_train):
        raise Failed(
            f"{copies} of {len(X_train)} rows of X_train are copies of another one",
            "each row once",
            because="a row that learns in one fold judges as its copy in the next, so the promise is too high",
            next="print the shape of X_train right after the split, and before the search",
        )
    shared = sum(row.tobytes() in known for row in np.ascontiguousarray(X_test))
    if shared > 0.05 * len(X_test):
        raise Failed(
            f"{shared} of {len(X_test)} rows of X_test are also in X_train",
            "no row on both sides",
            next="print the shapes of X, X_train and X_test right after the split",
        )


def _labels_belong(work: Work, parts: dict[str, tuple[Table, Labels]]) -> None:
    """Fail if labels stand beside rows of other labels in the wines, or else in the learner's own X and y."""
    require_aligned_labels(work, parts, load_wine(return_X_y=True, as_frame=hasattr(parts["train"][0], "columns")))
    if not {"X", "y"} <= work.run.names or (work.remote("X").look()["length"] or 0) > MOST_ROWS:
        return
    X, y = work.get("X"), work.get("y")
    if np.ndim(X) == 2 and np.shape(y) == (len(X),):
        require_aligned_labels(work, parts, (X, y), few_will_do=True)


@check("d14.c6", "test_score is the score on the test rows", names=("test_score",), needs=("d14.c4",))
def test_score_is_recomputed(work: Work) -> str:
    """`test_score` is computed once more: the score of your `search` on `X_test`.

    Accuracy, or the score your search was told to use. The promise `best_score_` and the score on the training rows
    are other numbers, and both look better than they should.
    """
    X_train, X_test, y_train, y_test = split_rows(work)
    search = work.remote("search")
    accuracy = float(np.mean(predict(search, X_test) == y_test))
    own = float(search.attribute("score")(X_test, y_test))
    got, promise = work.number("test_score"), float(search.attribute("best_score_").get())
    expected = own if abs(got - own) <= abs(got - accuracy) else accuracy
    slips = [
        KnownMistake(promise, "the promise from the folds, best_score_", "ask the test rows"),
        KnownMistake(
            float(search.attribute("score")(X_train, y_train)), "the score on the training rows", "which rows go in?"
        ),
        KnownMistake(1 - accuracy, "the share of errors", "the share of right answers is asked for"),
        KnownMistake(100 * accuracy, "the score as a percentage", "leave it between 0 and 1"),
    ]
    work.require_equal(
        "test_score", got, expected, slips=slips, next="search.score takes the test rows and their truth"
    )
    work.metric("test_score", expected)
    work.metric("cv_score", promise)
    return f"test {expected:.3f}"
