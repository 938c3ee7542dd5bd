"""Day 15, task 5: train, put to made-up problems."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.datasets import make_moons

from sprint.checks.api import (
    Failed,
    Floats,
    Labels,
    Params,
    Remote,
    Rows,
    Work,
    check,
    cross_entropy,
    format_value,
    learner_generator,
    new_rng,
)

from .common import (
    Problem,
    as_learner_labels,
    forward_probability,
    layer_pairs,
    output_width,
    random_problem,
)

RATES = (1.0, 0.3, 3.0, 0.1, 0.03)
"""Learning rates that are tried in turn: which one suits depends on the activation that was chosen."""
EPOCHS, EPOCHS_BY_HEART = 1500, 3000
"""How many epochs each of them gives a network at most, and ten points that are to be learned by heart."""
FIRST_EPOCHS = 50
"""After how many epochs a network is looked at for the first time."""


def _trained(
    work: Work, starts: list[Any], X: Rows, labels: Labels, epochs: int, rate: float
) -> list[tuple[Any, Floats]]:
    """Return (params, losses) for each start; the function is called once a start."""
    found = work.function("train").each(
        [(params, X, as_learner_labels(work, labels), epochs, rate) for params in starts], seconds=60
    )
    for one in found:
        if not isinstance(one, list | tuple) or len(one) != 2 or isinstance(one[1], Remote):
            raise Failed(f"train gives {format_value(one)}", "the pair (params, losses)", next="return params, losses")
    return [(one[0], np.asarray(one[1], dtype=float).ravel()) for one in found]


def _start(work: Work, hidden: Sequence[int], seed: int) -> Any:
    return work.function("init_params")([2, *hidden, output_width(work)], learner_generator(work, seed))


def _rounds(work: Work, starts: list[Any], X: Rows, labels: Labels, epochs: int, rate: float) -> Iterator[list[Any]]:
    """Yield the networks after 50 epochs, then after twice as many more each time, up to `epochs` in all.

    Rows taken singly need few epochs and long ones, whole arrays the other way round. So a network is asked as it
    learns, and no clock decides how much it gets.
    """
    left, more = epochs, FIRST_EPOCHS
    while left > 0:
        more = min(more, left)
        starts = [params for params, _ in _trained(work, starts, X, labels, more, rate)]
        yield starts
        left, more = left - more, 2 * more


@check(
    "d15.c5",
    "train learns ten points by heart, XOR, and new moons",
    names=("init_params", "forward", "loss", "backward", "train"),
    needs=("d15.c4",),
)
def learns(work: Work) -> str:
    """`train` is put to problems we make up: ten random points to learn by heart, XOR from ten starts, and fresh moons.

    Five learning rates are tried, since which one suits depends on your activation, each for up to 1500 epochs, 3000 for
    the ten points. At least six of the ten starts have to solve XOR, and 95 % of 500 new points of the moons have to be
    right; a straight line reaches 87 %.
    """
    _keeps_losses(work)
    lowest = _lowest_loss(work)
    work.require(
        lowest < 0.05,
        f"after {EPOCHS_BY_HEART} epochs on 10 points at each of {len(RATES)} rates, the lowest loss is {lowest:.3f}",
        "below 0.05: a network this size can learn ten points by heart",
        because="0.693 is where it started: nothing was learned" if abs(lowest - 0.693) < 0.01 else "",
        next="is every layer's W and b stepped, against its slope, in every epoch, and are the new ones returned?",
    )
    solved = _xor_solved(work)
    work.require(
        solved >= 6,
        f"{solved} of 10 starts learn XOR in {EPOCHS} epochs, at the best of {len(RATES)} rates",
        "at least 6 of 10",
        next="print the loss of each epoch for X_xor: does it fall?",
    )
    accuracy = _moons_accuracy(work)
    work.require(
        accuracy >= 0.95,
        f"after {EPOCHS} epochs at the best of {len(RATES)} rates, {accuracy:.1%} of 500 new points of the moons are right",
        "at least 95 %; a straight line reaches about 87 %",
        next="does each epoch step all layers, with lr times the slope?",
    )
    return f"XOR from {solved} of 10 starts, {accuracy:.1%} of new moons"


def _distance(params: Params, others: Params) -> float:
    """Return how far two networks' weights are apart: the sum of all differences, without their signs."""
    pairs = [pair for both in zip(params, others, strict=True) for pair in zip(*both, strict=True)]
    return float(sum(np.abs(np.ravel(one) - np.ravel(other)).sum() for one, other in pairs))


