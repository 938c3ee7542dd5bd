"""Day 16: how the PyTorch network is held against a NumPy one: same weights, same answers, same steps."""

import itertools
import secrets
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    KnownMistake,
    LearnerError,
    Params,
    Remote,
    Work,
    analysis_check,
    backward_pass,
    check,
    cross_entropy,
    figure_check,
    format_seconds,
    format_value,
    forward_pass,
    gradient_step,
    random_network,
    require_loss_without_test,
    sigmoid,
)

WITHIN = 30
"""A timing may be this many times longer or shorter than ours: machines are noisy, units differ by a thousand."""
ROWS = 400
"""How many rows a step is taken with: more than fit into a usual mini-batch, which has no place here."""
ANSWERS_ALIKE = 2e-5
"""How far 32-bit probabilities may be from 64-bit ones."""

PILED_UP = "each step adds the slopes of the steps before: they add up in .grad until they are cleared"
FORGETS = "what forgets the old slopes?"


def _fresh() -> np.random.Generator:
    return np.random.default_rng(secrets.randbits(64))


def _tensor(work: Work, values: Any) -> Remote:
    """Return a 32-bit tensor in the learner's process."""
    return work.session.imported("torch:from_numpy").keep(np.asarray(values, dtype=np.float32))


def _truths(work: Work, labels: Any) -> Remote:
    """Return truths as a tensor of the form of the learner's `y_train_t`: (n,) or (n, 1)."""
    look = work.remote("y_train_t").look() if "y_train_t" in work.run.names else {}
    return _tensor(work, labels[:, None] if len(look.get("shape") or ()) == 2 else labels)


def _net(work: Work, sizes: Sequence[int]) -> Remote:
    """Make a new network of the learner's class."""
    try:
        return work.function("TorchMLP").remote.keep(list(sizes))
    except LearnerError as error:
        raise Failed(
            f"TorchMLP({list(sizes)}) raises {error.stop.type}: {error.stop.message[:120]}",
            "a network with these sizes",
            because="the layers are set before nn.Module is ready" if "before Module" in error.stop.message else "",
            next="super().__init__() comes first in __init__" if "before Module" in error.stop.message else "",
        ) from error


def _outputs(work: Work, net: Remote, X: Any) -> Any:
    """Return what the learner's network gives for rows X, one number each, (n,)."""
    try:
        found = net(_tensor(work, X))
    except LearnerError as error:
        where = f" (cell {error.stop.cell}, line {error.stop.line})" if error.stop.cell else ""
        raise Failed(
            f"for a tensor of shape {np.shape(X)} the network raises {error.stop.type}: "
            f"{error.stop.message[:140]}{where}",
            "one probability a row",
            next="call it on X_train_t in a cell and read the last line",
        ) from error
    if isinstance(found, Remote) or found is None:
        raise Failed(f"the network gives {format_value(found)}", "a tensor", next="does forward end with `return`?")
    found = np.asarray(found, dtype=float)
    if found.shape not in [(len(X),), (len(X), 1)]:
        raise Failed(
            f"for {f'{len(X)} rows' if len(X) > 1 else 'one row'} the network gives shape {found.shape}",
            f"shape ({len(X)},), one probability a row",
            next="the last layer gives one column; which index takes it out?",
        )
    return found.ravel()


def _answers(work: Work, net: Remote, X: Any) -> Any:
    """Return the learner's probabilities for rows X, (n,); a network that gives sums is squeezed here, with a note."""
    found = _outputs(work, net, X)
    if not _gives_sums(work):
        return found
    work.note("the network gives sums, not probabilities; they were squeezed before comparing")
    return sigmoid(found)


def _gives_sums(work: Work) -> bool:
    """Tell whether the learner's class gives the sums of its last layer: where these are large, they are no shares.

    One network is not enough to tell, since its sums may all lie between 0 and 1.
    """
    rng = _fresh()
    *before, (W, b) = random_network(rng, [2, 5, 4, 1])
    found = _outputs(work, _loaded(work, [*before, (100 * W, b)]), rng.normal(size=(40, 2)))
    return bool(np.any((found < 0) | (found > 1)))


