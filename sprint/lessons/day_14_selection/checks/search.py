"""Day 14, the search: it learns, every fold scales for itself, and noise promises nothing."""

import numpy as np

from sprint.checks.api import (
    SPLIT_NAMES,
    Work,
    check,
    fit_search,
    make_problem_like,
    mean_test_scores,
    noise_scores,
    predict,
    rescaled_search_scores,
)

from .common import split_rows


@check(
    "d14.c1", "make_search() finds a setting that works on rows it has not seen", names=("make_search", *SPLIT_NAMES)
)
def search_learns(work: Work) -> str:
    """Your `make_search()` is called for a new search, which is fitted on a problem made up on the spot.

    Every column helps a little there, and it has to get 75 % of new rows right, where guessing gives 50 %.
    It also has to have tried two settings or more, each on rows that did not learn.
    """
    X, y = make_problem_like(split_rows(work)[0], 500)
    search, promise = fit_search(work, X[:250], y[:250])
    kept = float(np.mean(predict(search, X[250:]) == y[250:]))
    work.require(
        kept >= 0.75,
        f"{kept:.0%} right on new rows of a made-up problem",
        "at least 75 %",
        next="which steps are in the pipeline, and which values in the grid?",
    )
    tried = len(mean_test_scores(search))
    work.require(
        tried >= 2, f"{tried} setting was tried", "two or more", next="give one knob several values in the grid"
    )
    return f"{tried} settings, promise {promise:.2f}, kept {kept:.2f}"


@check("d14.c2", "every fold scales for itself: units do not matter", names=("make_search",), needs=("d14.c1",))
def units_do_not_matter(work: Work) -> str:
    """Two new searches of yours are fitted on the same made-up rows, the second with all columns but one in another unit.

    If the scaler is a step of the pipeline, it undoes the change in every fold: the promise stays. If it was
    fitted outside, or not at all, the one column drowns all others.
    """
    X, y = make_problem_like(work.get("X_train"), 250)
    before, after = rescaled_search_scores(work, X, y)
    work.require(
        before - after <= 0.07,
        f"with all columns but one in another unit best_score_ goes from {before:.2f} to {after:.2f}",
        "the same score in any unit",
        because="scaling is not a step of the pipeline that is searched",
        next="which object is the first argument of GridSearchCV, and which steps does it have?",
    )
    return f"promise {before:.2f} in both units"


@check("d14.c3", "on pure noise the search promises nothing", names=("make_search",), needs=("d14.c1",))
def noise_promises_nothing(work: Work) -> str:
    """Your search is fitted on random columns and classes from coin tosses, several times, and asked about new noise.

    There is nothing to learn, so what it promises and what it keeps must both be chance. A promise that is more than 0.15
    too high means that the rows that judge had a part in what was learned: in choosing columns, in scaling, or because
    they are among the rows that learn.
    """
    promise, kept = noise_scores(work)
    work.require(
        promise - kept <= 0.15,
        f"on pure noise the search promises {promise:.2f} and keeps {kept:.2f}",
        "no promise above chance",
        because="the rows that judge have helped to learn",
        next="look for something that is fitted on all rows before the folds are cut, and at cv",
    )
    return f"noise: promise {promise:.2f}, kept {kept:.2f}"
