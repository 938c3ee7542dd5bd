"""Day 14: how a search for the best setting is proved to keep its judges apart, by what it promises."""

from typing import Any

import numpy as np
from sklearn.datasets import load_wine
from sklearn.model_selection import StratifiedKFold

from sprint.checks.api import (
    LOG_SCALED_PARAMETERS,
    Failed,
    KnownMistake,
    Remote,
    Work,
    analysis_check,
    check,
    figure_check,
    fit_search,
    format_value,
    make_problem_like,
    mean_test_scores,
    noise_scores,
    predict,
    require_aligned_labels,
    require_raw_rows,
    require_row_independence,
    rescaled_search_scores,
    stack_rows,
    validation_curves,
)

SPLIT = ("X_train", "X_test", "y_train", "y_test")
MOST_PLACES = 8
"""At how many values of the knob the curve is computed again."""
MOST_ROWS = 20_000
"""Up to how many rows the learner's own table is looked through."""
NESTED_SECONDS = 180.0
"""What fifteen searches on 60 rows may take together."""


def _split(work: Work) -> tuple[Any, Any, Any, Any]:
    """Return the learner's training and test rows, features as they are held."""
    X_train, X_test = work.get("X_train"), work.get("X_test")
    y_train, y_test = work.array("y_train", (None,)), work.array("y_test", (None,))
    for name, X in (("X_train", X_train), ("X_test", X_test)):
        if isinstance(X, Remote) or np.ndim(X) != 2 or np.asarray(X).dtype.kind not in "iufb":
            raise Failed(
                f"{name} is {format_value(X)}",
                "a table whose columns are numbers",
                next=f"print(type({name}), {name}.shape)",
            )
    for side, X, y in (("train", X_train, y_train), ("test", X_test, y_test)):
        if len(X) != len(y):
            raise Failed(
                f"X_{side} has {len(X)} rows, y_{side} {len(y)}",
                "the same number",
                next="look at the order of the four names train_test_split gives back",
            )
    return X_train, X_test, y_train, y_test


@check("d14.c1", "make_search() finds a setting that works on rows it has not seen", names=("make_search", *SPLIT))
def search_learns(work: Work) -> str:
    """Your `make_search()` is called for a new search, which is fitted on a problem made up on the spot.

    Every column helps a little there, and it has to get 75 % of new rows right, where guessing gives 50 %.
    It also has to have tried two settings or more, each on rows that did not learn.
    """
    X, y = make_problem_like(_split(work)[0], 500)
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


@check("d14.c4", "search saw the training rows only, and saw them raw", names=(*SPLIT, "search"), needs=("d14.c1",))
def test_rows_are_unseen(work: Work) -> str:
    """No test row stands among the training rows, labels belong to their rows, nothing was done to them before the split.

    And `search` has learned from `X_train`, nothing from the rows it is asked about. A score cannot show that, so two new
    searches of yours are fitted, on the training rows and on all rows, and the scores in `search.cv_results_` have to be
    those of the first.
    """
    X_train, X_test, y_train, y_test = _split(work)
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size",
    )
    _labels_belong(work, {"train": (X_train, y_train), "test": (X_test, y_test)})
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


def _labels_belong(work: Work, parts: dict[str, tuple[Any, Any]]) -> None:
    """Fail if labels stand beside rows of other labels in the wines, or else in the learner's own X and y."""
    require_aligned_labels(work, parts, load_wine(return_X_y=True, as_frame=hasattr(parts["train"][0], "columns")))
    if not {"X", "y"} <= work.run.names or (work.remote("X").look()["length"] or 0) > MOST_ROWS:
        return
    X, y = work.get("X"), work.get("y")
    if np.ndim(X) == 2 and np.shape(y) == (len(X),):
        require_aligned_labels(work, parts, (X, y), few_will_do=True)


