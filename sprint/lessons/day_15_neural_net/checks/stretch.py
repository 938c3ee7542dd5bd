"""Day 15, stretch: gradient descent with momentum."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sprint.checks.api import Failed, Floats, Params, Remote, Work, check, cross_entropy, format_value, gradient_step

from .backward import learner_gradients
from .common import Problem, forward_probability, layer_pairs, random_problem

ROLLING_RATE = 0.3
"""The learning rate with which momentum is tried."""
Update = Callable[[Floats, Floats, float], tuple[Floats, Floats]]
"""Gives the new speed and the step from the old speed, the slope, all of one shape, and the momentum."""


def _momentum_update(speed: Floats, slope: Floats, momentum: float) -> tuple[Floats, Floats]:
    """Return the new speed, and the step, which goes along it."""
    speed = momentum * speed + slope
    return speed, speed


def _without_speed(_speed: Floats, slope: Floats, _momentum: float) -> tuple[Floats, Floats]:
    return slope, slope


def _with_part_of_slope(speed: Floats, slope: Floats, momentum: float) -> tuple[Floats, Floats]:
    return _momentum_update(speed, (1 - momentum) * slope, momentum)


def _along_old_speed(speed: Floats, slope: Floats, momentum: float) -> tuple[Floats, Floats]:
    return momentum * speed + slope, speed


def _with_usual_momentum(speed: Floats, slope: Floats, _momentum: float) -> tuple[Floats, Floats]:
    return _momentum_update(speed, slope, 0.9)


SLIPS: tuple[tuple[Update, str, str], ...] = (
    (
        _without_speed,
        "no speed is kept: each step goes along the slope alone",
        "where are the speeds made, before the loop or inside it?",
    ),
    (_with_part_of_slope, "the slope counts only 1 − momentum", "the whole slope is added to the speed"),
    (_along_old_speed, "the step goes along the old speed", "first the new speed, then the step along it"),
    (
        _with_usual_momentum,
        "the momentum is 0.9, whatever was asked for",
        "which momentum does the function use: its argument, or a number?",
    ),
)
"""Usual slips: the update, what it is, where to look."""


def _path(work: Work, case: Problem, epochs: int, momentum: float, update: Update = _momentum_update) -> list[Params]:
    """Return the network before the first epoch and after each, by the learner's own slopes."""
    path, speeds = [case.params], [(0 * W, 0 * b) for W, b in case.params]
    for _ in range(epochs):
        found = learner_gradients(work, replace(case, params=path[-1]))
        moved = [
            [update(speed, slope.reshape(speed.shape), momentum) for speed, slope in zip(*both, strict=True)]
            for both in zip(speeds, found, strict=True)
        ]
        speeds = [(W[0], b[0]) for W, b in moved]
        path.append(gradient_step(path[-1], [(W[1], b[1]) for W, b in moved], ROLLING_RATE))
    return path


def _apart(params: Params, others: Params) -> str:
    """Return the first weight or bias that differs, in words, or an empty text."""
    for layer, both in enumerate(zip(params, others, strict=True), 1):
        for name, one, other in zip("Wb", *both, strict=True):
            if not np.allclose(one.ravel(), other.ravel(), rtol=1e-6, atol=1e-9):
                return f"{name} of layer {layer}"
    return ""


def _momentum_slip(work: Work, case: Problem, epochs: int, momentum: float, got: Params) -> tuple[str, str]:
    """Return what a usual slip in the speeds is and where to look, if its steps lead to these weights."""
    for update, because, move in SLIPS:
        if not _apart(got, _path(work, case, epochs, momentum, update)[-1]):
            return because, move
    return "", "print the speed of one weight in each epoch, and compare with the example"


@check(
    "d15.s1",
    "Stretch: train_momentum keeps the speed of its steps",
    names=("train_momentum", "init_params", "forward", "backward"),
    needs=("d15.c4",),
    stretch=True,
)
def keeps_its_speed(work: Work) -> str:
    """`train_momentum` trains made-up networks for one, two and four epochs, with several values for its momentum.

    Your `backward`, proved by now, gives the slopes for the same steps here, and every weight and bias has to be where these
    lead. The losses have to be those along the way, taken before each step or after it.
    """
    function = work.function("train_momentum")
    for epochs, told in ((1, (0.5,)), (2, (0.5,)), (4, (0.8,)), (3, ())):
        case, momentum = random_problem(work, [5, 4], 2, 12), told[0] if told else 0.9
        found = function(case.params, case.X, case.y, epochs, ROLLING_RATE, *told)
        if not isinstance(found, list | tuple) or len(found) != 2 or isinstance(found[1], Remote):
            raise Failed(f"train_momentum gives {format_value(found)}", "the pair (params, losses)", next="return both")
        got = layer_pairs(function, found[0], case.sizes, "W, b")
        path = _path(work, case, epochs, momentum)
        if place := _apart(got, path[-1]):
            because, move = _momentum_slip(work, case, epochs, momentum, got)
            raise Failed(
                f"after {epochs} epoch{'s' if epochs > 1 else ''} with momentum {momentum}, {place} is somewhere else",
                "the weights where the speeds lead",
                because=because,
                next=move,
            )
        _losses_along(work, np.ravel(np.asarray(found[1], dtype=float)), case, path)
    work.proved("the weights of four made-up networks")
    return "the same weights after one to four epochs"


def _losses_along(work: Work, losses: Floats, case: Problem, path: list[Params]) -> None:
    """Fail unless the losses are those of the networks on the way, before each step or after it."""
    right = [cross_entropy(forward_probability(work, params, case.X), case.labels) for params in path]
    ways = (right, right[:-1], right[1:])
    work.require(
        any(len(losses) == len(way) and np.allclose(losses, way, rtol=1e-4) for way in ways),
        f"train_momentum gives the losses {format_value(losses.round(4).tolist())}",
        format_value([round(value, 4) for value in right[:-1]]),
        next="append the loss in each epoch, before the step",
    )
