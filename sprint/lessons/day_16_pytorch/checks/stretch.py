"""Day 16, stretch: one step for each learning rate."""

from collections.abc import Sequence

import numpy as np

from sprint.checks.api import (
    Failed,
    Labels,
    Params,
    Rows,
    Work,
    check,
    cross_entropy,
    format_value,
    forward_pass,
    make_tensor,
    new_rng,
    random_network,
)

from .common import ROWS, label_tensor, network_with, probabilities_of
from .steps import FORGETS, PILED_UP, as_losses, descent


@check(
    "d16.s1",
    "Stretch: try_rates takes one step for each rate",
    names=("try_rates", "TorchMLP", "load_numpy_params"),
    needs=("d16.c2",),
    stretch=True,
)
def tries_rates(work: Work) -> str:
    """`try_rates` gets a network with made-up weights, rows, and five rates that climb, twice.

    The same steps are taken in NumPy here. The losses have to be those along the way, and the network has to end where the
    last step leads.
    """
    rng = new_rng()
    for _ in range(2):
        rates = np.geomspace(0.1, rng.uniform(1.5, 2.5), 5)
        params, X, labels = _moving(rng, rates.tolist())
        net = network_with(work, params)
        found = work.function("try_rates")(net, make_tensor(work.session, X), label_tensor(work, labels), rates)
        losses = as_losses("try_rates", found)
        work.require(
            len(losses) == len(rates),
            f"for {len(rates)} rates, what try_rates gives has length {len(losses)}",
            "one for each rate",
            next="where is append called, inside the loop over the rates?",
        )
        path = list(descent(params, X, labels, rates.tolist()))
        if not any(np.allclose(losses, way, rtol=1e-3) for way in _losses_on(path, X, labels)):
            _other_rates(losses, (params, X, labels), rates.tolist())
        ended, wanted = probabilities_of(work, net, X[:30]), forward_pass(path[-1], X[:30])[0]
        work.require(
            np.allclose(ended, wanted, rtol=0, atol=1e-3),
            "the losses are right, and the network is not where the last step leads",
            "a network that has taken all the steps",
            next="is it `net` itself that takes the steps, and does each rate get one?",
        )
    return f"the same losses for {len(rates)} rates"


def _moving(rng: np.random.Generator, rates: Sequence[float]) -> tuple[Params, Rows, Labels]:
    """Return a network, rows and truths whose loss moves by a twentieth or more with steps of these rates."""
    while True:
        params, X = random_network(rng, [2, 5, 4, 1]), rng.normal(size=(ROWS, 2))
        labels = rng.permutation(np.arange(ROWS) % 2).astype(float)
        first, *_, last = (cross_entropy(forward_pass(net, X)[0], labels) for net in descent(params, X, labels, rates))
        if abs(last - first) > first / 20:
            return params, X, labels


def _losses_on(path: Sequence[Params], X: Rows, labels: Labels) -> tuple[list[float], list[float]]:
    """Return the loss before each step of a path, and that after each."""
    found = [cross_entropy(forward_pass(params, X)[0], labels) for params in path]
    return found[:-1], found[1:]


def _other_rates(losses: list[float], case: tuple[Params, Rows, Labels], rates: list[float]) -> None:
    """Fail with the usual slip that gives these losses, if one does."""
    params, n = case[0], len(rates)
    every_step = "which rate does each step take?"
    known: dict[str, tuple[list[Params], str]] = {
        PILED_UP: (list(descent(*case, rates, piled_up=True)), FORGETS),
        "all steps have the first rate": (list(descent(*case, [rates[0]] * n)), every_step),
        "all steps have the last rate": (list(descent(*case, [rates[-1]] * n)), every_step),
        "the loss stays the same: no step was taken": ([params] * (n + 1), "which line changes the weights?"),
    }
    fits = [
        (words, move)
        for words, (path, move) in known.items()
        if any(np.allclose(losses, way, rtol=1e-3) for way in _losses_on(path, *case[1:]))
    ]
    because, move = fits[0] if fits else ("", "compare with train_torch, one epoch for each rate")
    wanted = _losses_on(list(descent(*case, rates)), *case[1:])[0]
    raise Failed(
        f"for the rates {format_value([round(rate, 2) for rate in rates])} the losses are {format_value([round(loss, 4) for loss in losses])}",
        format_value([round(loss, 4) for loss in wanted]),
        because=because,
        next=move,
    )