@check(
    "d14.c5",
    "the curves are those of one knob of the pipeline",
    names=("param_range", "train_scores", "valid_scores"),
    needs=("d14.c4",),
)
def curve_is_recomputed(work: Work) -> str:
    """Your pipeline is fitted again in five folds for the values in `param_range`, for each of its numeric knobs.

    For one of them `train_scores` and `valid_scores` have to come out, up to the luck of the folds. And the range has to be
    wide enough: five values, two powers of ten for a scale, and no best value at an edge where the curve still rises.
    """
    values = _values(work)
    train, valid = (_means(work, name, len(values)) for name in ("train_scores", "valid_scores"))
    if np.allclose(train, valid):
        raise Failed(
            "train_scores and valid_scores are the same",
            "two different curves",
            next="validation_curve gives two tables: which one is first?",
        )
    knob, expected = _matching_knob(work, values, train, valid)
    if knob.rpartition("__")[2] in LOG_SCALED_PARAMETERS:
        work.require(
            values[0] > 0 and values[-1] / values[0] >= 99,
            f"param_range runs from {format_value(values[0])} to {format_value(values[-1])}",
            "two powers of ten or more",
            next="np.logspace(-3, 3, 7) gives 0.001, 0.01, …, 1000",
        )
    best = int(np.argmax(expected))
    inside = np.delete(expected, best)
    work.require(
        best not in (0, len(values) - 1) or expected[best] - inside.max() <= 0.02,
        f"the best value is {format_value(values[best])}, at the edge of param_range, and the curve still rises there",
        "a range that reaches beyond the best value",
        next="extend the range on that side",
    )
    return f"{knob}, {len(values)} values, best {format_value(values[best])}"


def _values(work: Work) -> Any:
    values = work.array("param_range", (None,))
    rising = values.dtype.kind in "iuf" and np.all(np.diff(values.astype(float)) > 0)
    work.require(
        rising and len(values) >= 5,
        f"param_range has {len(values)} values" + ("" if rising else ", not all rising numbers"),
        "five or more, in rising order",
        next="print(param_range)",
    )
    return values


def _means(work: Work, name: str, count: int) -> Any:
    """Return one mean score for each value of the knob."""
    scores = work.array(name)
    if scores.dtype.kind != "f" or scores.ndim not in (1, 2) or len(scores) != count:
        raise Failed(
            f"{name} has shape {scores.shape}",
            f"shape ({count},) or ({count}, folds): one row for each value",
            because="the mean was taken over the values, not over the folds" if scores.ndim == 1 else "",
            next="axis=1 runs over the folds",
        )
    return scores if scores.ndim == 1 else scores.mean(axis=1)


def _matching_knob(work: Work, values: Any, train: Any, valid: Any) -> tuple[str, Any]:
    """Return the knob that gives these curves, and the curve of the rows that judged, computed again."""
    places = np.unique(np.linspace(0, len(values) - 1, MOST_PLACES).round().astype(int))
    nearest: tuple[float, str, Any, Any] = (np.inf, "", None, None)
    for knob, learned, judged in validation_curves(work, "search", values[places]):
        if _same_curves((learned, judged), (train[places], valid[places])):
            _of_training_rows(work, knob, values[places], (learned, judged), (train[places], valid[places]))
            work.proved(f"the curves of {knob}")
            return knob, valid
        far = float(np.abs(learned - train[places]).mean() + np.abs(judged - valid[places]).mean())
        if far < nearest[0]:
            nearest = far, knob, learned, judged
    _, knob, learned, judged = nearest
    if not knob:
        raise Failed(
            "no numeric knob of the pipeline takes the values in param_range",
            "a knob of the pipeline in make_search()",
            next="print(make_search().estimator.get_params())",
        )
    swapped = _same_curves((learned, judged), (valid[places], train[places]))
    far_off = int(np.argmax(np.abs(judged - valid[places]) + np.abs(learned - train[places])))
    at = places[far_off]
    raise Failed(
        f"at {format_value(values[at])} train_scores has {train[at]:.2f} and valid_scores {valid[at]:.2f}",
        f"about {learned[far_off]:.2f} and {judged[far_off]:.2f}, if the knob is {knob}",
        because="the two curves are in each other's place" if swapped else "",
        next="validation_curve with the pipeline of make_search(), X_train and y_train gives both, in this order",
    )


