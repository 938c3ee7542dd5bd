"""Day 15, task 2: forward, from points to probabilities."""

import numpy as np

from sprint.checks.api import Failed, Floats, Work, check, new_rng

from .common import Problem, forward_probability, of_class_1, random_problem, y_hat_of


@check(
    "d15.c2",
    "forward gives a probability for each row, through every layer",
    names=("init_params", "forward"),
    needs=("d15.c1",),
)
def goes_forward(work: Work) -> str:
    """A made-up network of yours answers for made-up rows: one probability a row, the same for a row alone as in a batch.

    Then each W and b is changed in turn, and the answers have to follow. Where two layers could be multiplied into one
    without any change in the answers, the bend between them is missing. And `hidden` has to choose the bend.
    """
    case = random_problem(work, [5, 4], 3, 7)
    y_hat = y_hat_of(work.function("forward")(case.params, case.X))
    outputs = case.sizes[-1]
    work.require(
        y_hat.shape in [(7,), (7, 1)] if outputs == 1 else y_hat.shape == (7, outputs),
        f"y_hat has shape {y_hat.shape} for 7 rows",
        "shape (7,), one probability a row",
        next="the last layer gives one column; which index takes it out?",
    )
    work.require(
        np.all((y_hat > 0) & (y_hat < 1)),
        f"y_hat reaches from {y_hat.min():.3g} to {y_hat.max():.3g}",
        "probabilities, between 0 and 1",
        because="the sums of the last layer are no probabilities yet",
        next="what squeezes any number into the range from 0 to 1?",
    )
    p = of_class_1(y_hat)
    alone = np.array([float(forward_probability(work, case.params, case.X[row : row + 1])[0]) for row in range(3)])
    place = int(np.abs(p[:3] - alone).argmax())
    work.require_equal(
        f"row {place} alone", alone[place], p[place], next="does a step mix the rows, as a mean over them would?"
    )
    _every_tensor_counts(work, case, p)
    _bends_between(work, case, p)
    work.require(
        not np.allclose(
            forward_probability(work, case.params, case.X, "tanh"),
            forward_probability(work, case.params, case.X, "sigmoid"),
        ),
        'forward gives the same answers with hidden="tanh" and with hidden="sigmoid"',
        "another bend in the hidden layers, other answers",
        next="ACTIVATIONS[hidden] holds the bend that was asked for: where is it looked up?",
    )
    return f"{len(case.params)} layers, a bend between them"


def _every_tensor_counts(work: Work, case: Problem, p: Floats) -> None:
    for layer, pair in enumerate(case.params):
        for place, name in enumerate("Wb"):
            changed = [(W.copy(), b.copy()) for W, b in case.params]
            changed[layer][place][...] = pair[place] * 1.5 + 0.1 * np.arange(pair[place].size).reshape(
                pair[place].shape
            )
            if case.sizes[-1] == 2 and layer == len(case.params) - 1:
                changed[layer][place][..., 0] = pair[place][..., 0]
            if np.allclose(forward_probability(work, changed, case.X), p, rtol=0, atol=1e-9):
                raise Failed(
                    f"the answers stay the same when {name} of layer {layer + 1} changes",
                    "answers that depend on every weight and bias",
                    next=f"follow the loop of forward: is layer {layer + 1} in it, with its {name}?",
                )
    work.proved("every W and b counts")


def _bends_between(work: Work, case: Problem, p: Floats) -> None:
    """Mix the neurons of a hidden layer and unmix them behind it: only a bend in between can tell."""
    rng = new_rng()
    for layer in range(len(case.params) - 1):
        (W, b), (W_next, b_next) = case.params[layer : layer + 2]
        mix = np.eye(W.shape[1]) + 0.4 * rng.uniform(0.5, 1, size=(W.shape[1], W.shape[1]))
        mixed = [*case.params]
        mixed[layer], mixed[layer + 1] = (W @ mix, (b @ mix).reshape(b.shape)), (np.linalg.solve(mix, W_next), b_next)
        if np.allclose(forward_probability(work, mixed, case.X), p, rtol=0, atol=1e-9):
            raise Failed(
                f"layers {layer + 1} and {layer + 2} act like a single one",
                "a bend between them",
                because=f"nothing is done to the sums of layer {layer + 1} before layer {layer + 2} takes them",
                next="apply the activation in every hidden layer",
            )
    work.proved("a bend after each hidden layer")
