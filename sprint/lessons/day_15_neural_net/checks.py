"""Day 15: how a network from NumPy alone is proved: tensor by tensor against numbers, then by what it learns."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.datasets import make_moons

from sprint.checks.api import (
    Derivative,
    Failed,
    Function,
    KnownMistake,
    Params,
    Remote,
    Work,
    analysis_check,
    backward_pass,
    check,
    cross_entropy,
    figure_check,
    format_value,
    gradient_step,
    is_equal,
    require_loss_without_test,
    sigmoid,
    sigmoid_derivative,
    tanh_derivative,
)

STEP = 1e-5
"""How far a weight is nudged; right gradients then agree to about 1e-9."""
WITHIN = 1e-5
"""The relative error a gradient may show."""
RATES = (1.0, 0.3, 3.0, 0.1, 0.03)
"""Learning rates that are tried in turn: which one suits depends on the activation that was chosen."""
ROLLING_RATE = 0.3
"""The learning rate with which momentum is tried."""
TRAINING_SECONDS = 8.0
"""What one made-up problem may take to learn."""


def _fresh() -> np.random.Generator:
    return np.random.default_rng(secrets.randbits(64))


def _rng(work: Work, seed: int) -> Remote:
    """Return a generator in the learner's process."""
    return work.session.imported("numpy.random:default_rng").keep(seed)


def _pairs(function: Function, found: Any, sizes: Sequence[int], what: str) -> Params:
    """Return a list of (W, b), or of their slopes, held against the shapes that the sizes ask for."""
    call = function.name
    if not isinstance(found, list | tuple) or len(found) != len(sizes) - 1:
        seen = f"{len(found)} items" if isinstance(found, list | tuple | dict) else format_value(found)
        raise Failed(
            f"{call} for the sizes {list(sizes)} gives a {type(found).__name__}: {seen}",
            f"a list of {len(sizes) - 1} pairs, one for each layer",
            next=f"print what {call} returns for [2, 3, 1]",
        )
    pairs = []
    for layer, pair in enumerate(found):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise Failed(
                f"layer {layer + 1} of {call} is {format_value(pair)}", f"a pair ({what})", next="put both in a pair"
            )
        W, b = (np.asarray(part) for part in pair)
        name_W, name_b = what.split(", ")
        _shape(f"{name_W} of layer {layer + 1} in {call}", W, [(n_in, n_out)], sizes)
        _shape(f"{name_b} of layer {layer + 1} in {call}", b, [(n_out,), (1, n_out)], sizes)
        pairs.append((W.astype(float), b.astype(float)))
    return pairs


def _shape(label: str, array: Any, wanted: list[tuple[int, ...]], sizes: Sequence[int]) -> None:
    if array.dtype.kind not in "iuf":
        raise Failed(f"{label} holds {array.dtype}", "numbers", next="print it")
    if array.shape not in wanted:
        turned = array.shape == wanted[0][::-1] and array.ndim == 2
        raise Failed(
            f"{label} has shape {array.shape} for the sizes {list(sizes)}",
            f"shape {wanted[0]}",
            because="rows and columns are in each other's place" if turned else "",
            next="a layer takes n_in numbers a row and gives n_out",
        )


