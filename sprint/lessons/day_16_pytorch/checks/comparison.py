"""Day 16, task 5: seconds and accuracies of NumPy and PyTorch."""

import time

import numpy as np

from sprint.checks.api import (
    Failed,
    KnownMistake,
    Work,
    check,
    format_seconds,
    format_value,
    forward_pass,
    is_within_factor,
    make_tensor,
)

from .common import accuracy_of, class_labels, label_tensor, loss_curve, network_with


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
        work.require_equal(
            f'compare["{key}"]', work.number("compare", key), accuracy, slips=slips, next=move, rel=0, abs=1e-4
        )
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
        float(np.mean((p > 0.5) == class_labels(work, f"y_{part}")))
        for p, part in zip(parts, ("test", "train"), strict=True)
    ]
    net = work.remote("net")
    return {
        "numpy_acc": (both[0], both[1]),
        "torch_acc": (accuracy_of(work, net, "test"), accuracy_of(work, net, "train")),
    }


def _seconds(work: Work) -> dict[str, tuple[float, int]]:
    """Return the seconds that both trainings take now, and their epochs, by their key in `compare`."""
    X, labels = work.array("X_train"), class_labels(work, "y_train")
    start = [(np.asarray(W) * 0.9, np.asarray(b)) for W, b in work.get("params_numpy")]
    epochs_numpy, epochs_torch = len(loss_curve(work, "losses_numpy")), len(loss_curve(work, "losses_torch"))
    began = time.monotonic()
    work.session.call(work.function("train").remote.target, start, X, labels, epochs_numpy, 0.01, seconds=120)
    numpy_s = time.monotonic() - began
    net, rows, truths = network_with(work, start), make_tensor(work.session, X), label_tensor(work, labels)
    began = time.monotonic()
    work.session.call(work.function("train_torch").remote.target, net, rows, truths, epochs_torch, 0.01, seconds=120)
    return {"numpy_s": (numpy_s, epochs_numpy), "torch_s": (time.monotonic() - began, epochs_torch)}


def _fits(work: Work, key: str, got: float, ours: float, epochs: int) -> None:
    units = {"milliseconds": 1000.0, "the time of a single epoch": 1 / epochs, "microseconds": 1e6}
    fits = [words for words, unit in units.items() if is_within_factor(got, ours * unit, ours * unit, 10)]
    work.require(
        is_within_factor(got, ours, ours),
        f'compare["{key}"] = {got:.3g}',
        f"seconds for the whole training; here {epochs} epochs take about {format_seconds(ours)}",
        because=f"that would fit {fits[-1]}" if fits else "",
        next="perf_counter right before and right after the call, and the difference of the two",
    )
