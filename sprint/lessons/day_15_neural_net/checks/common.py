"""What several tasks of day 15 share: made-up networks in the learner's shapes, and what forward answers for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sprint.checks.api import (
    Array,
    Failed,
    Floats,
    Function,
    Labels,
    Params,
    Remote,
    Rows,
    Work,
    format_value,
    learner_generator,
    new_rng,
)


def layer_pairs(function: Function, found: Any, sizes: Sequence[int], what: str) -> Params:
    """Return a list of (W, b), or of their slopes, held against the shapes that the sizes ask for."""
    call = function.name
    if not isinstance(found, list | tuple) or len(found) != len(sizes) - 1:
        seen = f"{len(found)} items" if isinstance(found, list | tuple | dict) else format_value(found)
        raise Failed(
            f"{call} for the sizes {list(sizes)} gives a {type(found).__name__}: {seen}",
            f"a list of {len(sizes) - 1} pairs, one for each layer",
            next=f"print what {call} returns for [2, 3, 1]",
        )
    pairs = []
    for layer, pair in enumerate(found):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise Failed(
                f"layer {layer + 1} of {call} is {format_value(pair)}", f"a pair ({what})", next="put both in a pair"
            )
        W, b = (np.asarray(part) for part in pair)
        name_W, name_b = what.split(", ")
        _shape(f"{name_W} of layer {layer + 1} in {call}", W, [(n_in, n_out)], sizes)
        _shape(f"{name_b} of layer {layer + 1} in {call}", b, [(n_out,), (1, n_out)], sizes)
        pairs.append((W.astype(float), b.astype(float)))
    return pairs


def _shape(label: str, array: Array, wanted: list[tuple[int, ...]], sizes: Sequence[int]) -> None:
    if array.dtype.kind not in "iuf":
        raise Failed(f"{label} holds {array.dtype}", "numbers", next="print it")
    if array.shape not in wanted:
        turned = array.shape == wanted[0][::-1] and array.ndim == 2
        raise Failed(
            f"{label} has shape {array.shape} for the sizes {list(sizes)}",
            f"shape {wanted[0]}",
            because="rows and columns are in each other's place" if turned else "",
            next="a layer takes n_in numbers a row and gives n_out",
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """A made-up network with rows and truths, in the form the learner's functions work with."""

    sizes: list[int]
    """Inputs, hidden layers, outputs."""
    params: Params
    """Weights and biases of ours in the learner's shapes, no bias 0."""
    X: Rows
    """Rows, (n, sizes[0])."""
    y: Labels
    """Truths in the form of the learner's `y_train`: (n,), (n, 1) or one column a class."""
    labels: Labels
    """The same truths as 0 and 1, (n,)."""
    hidden: tuple[str, ...] = ()
    """What forward is told besides: the name of a bend, or nothing."""


def output_width(work: Work) -> int:
    """Return how many numbers the learner's network puts out: 1, or 2 for one a class."""
    sizes = work.get("SIZES") if "SIZES" in work.run.names else [1]
    return int(sizes[-1]) if isinstance(sizes, list | tuple) and sizes and sizes[-1] in (1, 2) else 1


def as_learner_labels(work: Work, labels: Labels) -> Labels:
    """Return labels 0 and 1, (n,), in the form of the learner's `y_train`."""
    given = np.asarray(work.get("y_train")) if "y_train" in work.run.names else labels
    if given.ndim == 2 and given.shape[1] == 2:
        return np.eye(2)[labels]
    return labels[:, None] if given.ndim == 2 else labels


def random_problem(work: Work, widths: Sequence[int], inputs: int, rows: int, *hidden: str) -> Problem:
    """Return a made-up network and rows for it, with hidden layers of these widths.

    Args:
        work: the learner's work; its `init_params` says which shape a bias has.
        widths: the neurons of each hidden layer.
        inputs: the columns of X.
        rows: the rows of X.
        hidden: what forward is told besides: the name of an activation, or nothing.
    """
    rng, function = new_rng(), work.function("init_params")
    sizes = [inputs, *widths, output_width(work)]
    found = function(sizes, learner_generator(work, 1))
    start = layer_pairs(function, found, sizes, "W, b")
    pair, pairs = type(found[0]), type(found)  # a list can be changed in place, a tuple cannot
    params = pairs(
        pair((rng.normal(size=W.shape) * 1.3 / np.sqrt(len(W)), rng.normal(size=b.shape) * 0.5 + 0.1)) for W, b in start
    )
    labels = rng.permutation(np.arange(rows) % 2)
    return Problem(sizes, params, rng.normal(size=(rows, inputs)), as_learner_labels(work, labels), labels, hidden)


def y_hat_of(found: Any) -> Floats:
    """Return the first of forward's two results as an array."""
    if not isinstance(found, list | tuple) or len(found) != 2:
        raise Failed(f"forward gives {format_value(found)}", "two things: y_hat and cache", next="return y_hat, cache")
    if isinstance(found[0], Remote):
        raise Failed(
            f"the first thing forward gives is {format_value(found[0])}", "y_hat, an array", next="y_hat comes first"
        )
    return np.asarray(found[0], dtype=float)


def of_class_1(y_hat: Floats) -> Floats:
    """Return the probability of class 1 for each row, (n,), from an answer of shape (n,), (n, 1) or (n, 2)."""
    return y_hat[:, 1] if y_hat.ndim == 2 and y_hat.shape[1] == 2 else np.ravel(y_hat)


def forward_probability(work: Work, params: Params, X: Rows, *hidden: str) -> Floats:
    """Return the learner's probability of class 1 for each row."""
    return of_class_1(y_hat_of(work.function("forward")(params, X, *hidden)))


def class_labels(work: Work, name: str) -> Labels:
    """Return labels of the learner's as 0 and 1, (n,), whatever their form."""
    y: Labels = work.array(name)
    return y[:, 1] if y.ndim == 2 and y.shape[1] == 2 else y.ravel()
