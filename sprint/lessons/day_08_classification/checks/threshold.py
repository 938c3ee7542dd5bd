"""Day 8, stretch: the cheapest threshold."""

from sprint.checks.api import Floats, KnownMistake, Labels, Work, check, predict

from .common import column_of, test_rows


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
    X_test, y_test = test_rows(work)
    model = work.remote("model")
    malignant = predict(model, X_test, "predict_proba")[:, column_of(model, 0)]
    threshold, cost = work.number("threshold"), work.number("cost")
    own = _cost(malignant, y_test, threshold)
    best = min(_cost(malignant, y_test, place) for place in (*malignant, 2.0))
    total = KnownMistake(own * len(y_test), "the cost of all patients together", "divide by the number of patients")
    turned = KnownMistake(
        _cost(1 - malignant, 1 - y_test, threshold),
        "the cost with the two errors in each other's place",
        "which error costs 10?",
    )
    work.require_equal(
        "cost", cost, own, slips=[total, turned], next="count both errors at your threshold by hand", abs=1e-6
    )
    work.require(
        own <= best + 1e-9,
        f"at {threshold:.3g} a patient costs {own:.3f}, at another threshold {best:.3f}",
        "the lowest cost of all thresholds",
        next="try every probability of the test rows as a threshold",
    )
    return f"{own:.3f} a patient"


def _cost(malignant: Floats, y_test: Labels, threshold: float) -> float:
    """Return the mean cost: 10 for a malignant tumour (class 0) below the threshold, 1 for a benign one at or above."""
    alarm = malignant >= threshold
    return float((10 * ((y_test == 0) & ~alarm) + ((y_test == 1) & alarm)).mean())