@check("d16.c1", "TorchMLP is a network with the layers it is asked for", names=("TorchMLP",))
def is_a_network(work: Work) -> str:
    """`TorchMLP(sizes)` is made for several sizes: PyTorch has to find every weight and bias in it, and no more.

    Then it answers for made-up rows: one number for each. What it answers is looked at in the next check.
    """
    for sizes in ([2, 3, 1], [3, 5, 4, 1], [4, 6, 3, 5, 1]):
        net = _net(work, sizes)
        if "torch.nn.modules.module.Module" not in net.look()["bases"]:
            raise Failed(
                f"TorchMLP({sizes}) is a {net.look()['type']}", "an nn.Module", next="class TorchMLP(nn.Module)"
            )
        found = sum(int(np.size(values)) for values in net.attribute("parameters")())
        wanted = sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))
        because, move = "", "one layer for each step from a size to the next, with its bias"
        if found == 0:
            because, move = "layers in a plain Python list stay hidden from PyTorch", "nn.ModuleList shows them"
        work.require(
            found == wanted,
            f"PyTorch finds {found} weights and biases in TorchMLP({sizes})",
            f"{wanted}",
            because=because,
            next=move,
        )
        for rows in (6, 1):
            _outputs(work, net, _fresh().normal(size=(rows, sizes[0])))
    return "every weight is found, one answer a row"


def _loaded(work: Work, params: Params) -> Remote:
    """Return a new network of the learner's with these weights in it, loaded by the learner's function."""
    sizes = [len(params[0][0]), *(W.shape[1] for W, _ in params)]
    net = _net(work, sizes)
    work.function("load_numpy_params")(net, params)
    return net


@check(
    "d16.c2",
    "with the same weights it gives the same answers",
    names=("TorchMLP", "load_numpy_params"),
    needs=("d16.c1",),
)
def same_answers(work: Work) -> str:
    """Made-up weights go through `load_numpy_params` into a new `TorchMLP`, which answers for made-up rows.

    The same weights answer in a NumPy network here, and every probability has to agree within 0.00002. One of the
    networks has two layers as wide as high, where a matrix fits either way round.
    """
    rng = _fresh()
    largest = 0.0
    for sizes in ([2, 3, 1], [3, 5, 4, 1], [3, 4, 4, 1], [5, 7, 2, 6, 1]):
        params, X = random_network(rng, sizes), rng.normal(size=(40, sizes[0]))
        net = _loaded(work, params)
        got, wanted = _answers(work, net, X), forward_pass(params, X)[0]
        largest = max(largest, float(np.abs(got - wanted).max()))
        if not np.allclose(got, wanted, rtol=0, atol=ANSWERS_ALIKE):
            _other_answers(got, wanted, (params, X), sizes, _answers(work, net, X))
    work.proved(f"four networks, 40 rows each, largest difference {largest:.0e}")
    return f"largest difference {largest:.0e}"


def _other_answers(got: Any, wanted: Any, case: tuple[Params, Any], sizes: Sequence[int], again: Any) -> None:
    place = int(np.abs(got - wanted).argmax())
    because, move = "", "compare net(X) with forward(params, X) for one layer first"
    if not np.array_equal(got, again):
        because = "the same row gives another answer each time: something is drawn at random in forward"
    for words, variant, where in _variants(*case):
        if variant is not None and np.allclose(got, variant, rtol=0, atol=ANSWERS_ALIKE):
            because, move = words, where
    raise Failed(
        f"with sizes {list(sizes)}, row {place} gives {got[place]:.4f}",
        f"{wanted[place]:.4f}, as the NumPy network with the same weights",
        because=because,
        next=move,
    )


