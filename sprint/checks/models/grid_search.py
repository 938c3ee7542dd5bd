"""Probes of a search for the best setting: its promise must not depend on units, and noise must promise nothing."""

from collections.abc import Iterator

import numpy as np

from sprint.checks.compare.values import format_value, to_float
from sprint.checks.models.arrays import Floats, Labels, Table
from sprint.checks.models.fitting import build_model
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work
from sprint.lab.supervisor.session import LearnerError, Remote

FIT_SECONDS = 90.0
"""What one search may take; it fits many models."""
WIDE, NARROW = 500, 20
"""Columns of noise: many, so that choosing among them shows, or few where a pipeline cannot take many."""

LOG_SCALED_PARAMETERS = (
    "C",
    "gamma",
    "alpha",
    "tol",
    "learning_rate",
    "reg_lambda",
    "reg_alpha",
    "coef0",
    "var_smoothing",
)
"""Knobs that are looked at over powers of ten."""


def fit_search(work: Work, X: Table, y: Labels, maker: str = "make_search") -> tuple[Remote, float]:
    """Fit a new search of the learner's on rows we chose; return it and the score it promises.

    Args:
        work: the learner's work.
        X: features, (n, p).
        y: classes, (n,).
        maker: the learner's function that makes the unfitted search.

    Raises:
        Failed: what it makes is no search.
    """
    search = build_model(work, maker)
    work.session.call(search.attribute("fit").target, X, y, keep=True, seconds=FIT_SECONDS)
    try:
        promise = to_float(search.attribute("best_score_").get())
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
    if search.attribute("refit").get() is False:
        raise Failed(
            f"{maker}() gives a search with refit=False, which keeps no model",
            "a search that fits its best setting again on all rows it was given",
            next="leave refit out: True is what it is unless told otherwise",
        )
    return search, promise


def rescaled_search_scores(work: Work, table: Table, y: Labels, maker: str = "make_search") -> tuple[float, float]:
    """Fit a search twice, the second time with all columns but the first divided by a million.

    A model that does not scale hears the first column only.

    Args:
        work: the learner's work.
        table: features, (n, p), in the form the learner's pipeline takes; see `make_problem_like`.
        y: classes, (n,).
        maker: the learner's function that makes the unfitted search.

    Returns:
        The score promised before and after.
    """
    other = table * np.where(np.arange(np.shape(table)[1]) == 0, 1, 1e-6)
    return fit_search(work, table, y, maker)[1], fit_search(work, other, y, maker)[1]


def noise_scores(work: Work, maker: str = "make_search", runs: int = 3) -> tuple[float, float]:
    """Return what a search promises on pure noise, and what it then keeps on new noise.

    Columns and classes have nothing to do with each other, so both are at chance, whatever the score is called. Where
    anything has seen the rows it is judged on, the promise is higher. Picking the best of many settings alone
    promises up to 0.1 too much, so a gap above that is measured on twice as many runs.

    Args:
        work: the learner's work.
        maker: the learner's function that makes the unfitted search.
        runs: how many searches are averaged.
    """
    try:
        pairs = [_noise_run(work, WIDE, maker) for _ in range(runs)]
        if np.subtract(*np.mean(pairs, axis=0)) > 0.1:
            pairs += [_noise_run(work, WIDE, maker) for _ in range(runs)]
    except LearnerError:
        pairs = [_noise_run(work, NARROW, maker) for _ in range(runs)]
    promise, kept = np.mean(pairs, axis=0)
    return float(promise), float(kept)


def _noise_run(work: Work, columns: int, maker: str) -> tuple[float, float]:
    rng = np.random.default_rng()
    X, y = rng.normal(size=(600, columns)), rng.integers(0, 2, 600)
    search, promise = fit_search(work, X[:200], y[:200], maker)
    return promise, float(search.attribute("score")(X[200:], y[200:]))


def mean_test_scores(search: Remote) -> Floats:
    """Return the mean score of each setting on the rows that judged, (settings,).

    Raises:
        Failed: it is no search, or not fitted.
    """
    try:
        results = search.attribute("cv_results_").get()
    except LearnerError as error:
        raise Failed(
            f"there is no cv_results_ in {search.look()['text']}",
            "a fitted search",
            next="make_search() gives it unfitted; call its fit",
        ) from error
    key = "mean_test_score"
    if key not in results:  # of several scores, refit names the one that counts
        refit = search.attribute("refit").get()
        key = f"mean_test_{refit}"
        if key not in results:
            raise Failed(
                f"cv_results_ has several scores, and refit is {format_value(refit)}",
                "one score that the best setting goes by",
                next="with several scores, refit names the one that counts",
            )
    return np.asarray(results[key], dtype=float)


def validation_curves(
    work: Work, name: str, values: Floats, rows: tuple[str, str] = ("X_train", "y_train")
) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield each numeric knob of a search's pipeline with its validation curve, the knobs of the grid first.

    The curve is a pair of means, (values,): on the rows that learned and on those that judged. It is computed in the
    learner's process in five folds, for the pipeline as it was and with the best setting.

    Args:
        work: the learner's work.
        name: the learner's name of the fitted search.
        values: values of the knob, (values,).
        rows: the learner's names of the features and classes that are cut into folds.
    """
    search = work.remote(name)
    X, y = (work.remote(part) for part in rows)
    curve = work.session.imported("sklearn.model_selection:validation_curve")
    scoring = search.attribute("scoring").get()
    for estimator in ("estimator", "best_estimator_"):
        pipeline = search.attribute(estimator)
        for knob in _knobs(search, pipeline):
            for score in dict.fromkeys([None, scoring] if isinstance(scoring, str) else [None]):
                settings = {"param_name": knob, "param_range": values.tolist(), "cv": 5, "scoring": score}
                try:
                    learned, judged = curve(pipeline, X, y, **settings)
                except LearnerError:
                    continue
                if np.isfinite(learned).all() and np.isfinite(judged).all():
                    yield knob, np.mean(learned, axis=1), np.mean(judged, axis=1)


def _knobs(search: Remote, pipeline: Remote) -> list[str]:
    """Return the numeric knobs of a pipeline, those of the grid first."""
    held = pipeline.attribute("get_params")()
    numeric = [name for name, value in held.items() if isinstance(value, int | float) and not isinstance(value, bool)]
    tried = search.attribute("cv_results_").get()["params"]
    searched_for = [name for name in tried[0] if name in held and not isinstance(tried[0][name], str | bool)]
    known = [
        name for name in held if name.rpartition("__")[2] in (*LOG_SCALED_PARAMETERS, "max_depth", "max_leaf_nodes")
    ]
    return list(dict.fromkeys([*searched_for, *known, *numeric]))


def make_problem_like(table: Table, rows: int) -> tuple[Table, Labels]:
    """Return a new problem in the form of a learner's table: X (rows, p) and two classes (rows,).

    Every column tells the classes apart a little (alone 75 %), all together well, so that any sound model learns it and
    one that listens to a single column does not. A frame gets the names of the table's columns.
    """
    rng = np.random.default_rng()
    columns = np.shape(table)[1]
    y = rng.integers(0, 2, rows)
    numbers = rng.normal(size=(rows, columns)) + 1.35 * np.outer(y, rng.choice([-1, 1], columns))
    if hasattr(table, "columns"):
        import pandas as pd

        return pd.DataFrame(numbers, columns=table.columns), y
    return numbers, y
