"""Day 15, task 3: the mean cross-entropy."""

from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    Floats,
    Function,
    Labels,
    MistakeTable,
    Work,
    check,
    cross_entropy,
    format_value,
    is_equal,
    known_mistakes,
    new_rng,
)

from .common import as_learner_labels, output_width


@check("d15.c3", "loss is the mean cross-entropy", names=("loss",))
def costs(work: Work) -> str:
    """`loss` gets made-up probabilities and truths, one point first, then more, and is computed once more here.

    A probability of exactly 1 for the truth has to cost nothing; `nan` there is a note.
    """
    function, rng = work.function("loss"), new_rng()
    columns = output_width(work)
    cases = [(np.array([0.8]), np.array([1])), (np.array([0.8]), np.array([0]))]
    cases += [(np.array([0.9, 0.3]), np.array([1, 0])), (np.array([0.7, 0.4, 0.1]), np.array([0, 1, 0]))]
    cases += [(rng.uniform(0.02, 0.98, size=n), rng.permutation(np.arange(n) % 3 > 0).astype(int)) for n in (5, 12)]
    for p, labels in cases:
        y = as_learner_labels(work, labels)
        y_hat = np.column_stack([1 - p, p]) if columns == 2 else p.reshape(y.shape)
        got = function(y_hat, y)
        if not is_equal(got, cross_entropy(p, labels), rel=1e-5):
            _wrong_loss(function, (y_hat, y), got, p, labels)
    work.proved(f"loss on {len(cases)} inputs")
    certain, truths = np.array([1.0, 0.0]), as_learner_labels(work, np.array([1, 0]))
    sure = function(np.eye(2)[[1, 0]] if columns == 2 else certain.reshape(truths.shape), truths)
    if not np.all(np.isfinite(np.asarray(sure, dtype=float))):
        work.note("a probability of exactly 1 makes the loss nan or infinite; np.clip keeps clear of log(0)")
    return "the mean of −log(probability of the truth)"


def _over_every_pair(p: Floats, labels: Labels) -> float:
    """Return what a column of probabilities beside a row of labels gives: each with each."""
    return float(-np.where(labels[None, :] == 1, np.log(p)[:, None], np.log(1 - p)[:, None]).mean())


MISTAKES: MistakeTable = (
    (
        lambda p, labels: -cross_entropy(p, labels),
        "the loss with the other sign",
        "the logarithm of a probability is negative, a loss is not",
    ),
    (
        lambda p, labels: cross_entropy(p, labels) / np.log(2),
        "the loss with logarithms to base 2",
        "np.log is the natural one",
    ),
    (
        lambda p, labels: float(-np.mean(labels * np.log(p))),
        "the part of the truths that are 1",
        "what does a truth of 0 cost?",
    ),
    (
        lambda p, labels: float(np.mean((p - labels) ** 2)),
        "the mean squared error",
        "the logarithm of the truth's probability",
    ),
    (
        lambda p, labels: cross_entropy(p, 1 - labels),
        "the loss for the opposite truths",
        "which term goes with y = 1?",
    ),
    (lambda p, labels: cross_entropy(p, labels) / 2, "half the loss", "a mean divides by n alone"),
    (
        lambda p, labels: cross_entropy(p, labels) * len(p),
        "the sum over the points, not their mean",
        "divide by the number of points",
    ),
    (
        _over_every_pair,
        "every probability with every truth, n times n pairs",
        "print the shapes of y_hat and y inside loss",
    ),
)
"""What usual mistakes give as the loss of the probabilities of class 1, (n,), and the labels, (n,); what it is, and where to look."""


def _wrong_loss(function: Function, args: tuple[Floats, Labels], got: Any, p: Floats, labels: Labels) -> None:
    """Fail with the usual slip that gives this loss, if one does."""
    right = cross_entropy(p, labels)
    fits = next((slip for slip in known_mistakes(MISTAKES, p, labels) if is_equal(got, slip.value, rel=1e-5)), None)
    missing = "a function without `return` gives None" if got is None else ""
    raise Failed(
        f"{function.call_text(args)} gives {format_value(got)}",
        format_value(right),
        because=fits.because if fits else missing,
        next=fits.next if fits else "work one point out by hand: −log of the probability its truth was given",
    )