def _of_training_rows(work: Work, knob: str, values: Any, alone: tuple[Any, Any], found: tuple[Any, Any]) -> None:
    """Fail if the curves are exactly those of all rows, `X` and `y`, and not those of the training rows."""
    if not {"X", "y"} <= work.run.names or np.allclose(alone, found, rtol=0, atol=1e-9):
        return
    everything = (both for name, *both in validation_curves(work, "search", values, ("X", "y")) if name == knob)
    work.require(
        not any(np.allclose(both, found, rtol=0, atol=1e-9) for both in everything),
        "train_scores and valid_scores are those of X and y, the test rows among them",
        "the curves of X_train and y_train",
        because="a value that is chosen on all rows has seen the test",
        next="which rows does validation_curve get?",
    )


def _same_curves(first: tuple[Any, Any], second: tuple[Any, Any]) -> bool:
    """Tell whether two pairs of curves are the same up to the luck of the folds."""
    return all(np.abs(one - other).mean() <= 0.04 for one, other in zip(first, second, strict=True))


@check("d14.c6", "test_score is the score on the test rows", names=("test_score",), needs=("d14.c4",))
def test_score_is_recomputed(work: Work) -> str:
    """`test_score` is computed once more: the score of your `search` on `X_test`.

    Accuracy, or the score your search was told to use. The promise `best_score_` and the score on the training rows
    are other numbers, and both look better than they should.
    """
    X_train, X_test, y_train, y_test = _split(work)
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
    work.equal("test_score", got, expected, slips=slips, next="search.score takes the test rows and their truth")
    work.metric("test_score", expected)
    work.metric("cv_score", promise)
    return f"test {expected:.3f}"


def _shows(name: str) -> Any:
    def shows(work: Work, figure: Any) -> bool:
        values, scores = work.array("param_range", (None,)), work.array(name)
        means = scores if scores.ndim == 1 else scores.mean(axis=1)
        return len(means) == len(values) and bool(figure.has_line(values, means))

    return shows


view = figure_check(
    "d14.c7",
    "View: the validation curve is drawn",
    "A figure of this run with something inside its axes. We look for lines through the means of `train_scores` and "
    "`valid_scores` over `param_range`; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the rows that learned": _shows("train_scores"), "the rows that judged": _shows("valid_scores")},
)

analysis = analysis_check(
    "d14.c8",
    "Where on the curve is bias, where is variance, and which value would you take?",
    numbers=("param_range", "train_scores", "valid_scores", "test_score"),
)


@check(
    "d14.s1",
    "Stretch: nested judges the whole search",
    names=("nested", "nested_score", *SPLIT, "search"),
    needs=("d14.c4",),
    stretch=True,
)
def search_is_judged(work: Work) -> str:
    """`nested` is called on three tables of random numbers with coin tosses as classes: any promise there is luck.

    There and on your own rows, five searches of yours are fitted and judged here as well. Folds cut in another way may
    move the mean a little. A search that judges itself, or a setting chosen beforehand, is recognised by its score.
    """
    X_train, X_test, y_train, y_test = _split(work)
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


def _coins(table: Any) -> tuple[Any, Any]:
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


def _nested(work: Work, X: Any, y: Any) -> float:
    """Return the mean score of five new searches of the learner's, each on the fold it has not seen."""
    scores = []
    for learn, judge in StratifiedKFold(5).split(X, y):
        search, _ = fit_search(work, _rows(X, learn), y[learn])
        scores.append(float(search.attribute("score")(_rows(X, judge), y[judge])))
    return float(np.mean(scores))


def _rows(X: Any, places: Any) -> Any:
    return X.iloc[places] if hasattr(X, "iloc") else X[places]


def _other_scores(work: Work, X: Any, y: Any) -> dict[str, float]:
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
