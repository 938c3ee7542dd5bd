"""Day 15, task 6: gradients that vanish."""

from collections.abc import Callable

import numpy as np

from sprint.checks.api import (
    Derivative,
    Failed,
    Floats,
    Params,
    Work,
    backward_pass,
    check,
    format_value,
    learner_generator,
    sigmoid,
    sigmoid_derivative,
    tanh_derivative,
)

from .common import class_labels, layer_pairs

Bend = Callable[[Floats], Floats]
"""Gives the outputs of a layer from its sums, both (n, width)."""


@check("d15.c7", "grad_norms shows where gradients vanish", names=("grad_norms", "init_params"), needs=("d15.c4",))
def vanishes(work: Work) -> str:
    """`grad_norms` holds the size of each layer's dW, first layer first, once with tanh and once with sigmoids.

    Thirty starts of your `init_params(DEEP, rng)` are put through a network of ours with the same bends and `X_train`.
    Your numbers come from one start, so each may be up to three times outside the range that ours give.
    """
    found = _norm_lists(work)
    ranges = _usual_norms(work)
    layers = len(ranges["sigmoid"][0])
    for hidden, norms in found.items():
        if len(norms) != layers:
            raise Failed(
                f'grad_norms["{hidden}"] holds {len(norms)} numbers',
                f"{layers}, one for each layer of DEEP",
                next="one np.linalg.norm(dW) for each pair that backward gives",
            )
        low, high = ranges[hidden]
        if _fits(norms, low, high):
            continue
        because, move = _norms_slip(hidden, norms, ranges)
        place = int(np.argmax(np.maximum(low / np.maximum(norms, 1e-300), norms / high)))
        raise Failed(
            f'grad_norms["{hidden}"][{place}] = {norms[place]:.2g}',
            f"between {low[place] / 3:.2g} and {3 * high[place]:.2g} for layer {place + 1}",
            because=because,
            next=move,
        )
    first, last = found["sigmoid"][0], found["sigmoid"][-1]
    work.proved(f"{layers} layers, from {first:.1g} to {last:.1g} with sigmoids")
    work.metric("first_layer_share", first / last)
    return f"with sigmoids the first layer gets {first / last:.1g} of what the last one gets"


def _norms_slip(hidden: str, norms: Floats, ranges: dict[str, tuple[Floats, Floats]]) -> tuple[str, str]:
    """Return what wrong norms of an activation are, if they are something known, and where to look."""
    other = "tanh" if hidden == "sigmoid" else "sigmoid"
    if _fits(norms[::-1], *ranges[hidden]):
        return "the list starts with the last layer", "first layer first"
    if _fits(norms, *ranges[other]):
        return f"these are the numbers of {other}", "which bend did forward use? Pass it as its third argument"
    return "", f'how do you get the gradients for "{hidden}"? Start from init_params(DEEP, rng) and X_train'


def _fits(norms: Floats, low: Floats, high: Floats) -> bool:
    return bool(np.all((norms >= low / 3) & (norms <= 3 * high)))


def _norm_lists(work: Work) -> dict[str, Floats]:
    held = work.get("grad_norms")
    if not isinstance(held, dict):
        raise Failed(
            f"grad_norms is {format_value(held)}",
            'a dictionary with the keys "tanh" and "sigmoid"',
            next='grad_norms = {"tanh": …, "sigmoid": …}',
        )
    for key in ("tanh", "sigmoid"):
        if key not in held:
            raise Failed(
                f"grad_norms has the keys {', '.join(map(repr, held)) or 'none'}",
                f"the key {key!r}",
                next=f"add {key!r} to grad_norms",
            )
    try:
        return {key: np.asarray(held[key], dtype=float).ravel() for key in ("tanh", "sigmoid")}
    except (TypeError, ValueError) as error:
        raise Failed(
            f"grad_norms holds {format_value(held['sigmoid'])}",
            "lists of numbers",
            next="np.linalg.norm gives one number",
        ) from error


def _usual_norms(work: Work) -> dict[str, tuple[Floats, Floats]]:
    """Return the smallest and largest norm of each dW over thirty starts, for both bends."""
    X, labels = work.array("X_train").astype(float), class_labels(work, "y_train")
    sizes = [int(size) for size in work.get("DEEP")]
    function = work.function("init_params")
    starts = [
        _single(layer_pairs(function, function(sizes, learner_generator(work, seed)), sizes, "W, b"))
        for seed in range(30)
    ]
    found = {}
    bends: dict[str, tuple[Bend, Derivative]] = {
        "tanh": (np.tanh, tanh_derivative),
        "sigmoid": (sigmoid, sigmoid_derivative),
    }
    for hidden, (bend, slope) in bends.items():
        norms = [[np.linalg.norm(dW) for dW, _ in backward_pass(params, X, labels, bend, slope)] for params in starts]
        found[hidden] = (np.min(norms, axis=0), np.max(norms, axis=0))
    return found


def _single(params: Params) -> Params:
    """Return a network with one output that gives the same probabilities: softmax of two is a sigmoid of their gap."""
    W, b = params[-1]
    return params if W.shape[1] == 1 else [*params[:-1], (W[:, 1:] - W[:, :1], (b.ravel()[1:] - b.ravel()[:1]))]
