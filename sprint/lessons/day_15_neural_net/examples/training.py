"""Day 15: examples for checks/training.py."""

from sprint.course.examples import Wrong

from .solution import STEP

WRONG = (
    Wrong(
        "d15.c5",
        "only the last layer steps",
        {
            STEP: STEP.replace("params = [", "params = params[:-1] + [").replace(
                "zip(params, grads)]", "zip(params[-1:], grads[-1:])]"
            )
        },
        "as it was",
    ),
    Wrong(
        "d15.c5",
        "returns the start",
        {
            "    losses = []\n    for": "    losses, start = [], params\n    for",
            "return params, losses": "return start, losses",
        },
        "the ones it was given",
    ),
    Wrong("d15.c5", "uphill steps", {STEP: STEP.replace("-", "+")}, "uphill"),
    Wrong(
        "d15.c5",
        "the loss of the last epoch only",
        {"    return params, losses": "    return params, losses[-1:]"},
        "1 losses",
    ),
    Wrong("d15.c5", "biases never step", {STEP: STEP.replace("b - lr * db", "b")}, "b of layer 1 is as it was"),
    Wrong(
        "d15.c5",
        "the notebook's rate in the place of lr",
        {"(W - lr * dW, b - lr * db)": "(W - 0.3 * dW, b - 0.3 * db)"},
        "lr makes no difference",
    ),
)