@check("d15.c1", "init_params gives each layer a random start", names=("init_params",))
def starts(work: Work) -> str:
    """`init_params` is asked for several sizes: shapes, then values.

    The numbers have to come from the `rng` it is given (same seed, same start), no two neurons of a layer may be equal,
    and a neuron with a hundred inputs must not begin with sums so large that it is saturated.
    """
    function = work.function("init_params")
    for sizes in ([2, 3, 1], [4, 6, 5, 1], [100, 40, 20, 1]):
        first, again, other = (
            _pairs(function, function(sizes, _rng(work, seed)), sizes, "W, b") for seed in (7, 7, 11)
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


def _is_random(W: Any, W_other: Any, layer: int, sizes: Sequence[int]) -> None:
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


@dataclass(frozen=True, slots=True)
class Problem:
    """A made-up network with rows and truths, in the form the learner's functions work with."""

    sizes: list[int]
    """Inputs, hidden layers, outputs."""
    params: Params
    """Weights and biases of ours in the learner's shapes, no bias 0."""
    X: Any
    """Rows, (n, sizes[0])."""
    y: Any
    """Truths in the form of the learner's `y_train`: (n,), (n, 1) or one column a class."""
    labels: Any
    """The same truths as 0 and 1, (n,)."""
    hidden: tuple[str, ...] = ()
    """What forward is told besides: the name of a bend, or nothing."""


def _outputs(work: Work) -> int:
    """Return how many numbers the learner's network puts out: 1, or 2 for one a class."""
    sizes = work.get("SIZES") if "SIZES" in work.run.names else [1]
    return int(sizes[-1]) if isinstance(sizes, list | tuple) and sizes and sizes[-1] in (1, 2) else 1


def _truths(work: Work, labels: Any) -> Any:
    given = np.asarray(work.get("y_train")) if "y_train" in work.run.names else labels
    if given.ndim == 2 and given.shape[1] == 2:
        return np.eye(2)[labels]
    return labels[:, None] if given.ndim == 2 else labels


def _problem(work: Work, widths: Sequence[int], inputs: int, rows: int, *hidden: str) -> Problem:
    rng, function = _fresh(), work.function("init_params")
    sizes = [inputs, *widths, _outputs(work)]
    start = _pairs(function, function(sizes, _rng(work, 1)), sizes, "W, b")
    params = [
        (rng.normal(size=W.shape) * 1.3 / np.sqrt(len(W)), rng.normal(size=b.shape) * 0.5 + 0.1) for W, b in start
    ]
    labels = rng.permutation(np.arange(rows) % 2)
    return Problem(sizes, params, rng.normal(size=(rows, inputs)), _truths(work, labels), labels, hidden)


def _chances(found: Any) -> Any:
    """Return the first of forward's two results as an array."""
    if not isinstance(found, list | tuple) or len(found) != 2:
        raise Failed(f"forward gives {format_value(found)}", "two things: y_hat and cache", next="return y_hat, cache")
    if isinstance(found[0], Remote):
        raise Failed(
            f"the first thing forward gives is {format_value(found[0])}", "y_hat, an array", next="y_hat comes first"
        )
    return np.asarray(found[0], dtype=float)


def _of_class_1(y_hat: Any) -> Any:
    return y_hat[:, 1] if y_hat.ndim == 2 and y_hat.shape[1] == 2 else np.ravel(y_hat)


def _forward(work: Work, params: Any, X: Any, *hidden: str) -> Any:
    """Return the learner's probability of class 1 for each row."""
    return _of_class_1(_chances(work.function("forward")(params, X, *hidden)))


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
    case = _problem(work, [5, 4], 3, 7)
    y_hat = _chances(work.function("forward")(case.params, case.X))
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
    p = _of_class_1(y_hat)
    alone = np.array([float(_forward(work, case.params, case.X[row : row + 1])[0]) for row in range(3)])
    place = int(np.abs(p[:3] - alone).argmax())
    work.equal(
        f"row {place} alone", alone[place], p[place], next="does a step mix the rows, as a mean over them would?"
    )
    _every_tensor_counts(work, case, p)
    _bends_between(work, case, p)
    work.require(
        not np.allclose(*(_forward(work, case.params, case.X, bend) for bend in ("tanh", "sigmoid"))),
        'forward gives the same answers with hidden="tanh" and with hidden="sigmoid"',
        "another bend in the hidden layers, other answers",
        next="ACTIVATIONS[hidden] holds the bend that was asked for: where is it looked up?",
    )
    return f"{len(case.params)} layers, a bend between them"


def _every_tensor_counts(work: Work, case: Problem, p: Any) -> None:
    for layer, pair in enumerate(case.params):
        for place, name in enumerate("Wb"):
            changed = [(W.copy(), b.copy()) for W, b in case.params]
            changed[layer][place][...] = pair[place] * 1.5 + 0.1 * np.arange(pair[place].size).reshape(
                pair[place].shape
            )
            if case.sizes[-1] == 2 and layer == len(case.params) - 1:
                changed[layer][place][..., 0] = pair[place][..., 0]
            if np.allclose(_forward(work, changed, case.X), p, rtol=0, atol=1e-9):
                raise Failed(
                    f"the answers stay the same when {name} of layer {layer + 1} changes",
                    "answers that depend on every weight and bias",
                    next=f"follow the loop of forward: is layer {layer + 1} in it, with its {name}?",
                )
    work.proved("every W and b counts")


def _bends_between(work: Work, case: Problem, p: Any) -> None:
    """Mix the neurons of a hidden layer and unmix them behind it: only a bend in between can tell."""
    rng = _fresh()
    for layer in range(len(case.params) - 1):
        (W, b), (W_next, b_next) = case.params[layer : layer + 2]
        mix = np.eye(W.shape[1]) + 0.4 * rng.uniform(0.5, 1, size=(W.shape[1], W.shape[1]))
        mixed = [*case.params]
        mixed[layer], mixed[layer + 1] = (W @ mix, (b @ mix).reshape(b.shape)), (np.linalg.solve(mix, W_next), b_next)
        if np.allclose(_forward(work, mixed, case.X), p, rtol=0, atol=1e-9):
            raise Failed(
                f"layers {layer + 1} and {layer + 2} act like a single one",
                "a bend between them",
                because=f"nothing is done to the sums of layer {layer + 1} before layer {layer + 2} takes them",
                next="apply the activation in every hidden layer",
            )
    work.proved("a bend after each hidden layer")


@check("d15.c3", "loss is the mean cross-entropy", names=("loss",))
def costs(work: Work) -> str:
    """`loss` gets made-up probabilities and truths, one point first, then more, and is computed once more here.

    A probability of exactly 1 for the truth has to cost nothing; `nan` there is a note.
    """
    function, rng = work.function("loss"), _fresh()
    columns = _outputs(work)
    cases = [(np.array([0.8]), np.array([1])), (np.array([0.8]), np.array([0]))]
    cases += [(np.array([0.9, 0.3]), np.array([1, 0])), (np.array([0.7, 0.4, 0.1]), np.array([0, 1, 0]))]
    cases += [(rng.uniform(0.02, 0.98, size=n), rng.permutation(np.arange(n) % 3 > 0).astype(int)) for n in (5, 12)]
    for p, labels in cases:
        y = _truths(work, labels)
        y_hat = np.column_stack([1 - p, p]) if columns == 2 else p.reshape(y.shape)
        got = function(y_hat, y)
        if not is_equal(got, cross_entropy(p, labels), rel=1e-5):
            _wrong_loss(function, (y_hat, y), got, p, labels)
    work.proved(f"loss on {len(cases)} inputs")
    certain, truths = np.array([1.0, 0.0]), _truths(work, np.array([1, 0]))
    sure = function(np.eye(2)[[1, 0]] if columns == 2 else certain.reshape(truths.shape), truths)
    if not np.all(np.isfinite(np.asarray(sure, dtype=float))):
        work.note("a probability of exactly 1 makes the loss nan or infinite; np.clip keeps clear of log(0)")
    return "the mean of −log(probability of the truth)"


def _wrong_loss(function: Function, args: tuple[Any, Any], got: Any, p: Any, labels: Any) -> None:
    n, right = len(p), cross_entropy(p, labels)
    every_pair = np.where(labels[None, :] == 1, np.log(p)[:, None], np.log(1 - p)[:, None])
    slips = [
        KnownMistake(
            -right, "the loss with the other sign", "the logarithm of a probability is negative, a loss is not"
        ),
        KnownMistake(right / np.log(2), "the loss with logarithms to base 2", "np.log is the natural one"),
        KnownMistake(
            float(-np.mean(labels * np.log(p))), "the part of the truths that are 1", "what does a truth of 0 cost?"
        ),
        KnownMistake(
            float(np.mean((p - labels) ** 2)), "the mean squared error", "the logarithm of the truth's probability"
        ),
        KnownMistake(cross_entropy(p, 1 - labels), "the loss for the opposite truths", "which term goes with y = 1?"),
        KnownMistake(right / 2, "half the loss", "a mean divides by n alone"),
        KnownMistake(right * n, "the sum over the points, not their mean", "divide by the number of points"),
        KnownMistake(
            float(-every_pair.mean()),
            "every probability with every truth, n times n pairs",
            "print the shapes of y_hat and y inside loss",
        ),
    ]
    fits = next((slip for slip in slips if is_equal(got, slip.value, rel=1e-5)), None)
    missing = "a function without `return` gives None" if got is None else ""
    raise Failed(
        f"{function.call_text(args)} gives {format_value(got)}",
        format_value(right),
        because=fits.because if fits else missing,
        next=fits.next if fits else "work one point out by hand: −log of the probability its truth was given",
    )


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


def _gradients(work: Work, case: Problem) -> Params:
    """Return what the learner's backward gives; its cache never leaves the learner's process."""
    forward, backward = work.function("forward"), work.function("backward")
    both = forward.remote.keep(case.params, case.X, *case.hidden)
    cache = work.session.imported("operator:getitem").keep(both, 1)
    return _pairs(backward, backward(case.params, cache, case.y), case.sizes, "dW, db")


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
        fault = _first_wrong(work, _problem(work, *made_up))
        if fault is not None and _first_wrong(work, _problem(work, *made_up)) is not None:
            raise fault  # twice: a single corner of a bend such as ReLU can lie within the nudge by chance
    work.proved("every dW and db of four networks")
    return "every dW and db of four networks, relative error below 0.00001"


def _first_wrong(work: Work, case: Problem) -> Failed | None:
    """Return the words for the first tensor that differs, from the last layer on, or None."""
    found, numbers = _gradients(work, case), _numerical(work, case)
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
        known = {
            float(n): ("the sum over the rows; the loss is a mean", "where does the number of rows enter?"),
            1.0 / n: ("divided by the number of rows twice", "where does the number of rows enter?"),
            -1.0: ("the right numbers with the other sign", "is it y_hat − y, or y − y_hat?"),
            0.0: ("nothing but zeros", "is it filled in at all?"),
        }
        for value, words in known.items():
            if abs(factor - value) <= 1e-3 * max(1.0, abs(value)):
                return words
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
    bends: dict[str, Derivative] = {
        "delta goes back without the slope of the bend": lambda _a, _z: 1.0,
        "the slope of tanh is taken at the sums, 1 − z², not at the outputs": lambda _a, z: 1 - z**2,
        "the slope is taken as tanh itself": lambda a, _z: a,
        "the slope is taken as 1 − a": lambda a, _z: 1 - a,
        "the slope is that of the sigmoid, a(1 − a), in a network of tanh": sigmoid_derivative,
        "tanh is applied to the outputs once more before the slope is taken": lambda a, _z: 1 - np.tanh(a) ** 2,
    }
    for words, slope in bends.items():
        yield words, backward_pass(case.params, case.X, case.labels, slope=slope)


def _trained(work: Work, starts: list[Any], X: Any, labels: Any, epochs: int, rate: float) -> list[tuple[Any, Any]]:
    """Return (params, losses) for each start; the function is called once a start."""
    found = work.function("train").each(
        [(params, X, _truths(work, labels), epochs, rate) for params in starts], seconds=60
    )
    for one in found:
        if not isinstance(one, list | tuple) or len(one) != 2 or isinstance(one[1], Remote):
            raise Failed(f"train gives {format_value(one)}", "the pair (params, losses)", next="return params, losses")
    return [(one[0], np.asarray(one[1], dtype=float).ravel()) for one in found]


def _start(work: Work, hidden: Sequence[int], seed: int) -> Any:
    return work.function("init_params")([2, *hidden, _outputs(work)], _rng(work, seed))


def _epochs(work: Work, X: Any, labels: Any, starts: int, wanted: int) -> int:
    """Return how many epochs fit the time: as many as wanted for whole arrays, fewer where rows are taken singly."""
    began = time.monotonic()
    _trained(work, [_start(work, [16, 16], 1)], X, labels, 5, 0.1)
    return max(30, min(wanted, int(5 * TRAINING_SECONDS / starts / max(1e-6, time.monotonic() - began))))


@check(
    "d15.c5",
    "train learns ten points by heart, XOR, and new moons",
    names=("init_params", "forward", "loss", "backward", "train"),
    needs=("d15.c4",),
)
def learns(work: Work) -> str:
    """`train` is put to problems we make up: ten random points to learn by heart, XOR from ten starts, and fresh moons.

    Several learning rates are tried, since which one suits depends on your activation. At least six of the ten starts
    have to solve XOR, and 95 % of 500 new points of the moons have to be right; a straight line reaches 87 %.
    """
    _keeps_losses(work)
    lowest = _lowest_loss(work)
    work.require(
        lowest < 0.05,
        f"after training on 10 points the loss is {lowest:.3f}",
        "below 0.05: a network this size can learn ten points by heart",
        because="0.693 is where it started: nothing was learned" if abs(lowest - 0.693) < 0.01 else "",
        next="is every layer's W and b stepped, against its slope, in every epoch, and are the new ones returned?",
    )
    solved = _xor_solved(work)
    work.require(
        solved >= 6,
        f"{solved} of 10 starts learn XOR",
        "at least 6 of 10",
        next="print the loss of each epoch for X_xor: does it fall?",
    )
    accuracy = _moons_accuracy(work)
    work.require(
        accuracy >= 0.95,
        f"{accuracy:.1%} of 500 new points of the moons are right",
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
    case = _problem(work, [6, 5], 2, 12)
    ((params, losses),) = _trained(work, [case.params], case.X, case.labels, 3, 0.05)
    work.require(
        len(losses) in (3, 4),
        f"train with epochs=3 gives {len(losses)} losses",
        "one loss for each epoch",
        next="where is append called, inside the loop over the epochs?",
    )
    trained = _pairs(work.function("train"), params, case.sizes, "W, b")
    ((slower, _),) = _trained(work, [case.params], case.X, case.labels, 3, 0.0005)
    moved, moved_less = (
        _distance(case.params, trained),
        _distance(case.params, _pairs(work.function("train"), slower, case.sizes, "W, b")),
    )
    if moved > 0 and moved_less > 0.5 * moved:
        raise Failed(
            f"with lr=0.0005 the weights move {moved_less / moved:.2g} times as far as with lr=0.05",
            "steps in proportion to lr",
            because="lr makes no difference" if moved_less > 0.99 * moved else "",
            next="which rate does train multiply the slopes with: its argument, or a number of the notebook?",
        )
    began = cross_entropy(_forward(work, case.params, case.X), case.labels)
    ended = cross_entropy(_forward(work, params, case.X), case.labels)
    if not np.isfinite(losses).all():
        raise Failed("losses holds nan", "numbers", because="log(0) somewhere", next="keep clear of 0 and 1 in loss")
    if abs(ended - began) < 1e-9:
        raise Failed(
            "the parameters train gives back answer like the ones it was given",
            "trained parameters",
            next="which parameters does train return, and does each epoch start from the last epoch's?",
        )
    for layer, (before, after) in enumerate(zip(case.params, trained, strict=True), 1):
        for name, one, other in zip("Wb", before, after, strict=True):
            if np.array_equal(one.ravel(), other.ravel()):
                raise Failed(
                    f"after three epochs {name} of layer {layer} is as it was",
                    "a step for every W and every b",
                    next="which of the pairs does a step reach, and which part of a pair?",
                )
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


def _lowest_loss(work: Work) -> float:
    """Return the lowest loss on ten points; points that lie awkwardly are drawn anew, twice at most."""
    rng, lowest = _fresh(), float("inf")
    for _ in range(3):
        X, labels = rng.normal(size=(10, 2)), rng.permutation(np.arange(10) % 2)
        epochs = _epochs(work, X, labels, 1, 3000)
        for rate in RATES:
            ((params, _),) = _trained(work, [_start(work, [16, 16], 3)], X, labels, epochs, rate)
            lowest = min(lowest, cross_entropy(_forward(work, params, X), labels))
            if lowest < 0.05:
                return lowest
    return lowest


def _xor_solved(work: Work) -> int:
    X, labels = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    epochs, most = _epochs(work, X, labels, 10, 1500), 0
    for rate in RATES:
        found = _trained(work, [_start(work, [8, 8], seed) for seed in range(10)], X, labels, epochs, rate)
        most = max(most, sum(bool(np.all((_forward(work, params, X) > 0.5) == labels)) for params, _ in found))
        if most >= 6:
            break
    return most


def _moons_accuracy(work: Work) -> float:
    X, labels = make_moons(300, noise=0.15)
    X_new, y_new = make_moons(500, noise=0.15)
    epochs, best = _epochs(work, X, labels, 1, 1500), 0.0
    for rate in RATES:
        ((params, _),) = _trained(work, [_start(work, [16, 16], 5)], X, labels, epochs, rate)
        best = max(best, float(np.mean((_forward(work, params, X_new) > 0.5) == y_new)))
        if best >= 0.95:
            break
    return best


def _labels(work: Work, name: str) -> Any:
    y = work.array(name)
    return y[:, 1] if y.ndim == 2 and y.shape[1] == 2 else y.ravel()


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
        work.array("X_test"), _labels(work, "y_test"), work.array("X_train"), _labels(work, "y_train")
    )  # fmt: skip
    params = work.get("params")
    p_train, p_test = _forward(work, params, X_train), _forward(work, params, X_test)
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
    work.equal(
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


def _losses_belong(work: Work, p_train: Any, y_train: Any) -> None:
    losses = work.array("losses").astype(float).ravel()
    work.require(
        len(losses) >= 10 and np.isfinite(losses).all(),
        f"losses holds {len(losses)} numbers, {int(np.isfinite(losses).sum())} of them finite",
        "one finite loss for each epoch",
        next="what does train return as its second thing?",
    )
    now = cross_entropy(p_train, y_train)
    work.require(
        abs(losses[-1] - now) <= 0.25 * now + 0.02 and losses[-1] < losses[0],
        f"losses goes from {losses[0]:.3f} to {losses[-1]:.3f}; the loss of `params` on X_train is {now:.3f}",
        "a curve that falls and ends there",
        next="are params and losses from the same call of train?",
    )


@check("d15.c7", "grad_norms shows where gradients vanish", names=("grad_norms", "init_params"), needs=("d15.c4",))
def vanishes(work: Work) -> str:
    """`grad_norms` holds the size of each layer's dW, first layer first, once with tanh and once with sigmoids.

    Thirty starts of your `init_params(DEEP, rng)` are put through a network of ours with the same bends and `X_train`.
    Your numbers come from one start, so each may be up to three times outside the range that ours give.
    """
    found = _norm_lists(work)
    ranges = _usual_norms(work)
    layers = len(ranges["sigmoid"][0])
    for hidden, norms in found.items():
        if len(norms) != layers:
            raise Failed(
                f'grad_norms["{hidden}"] holds {len(norms)} numbers',
                f"{layers}, one for each layer of DEEP",
                next="one np.linalg.norm(dW) for each pair that backward gives",
            )
        low, high = ranges[hidden]
        if _fits(norms, low, high):
            continue
        other = "tanh" if hidden == "sigmoid" else "sigmoid"
        because, move = (
            "",
            f'how do you get the gradients for "{hidden}"? Start from init_params(DEEP, rng) and X_train',
        )
        if _fits(norms[::-1], low, high):
            because, move = "the list starts with the last layer", "first layer first"
        elif _fits(norms, *ranges[other]):
            because, move = (
                f"these are the numbers of {other}",
                "which bend did forward use? Pass it as its third argument",
            )
        place = int(np.argmax(np.maximum(low / np.maximum(norms, 1e-300), norms / high)))
        raise Failed(
            f'grad_norms["{hidden}"][{place}] = {norms[place]:.2g}',
            f"between {low[place] / 3:.2g} and {3 * high[place]:.2g} for layer {place + 1}",
            because=because,
            next=move,
        )
    first, last = found["sigmoid"][0], found["sigmoid"][-1]
    work.proved(f"{layers} layers, from {first:.1g} to {last:.1g} with sigmoids")
    work.metric("first_layer_share", first / last)
    return f"with sigmoids the first layer gets {first / last:.1g} of what the last one gets"


def _fits(norms: Any, low: Any, high: Any) -> bool:
    return bool(np.all((norms >= low / 3) & (norms <= 3 * high)))


def _norm_lists(work: Work) -> dict[str, Any]:
    held = work.get("grad_norms")
    if not isinstance(held, dict):
        raise Failed(
            f"grad_norms is {format_value(held)}",
            'a dictionary with the keys "tanh" and "sigmoid"',
            next='grad_norms = {"tanh": …, "sigmoid": …}',
        )
    for key in ("tanh", "sigmoid"):
        if key not in held:
            raise Failed(
                f"grad_norms has the keys {', '.join(map(repr, held)) or 'none'}",
                f"the key {key!r}",
                next=f"add {key!r} to grad_norms",
            )
    try:
        return {key: np.asarray(held[key], dtype=float).ravel() for key in ("tanh", "sigmoid")}
    except (TypeError, ValueError) as error:
        raise Failed(
            f"grad_norms holds {format_value(held['sigmoid'])}",
            "lists of numbers",
            next="np.linalg.norm gives one number",
        ) from error


def _usual_norms(work: Work) -> dict[str, tuple[Any, Any]]:
    """Return the smallest and largest norm of each dW over thirty starts, for both bends."""
    X, labels = work.array("X_train").astype(float), _labels(work, "y_train")
    sizes = [int(size) for size in work.get("DEEP")]
    function = work.function("init_params")
    starts = [_single(_pairs(function, function(sizes, _rng(work, seed)), sizes, "W, b")) for seed in range(30)]
    found = {}
    bends: dict[str, tuple[Any, Derivative]] = {
        "tanh": (np.tanh, tanh_derivative),
        "sigmoid": (sigmoid, sigmoid_derivative),
    }
    for hidden, (bend, slope) in bends.items():
        norms = [[np.linalg.norm(dW) for dW, _ in backward_pass(params, X, labels, bend, slope)] for params in starts]
        found[hidden] = (np.min(norms, axis=0), np.max(norms, axis=0))
    return found


def _single(params: Params) -> Params:
    """Return a network with one output that gives the same probabilities: softmax of two is a sigmoid of their gap."""
    W, b = params[-1]
    return params if W.shape[1] == 1 else [*params[:-1], (W[:, 1:] - W[:, :1], (b.ravel()[1:] - b.ravel()[:1]))]


def _shows_losses(work: Work, figure: Any) -> bool:
    losses = work.array("losses").ravel()
    return any(figure.has_line(np.arange(len(losses)) + first, losses) for first in (0, 1))


def _shows_moons(work: Work, figure: Any) -> bool:
    X = work.array("X_train")
    return bool(figure.has_points(X[:, 0], X[:, 1]))


view = figure_check(
    "d15.c8",
    "View: the loss over the epochs and the border are drawn",
    "A figure of this run with something inside its axes. We look for a line through `losses` and for the points of "
    "`X_train`; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the loss curve": _shows_losses, "the points with the border": _shows_moons},
)

analysis = analysis_check(
    "d15.c9",
    "What happens to `grad_norms` in the first layer with sigmoids, and what does that mean for a deeper network?",
    numbers=("grad_norms", "losses", "test_accuracy"),
    words=("sigmoid", "tanh"),
)


Rolls = Callable[[Any, Any], tuple[Any, Any]]
"""Gives the new speed and the step along it from the old speed and the slope."""


def _kept(momentum: float, share: float = 1) -> Rolls:
    """Return the rule that keeps this much of the speed and adds a share of the slope."""
    return lambda v, slope: (momentum * v + share * slope,) * 2


def _rolled(work: Work, case: Problem, epochs: int, rolls: Rolls) -> list[Params]:
    """Return the network before the first epoch and after each, by the learner's own slopes."""
    path, speeds = [case.params], [(0 * W, 0 * b) for W, b in case.params]
    for _ in range(epochs):
        found = _gradients(work, replace(case, params=path[-1]))
        moved = [
            [rolls(v, slope.reshape(v.shape)) for v, slope in zip(*both, strict=True)]
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
    known: dict[str, tuple[Rolls, str]] = {
        "no speed is kept: each step goes along the slope alone": (
            _kept(0),
            "where are the speeds made, before the loop or inside it?",
        ),
        "the slope counts only 1 − momentum": (
            _kept(momentum, 1 - momentum),
            "the whole slope is added to the speed",
        ),
        "the step goes along the old speed": (
            lambda v, slope: (momentum * v + slope, v),
            "first the new speed, then the step along it",
        ),
        "the momentum is 0.9, whatever was asked for": (
            _kept(0.9),
            "which momentum does the function use: its argument, or a number?",
        ),
    }
    for words, (rolls, move) in known.items():
        if not _apart(got, _rolled(work, case, epochs, rolls)[-1]):
            return words, move
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
        case, momentum = _problem(work, [5, 4], 2, 12), told[0] if told else 0.9
        found = function(case.params, case.X, case.y, epochs, ROLLING_RATE, *told)
        if not isinstance(found, list | tuple) or len(found) != 2 or isinstance(found[1], Remote):
            raise Failed(f"train_momentum gives {format_value(found)}", "the pair (params, losses)", next="return both")
        got = _pairs(function, found[0], case.sizes, "W, b")
        path = _rolled(work, case, epochs, _kept(momentum))
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


def _losses_along(work: Work, losses: Any, case: Problem, path: list[Params]) -> None:
    """Fail unless the losses are those of the networks on the way, before each step or after it."""
    right = [cross_entropy(_forward(work, params, case.X), case.labels) for params in path]
    ways = (right, right[:-1], right[1:])
    work.require(
        any(len(losses) == len(way) and np.allclose(losses, way, rtol=1e-4) for way in ways),
        f"train_momentum gives the losses {format_value(losses.round(4).tolist())}",
        format_value([round(value, 4) for value in right[:-1]]),
        next="append the loss in each epoch, before the step",
    )
