"""Day 8: how the classifier and what was read off it are proved."""

from typing import Any

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import confusion_matrix, roc_auc_score
from sklearn.model_selection import train_test_split

from sprint.checks.api import (
    Failed,
    KnownMistake,
    Work,
    analysis_check,
    check,
    figure_check,
    fit_model,
    make_problem,
    predict,
    require_aligned_labels,
    require_learned_from_train,
    rescaling_effect,
)

SPLIT = ("X_train", "X_test", "y_train", "y_test")


def _auc(y_true: Any, score: Any) -> float:

    return float(roc_auc_score(y_true, score))


def _column(model: Any, positive: Any) -> int:
    """Return the column of `predict_proba` that belongs to a class."""
    classes = list(model.attribute("classes_").get())
    if positive not in classes:
        raise Failed(f"positive_label is {positive!r}", f"one of {classes}", next="print(model.classes_)")
    return classes.index(positive)


def _test_rows(work: Work) -> tuple[Any, Any]:
    """Return the learner's own test rows and their truth."""
    X_test, y_test = work.get("X_test"), work.array("y_test", (None,))
    if len(X_test) != len(y_test):
        raise Failed(
            f"X_test has {len(X_test)} rows, y_test {len(y_test)}",
            "the same number",
            next="look at the order of the four names train_test_split gives back",
        )
    return X_test, y_test


@check("d08.c1", "the model separates the classes on rows it has not seen", names=("make_model",))
def separates(work: Work) -> str:
    """Your `make_model()` is called for a new model, which is fitted and asked in two places.

    First on a split of the tumours that we draw anew for each check: it has to rank the rows it has not seen with an
    AUC of at least 0.97 (the worst of a hundred splits gave 0.98). Then on a small problem made up on the spot, so that
    knowing the tumours by heart is of no use.
    """
    X, y = load_breast_cancer(return_X_y=True)
    X_fit, X_new, y_fit, y_new = train_test_split(X, y, test_size=0.3, stratify=y)
    auc = _auc(y_new, predict(fit_model(work, X_fit, y_fit), X_new, "predict_proba")[:, 1])
    work.require(
        auc >= 0.97,
        f"AUC {auc:.3f} on {len(y_new)} rows the model has not seen",
        "an AUC of at least 0.97 on unseen rows",
        next="does make_model() scale before it classifies, and does fit get X and y in this order?",
    )
    X_made, y_made = make_problem()
    made = _auc(y_made[400:], predict(fit_model(work, X_made[:400], y_made[:400]), X_made[400:], "predict_proba")[:, 1])
    work.require(
        made >= 0.85,
        f"AUC {made:.3f} on a made-up problem that a straight line solves",
        "a model that learns from the rows it is given",
        next="make_model() has to return a model that learns everything in fit",
    )
    return f"AUC {auc:.3f}"


@check("d08.c2", "the test rows stayed unseen", names=(*SPLIT, "make_model", "model"), needs=("d08.c1",))
def split_is_clean(work: Work) -> str:
    """No row of `X_test` may stand in `X_train`, each row has its own label beside it, and most of the tumours are used.

    And `model` must have learned from the training rows only.

    A score cannot show that: a model that has seen the test rows looks the same or a little better. So a new model of
    yours is fitted on `X_train`, another on all rows, and `model` has to answer like the first. And what it says of a row
    may not depend on the rows that come with it.
    """
    X_test, y_test = _test_rows(work)
    X_train, y_train = work.get("X_train"), work.array("y_train", (None,))
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size",
    )
    parts = {"train": (X_train, y_train), "test": (X_test, y_test)}
    require_aligned_labels(work, parts, load_breast_cancer(return_X_y=True, as_frame=hasattr(X_test, "columns")))
    require_learned_from_train(work, X_train, y_train, X_test, y_test, "predict_proba")
    return f"{len(y_test)} of {len(y_test) + len(y_train)} rows kept back"


