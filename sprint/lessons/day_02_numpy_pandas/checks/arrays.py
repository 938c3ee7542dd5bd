"""Day 2, tasks 1 to 3: standardize, moving averages and distances of made-up arrays."""

from functools import partial

import numpy as np
import pandas as pd

from sprint.checks.api import Floats, KnownMistake, MistakeTable, Rows, Work, check, known_mistakes


def _centred(A: Rows) -> Rows:
    centred: Rows = A - A.mean(axis=0)
    return centred


def _standardized(A: Rows) -> Rows:
    spread = A.std(axis=0)
    return _centred(A) / np.where(spread == 0, 1, spread)


STANDARDIZE_MISTAKES: MistakeTable = (
    (lambda A: _centred(A) / A.std(axis=0), "a constant column has the spread 0", "what should 0 / 0 be here?"),
    (
        lambda A: ((A.T - A.mean(axis=1)) / np.maximum(A.std(axis=1), 1e-300)).T,
        "the rows were standardized",
        "the axis you name is the one that disappears",
    ),
    (lambda A: (A - A.mean()) / A.std(), "all columns got one mean and one spread", "which axis is averaged?"),
    (_centred, "the means are 0, the spreads are not 1", "divide by the spread of each column"),
    (lambda A: _centred(A) / A.var(axis=0), "that is divided by the variance", "the standard deviation is its root"),
    (lambda A: _centred(A) / A.std(axis=0, ddof=1), "the spread divides by n - 1", "np.std as it is divides by n"),
    (
        lambda A: (A - A.min(axis=0)) / (A.max(axis=0) - A.min(axis=0)),
        "the columns run from 0 to 1",
        "mean 0 and spread 1 are asked for",
    ),
)
"""What usual mistakes give as the standardized A (n, p), what it is, and where to look."""


def _standardize_slips(A: Rows) -> list[KnownMistake]:
    with np.errstate(all="ignore"):
        return known_mistakes(STANDARDIZE_MISTAKES, A)


def _averaged(x: Floats, k: int) -> Floats:
    return np.array([x[start : start + k].mean() for start in range(len(x) - k + 1)])


def _average_slips(x: Floats, k: int) -> list[KnownMistake]:
    right, weights = _averaged(x, k), np.ones(k) / k
    count = f"{len(x)} values have {len(right)} windows of {k}"
    return [
        KnownMistake(np.convolve(x, weights, "full"), "windows that hang over the ends count, too", count),
        KnownMistake(np.convolve(x, weights, "same"), "windows that hang over the ends count, too", count),
        KnownMistake(pd.Series(x).rolling(k).mean().to_numpy(), "windows that are not full are nan", "leave them out"),
        KnownMistake(right * k, "those are sums", "a mean divides by the number of values"),
        KnownMistake(right[:-1], "the last window is missing", count),
        KnownMistake(
            right[1:], "the first window is missing", f"{count}; a running sum starts at 0, before the first value"
        ),
        KnownMistake(right[::k], "the windows do not overlap", "the window moves on by one value"),
    ]


def _distances(A: Rows, B: Rows) -> Rows:
    return np.array([[np.sqrt(((a - b) ** 2).sum()) for b in B] for a in A])


DISTANCE_MISTAKES: MistakeTable = (
    (
        lambda A, B: _distances(A, B).ravel(),
        "the distances stand in one row",
        "the shape (m, p) has a row for each row of A",
    ),
    (lambda A, B: _distances(A, B).T, "rows and columns are in each other's place", "rows belong to A, columns to B"),
    (lambda A, B: _distances(A, B) ** 2, "those are squares of distances", "the root comes last"),
    (
        lambda A, B: np.array([[np.abs(a - b).sum() for b in B] for a in A]),
        "the differences were added without squaring",
        "what does Pythagoras do first?",
    ),
    (
        lambda A, B: np.diag(_distances(A, B)) if len(A) == len(B) else None,
        "each row of A met one row of B",
        "every row of A meets every row of B",
    ),
)
"""What usual mistakes give as the distances between A (m, d) and B (p, d), what it is, and where to look."""


@check("d02.c1", "standardize gives every column mean 0 and spread 1", names=("standardize",))
def standardizes(work: Work) -> str:
    """`standardize` gets small arrays first, then random ones that are taller than wide, and one with a constant column.

    Taller than wide, because a square array would hide an axis that is the wrong one. The array that went in has to be
    unchanged afterwards.
    """
    rng = np.random.default_rng()
    random, whole = rng.normal(size=(7, 3)) * [1, 20, 300] + [5, -40, 900], rng.integers(0, 50, size=(12, 4))
    constant = np.array([[1.0, 5.0], [2.0, 5.0], [6.0, 5.0]])
    arrays = [np.array([[2.0], [8.0]]), np.array([[1, 10], [2, 60], [6, 20]]), constant, random, whole]
    function, move = work.function("standardize"), "print the mean and the std of your result along axis 0"
    function.require_unchanged_arguments(
        arrays[0]
    )  # before whole numbers, into which nothing but whole numbers can be written
    function.require_agreement([(array,) for array in arrays], _standardized, slips=_standardize_slips, next=move)
    function.require_unchanged_arguments(random)
    return "five arrays, one with a constant column"


@check("d02.c2", "moving_average gives the mean of every k neighbours", names=("moving_average",))
def averages(work: Work) -> str:
    """`moving_average` gets a few rows of numbers, with windows of one value, of some and of all.

    From n values there are n - k + 1 windows that fit completely, and each gives one mean.
    """
    rng = np.random.default_rng()
    short = [([4.0, 8.0], 1), ([1, 4, 9], 2), ([5.0, 1.0, 3.0], 3), ([1.0, 4.0, 9.0, 16.0, 25.0], 3)]
    cases = [(np.array(x), k) for x, k in short]
    cases += [(rng.normal(10, 5, size=n), k) for n, k in ((9, 4), (12, 5), (30, 7))]
    function, move = work.function("moving_average"), "write the windows of this row down and average by hand"
    function.require_agreement(cases, _averaged, slips=_average_slips, next=move)
    function.require_unchanged_arguments(*cases[4])
    return f"{len(cases)} rows, windows of 1 to 7"


@check("d02.c3", "pairwise_distances measures every row against every other", names=("pairwise_distances",))
def measures(work: Work) -> str:
    """`pairwise_distances` gets two sets of points of different sizes and is compared with a plain double loop.

    Entry [i, j] belongs to row i of the first and row j of the second. From a set to itself the diagonal is 0.
    """
    rng = np.random.default_rng()
    points = rng.normal(size=(5, 3)) * [1, 3, 9]
    small = [([[1, 2]], [[4, 6]]), ([[0, 0]], [[0, 5], [3, 4], [8, 6]]), ([[0, 2], [5, 1], [7, 7]], [[1, 1], [4, 9]])]
    cases = [(np.array(A), np.array(B)) for A, B in small]
    cases += [(rng.normal(size=(4, d)), rng.normal(size=(p, d))) for d, p in ((3, 5), (2, 4))]
    cases.append((points, points))
    function, move = work.function("pairwise_distances"), "print the shape after each step, for 4 and for 5 points"
    function.require_agreement(cases, _distances, slips=partial(known_mistakes, DISTANCE_MISTAKES), next=move, abs=1e-5)
    function.require_unchanged_arguments(points, points[:2])
    return "six pairs of sets, up to (5, 5)"
