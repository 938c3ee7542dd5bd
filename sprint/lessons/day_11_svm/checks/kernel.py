"""Day 11, the kernel: points lifted into a third dimension, and the likeness of each pair."""

from functools import partial

import numpy as np

from sprint.checks.api import MistakeTable, Rows, Work, check, known_mistakes

LIFT_MISTAKES: MistakeTable = (
    (
        lambda X: np.column_stack([X, np.sqrt((X**2).sum(axis=1))]),
        "the third column is the distance itself, without the square",
        "",
    ),
    (lambda X: np.column_stack([X, X.prod(axis=1)]), "the third column is the product of the coordinates", ""),
    (lambda X: np.column_stack([X, X.sum(axis=1) ** 2]), "the third column is the square of the sum", ""),
    (lambda X: np.column_stack([X, X.sum(axis=1)]), "the third column is the sum without squares", ""),
    (lambda X: np.column_stack([X, X**2]), "both squares are there, not added up", ""),
)
"""What usual mistakes give as the lifted points X (n, 2), what it is, and where to look."""


@check("d11.c3", "lift adds the sum of the squares", names=("lift",))
def lift_is_right(work: Work) -> str:
    """`lift` is called with a few points, then with many, and its result is compared with one computed here.

    In the lifted space a flat cut parts any two rings around the origin; in the plane none does.
    """
    rng = np.random.default_rng()
    lift = work.function("lift")

    lift.require_agreement(
        [(np.array([[2.0, 3.0]]),), *((rng.normal(size=(rows, 2)) * 3,) for rows in (2, 5, 40))],
        lambda X: np.column_stack([X, X[:, 0] ** 2 + X[:, 1] ** 2]),
        slips=partial(known_mistakes, LIFT_MISTAKES),
        next="two columns as they are, and a third one",
    )
    lift.require_unchanged_arguments(rng.normal(size=(4, 2)))
    return "on 1 to 40 points"


def _likeness(A: Rows, B: Rows, gamma: float, power: int = 2) -> Rows:
    """Return exp(-gamma · distance ** power) for each pair of rows of A (m, p) and B (n, p): (m, n)."""
    distance = np.sqrt(((A[:, None] - B[None]) ** 2).sum(axis=2))
    likeness: Rows = np.exp(-gamma * distance**power)
    return likeness


KERNEL_MISTAKES: MistakeTable = (
    (lambda A, B, gamma: _likeness(A, B, gamma, power=1), "that takes the distance instead of its square", ""),
    (lambda A, B, gamma: _likeness(A, B, -gamma), "that is without the minus: far points would be alike", ""),
    (lambda A, B, gamma: _likeness(A, B, gamma * 0.5), "that takes half of gamma", ""),
    (lambda A, B, _: _likeness(A, B, 1.0), "that takes a gamma of 1, whatever gamma is", "where does gamma come in?"),
    (lambda A, B, gamma: _likeness(A, B, 1 / gamma), "that divides by gamma", "a larger gamma fades faster"),
    (lambda A, B, gamma: _likeness(A, B, gamma).T, "that is the matrix turned round", "rows belong to A, columns to B"),
    (lambda A, B, _: A @ B.T, "that is the plain product of the points", "the distance comes first"),
)
"""What usual mistakes give as the kernel of A (m, p) and B (n, p), what it is, and where to look."""


@check("d11.c4", "rbf_kernel gives the likeness of each pair of points", names=("rbf_kernel",))
def kernel_is_right(work: Work) -> str:
    """`rbf_kernel` is called with two points, then with more of them, also in three dimensions and with other gammas.

    The number of points on both sides differs, so a matrix that is turned round shows.
    """
    rng = np.random.default_rng()

    sizes = ((1, 1, 2), (1, 3, 2), (3, 2, 2), (4, 6, 2), (5, 3, 3))
    cases = [(np.array([[1.0, 2.0]]), np.array([[2.0, 4.0]]), 0.3)]
    cases += [(rng.normal(size=(m, p)), rng.normal(size=(n, p)), float(rng.uniform(0.2, 0.8))) for m, n, p in sizes]
    kernel = work.function("rbf_kernel")
    kernel.require_agreement(
        cases,
        _likeness,
        slips=partial(known_mistakes, KERNEL_MISTAKES),
        next="squared distance of each pair, times -gamma, then exp",
    )
    kernel.require_unchanged_arguments(*cases[-1])
    return f"{len(cases)} pairs of groups"
