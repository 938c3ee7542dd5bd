"""Day 8, tasks 1 and 6: a model that separates the classes, and scales for itself."""

from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

from sprint.checks.api import Work, check, fit_model, make_problem, predict, rescaling_effect

from .common import auc_of


@check("d08.c1", "the model separates the classes on rows it has not seen", names=("make_model",))
def separates(work: Work) -> str:
    """Your `make_model()` is called for a new model, which is fitted and asked in two places.

    First on a split of the tumours that we draw anew for each check: it has to rank the rows it has not seen with an
    AUC of at least 0.97 (the worst of a hundred splits gave 0.98). Then on a small problem made up on the spot, so that
    knowing the tumours by heart is of no use.
    """
    X, y = load_breast_cancer(return_X_y=True)
    X_fit, X_new, y_fit, y_new = train_test_split(X, y, test_size=0.3, stratify=y)
    auc = auc_of(y_new, predict(fit_model(work, X_fit, y_fit), X_new, "predict_proba")[:, 1])
    work.require(
        auc >= 0.97,
        f"AUC {auc:.3f} on {len(y_new)} rows the model has not seen",
        "an AUC of at least 0.97 on unseen rows",
        next="does make_model() scale before it classifies, and does fit get X and y in this order?",
    )
    X_made, y_made = make_problem()
    made = auc_of(
        y_made[400:], predict(fit_model(work, X_made[:400], y_made[:400]), X_made[400:], "predict_proba")[:, 1]
    )
    work.require(
        made >= 0.85,
        f"AUC {made:.3f} on a made-up problem that a straight line solves",
        "a model that learns from the rows it is given",
        next="make_model() has to return a model that learns everything in fit",
    )
    return f"AUC {auc:.3f}"


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
