"""Day 16, task 3: a training step is a step of plain gradient descent."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    Floats,
    Labels,
    Params,
    Rows,
    Work,
    backward_pass,
    check,
    cross_entropy,
    format_value,
    forward_pass,
    gradient_step,
    make_tensor,
    new_rng,
    random_network,
)

from .common import ROWS, label_tensor, network_with, probabilities_of

PILED_UP = "each step adds the slopes of the steps before: they add up in .grad until they are cleared"
FORGETS = "what forgets the old slopes?"


@check(
    "d16.c3",
    "a step of train_torch is a step of plain gradient descent",
    names=("TorchMLP", "load_numpy_params", "train_torch"),
    needs=("d16.c2",),
)
def same_steps(work: Work) -> str:
    """A network with made-up weights is trained by `train_torch` for one step, then another one for three.

    The same steps are taken in NumPy here, and both networks then answer for the same rows. Slopes that were not cleared
    show from the second step on; a sum instead of a mean, or another optimizer, from the first.
    """
    rng = new_rng()
    params, X = random_network(rng, [2, 5, 4, 1]), rng.normal(size=(ROWS, 2))
    labels = rng.permutation(np.arange(ROWS) % 2).astype(float)
    X_new, rate = rng.normal(size=(30, 2)), 0.8
    for steps in (1, 3):
        net = network_with(work, params)
        losses = work.function("train_torch")(
            net, make_tensor(work.session, X), label_tensor(work, labels), steps, rate
        )
        got = probabilities_of(work, net, X_new)
        path = list(_path(params, X, labels, steps, rate))
        wanted = forward_pass(path[-1], X_new)[0]
        if not np.allclose(got, wanted, rtol=0, atol=1e-4):
            _other_step(got, wanted, steps, (params, X, labels, rate, X_new))
        _losses(losses, [cross_entropy(forward_pass(step, X)[0], labels) for step in path], steps)
    work.proved("the networks after one and after three steps")
    return "the same network after one step and after three"


def _path(params: Params, X: Rows, labels: Labels, steps: int, rate: float) -> Iterator[Params]:
    """Yield the network before the first step and after each."""
    return descent(params, X, labels, [rate] * steps)


def descent(
    params: Params, X: Rows, labels: Labels, rates: Sequence[float], *, piled_up: bool = False
) -> Iterator[Params]:
    """Yield the network before the first step and after each.

    Args:
        params: the network to start from.
        X: rows, (n, p).
        labels: truths, 0 or 1, (n,).
        rates: the learning rate of each step.
        piled_up: whether each step goes along the slopes of all steps so far, as where nobody clears them.
    """
    yield params
    total = [(0 * W, 0 * b) for W, b in params]
    for rate in rates:
        found = backward_pass(params, X, labels)
        total = [(a + c, b + d) for (a, b), (c, d) in zip(total, found, strict=True)]
        params = gradient_step(params, total if piled_up else found, rate)
        yield params


def as_losses(name: str, found: Any) -> list[float]:
    """Return the losses that a function of the learner's gives, numbers or tensors, as numbers."""
    try:
        return [float(np.asarray(loss).ravel()[0]) for loss in found]
    except (TypeError, ValueError, IndexError) as error:
        raise Failed(f"{name} gives {format_value(found)}", "a list of losses", next="return losses") from error


def _losses(found: Any, wanted: list[float], steps: int) -> None:
    losses = as_losses("train_torch", found)
    if len(losses) not in (steps, steps + 1):
        raise Failed(
            f"train_torch gives {len(losses)} losses for {steps} epochs", "one for each", next="append in the loop"
        )
    before, after = wanted[: len(losses)], wanted[-len(losses) :]
    if not any(np.allclose(losses, row, rtol=1e-3) for row in (before, after)):
        raise Failed(
            f"the losses of {steps} epoch{'s' if steps > 1 else ''} are {format_value([round(loss, 4) for loss in losses])}",
            format_value([round(loss, 4) for loss in before]),
            because="the sum over the rows, not their mean" if losses[0] > 5 * wanted[0] else "",
            next="append the mean loss of the epoch, loss.item()",
        )


def _other_step(got: Floats, wanted: Floats, steps: int, case: tuple[Any, ...]) -> None:
    params, X, labels, rate, X_new = case
    because, move = "", "zero_grad, forward and loss, backward, step: in this order, once an epoch"
    for words, network, where in _other_paths(params, X, labels, steps, rate):
        if np.allclose(got, forward_pass(network, X_new)[0], rtol=0, atol=1e-4):
            because, move = words, where
            break
    place = int(np.abs(got - wanted).argmax())
    first = "" if steps == 1 else " (the first step is right)"
    raise Failed(
        f"after {steps} step{'s' if steps > 1 else ''} of train_torch a row gives {got[place]:.4f}{first}",
        f"{wanted[place]:.4f}, as after {steps} step{'s' if steps > 1 else ''} in NumPy",
        because=because,
        next=move,
    )


def _other_paths(params: Params, X: Rows, labels: Labels, steps: int, rate: float) -> Iterator[tuple[str, Params, str]]:
    """Yield where usual slips lead: words, the network, where to look."""
    yield "the network is the one it was: no step was taken", params, "which line of the loop changes the weights?"
    factors = {
        float(len(X)): ("the steps go along the sum over the rows, not the mean", "look at the loss"),
        -1.0: ("the steps go uphill", "a step goes against the slope"),
        0.5: ("the steps are half as long", "which rate does the optimizer get?"),
        2.0: ("the steps are twice as long", "is step called once an epoch?"),
    }
    for factor, (words, where) in factors.items():
        yield words, list(_path(params, X, labels, steps, rate * factor))[-1], where
    for rate_used in (0.01, 0.1, 0.001):
        other = list(_path(params, X, labels, steps, rate_used))[-1]
        yield (
            f"the steps have rate {rate_used:g}, not the one that was asked for",
            other,
            "what is lr in the optimizer?",
        )
    yield PILED_UP, list(descent(params, X, labels, [rate] * steps, piled_up=True))[-1], FORGETS
    if steps == 1:  # Adam's first step, g / (|g| + 1e-8), from Kingma and Ba (2015) with PyTorch's eps
        signs = [(dW / (np.abs(dW) + 1e-8), db / (np.abs(db) + 1e-8)) for dW, db in backward_pass(params, X, labels)]
        yield (
            "Adam steps by lr in every weight, whatever its slope",
            gradient_step(params, signs, rate),
            "torch.optim.SGD",
        )