@check(
    "d08.c3",
    "auc comes from the model's probabilities on X_test",
    names=("auc", "y_prob", "positive_label"),
    needs=("d08.c2",),
)
def auc_is_recomputed(work: Work) -> str:
    """`y_prob` and `auc` are computed once more from your `model` and your `X_test` and have to be the same.

    The area under the curve needs the ranking of the rows, so it needs probabilities. Hard 0/1 answers have only two
    ranks and give a lower area; the column of the other class gives one minus the area.
    """
    X_test, y_test = _test_rows(work)
    model, positive = work.remote("model"), work.get("positive_label")
    both = predict(model, X_test, "predict_proba")
    place = _column(model, positive)
    truth, y_prob = y_test == positive, work.array("y_prob")
    if y_prob.shape == both.shape:
        raise Failed(
            f"y_prob has shape {y_prob.shape}: both columns",
            f"one probability a row, shape {y_test.shape}",
            next="model.classes_ tells which column is which",
        )
    y_prob = work.array("y_prob", y_test.shape)
    work.equal(
        "the first of y_prob",
        *_first_difference(y_prob, both[:, place]),
        slips=_prob_slips(y_prob, both, place, predict(model, X_test), positive),
        next=f"positive_label is {positive}; compare y_prob with model.predict_proba(X_test)",
    )
    auc = _auc(truth, both[:, place])
    hard = predict(model, X_test) == positive
    work.equal(
        "auc",
        work.number("auc"),
        auc,
        slips=[
            KnownMistake(_auc(truth, hard), "what hard 0/1 predictions give", "look at what goes into roc_auc_score"),
            KnownMistake(
                1 - auc,
                "one minus the area: the column of the other class",
                "compare positive_label with the column you took",
            ),
            KnownMistake(float((hard == truth).mean()), "the accuracy", "roc_auc_score is the function for the area"),
        ],
        next="compute it from y_test and y_prob",
        abs=1e-6,
    )
    work.metric("auc", auc)
    work.metric("accuracy", float((hard == truth).mean()))
    return f"AUC {auc:.3f}"


def _first_difference(got: Any, expected: Any) -> tuple[float, float]:
    """Return the first pair of values that differ, or the first pair."""
    places = np.flatnonzero(~np.isclose(got.astype(float), expected, rtol=1e-5, atol=1e-7))
    place = int(places[0]) if len(places) else 0
    return float(got[place]), float(expected[place])


def _prob_slips(got: Any, both: Any, place: int, hard: Any, positive: Any) -> list[KnownMistake]:

    value, _ = _first_difference(got, both[:, place])
    other = np.allclose(got.astype(float), both[:, 1 - place], atol=1e-6)
    flat = np.array_equal(got, hard) or np.array_equal(got, hard == positive)
    slips = (
        [KnownMistake(value, "the probability of the other class", "model.classes_ tells the column order")]
        if other
        else []
    )
    return (
        [*slips, KnownMistake(value, "a hard answer, not a probability", "predict_proba gives probabilities")]
        if flat
        else slips
    )


@check("d08.c4", "roc is the curve of these probabilities", names=("roc",), needs=("d08.c3",))
def curve_is_recomputed(work: Work) -> str:
    """`roc` is a pair of arrays: the share of false alarms, then the share of hits, for every threshold.

    Both start at 0, end at 1 and never fall. The area under your two arrays has to be your `auc`; how many thresholds
    you kept is up to you.
    """
    roc = work.get("roc")
    if isinstance(roc, np.ndarray) and roc.ndim == 2:
        roc = list(roc)
    if not isinstance(roc, tuple | list) or len(roc) not in (2, 3):
        raise Failed(
            f"roc holds {type(roc).__name__}",
            "the pair (fpr, tpr)",
            next="roc_curve gives three arrays; keep the first two",
        )
    fpr, tpr = (np.asarray(part, dtype=float) for part in roc[:2])
    X_test, y_test = _test_rows(work)
    model, positive = work.remote("model"), work.get("positive_label")
    auc = _auc(y_test == positive, predict(model, X_test, "predict_proba")[:, _column(model, positive)])
    rising = np.all(np.diff(fpr) >= 0) and np.all(np.diff(tpr) >= 0)
    ends = fpr.shape == tpr.shape and fpr.size > 1 and [fpr[0], tpr[0], fpr[-1], tpr[-1]] == [0, 0, 1, 1]
    work.require(
        rising and ends,
        "the curve does not run from (0, 0) to (1, 1) without falling",
        "fpr and tpr both rising from 0 to 1",
        next="keep the arrays of roc_curve as they come, without the thresholds",
    )
    area = float(np.trapezoid(tpr, fpr))
    slips = [
        KnownMistake(
            1 - auc, "the area with fpr and tpr in each other's place", "roc is (fpr, tpr): false alarms first"
        )
    ]
    if len(fpr) <= 3:
        slips.append(
            KnownMistake(
                area, "a curve with a single corner, as hard 0/1 answers draw it", "give roc_curve the probabilities"
            )
        )
    work.equal("the area under roc", area, auc, slips=slips, next="use the same y_test and y_prob as for auc", abs=1e-3)
    return f"{len(fpr)} thresholds"


