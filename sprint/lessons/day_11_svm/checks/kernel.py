"""Day 11, the kernel: points lifted into a third dimension, and the likeness of each pair."""

from typing import Any

import numpy as np

from sprint.checks.api import KnownMistake, Work, check


@check("d11.c3", "lift adds the sum of the squares", names=("lift",))
def lift_is_right(work: Work) -> str:
    """`lift` is called with a few points, then with many, and its result is compared with one computed here.

    In the lifted space a flat cut parts any two rings around the origin; in the plane none does.
    """
    rng = np.random.default_rng()
    lift = work.function("lift")

    def slips(X: Any) -> list[KnownMistake]:
        third = {
            "the distance itself, without the square": np.sqrt((X**2).sum(axis=1)),
            "the product of the coordinates": X.prod(axis=1),
            "the square of the sum": X.sum(axis=1) ** 2,
            "the sum without squares": X.sum(axis=1),
        }
        found = [
            KnownMistake(np.column_stack([X, column]), f"the third column is {what}") for what, column in third.items()
        ]
        return [*found, KnownMistake(np.column_stack([X, X**2]), "both squares are there, not added up")]

    lift.require_agreement(
        [(np.array([[2.0, 3.0]]),), *((rng.normal(size=(rows, 2)) * 3,) for rows in (2, 5, 40))],
        lambda X: np.column_stack([X, X[:, 0] ** 2 + X[:, 1] ** 2]),
        slips=slips,
        next="two columns as they are, and a third one",
    )
    lift.require_unchanged_arguments(rng.normal(size=(4, 2)))
    return "on 1 to 40 points"


@check("d11.c4", "rbf_kernel gives the likeness of each pair of points", names=("rbf_kernel",))
def kernel_is_right(work: Work) -> str:
    """`rbf_kernel` is called with two points, then with more of them, also in three dimensions and with other gammas.

    The number of points on both sides differs, so a matrix that is turned round shows.
    """
    rng = np.random.default_rng()

    def reference(A: Any, B: Any, gamma: float, power: int = 2, sign: int = -1, factor: float = 1) -> Any:
        distance = np.sqrt(((A[:, None] - B[None]) ** 2).sum(axis=2))
        return np.exp(sign * gamma * factor * distance**power)

    def slips(A: Any, B: Any, gamma: float) -> list[KnownMistake]:
        return [
            KnownMistake(reference(A, B, gamma, power=1), "that takes the distance instead of its square"),
            KnownMistake(reference(A, B, gamma, sign=1), "that is without the minus: far points would be alike"),
            KnownMistake(reference(A, B, gamma, factor=0.5), "that takes half of gamma"),
            KnownMistake(
                reference(A, B, 1.0), "that takes a gamma of 1, whatever gamma is", "where does gamma come in?"
            ),
            KnownMistake(reference(A, B, 1 / gamma), "that divides by gamma", "a larger gamma fades faster"),
            KnownMistake(reference(A, B, gamma).T, "that is the matrix turned round", "rows belong to A, columns to B"),
            KnownMistake(A @ B.T, "that is the plain product of the points", "the distance comes first"),
        ]

    sizes = ((1, 1, 2), (1, 3, 2), (3, 2, 2), (4, 6, 2), (5, 3, 3))
    cases = [(np.array([[1.0, 2.0]]), np.array([[2.0, 4.0]]), 0.3)]
    cases += [(rng.normal(size=(m, p)), rng.normal(size=(n, p)), float(rng.uniform(0.2, 0.8))) for m, n, p in sizes]
    kernel = work.function("rbf_kernel")
    kernel.require_agreement(
        cases, reference, slips=slips, next="squared distance of each pair, times -gamma, then exp"
    )
    kernel.require_unchanged_arguments(*cases[-1])
    return f"{len(cases)} pairs of groups"
