"""Day 15, task 1: random weights to start from."""

from collections.abc import Sequence

import numpy as np

from sprint.checks.api import Failed, Floats, Work, check, format_value, learner_generator

from .common import layer_pairs


@check("d15.c1", "init_params gives each layer a random start", names=("init_params",))
def starts(work: Work) -> str:
    """`init_params` is asked for several sizes: shapes, then values.

    The numbers have to come from the `rng` it is given (same seed, same start), no two neurons of a layer may be equal,
    and a neuron with a hundred inputs must not begin with sums so large that it is saturated.
    """
    function = work.function("init_params")
    for sizes in ([2, 3, 1], [4, 6, 5, 1], [100, 40, 20, 1]):
        first, again, other = (
            layer_pairs(function, function(sizes, learner_generator(work, seed)), sizes, "W, b") for seed in (7, 7, 11)
        )
        if not all(np.array_equal(one[0], two[0]) for one, two in zip(first, again, strict=True)):
            raise Failed(
                "two generators with one seed give two different starts",
                "the same start",
                because="the numbers do not come from the rng that was passed in",
                next="draw with rng.normal, not with np.random",
            )
        for layer, ((W, _), (W_other, _)) in enumerate(zip(first, other, strict=True), 1):
            _is_random(W, W_other, layer, sizes)
    work.proved("shapes, randomness and scale for three lists of sizes")
    return "random, of the right shape and scale"


def _is_random(W: Floats, W_other: Floats, layer: int, sizes: Sequence[int]) -> None:
    label = f"W of layer {layer} for the sizes {sizes}"
    if np.ptp(W) == 0 and W.size > 1:
        raise Failed(
            f"all numbers in {label} are {format_value(W.flat[0])}",
            "random numbers",
            because="neurons that start equal stay equal: the loss then often stays at log 2 = 0.693",
            next="draw them from rng",
        )
    if len(np.unique(W, axis=1).T) < W.shape[1]:
        raise Failed(f"two columns of {label} are equal", "different neurons", next="draw the whole matrix at once")
    if np.array_equal(W, W_other):
        raise Failed(
            "two seeds give the same start",
            "different numbers",
            because="the generator that was passed in is not used",
            next="draw from rng",
        )
    spread = float(W.std() * np.sqrt(len(W)))
    if W.size >= 100 and not 0.02 < spread < 6:
        raise Failed(
            f"{label} has numbers with a spread of {W.std():.2g}: a sum over {len(W)} inputs then spreads by {spread:.2g}",
            "sums that spread by about 1",
            next="how does the number of inputs enter? A sum of n numbers of spread 1 spreads by the root of n",
        )
