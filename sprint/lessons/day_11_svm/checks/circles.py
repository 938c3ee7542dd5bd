"""Day 11, the two circles: what a kernel sees and a line cannot."""

import numpy as np
from sklearn.datasets import make_circles

from sprint.checks.api import (
    KnownMistake,
    Remote,
    Work,
    check,
    count_shared_rows,
    predict,
    require_aligned_labels,
    require_learned_only_from,
)

from .common import accuracy_of, nonlinearity


@check(
    "d11.c5",
    "on circles the RBF machine sees what a line cannot",
    names=("linear_on_circles", "svm_rbf"),
    needs=("d11.c1",),
)
def kernel_helps(work: Work) -> str:
    """Both machines are asked about 500 new points on the same two circles, made for this check.

    The RBF machine has to be at least 0.2 better than the linear one and right about nine in ten, and far away from all
    points its function has one value, as the likeness has faded there. Both have to have learned from the training
    circles only: one that was fitted on the test circles as well would answer differently.
    """
    line, rbf = work.remote("linear_on_circles"), work.remote("svm_rbf")
    work.require(
        nonlinearity(line) < 1e-6,
        "halfway between two points, the function of linear_on_circles is not halfway between its values",
        "a linear machine",
        next="print(linear_on_circles) and look at its kernel",
    )
    X, y = make_circles(n_samples=500, factor=0.4, noise=0.1)
    straight, bent = accuracy_of(line, X, y), accuracy_of(rbf, X, y)
    known = accuracy_of(rbf, work.array("X_train"), work.array("y_train"))
    because = ""
    if bent < 0.9 and known > 0.95:
        because = f"it knows {known:.0%} of the training points and little in between: each is an island of its own"
    elif bent < 0.9:
        because = "it does not even know the training points"
    work.require(
        bent >= 0.9 and bent - straight >= 0.2,
        f"on new points of the circles: RBF {bent:.2f}, linear {straight:.2f}",
        "RBF at least 0.9, and 0.2 above the linear machine",
        because=because,
        next="print(svm_rbf): how fast does the likeness fade with its gamma?",
    )
    _fades(work, rbf)
    _learned_from_the_training_circles(work)
    return f"new points: RBF {bent:.2f}, linear {straight:.2f}"


def _fades(work: Work, rbf: Remote) -> None:
    """Fail unless a machine's function is the same in all directions far away, as a likeness that fades makes it."""
    angles = np.linspace(0, 2 * np.pi, 9)[:-1]
    far = np.ravel(predict(rbf, 1e4 * np.column_stack([np.cos(angles), np.sin(angles)]), "decision_function"))
    work.require(
        np.ptp(far) <= 1e-6 * (1 + np.abs(far).max()),
        f"far away from all points the function of svm_rbf goes from {far.min():.3g} to {far.max():.3g}",
        "one value: the likeness of the RBF kernel has faded there",
        because="another kernel bends the boundary, too",
        next="print(svm_rbf) and look at its kernel",
    )


def _learned_from_the_training_circles(work: Work) -> None:
    """Fail unless training and test circles are apart, with their groups, and both machines know the first only."""
    table = {name: work.array(name) for name in ("X_train", "y_train", "X_test", "y_test", "X_circles", "y_circles")}
    both = count_shared_rows(table["X_train"], table["X_test"], table["X_circles"])
    work.require(
        both == 0,
        f"{both} of the {len(table['X_test'])} rows of X_test are also in X_train",
        "test circles that are no training circles",
        next="the split of the setup cell has them apart: are the names given anew further down?",
    )
    parts = {part: (table[f"X_{part}"], table[f"y_{part}"]) for part in ("train", "test")}
    require_aligned_labels(work, parts, (table["X_circles"], table["y_circles"]))
    line, blobs = (
        np.ravel(predict(work.remote(name), table["X_test"], "decision_function"))
        for name in ("linear_on_circles", "svm_linear")
    )
    work.require(
        not np.allclose(line, blobs, rtol=1e-6, atol=1e-9),
        "linear_on_circles answers exactly as svm_linear",
        "a machine of its own, fitted on the training circles",
        because="svm_linear has learned from the blobs",
        next="which rows has linear_on_circles seen?",
    )
    train, whole = ((work.remote(f"X_{part}"), work.remote(f"y_{part}")) for part in ("train", "circles"))
    for name, closer in (("svm_rbf", 0.3), ("linear_on_circles", 0.01)):
        require_learned_only_from(work, name, train, whole, work.remote("X_test"), "decision_function", closer)


@check("d11.c6", "both accuracies are those of the test circles", names=("linear_acc", "rbf_acc"), needs=("d11.c5",))
def accuracies_are_recomputed(work: Work) -> str:
    """Both are counted once more: the share of `X_test` that your two machines get right."""
    X, y = work.array("X_test", (None, 2)), work.array("y_test", (None,))
    X_train, y_train = work.array("X_train"), work.array("y_train")
    machines = {"linear_acc": "linear_on_circles", "rbf_acc": "svm_rbf"}
    shares = {name: accuracy_of(work.remote(machine), X, y) for name, machine in machines.items()}
    for name, machine in machines.items():
        other = next(value for key, value in shares.items() if key != name)
        share = shares[name]
        slips = [
            KnownMistake(
                accuracy_of(work.remote(machine), X_train, y_train), "the share of the training circles", "which rows?"
            ),
            KnownMistake(other, "the accuracy of the other machine", f"{name} belongs to {machine}"),
            KnownMistake(1 - share, "the share that is wrong", "count the right ones"),
            KnownMistake(100 * share, "a percentage", "a share lies between 0 and 1"),
            KnownMistake(share * len(y), "a count", "divide by the number of rows"),
            KnownMistake(
                accuracy_of(work.remote("svm_linear"), X, y),
                "what the machine of the blobs gets here",
                "which machine?",
            ),
        ]
        work.require_equal(
            name, work.number(name), share, slips=slips, next=f"compare {machine}.predict(X_test) with y_test"
        )
        work.metric(name, share)
    return f"linear {shares['linear_acc']:.2f}, RBF {shares['rbf_acc']:.2f}"
