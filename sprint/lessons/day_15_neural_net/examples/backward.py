"""Day 15: examples for checks/backward.py."""

from sprint.course.examples import Wrong

from .solution import DELTA

BACK = "delta = (delta @ W.T) * slope(inputs[layer])"

WRONG = (
    Wrong(
        "d15.c4",
        "the bias gradient summed over the wrong axis, shaped to fit",
        {"delta.sum(axis=0))": "np.resize(delta.sum(axis=1), delta.shape[1]))"},
        "delta is right",
    ),
    Wrong("d15.c4", "not divided by the rows", {DELTA: "delta = (y_hat - y)[:, None]"}, "a mean"),
    Wrong("d15.c4", "divided twice", {"inputs[layer].T @ delta,": "inputs[layer].T @ delta / len(y),"}, "twice"),
    Wrong("d15.c4", "uphill", {DELTA: "delta = ((y - y_hat) / len(y))[:, None]"}, "other sign"),
    Wrong("d15.c4", "no slope on the way back", {BACK: "delta = delta @ W.T"}, "without the slope"),
    Wrong(
        "d15.c4",
        "the slope of tanh as 1 − a",
        {'"tanh": (np.tanh, lambda a: 1 - a**2)': '"tanh": (np.tanh, lambda a: 1 - a)'},
        "1 − a",
    ),
    Wrong(
        "d15.c4",
        "the wrong slope for tanh",
        {BACK: "delta = (delta @ W.T) * inputs[layer] * (1 - inputs[layer])"},
        "that of the sigmoid",
    ),
    Wrong(
        "d15.c4",
        "the slope of tanh whatever the bend",
        {"_, slope = ACTIVATIONS[hidden]\n    delta": '_, slope = ACTIVATIONS["tanh"]\n    delta'},
        'with hidden="sigmoid" differs',
    ),
    Wrong(
        "d15.c4",
        "last layer first",
        {"    return grads\n": "    return grads[::-1]\n", "zip(params, grads)": "zip(params, grads[::-1])"},
        "shape",
    ),
)
