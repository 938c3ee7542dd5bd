"""Day 9: what is guessed before trees of many depths are grown."""

from sprint.checks.api import Number, Work, prediction

from .curve import curve_of


@prediction(
    "d09.p1",
    "At which depth does a tree do best with passengers it has not seen?",
    name="prediction_best_depth",
    kind=Number(close=2),
    answered_in="depth",
    needs=("d09.c4",),
)
def best_depth(work: Work) -> float:
    """The depth at which `cv_acc` is highest in your `depth_curve`."""
    curve = curve_of(work)
    return float(curve["max_depth"].iloc[int(curve["cv_acc"].to_numpy(dtype=float).argmax())])


@prediction(
    "d09.p2",
    "How many out of 100 passengers it was grown on does your deepest tree get right?",
    name="prediction_grown_on",
    kind=Number(close=3, unit="%"),
    answered_in="depth",
    needs=("d09.c4",),
)
def grown_on(work: Work) -> float:
    """`train_acc` at the largest depth of your `depth_curve`, in percent."""
    return 100 * float(curve_of(work)["train_acc"].iloc[-1])