def _variants(params: Params, X: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield what usual slips give: words, the answers, where to look."""
    square = [W.shape[0] == W.shape[1] for W, _ in params]
    bends = "which activation does the NumPy network have, and after which layers?"
    turned = [(W.T, b) if even else (W, b) for (W, b), even in zip(params, square, strict=True)]
    yield (
        "a matrix as wide as high went in without being turned round",
        forward_pass(turned, X)[0] if any(square) else None,
        ".weight has one row for each output",
    )
    yield "the hidden layers have sigmoids instead of tanh", forward_pass(params, X, sigmoid)[0], bends
    yield "the hidden layers have ReLU instead of tanh", forward_pass(params, X, lambda z: np.maximum(z, 0))[0], bends
    yield "there is no bend between the layers", forward_pass(params, X, lambda z: z)[0], bends
    sums = forward_pass(params, X)[2][-1][:, 0]
    yield "tanh is applied to the last layer, too", sigmoid(np.tanh(sums)), bends
    yield "the sigmoid is applied twice", sigmoid(sigmoid(sums)), "is it in forward and somewhere else?"
    zeros = [(W, 0 * b) for W, b in params]
    yield "all biases are 0", forward_pass(zeros, X)[0], "both W and b are copied"


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
    rng = _fresh()
    params, X = random_network(rng, [2, 5, 4, 1]), rng.normal(size=(ROWS, 2))
    labels = rng.permutation(np.arange(ROWS) % 2).astype(float)
    X_new, rate = rng.normal(size=(30, 2)), 0.8
    for steps in (1, 3):
        net = _loaded(work, params)
        losses = work.function("train_torch")(net, _tensor(work, X), _truths(work, labels), steps, rate)
        got = _answers(work, net, X_new)
        path = list(_path(params, X, labels, steps, rate))
        wanted = forward_pass(path[-1], X_new)[0]
        if not np.allclose(got, wanted, rtol=0, atol=1e-4):
            _other_step(got, wanted, steps, (params, X, labels, rate, X_new))
        _losses(losses, [cross_entropy(forward_pass(step, X)[0], labels) for step in path], steps)
    work.proved("the networks after one and after three steps")
    return "the same network after one step and after three"


def _path(params: Params, X: Any, labels: Any, steps: int, rate: float) -> Iterator[Params]:
    """Yield the network before the first step and after each."""
    return _walk(params, X, labels, [rate] * steps)


def _walk(params: Params, X: Any, labels: Any, rates: Sequence[float], *, piled_up: bool = False) -> Iterator[Params]:
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


def _as_losses(name: str, found: Any) -> list[float]:
    """Return the losses that a function of the learner's gives, numbers or tensors, as numbers."""
    try:
        return [float(np.asarray(loss).ravel()[0]) for loss in found]
    except (TypeError, ValueError, IndexError) as error:
        raise Failed(f"{name} gives {format_value(found)}", "a list of losses", next="return losses") from error


def _losses(found: Any, wanted: list[float], steps: int) -> None:
    losses = _as_losses("train_torch", found)
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


def _other_step(got: Any, wanted: Any, steps: int, case: tuple[Any, ...]) -> None:
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


def _other_paths(params: Params, X: Any, labels: Any, steps: int, rate: float) -> Iterator[tuple[str, Params, str]]:
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
    yield PILED_UP, list(_walk(params, X, labels, [rate] * steps, piled_up=True))[-1], FORGETS
    if steps == 1:  # Adam's first step, g / (|g| + 1e-8), from Kingma and Ba (2015) with PyTorch's eps
        signs = [(dW / (np.abs(dW) + 1e-8), db / (np.abs(db) + 1e-8)) for dW, db in backward_pass(params, X, labels)]
        yield (
            "Adam steps by lr in every weight, whatever its slope",
            gradient_step(params, signs, rate),
            "torch.optim.SGD",
        )


def _labels(work: Work, name: str) -> Any:
    return np.ravel(work.array(name)).astype(int)


@check(
    "d16.c4",
    "net has learned the moons, and losses_torch tells how",
    names=("net", "losses_torch", "train_torch"),
    needs=("d16.c3",),
)
def learned_moons(work: Work) -> str:
    """Your `net` answers for `X_test`: at least 95 % right, where a straight line gets 87 %.

    `losses_torch` has to be of that training: it falls and ends where the loss of `net` on the training points is, not
    where its loss on all points is.
    """
    net = work.remote("net")
    if "torch.nn.modules.module.Module" not in net.look()["bases"]:
        raise Failed(f"net is {net.look()['text']}", "a trained TorchMLP", next="is net assigned again later on?")
    accuracy = _accuracy(work, net, "test")
    work.require(
        accuracy >= 0.95,
        f"net is right on {accuracy:.1%} of X_test",
        "at least 95 %; a straight line reaches about 87 %",
        next="was this very net given to train_torch, with EPOCHS and LR?",
    )
    losses = _curve(work, "losses_torch")
    (p_train, y_train), (p_test, y_test) = (
        (_answers(work, net, work.array(f"X_{part}")), _labels(work, f"y_{part}")) for part in ("train", "test")
    )
    now = cross_entropy(p_train, y_train)
    work.require(
        abs(losses[-1] - now) <= 0.2 * now + 0.01 and losses[-1] < losses[0],
        f"losses_torch goes from {losses[0]:.3f} to {losses[-1]:.3f}; the loss of net on X_train is {now:.3f}",
        "a curve that falls and ends there",
        next="are net and losses_torch from the same call of train_torch?",
    )
    require_loss_without_test(
        work, "losses_torch", (p_train, y_train), (p_test, y_test), next="which tensors does train_torch get?"
    )
    if "start" in work.run.names:
        began = cross_entropy(forward_pass(work.get("start"), work.array("X_train"))[0], _labels(work, "y_train"))
        if abs(losses[0] - began) > 0.02:
            work.note(
                f"the NumPy network starts at a loss of {began:.3f}, yours at {losses[0]:.3f}: from other weights?"
            )
    work.metric("torch_acc", accuracy)
    return f"{accuracy:.1%} of the test points"


def _accuracy(work: Work, net: Remote, part: str) -> float:
    X, labels = work.array(f"X_{part}"), _labels(work, f"y_{part}")
    return float(np.mean((_answers(work, net, X) > 0.5) == labels))


def _curve(work: Work, name: str) -> Any:
    losses = np.ravel(work.array(name)).astype(float)
    work.require(
        len(losses) >= 10 and np.isfinite(losses).all(),
        f"{name} holds {len(losses)} numbers, {int(np.isfinite(losses).sum())} of them finite",
        "one finite loss for each epoch",
        next=f"print(len({name}))",
    )
    return losses


@check(
    "d16.c5",
    "compare holds the seconds and the accuracies of both",
    names=("compare", "params_numpy", "losses_numpy", "net"),
    needs=("d16.c4",),
)
def compared(work: Work) -> str:
    """The two accuracies are computed once more from `params_numpy` and `net`.

    The two timings are measured once more here, with as many epochs as your losses have. Machines are noisy, so up to thirty
    times more or less is fine; that still finds milliseconds, or the time of a single epoch.
    """
    for key, answers in _answers_of_both(work).items():
        accuracy, on_train = answers
        slips = [
            KnownMistake(on_train, "the share on the training points", "ask about X_test"),
            KnownMistake(1 - accuracy, "the share of wrong answers", "which answers are counted?"),
            KnownMistake(100 * accuracy, "the share times 100", "a share lies between 0 and 1"),
        ]
        move = "an answer is 1 where the probability is above one half"
        work.equal(f'compare["{key}"]', work.number("compare", key), accuracy, slips=slips, next=move, rel=0, abs=1e-4)
    ours = _seconds(work)
    for key, (seconds, epochs) in ours.items():
        _fits(work, key, work.number("compare", key), seconds, epochs)
    quotient = work.number("compare", "torch_s") / work.number("compare", "numpy_s")
    work.metric("torch_by_numpy_seconds", quotient)
    return f"PyTorch took {quotient:.1f} times as long as NumPy"


def _answers_of_both(work: Work) -> dict[str, tuple[float, float]]:
    """Return the accuracies on the test and on the training points, by their key in `compare`."""
    params = work.get("params_numpy")
    try:
        parts = [
            forward_pass([(np.asarray(W), np.asarray(b)) for W, b in params], work.array(f"X_{part}"))[0]
            for part in ("test", "train")
        ]
    except (TypeError, ValueError) as error:
        raise Failed(
            f"params_numpy holds {format_value(params)}", "a list of (W, b)", next="what does train return?"
        ) from error
    both = [
        float(np.mean((p > 0.5) == _labels(work, f"y_{part}")))
        for p, part in zip(parts, ("test", "train"), strict=True)
    ]
    net = work.remote("net")
    return {
        "numpy_acc": (both[0], both[1]),
        "torch_acc": (_accuracy(work, net, "test"), _accuracy(work, net, "train")),
    }


def _seconds(work: Work) -> dict[str, tuple[float, int]]:
    """Return the seconds that both trainings take now, and their epochs, by their key in `compare`."""
    X, labels = work.array("X_train"), _labels(work, "y_train")
    start = [(np.asarray(W) * 0.9, np.asarray(b)) for W, b in work.get("params_numpy")]
    epochs_numpy, epochs_torch = len(_curve(work, "losses_numpy")), len(_curve(work, "losses_torch"))
    began = time.monotonic()
    work.session.call(work.function("train").remote.target, start, X, labels, epochs_numpy, 0.01, seconds=120)
    numpy_s = time.monotonic() - began
    net, rows, truths = _loaded(work, start), _tensor(work, X), _truths(work, labels)
    began = time.monotonic()
    work.session.call(work.function("train_torch").remote.target, net, rows, truths, epochs_torch, 0.01, seconds=120)
    return {"numpy_s": (numpy_s, epochs_numpy), "torch_s": (time.monotonic() - began, epochs_torch)}


def _fits(work: Work, key: str, got: float, ours: float, epochs: int) -> None:
    because = ""
    for words, factor in {
        "milliseconds": 1000.0,
        "the time of a single epoch": 1 / epochs,
        "microseconds": 1e6,
    }.items():
        if ours * factor / 10 <= got <= 10 * ours * factor:
            because = f"that would fit {words}"
    work.require(
        ours / WITHIN <= got <= WITHIN * ours,
        f'compare["{key}"] = {got:.3g}',
        f"seconds for the whole training; here {epochs} epochs take about {format_seconds(ours)}",
        because=because,
        next="perf_counter right before and right after the call, and the difference of the two",
    )


def _shows_curve(name: str) -> Any:
    def shows(work: Work, figure: Any) -> bool:
        losses = np.ravel(work.array(name))
        return any(figure.has_line(np.arange(len(losses)) + first, losses) for first in (0, 1))

    return shows


def _shows_seconds(work: Work, figure: Any) -> bool:
    return bool(figure.has_bars([work.number("compare", key) for key in ("numpy_s", "torch_s")]))


view = figure_check(
    "d16.c6",
    "View: both networks side by side",
    "A figure of this run with something inside its axes. We look for lines through `losses_numpy` and `losses_torch` and "
    "for bars of the seconds in `compare`; when the drawn data cannot be matched, you get a note and the check passes.",
    {
        "NumPy's losses": _shows_curve("losses_numpy"),
        "PyTorch's losses": _shows_curve("losses_torch"),
        "the seconds": _shows_seconds,
    },
)

analysis = analysis_check(
    "d16.c7",
    "What did autograd save you? Where was NumPy faster, and by how much?",
    numbers=("compare", "losses_torch", "EPOCHS"),
    words=("numpy", "pytorch", "torch"),
)


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
    rng = _fresh()
    for _ in range(2):
        rates = np.geomspace(0.1, rng.uniform(1.5, 2.5), 5)
        params, X, labels = _moving(rng, rates.tolist())
        net = _loaded(work, params)
        found = work.function("try_rates")(net, _tensor(work, X), _truths(work, labels), rates)
        losses = _as_losses("try_rates", found)
        work.require(
            len(losses) == len(rates),
            f"for {len(rates)} rates, what try_rates gives has length {len(losses)}",
            "one for each rate",
            next="where is append called, inside the loop over the rates?",
        )
        path = list(_walk(params, X, labels, rates.tolist()))
        if not any(np.allclose(losses, way, rtol=1e-3) for way in _losses_on(path, X, labels)):
            _other_rates(losses, (params, X, labels), rates.tolist())
        ended, wanted = _answers(work, net, X[:30]), forward_pass(path[-1], X[:30])[0]
        work.require(
            np.allclose(ended, wanted, rtol=0, atol=1e-3),
            "the losses are right, and the network is not where the last step leads",
            "a network that has taken all the steps",
            next="is it `net` itself that takes the steps, and does each rate get one?",
        )
    return f"the same losses for {len(rates)} rates"


def _moving(rng: np.random.Generator, rates: Sequence[float]) -> tuple[Params, Any, Any]:
    """Return a network, rows and truths whose loss moves by a twentieth or more with steps of these rates."""
    while True:
        params, X = random_network(rng, [2, 5, 4, 1]), rng.normal(size=(ROWS, 2))
        labels = rng.permutation(np.arange(ROWS) % 2).astype(float)
        first, *_, last = (cross_entropy(forward_pass(net, X)[0], labels) for net in _walk(params, X, labels, rates))
        if abs(last - first) > first / 20:
            return params, X, labels


def _losses_on(path: Sequence[Params], X: Any, labels: Any) -> tuple[list[float], list[float]]:
    """Return the loss before each step of a path, and that after each."""
    found = [cross_entropy(forward_pass(params, X)[0], labels) for params in path]
    return found[:-1], found[1:]


def _other_rates(losses: list[float], case: tuple[Params, Any, Any], rates: list[float]) -> None:
    """Fail with the usual slip that gives these losses, if one does."""
    params, n = case[0], len(rates)
    every_step = "which rate does each step take?"
    known: dict[str, tuple[list[Params], str]] = {
        PILED_UP: (list(_walk(*case, rates, piled_up=True)), FORGETS),
        "all steps have the first rate": (list(_walk(*case, [rates[0]] * n)), every_step),
        "all steps have the last rate": (list(_walk(*case, [rates[-1]] * n)), every_step),
        "the loss stays the same: no step was taken": ([params] * (n + 1), "which line changes the weights?"),
    }
    fits = [
        (words, move)
        for words, (path, move) in known.items()
        if any(np.allclose(losses, way, rtol=1e-3) for way in _losses_on(path, *case[1:]))
    ]
    because, move = fits[0] if fits else ("", "compare with train_torch, one epoch for each rate")
    wanted = _losses_on(list(_walk(*case, rates)), *case[1:])[0]
    raise Failed(
        f"for the rates {format_value([round(rate, 2) for rate in rates])} the losses are {format_value([round(loss, 4) for loss in losses])}",
        format_value([round(loss, 4) for loss in wanted]),
        because=because,
        next=move,
    )
