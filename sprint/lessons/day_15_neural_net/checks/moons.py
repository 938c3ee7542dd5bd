"""Day 15, task 5: the learner's own network and its losses."""

import numpy as np

from sprint.checks.api import (
    Floats,
    KnownMistake,
    Labels,
    Work,
    check,
    cross_entropy,
    require_loss_without_test,
    require_losses,
)

from .common import class_labels, forward_probability


@check(
    "d15.c6",
    "your network learned the moons, and test_accuracy says how well",
    names=("params", "losses", "test_accuracy", "forward"),
    needs=("d15.c5",),
)
def own_network(work: Work) -> str:
    """Your `params` answer for `X_test`: at least 95 % right, and `test_accuracy` has to be that number.

    `losses` has to belong to that training: it falls, holds no nan, and ends where your network's loss on `X_train` is,
    not where its loss on all points is.
    """
    X_test, y_test, X_train, y_train = (
        work.array("X_test"), class_labels(work, "y_test"), work.array("X_train"), class_labels(work, "y_train")
    )  # fmt: skip
    params = work.get("params")
    p_train, p_test = forward_probability(work, params, X_train), forward_probability(work, params, X_test)
    right = (p_test > 0.5) == y_test
    accuracy, on_train = float(right.mean()), float(np.mean((p_train > 0.5) == y_train))
    work.require(
        accuracy >= 0.95,
        f"your network is right on {accuracy:.1%} of X_test",
        "at least 95 %; a straight line reaches about 87 %",
        next="more epochs, or another lr? Look at the curve of the losses",
    )
    slips = [
        KnownMistake(on_train, "the share on the training points", "ask forward about X_test, and compare with y_test"),
        KnownMistake(1 - accuracy, "the share of wrong answers", "which answers are counted?"),
        KnownMistake(100 * accuracy, "the share times 100", "a share lies between 0 and 1"),
    ]
    work.require_equal(
        "test_accuracy",
        work.number("test_accuracy"),
        accuracy,
        slips=slips,
        next="compute it from forward(params, X_test)",
        abs=1e-6,
    )
    _losses_belong(work, p_train, y_train)
    require_loss_without_test(
        work, "losses", (p_train, y_train), (p_test, y_test), next="which X and y does train get?"
    )
    work.metric("test_accuracy", accuracy)
    work.metric("loss", float(work.array("losses").ravel()[-1]))
    return f"{accuracy:.1%} of the test points"


def _losses_belong(work: Work, p_train: Floats, y_train: Labels) -> None:
    losses = require_losses(work, "losses", next="what does train return as its second thing?")
    now = cross_entropy(p_train, y_train)
    work.require(
        abs(losses[-1] - now) <= 0.25 * now + 0.02 and losses[-1] < losses[0],
        f"losses goes from {losses[0]:.3f} to {losses[-1]:.3f}; the loss of `params` on X_train is {now:.3f}",
        "a curve that falls and ends there",
        next="are params and losses from the same call of train?",
    )
