"""Probes of a search for the best setting: its promise must not depend on units, and noise must promise nothing."""

from typing import Any

from sprint.checks.probes import build, predictions
from sprint.checks.same import number
from sprint.checks.words import Failed
from sprint.checks.work import Work
from sprint.lab.session import LearnerError, Remote

FIT_SECONDS = 90.0
"""What one search may take; it fits many models."""
WIDE, NARROW = 500, 20
"""Columns of noise: many, so that choosing among them shows, or few where a pipeline cannot take many."""


def searched(work: Work, X: Any, y: Any, maker: str = "make_search") -> tuple[Remote, float]:
    """Fit a new search of the learner's on rows we chose; return it and the score it promises (probe B2).

    Args:
        work: the learner's work.
        X: features, (n, p).
        y: classes, (n,).
        maker: the learner's function that makes the unfitted search.

    Raises:
        Failed: what it makes is no search.
    """
    search = build(work, maker)
    work.session.call(search.attribute("fit").target, X, y, keep=True, seconds=FIT_SECONDS)
    try:
        promise = number(search.attribute("best_score_").get())
    except LearnerError as error:
        if error.kind != "missing":
            raise
        promise = None
    if promise is None:
        raise Failed(
            f"{maker}() gives {search.look()['text']}, without best_score_ after its fit",
            "a search over settings, as GridSearchCV",
            next=f"print({maker}()): the pipeline goes into the search, and the search is returned",
        )
    return search, promise


def search_in_units(
    work: Work, table: Any, y: Any, rows: int, maker: str = "make_search"
) -> tuple[float, float, float]:
    """Fit a search twice, the second time with the telling column divided by a million (probe B5).

    Args:
        work: the learner's work.
        table: features, (n, p), the first column telling most; in the form the learner's pipeline takes.
        y: classes, (n,).
        rows: how many rows are for the fit; the rest is predicted.
        maker: the learner's function that makes the unfitted search.

    Returns:
        The score promised before and after, and the share of new rows with the same answer.
    """
    import numpy as np

    other = table.copy()
    if hasattr(other, "columns"):
        other[other.columns[0]] /= 1e6
    else:
        other[:, 0] /= 1e6
    before, promise = searched(work, table[:rows], y[:rows], maker)
    after, other_promise = searched(work, other[:rows], y[:rows], maker)
    same = np.mean(predictions(before, table[rows:]) == predictions(after, other[rows:]))
    return promise, other_promise, float(same)


def noise_gap(work: Work, maker: str = "make_search", runs: int = 3) -> tuple[float, float]:
    """Return what a search promises on pure noise, and what it then keeps on new noise (probe B8).

    Columns and classes have nothing to do with each other, so both are at chance, whatever the score is called. Where
    anything has seen the rows it is judged on, the promise is higher. Picking the best of many settings alone
    promises up to 0.1 too much, so a gap above that is measured on twice as many runs.

    Args:
        work: the learner's work.
        maker: the learner's function that makes the unfitted search.
        runs: how many searches are averaged.
    """
    import numpy as np

    try:
        pairs = [_noise_run(work, WIDE, maker) for _ in range(runs)]
        if np.subtract(*np.mean(pairs, axis=0)) > 0.1:
            pairs += [_noise_run(work, WIDE, maker) for _ in range(runs)]
    except LearnerError:
        pairs = [_noise_run(work, NARROW, maker) for _ in range(runs)]
    promise, kept = np.mean(pairs, axis=0)
    return float(promise), float(kept)


def _noise_run(work: Work, columns: int, maker: str) -> tuple[float, float]:
    import numpy as np

    rng = np.random.default_rng()
    X, y = rng.normal(size=(600, columns)), rng.integers(0, 2, 600)
    search, promise = searched(work, X[:200], y[:200], maker)
    return promise, float(search.attribute("score")(X[200:], y[200:]))
