"""Day 15: examples for checks/loss.py."""

from sprint.course.examples import Wrong

from .solution import MEAN

WRONG = (
    Wrong("d15.c3", "a sum, not a mean", {MEAN: MEAN.replace("np.mean", "np.sum")}, "sum over the points"),
    Wrong("d15.c3", "one term only", {MEAN: "return -np.mean(y * np.log(p))"}, "0.8"),
    Wrong("d15.c3", "squared error", {MEAN: "return np.mean((p - y) ** 2)"}, "squared error"),
    Wrong(
        "d15.c3",
        "columns against rows",
        {MEAN: "p = p[:, None]\n    " + MEAN},
        "every probability with every truth",
    ),
)
