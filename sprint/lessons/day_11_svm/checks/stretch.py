"""Day 11, stretch: six coordinates whose product is the polynomial kernel."""

import numpy as np

from sprint.checks.api import MistakeTable, Rows, Work, check, known_mistakes


def _lifted_products(A: Rows, B: Rows, mixed: float, single: float, constant: float = 1.0) -> Rows:
    """Return the products of points lifted to their squares, and to the other terms with these factors."""
    first, second = (
        np.column_stack([X**2, mixed * X.prod(axis=1), single * X, np.full(len(X), constant)]) for X in (A, B)
    )
    products: Rows = first @ second.T
    return products


ROOT = np.sqrt(2)
TWICE = "which terms of the square come twice?"

MISTAKES: MistakeTable = (
    (lambda A, B: _lifted_products(A, B, 1, 1), "what comes out when each term counts once", TWICE),
    (
        lambda A, B: _lifted_products(A, B, 2, 2),
        "what comes out with 2 as a factor of a column",
        "both points bring the factor along",
    ),
    (lambda A, B: _lifted_products(A, B, ROOT, 1), "what comes out when a0 and a1 count once", TWICE),
    (lambda A, B: _lifted_products(A, B, 1, ROOT), "what comes out when a0·a1 counts once", TWICE),
    (
        lambda A, B: _lifted_products(A, B, ROOT, ROOT, 0),
        "one too small: the 1 of the square is missing",
        "one column is the same for all",
    ),
    (
        lambda A, B: _lifted_products(A, B, ROOT, ROOT, ROOT),
        "one too large: the 1 of the square counts twice",
        "1 times 1 comes once",
    ),
)
"""What the usual wrong lifts of A (m, 2) and B (n, 2) give as products, what it is, and where to look."""


@check("d11.s1", "Stretch: six coordinates whose product is the kernel", names=("lift_poly",), stretch=True)
def lift_is_the_kernels(work: Work) -> str:
    """`lift_poly` is called with two groups of points, one after the other, and the products are multiplied out here.

    They have to be what the kernel `(a · b + 1)²` gives for each pair, first for two points, then for larger groups.
    The order and the signs of your columns do not matter.
    """
    rng = np.random.default_rng()
    cases = [(np.array([[2.0, 3.0]]), np.array([[1.0, -2.0]]))]
    cases += [(rng.normal(size=(m, 2)), rng.normal(size=(n, 2))) for m, n in ((1, 1), (2, 3), (5, 4), (30, 20))]
    for A, B in cases:
        between = f"{A[0].round(2).tolist()} and {B[0].round(2).tolist()}"
        work.require_equal(
            f"lift_poly(A) @ lift_poly(B).T between {between if len(A) == 1 else f'{len(A)} and {len(B)} points'}",
            _lifted(work, A) @ _lifted(work, B).T,
            (A @ B.T + 1) ** 2,
            slips=known_mistakes(MISTAKES, A, B),
            next="multiply (a0·b0 + a1·b1 + 1)² out: which six terms are there, and how often is each?",
        )
    work.function("lift_poly").require_unchanged_arguments(rng.normal(size=(4, 2)))
    return f"{sum(len(A) * len(B) for A, B in cases)} pairs of points"


def _lifted(work: Work, X: Rows) -> Rows:
    """Return lift_poly(X) as an array of numbers (n, 6)."""
    lifted = np.asarray(
        work.function("lift_poly").require_type(np.ndarray, X, next="np.column_stack makes one of columns")
    )
    twice = "two of its columns may be the same: join them into one" if lifted.shape == (len(X), 7) else ""
    work.require(
        lifted.shape == (len(X), 6),
        f"lift_poly gives shape {lifted.shape} for points of shape {X.shape}",
        f"({len(X)}, 6): a row for each point, six columns",
        because=twice,
        next="print(lift_poly(X_blobs).shape)",
    )
    work.require(
        lifted.dtype.kind in "iuf", f"lift_poly gives an array of {lifted.dtype}", "numbers", next="print(lift_poly(X))"
    )
    return lifted
