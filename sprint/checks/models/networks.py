"""A small reference network, for the days that build one: what its layers answer, and the slopes of its loss.

Hidden layers bend their sums with tanh or the sigmoid, the last layer has one neuron and gives a probability. It runs
here, so what it gives is never in the learner's process.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sprint.checks.models.arrays import Floats, Labels, Rows
from sprint.checks.work import Work
from sprint.lab.supervisor.session import Remote, Session

Params = list[tuple[Any, Any]]
"""One (W, b) a layer; W has shape (n_in, n_out), b has shape (n_out,) or (1, n_out)."""
Derivative = Callable[[Any, Any], Any]
"""Gives the slope of a bend from its outputs and its sums, both (n, width)."""


def sigmoid(z: Floats) -> Floats:
    """Return 1 / (1 + exp(−z)), elementwise."""
    return 1 / (1 + np.exp(-z))


def tanh_derivative(a: Floats, _z: Floats) -> Floats:
    """Return the slope of tanh from its outputs."""
    return 1 - a**2


def sigmoid_derivative(a: Floats, _z: Floats) -> Floats:
    """Return the slope of the sigmoid from its outputs."""
    return a * (1 - a)


def forward_pass(
    params: Params, X: Rows, bend: Callable[[Floats], Floats] | None = None
) -> tuple[Floats, list[Floats], list[Floats]]:
    """Return the probability for each row of X (n, p), what goes into each layer, and each layer's sums.

    Args:
        params: the network.
        X: rows, (n, p).
        bend: the hidden layers' activation; tanh unless given.
    """
    bend, inputs, sums = bend or np.tanh, [np.asarray(X, dtype=float)], []
    for W, b in params:
        sums.append(inputs[-1] @ W + b)
        inputs.append(bend(sums[-1]))
    return sigmoid(sums[-1][:, 0]), inputs[:-1], sums


def backward_pass(
    params: Params,
    X: Rows,
    y: Labels,
    bend: Callable[[Floats], Floats] | None = None,
    slope: Derivative = tanh_derivative,
) -> Params:
    """Return (dW, db) of the mean cross-entropy for each layer, first layer first.

    Args:
        params: the network.
        X: rows, (n, p).
        y: truths, 0 or 1, (n,).
        bend: the hidden layers' activation; tanh unless given.
        slope: the slope of that activation; a wrong one gives what that slip gives.
    """
    p, inputs, sums = forward_pass(params, X, bend)
    delta = ((p - y) / len(y))[:, None]
    found: Params = []
    for layer in reversed(range(len(params))):
        W, b = params[layer]
        found.insert(0, (inputs[layer].T @ delta, delta.sum(axis=0).reshape(b.shape)))
        if layer:
            delta = (delta @ W.T) * slope(inputs[layer], sums[layer - 1])
    return found


def gradient_step(params: Params, gradients: Params, rate: float) -> Params:
    """Return the network after one step of gradient descent."""
    return [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(params, gradients, strict=True)]


def cross_entropy(p: Floats, y: Labels) -> float:
    """Return the mean of −log(probability of the truth) for probabilities of class 1, (n,), and truths, (n,)."""
    chances = np.where(np.ravel(y) == 1, p, 1 - np.asarray(p))
    return float(-np.mean(np.log(np.clip(chances, 1e-12, 1))))


def require_losses(work: Work, name: str, *, next: str) -> Floats:
    """Fail unless a list of losses of the learner's is long and finite; return it, (epochs,).

    Args:
        work: the learner's work.
        name: the learner's name of the losses.
        next: where to look if it is short or holds nan.
    """
    losses = np.ravel(work.array(name)).astype(float)
    work.require(
        len(losses) >= 10 and np.isfinite(losses).all(),
        f"{name} holds {len(losses)} numbers, {int(np.isfinite(losses).sum())} of them finite",
        "one finite loss for each epoch",
        next=next,
    )
    return losses


def require_loss_without_test(
    work: Work, name: str, train: tuple[Floats, Labels], test: tuple[Floats, Labels], next: str
) -> None:
    """Fail if a curve of losses ends where the loss on all points is, not where that on the training points is.

    The last loss of a curve is that before or after its last step, so it may miss by a few steps. A curve that goes up
    and down, as with mini-batches, tells nothing.

    Args:
        work: the learner's work.
        name: the learner's name of the losses, one for each epoch.
        train: what the network gives for the training points, (n,), and their truths, (n,).
        test: the same for the test points.
        next: where to look.
    """
    losses = np.ravel(work.array(name)).astype(float)
    alone = cross_entropy(*train)
    everything = cross_entropy(*(np.concatenate(both) for both in zip(train, test, strict=True)))
    steps = -np.diff(losses[-10:])
    near = min(3 * steps[-1], abs(everything - alone) / 20)
    work.require(
        not ((steps > 0).all() and abs(losses[-1] - everything) < near),
        f"{name} ends at {losses[-1]:.4f}, the loss on all points, the test points among them",
        f"{alone:.4f}, the loss on the training points",
        because="points that have learned cannot judge",
        next=next,
    )


def make_tensor(session: Session, values: Any) -> Remote:
    """Return numbers of any shape as a 32-bit tensor of PyTorch in a process of the learner's."""
    return session.imported("torch:from_numpy").keep(np.asarray(values, dtype=np.float32))


def random_network(rng: np.random.Generator, sizes: Sequence[int]) -> Params:
    """Return a network with random weights that are not small, and no bias 0.

    Args:
        rng: a NumPy generator.
        sizes: inputs, widths of the hidden layers, 1.
    """
    return [
        (rng.normal(size=(n_in, n_out)) * 1.3 / np.sqrt(n_in), rng.normal(size=n_out) * 0.5 + 0.1)
        for n_in, n_out in itertools.pairwise(sizes)
    ]