def _keeps_losses(work: Work) -> None:
    """Hold the form of train's results, and its first loss, against a start of three epochs."""
    case = random_problem(work, [6, 5], 2, 12)
    ((params, losses),) = _trained(work, [case.params], case.X, case.labels, 3, 0.05)
    work.require(
        len(losses) in (3, 4),
        f"train with epochs=3 gives {len(losses)} losses",
        "one loss for each epoch",
        next="where is append called, inside the loop over the epochs?",
    )
    trained = layer_pairs(work.function("train"), params, case.sizes, "W, b")
    _follows_learning_rate(work, case, trained)
    began = cross_entropy(forward_probability(work, case.params, case.X), case.labels)
    ended = cross_entropy(forward_probability(work, params, case.X), case.labels)
    if not np.isfinite(losses).all():
        raise Failed("losses holds nan", "numbers", because="log(0) somewhere", next="keep clear of 0 and 1 in loss")
    if abs(ended - began) < 1e-9:
        raise Failed(
            "the parameters train gives back answer like the ones it was given",
            "trained parameters",
            next="which parameters does train return, and does each epoch start from the last epoch's?",
        )
    _moves_every_tensor(case.params, trained)
    work.require(
        ended < began,
        f"after three small steps the loss went from {began:.4f} to {ended:.4f}",
        "a loss that falls",
        because="the steps go uphill",
        next="a step goes against the slope",
    )
    low, high = min(began, ended), max(began, ended)
    work.require(
        all(low - 0.1 * low <= value <= high + 0.1 * high for value in losses),
        f"losses are {format_value(losses.round(4).tolist())} while the loss goes from {began:.4f} to {ended:.4f}",
        "the loss of each epoch",
        because="the sum over the rows" if np.allclose(losses[0], began * len(case.X), rtol=0.1) else "",
        next="append loss(y_hat, y) in each epoch",
    )


def _follows_learning_rate(work: Work, case: Problem, trained: Params) -> None:
    """Fail if a hundredth of the learning rate leaves the steps as long as they were."""
    ((slower, _),) = _trained(work, [case.params], case.X, case.labels, 3, 0.0005)
    moved, moved_less = (
        _distance(case.params, trained),
        _distance(case.params, layer_pairs(work.function("train"), slower, case.sizes, "W, b")),
    )
    if moved > 0 and moved_less > 0.5 * moved:
        raise Failed(
            f"with lr=0.0005 the weights move {moved_less / moved:.2g} times as far as with lr=0.05",
            "steps in proportion to lr",
            because="lr makes no difference" if moved_less > 0.99 * moved else "",
            next="which rate does train multiply the slopes with: its argument, or a number of the notebook?",
        )


def _moves_every_tensor(start: Params, trained: Params) -> None:
    """Fail if training left a W or b as it was."""
    for layer, (before, after) in enumerate(zip(start, trained, strict=True), 1):
        for name, one, other in zip("Wb", before, after, strict=True):
            if np.array_equal(one.ravel(), other.ravel()):
                raise Failed(
                    f"after three epochs {name} of layer {layer} is as it was",
                    "a step for every W and every b",
                    next="which of the pairs does a step reach, and which part of a pair?",
                )


def _lowest_loss(work: Work) -> float:
    """Return the lowest loss on ten points; points that lie awkwardly are drawn anew, twice at most."""
    rng, lowest = new_rng(), float("inf")
    for _ in range(3):
        X, labels = rng.normal(size=(10, 2)), rng.permutation(np.arange(10) % 2)
        for rate in RATES:
            for (params,) in _rounds(work, [_start(work, [16, 16], 3)], X, labels, EPOCHS_BY_HEART, rate):
                lowest = min(lowest, cross_entropy(forward_probability(work, params, X), labels))
                if lowest < 0.05:
                    return lowest
    return lowest


def _xor_solved(work: Work) -> int:
    X, labels = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    most = 0
    for rate in RATES:
        starts = [_start(work, [8, 8], seed) for seed in range(10)]
        for found in _rounds(work, starts, X, labels, EPOCHS, rate):
            right = [np.all((forward_probability(work, params, X) > 0.5) == labels) for params in found]
            most = max(most, sum(map(bool, right)))
            if most >= 6:
                return most
    return most


def _moons_accuracy(work: Work) -> float:
    (X, labels), (X_new, y_new) = make_moons(200, noise=0.15), make_moons(500, noise=0.15)
    best = 0.0
    for rate in RATES:
        for (params,) in _rounds(work, [_start(work, [16, 16], 5)], X, labels, EPOCHS, rate):
            best = max(best, float(np.mean((forward_probability(work, params, X_new) > 0.5) == y_new)))
            if best >= 0.95:
                return best
    return best
