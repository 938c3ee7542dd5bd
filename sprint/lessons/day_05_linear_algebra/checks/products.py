"""Day 5, tasks 1 and 2: the matrix product, by loops and by NumPy."""

from functools import partial

import numpy as np

from sprint.checks.api import Function, MistakeTable, Rows, Work, check, known_mistakes, new_rng


def _pairs(rng: np.random.Generator) -> list[tuple[Rows, Rows]]:
    """Return matrices that can be multiplied, smallest first, hardly any of them square."""
    shapes = [(1, 1, 1), (1, 2, 1), (2, 1, 2), (1, 3, 2), (2, 2, 2), (2, 3, 2), (3, 2, 4), (3, 4, 2), (4, 5, 3)]
    digits = [-4, -3, -2, -1, 2, 3, 4, 5]
    whole = [(rng.choice(digits, (n, m)), rng.choice(digits, (m, p))) for n, m, p in shapes]
    decimal = [(rng.normal(size=(n, m)).round(1), rng.normal(size=(m, p)).round(1)) for n, m, p in shapes[2:]]
    mixed = [(whole[5][0], decimal[3][1]), (decimal[3][0], whole[5][1])]
    return [*whole, *decimal, *mixed, (rng.normal(size=(6, 7)), rng.normal(size=(7, 5)))]


def _cut_off(A: Rows, B: Rows) -> Rows | None:
    """Return what adding up in an array of whole numbers gives, or None where all numbers are whole."""
    if (A @ B).dtype.kind != "f":
        return None
    cut = np.zeros((len(A), B.shape[1]), dtype=int)
    for k in range(A.shape[1]):
        cut = (cut + np.outer(A[:, k], B[k])).astype(int)
    return cut


PRODUCT_MISTAKES: MistakeTable = (
    (
        _cut_off,
        "that is the product with its decimals cut off",
        "which kind of numbers can the array for the result hold?",
    ),
    (
        lambda A, B: (A @ B).T,
        "that is the result with rows and columns in each other's place",
        "which index of the result comes from A?",
    ),
    (
        lambda A, B: A[:, -1:] * B[-1:],
        "that is only the last term of each sum",
        "each place adds up several products: does it keep the ones before?",
    ),
    (
        lambda A, B: A[:, :-1] @ B[:-1],
        "that is the sum without its last term",
        "where does the inner loop end?",
    ),
    (
        lambda A, B: A[:, 1:] @ B[1:],
        "that is the sum without its first term",
        "where does the inner loop start?",
    ),
    (
        lambda A, B: A * B if A.shape == B.shape else None,
        "that is each place of A times the same place of B",
        "a row of A meets a column of B",
    ),
    (
        lambda A, B: A @ B.T if A.shape[1] == B.shape[1] else None,
        "that takes rows of A with rows of B",
        "a row of A meets a column of B: which index runs along a column?",
    ),
    (
        lambda A, B: A.T @ B if A.shape[0] == B.shape[0] else None,
        "that takes columns of A with columns of B",
        "a row of A meets a column of B",
    ),
    (
        lambda A, B: np.zeros((len(A), B.shape[1])),
        "that is an array to which nothing was added",
        "print the indices inside the innermost loop",
    ),
)
"""What usual mistakes give as A @ B, of (n, m) and (m, p); what it is, and where to look."""


@check("d05.c1", "matmul_loops multiplies by hand, in any shape", names=("matmul_loops",))
def by_hand(work: Work) -> str:
    """`matmul_loops` gets pairs of random matrices, the smallest first, most of them not square, and its results are compared.

    Then it is called once more while we watch what is executed. If one of NumPy's products (`@`, `np.dot`, `A.dot`,
    `np.einsum` …) does the work, under whatever name and in whatever helper, the check fails: today the loops are yours.
    """
    function, rng = work.function("matmul_loops"), new_rng()
    pairs = _pairs(rng)
    function.require_agreement(
        pairs,
        np.matmul,
        slips=partial(known_mistakes, PRODUCT_MISTAKES),
        next="work out one place of the result by hand: one row, one column",
    )
    A, B = rng.integers(1, 9, (3, 4)), rng.integers(1, 9, (4, 2)).astype(float)
    used, _ = work.session.imported("sprint.lab.worker.matmul_tracing:products_used")(work.get("matmul_loops"), A, B)
    work.require(
        not used,
        f"matmul_loops uses NumPy's own product ({', '.join(map(str, used))})",
        "the product from loops, * and + alone",
        next="matmul_numpy is the place for it; here each sum is yours",
    )
    function.require_unchanged_arguments(A, B)
    return f"{len(pairs)} pairs of matrices"


def _refuses(work: Work, function: Function, left: tuple[int, int], right: tuple[int, int]) -> None:
    raised = function.raises(np.ones(left), np.ones(right))
    seen = f"{function.name} on shapes {left} and {right} " + (f"raises {raised}" if raised else "gives a result")
    work.require(
        raised in {"ValueError", "LinAlgError"},
        seen,
        "a ValueError",
        because="" if raised else f"{left[1]} and {right[0]} do not meet, so any result is silently wrong",
        next="compare the two inner sizes before the loops, and raise ValueError(…) where they differ",
    )


@check(
    "d05.c2",
    "both products agree, and refuse shapes that do not meet",
    names=("matmul_loops", "matmul_numpy"),
    needs=("d05.c1",),
)
def both_products(work: Work) -> str:
    """`matmul_numpy` gets the same kind of matrices. Then both are given pairs whose inner sizes differ.

    No product exists for those. A function that returns something all the same hides the mistake until much later; an
    error that names the two shapes shows it at once.
    """
    loops, numpy = work.function("matmul_loops"), work.function("matmul_numpy")
    numpy.require_agreement(
        _pairs(new_rng()),
        np.matmul,
        slips=partial(known_mistakes, PRODUCT_MISTAKES),
        next="np.dot(A, B) takes the left matrix first",
    )
    for function in (loops, numpy):
        for left, right in (((2, 3), (4, 2)), ((3, 4), (3, 2)), ((2, 3), (2, 3))):
            _refuses(work, function, left, right)
    return "ValueError where the inner sizes differ"