@check("d08.c5", "cm counts the test rows, truth by answer", names=("cm",), needs=("d08.c2",))
def matrix_is_recomputed(work: Work) -> str:
    """`cm[i, j]` counts the test rows whose truth is class `i` and whose answer is class `j`.

    The counts add up to the number of test rows. Turned round, misses and false alarms change places.
    """
    X_test, y_test = _test_rows(work)
    model = work.remote("model")
    expected = confusion_matrix(y_test, predict(model, X_test))
    X_train, y_train = work.get("X_train"), work.array("y_train")
    cm = work.array("cm", (2, 2))
    total = int(cm.sum()) if cm.dtype.kind in "iu" else float(cm.sum())
    slips = [
        KnownMistake(
            expected.T, "the matrix turned round: rows are the answers", "the truth comes first in confusion_matrix"
        ),
        KnownMistake(
            confusion_matrix(y_train, predict(model, X_train)),
            "the matrix of the training rows",
            "which rows went in?",
        ),
        KnownMistake(expected / expected.sum(axis=1, keepdims=True), "shares of each row", "counts are asked for"),
        KnownMistake(
            expected[::-1, ::-1], "the matrix with the classes in the other order", "keep the order of model.classes_"
        ),
    ]
    if total != len(y_test) and not any(np.array_equal(cm, slip.value) for slip in slips):
        raise Failed(
            f"cm adds up to {total}", f"{len(y_test)}, one count a test row", next="print(len(y_test), cm.sum())"
        )
    work.equal("cm", cm, expected, slips=slips, next="compare y_test with model.predict(X_test)")
    return f"{int(np.trace(expected))} of {expected.sum()} right"


@check("d08.c6", "scaling belongs to the model", names=("make_model",), needs=("d08.c1",))
def scales_for_itself(work: Work) -> str:
    """New models of yours are fitted on the same rows, one of them with one column in another unit (divided by a million).

    A model that scales its own input gives the same probabilities, up to the chance in its own fit. One that leaves the columns as they are,
    or was scaled outside, does not, and a new patient measured in millimetres would be judged by chance.
    """
    X, y = make_problem(300, 5)
    moved, by_chance = rescaling_effect(work, X[:200], y[:200], X[200:])
    work.require(
        moved < 0.03 + 2 * by_chance,
        f"with one column divided by a million, the probabilities move by {moved:.2f} on average",
        "the same probabilities in any unit",
        because="scaling is not a part of what make_model() returns",
        next="put the scaler into the pipeline, before the classifier",
    )
    return "same answers in any unit"


def _shows_matrix(work: Work, figure: Any) -> bool:
    return bool(figure.has_image(work.array("cm")))


def _shows_curve(work: Work, figure: Any) -> bool:
    fpr, tpr, *_ = work.get("roc")
    return bool(figure.has_line(fpr, tpr))


view = figure_check(
    "d08.c7",
    "View: the confusion matrix and the ROC curve",
    "A figure of this run with something inside its axes. We look for a heatmap that holds `cm` and a line through your "
    "`roc`; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the confusion matrix": _shows_matrix, "the ROC curve": _shows_curve},
)

analysis = analysis_check(
    "d08.c8",
    "What would accuracy be for “always benign”, and which error is worse?",
    numbers=("auc", "cm", "y", "y_test", "y_train"),
    words=("malignant", "benign"),
)


@check(
    "d08.s1",
    "Stretch: the threshold is the cheapest on the test rows",
    names=("threshold", "cost"),
    needs=("d08.c2",),
    stretch=True,
)
def threshold_is_cheapest(work: Work) -> str:
    """The cost per patient at your `threshold` is computed once more, and compared with every other threshold.

    A missed malignant tumour costs 10, a false alarm 1. Any threshold that reaches the lowest cost is right; there is
    usually a whole range of them.
    """
    X_test, y_test = _test_rows(work)
    model = work.remote("model")
    malignant = predict(model, X_test, "predict_proba")[:, _column(model, 0)]
    threshold, cost = work.number("threshold"), work.number("cost")
    own = _cost(malignant, y_test, threshold)
    best = min(_cost(malignant, y_test, place) for place in (*malignant, 2.0))
    total = KnownMistake(own * len(y_test), "the cost of all patients together", "divide by the number of patients")
    turned = KnownMistake(
        _cost(1 - malignant, 1 - y_test, threshold),
        "the cost with the two errors in each other's place",
        "which error costs 10?",
    )
    work.equal("cost", cost, own, slips=[total, turned], next="count both errors at your threshold by hand", abs=1e-6)
    work.require(
        own <= best + 1e-9,
        f"at {threshold:.3g} a patient costs {own:.3f}, at another threshold {best:.3f}",
        "the lowest cost of all thresholds",
        next="try every probability of the test rows as a threshold",
    )
    return f"{own:.3f} a patient"


def _cost(malignant: Any, y_test: Any, threshold: float) -> float:
    """Return the mean cost: 10 for a malignant tumour (class 0) below the threshold, 1 for a benign one at or above."""
    alarm = malignant >= threshold
    return float((10 * ((y_test == 0) & ~alarm) + ((y_test == 1) & alarm)).mean())
