"""Day 16, task 2: the same weights give the same answers as in NumPy."""

from collections.abc import Iterator, Sequence

import numpy as np

from sprint.checks.api import Failed, Floats, Params, Rows, Work, check, forward_pass, new_rng, random_network, sigmoid

from .common import network_with, probabilities_of

ANSWERS_ALIKE = 2e-5
"""How far 32-bit probabilities may be from 64-bit ones."""


@check(
    "d16.c2",
    "with the same weights it gives the same answers",
    names=("TorchMLP", "load_numpy_params"),
    needs=("d16.c1",),
)
def same_answers(work: Work) -> str:
    """Made-up weights go through `load_numpy_params` into a new `TorchMLP`, which answers for made-up rows.

    The same weights answer in a NumPy network here, and every probability has to agree within 0.00002. One of the
    networks has two layers as wide as high, where a matrix fits either way round.
    """
    rng = new_rng()
    largest = 0.0
    for sizes in ([2, 3, 1], [3, 5, 4, 1], [3, 4, 4, 1], [5, 7, 2, 6, 1]):
        params, X = random_network(rng, sizes), rng.normal(size=(40, sizes[0]))
        net = network_with(work, params)
        got, wanted = probabilities_of(work, net, X), forward_pass(params, X)[0]
        largest = max(largest, float(np.abs(got - wanted).max()))
        if not np.allclose(got, wanted, rtol=0, atol=ANSWERS_ALIKE):
            _other_answers(got, wanted, (params, X), sizes, probabilities_of(work, net, X))
    work.proved(f"four networks, 40 rows each, largest difference {largest:.0e}")
    return f"largest difference {largest:.0e}"


def _other_answers(got: Floats, wanted: Floats, case: tuple[Params, Rows], sizes: Sequence[int], again: Floats) -> None:
    place = int(np.abs(got - wanted).argmax())
    because, move = "", "compare net(X) with forward(params, X) for one layer first"
    if not np.array_equal(got, again):
        because = "the same row gives another answer each time: something is drawn at random in forward"
    for words, variant, where in _variants(*case):
        if variant is not None and np.allclose(got, variant, rtol=0, atol=ANSWERS_ALIKE):
            because, move = words, where
    raise Failed(
        f"with sizes {list(sizes)}, row {place} gives {got[place]:.4f}",
        f"{wanted[place]:.4f}, as the NumPy network with the same weights",
        because=because,
        next=move,
    )


def _variants(params: Params, X: Rows) -> Iterator[tuple[str, Floats | None, str]]:
    """Yield what usual slips give: words, the answers, where to look."""
    square = [W.shape[0] == W.shape[1] for W, _ in params]
    bends = "which activation does the NumPy network have, and after which layers?"
    turned = [(W.T, b) if even else (W, b) for (W, b), even in zip(params, square, strict=True)]
    yield (
        "a matrix as wide as high went in without being turned round",
        forward_pass(turned, X)[0] if any(square) else None,
        ".weight has one row for each output",
    )
    yield "the hidden layers have sigmoids instead of tanh", forward_pass(params, X, sigmoid)[0], bends
    yield "the hidden layers have ReLU instead of tanh", forward_pass(params, X, lambda z: np.maximum(z, 0))[0], bends
    yield "there is no bend between the layers", forward_pass(params, X, lambda z: z)[0], bends
    sums = forward_pass(params, X)[2][-1][:, 0]
    yield "tanh is applied to the last layer, too", sigmoid(np.tanh(sums)), bends
    yield "the sigmoid is applied twice", sigmoid(sigmoid(sums)), "is it in forward and somewhere else?"
    zeros = [(W, 0 * b) for W, b in params]
    yield "all biases are 0", forward_pass(zeros, X)[0], "both W and b are copied"
