"""The reference network of the days that build one."""

from typing import Any

import numpy as np
import pytest

from sprint.checks.models.networks import (
    Derivative,
    Params,
    backward_pass,
    cross_entropy,
    forward_pass,
    gradient_step,
    random_network,
    sigmoid,
    sigmoid_derivative,
    tanh_derivative,
)


@pytest.mark.parametrize("sizes", [[2, 1], [3, 5, 4, 1], [2, 4, 6, 3, 1]])
@pytest.mark.parametrize(("bend", "slope"), [(np.tanh, tanh_derivative), (sigmoid, sigmoid_derivative)])
def test_slopes_are_those_of_nudging(sizes: list[int], bend: np.ufunc, slope: Derivative) -> None:
    """Every slope of the reference is what nudging that weight says, so it may judge a learner's."""
    rng = np.random.default_rng(15)
    params, X, y = random_network(rng, sizes), rng.normal(size=(7, sizes[0])), np.arange(7) % 2
    found = backward_pass(params, X, y, bend, slope)
    for layer, pair in enumerate(params):
        for place, values in enumerate(pair):
            for index in np.ndindex(values.shape):
                nudged = [_cost(params, layer, place, index, sign * 1e-5, X, y, bend) for sign in (1, -1)]
                assert found[layer][place][index] == pytest.approx((nudged[0] - nudged[1]) / 2e-5, rel=1e-5, abs=1e-9)


def _cost(
    params: Params, layer: int, place: int, index: tuple[int, ...], by: float, X: Any, y: Any, bend: np.ufunc
) -> float:
    moved = [(W.copy(), b.copy()) for W, b in params]
    moved[layer][place][index] += by
    return cross_entropy(forward_pass(moved, X, bend)[0], y)


def test_a_step_lowers_the_loss() -> None:
    """A small step of the reference goes downhill."""
    rng = np.random.default_rng(16)
    params, X, y = random_network(rng, [2, 5, 1]), rng.normal(size=(20, 2)), np.arange(20) % 2
    before = cross_entropy(forward_pass(params, X)[0], y)
    after = gradient_step(params, backward_pass(params, X, y), 0.05)
    assert cross_entropy(forward_pass(after, X)[0], y) < before
