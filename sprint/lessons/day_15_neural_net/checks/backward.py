"""Day 15, task 4: the gradient check, tensor by tensor."""

from collections.abc import Callable, Iterator

import numpy as np

from sprint.checks.api import Derivative, Failed, Params, Work, backward_pass, check, sigmoid_derivative

from .common import Problem, layer_pairs, random_problem

STEP = 1e-5
"""How far a weight is nudged; right gradients then agree to about 1e-9."""
WITHIN = 1e-5
"""The relative error a gradient may show."""

FACTORS: tuple[tuple[Callable[[int], float], str, str], ...] = (
    (lambda n: 1.0 * n, "the sum over the rows; the loss is a mean", "where does the number of rows enter?"),
    (lambda n: 1.0 / n, "divided by the number of rows twice", "where does the number of rows enter?"),
    (lambda _: -1.0, "the right numbers with the other sign", "is it y_hat − y, or y − y_hat?"),
    (lambda _: 0.0, "nothing but zeros", "is it filled in at all?"),
)
"""Usual factors of a gradient of n rows beside the right one: the factor, what it is, where to look."""

TANH_SLOPES: dict[str, Derivative] = {
    "delta goes back without the slope of the bend": lambda _a, _z: 1.0,
    "the slope of tanh is taken at the sums, 1 − z², not at the outputs": lambda _a, z: 1 - z**2,
    "the slope is taken as tanh itself": lambda a, _z: a,
    "the slope is taken as 1 − a": lambda a, _z: 1 - a,
    "the slope is that of the sigmoid, a(1 − a), in a network of tanh": sigmoid_derivative,
    "tanh is applied to the outputs once more before the slope is taken": lambda a, _z: 1 - np.tanh(a) ** 2,
}
"""Usual slips in the slope of tanh, and what each of them takes for it."""


def _numerical(work: Work, case: Problem) -> Params:
    """Return the slopes of the learner's own loss, from nudging each weight up and down."""
    nudged = [
        (layer, place, index, sign)
        for layer, pair in enumerate(case.params)
        for place, values in enumerate(pair)
        for index in np.ndindex(values.shape)
        for sign in (1, -1)
    ]
    networks = []
    for layer, place, index, sign in nudged:
        params = [(W.copy(), b.copy()) for W, b in case.params]
        params[layer][place][index] += sign * STEP
        networks.append((params, case.X, *case.hidden))
    chances = [found[0] for found in work.function("forward").each(networks, seconds=60)]
    costs = work.function("loss").each([(y_hat, case.y) for y_hat in chances], seconds=60)
    found = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in case.params]
    for (layer, place, index, sign), cost in zip(nudged, costs, strict=True):
        found[layer][place][index] += sign * float(cost) / (2 * STEP)
    return found


def learner_gradients(work: Work, case: Problem) -> Params:
    """Return what the learner's backward gives; its cache never leaves the learner's process."""
    forward, backward = work.function("forward"), work.function("backward")
    both = forward.remote.keep(case.params, case.X, *case.hidden)
    cache = work.session.imported("operator:getitem").keep(both, 1)
    return layer_pairs(backward, backward(case.params, cache, case.y), case.sizes, "dW, db")


@check(
    "d15.c4",
    "backward gives the slopes that nudging each weight gives",
    names=("init_params", "forward", "loss", "backward"),
    needs=("d15.c2", "d15.c3"),
)
def gradients(work: Work) -> str:
    """The gradient check, tensor by tensor, for made-up networks with layers of different widths.

    Each weight is nudged up and down by 0.00001, and your own `forward` and `loss` say how the loss moves. What `backward`
    gives may differ by one part in a hundred thousand. The last layer is looked at first, since a mistake there spoils
    all before it. A score could not do this: with a wrong gradient a network often still reaches 99 %.
    """
    for made_up in (([3], 2, 4), ([5, 4], 3, 7), ([4, 6, 3], 2, 9), ([4, 3], 2, 5, "sigmoid")):
        fault = _first_wrong(work, random_problem(work, *made_up))
        if fault is not None and _first_wrong(work, random_problem(work, *made_up)) is not None:
            raise fault  # twice: a single corner of a bend such as ReLU can lie within the nudge by chance
    work.proved("every dW and db of four networks")
    return "every dW and db of four networks, relative error below 0.00001"


def _first_wrong(work: Work, case: Problem) -> Failed | None:
    """Return the words for the first tensor that differs, from the last layer on, or None."""
    found, numbers = learner_gradients(work, case), _numerical(work, case)
    right: list[str] = []
    for layer in reversed(range(len(found))):
        for place, name in enumerate(("dW", "db")):
            got, wanted = found[layer][place], numbers[layer][place].reshape(found[layer][place].shape)
            error = float(np.abs(got - wanted).max() / max(np.abs(got).max(), np.abs(wanted).max(), 1e-4))
            if not error <= WITHIN:
                because, move = _why(case, found, numbers, layer, name)
                behind = f"; {', '.join(right)} {'are' if len(right) > 1 else 'is'} right" if right else ""
                told = f' with hidden="{case.hidden[0]}"' if case.hidden else ""
                return Failed(
                    f"{name} of layer {layer + 1} of {len(found)}{told} differs from the slopes that nudging gives: "
                    f"relative error {error:.2g}, widths {case.sizes}, {len(case.X)} rows{behind}",
                    "a relative error below 0.00001",
                    because=because,
                    next=move,
                )
            right.append(f"{name} of layer {layer + 1}")
    return None


def _why(case: Problem, found: Params, numbers: Params, layer: int, name: str) -> tuple[str, str]:
    """Say what the wrong tensor is, where it is something known, and where to look."""
    n, place = len(case.X), ("dW", "db").index(name)
    got, wanted = found[layer][place].ravel(), numbers[layer][place].ravel()
    factor = float(got @ wanted / max(wanted @ wanted, 1e-300))
    if np.allclose(got, factor * wanted, rtol=1e-4, atol=1e-9):
        for value, because, move in FACTORS:
            known = value(n)
            if abs(factor - known) <= 1e-3 * max(1.0, abs(known)):
                return because, move
        if got.size > 1:
            return f"it is {factor:.3g} times the right one", "which factor is in there, and where does it come from?"
    if layer == len(found) - 1 and name == "dW":
        return "", "what comes into the last layer, and what is delta there?"
    if name == "db":
        return f"dW of layer {layer + 1} is right, so delta is right", "along which axis is delta added up for db?"
    for slip, variant in _known_paths(case):
        if np.allclose(found[layer][0], variant[layer][0], rtol=1e-4, atol=1e-9):
            return slip, f"look at the step that takes delta from layer {layer + 2} to layer {layer + 1}"
    return (
        f"all behind it is right, so delta is lost on its way from layer {layer + 2} to layer {layer + 1}",
        "is the slope of the bend taken there, and of the right layer?",
    )


def _known_paths(case: Problem) -> Iterator[tuple[str, Params]]:
    """Yield the slopes that usual slips give in a network of tanh and one sigmoid; another network fits none of them."""
    if case.sizes[-1] != 1:
        return
    for words, slope in TANH_SLOPES.items():
        yield words, backward_pass(case.params, case.X, case.labels, slope=slope)
