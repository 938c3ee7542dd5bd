"""Day 5, tasks 3 and 4: a rotation, and points moved by a matrix."""

import math
from functools import partial

import numpy as np

from sprint.checks.api import MistakeTable, Rows, Work, check, known_mistakes, new_rng


def _rotation(theta: float) -> Rows:
    return np.array([[math.cos(theta), 0.0 - math.sin(theta)], [math.sin(theta), math.cos(theta)]])


def _signed(theta: float, signs: tuple[int, int, int, int]) -> Rows:
    """Return cosines on the diagonal and sines beside it, each with a sign."""
    c, s = math.cos(theta), math.sin(theta)
    return np.array([[signs[0] * c, signs[1] * s], [signs[2] * s, signs[3] * c]])


IN_RADIANS = "theta is in radians already"
SECOND_COLUMN = "where should (0, 1) land? That is the second column"

ROTATION_MISTAKES: MistakeTable = (
    (
        lambda theta: _rotation(-theta),
        "that is a turn clockwise",
        "where should (1, 0) land? That is the first column",
    ),
    (lambda theta: _rotation(math.radians(theta)), "that is a turn by so many degrees", IN_RADIANS),
    (lambda theta: _rotation(math.degrees(theta)), "that is a turn by 180/π times as much", IN_RADIANS),
    (
        lambda theta: np.array([[math.sin(theta), math.cos(theta)], [-math.cos(theta), math.sin(theta)]]),
        "that has sine and cosine in each other's place",
        "which of the two is 1 for theta = 0?",
    ),
    (lambda theta: _signed(theta, (1, 1, 1, 1)), "that is no turn: both sines have one sign", SECOND_COLUMN),
    (lambda theta: _signed(theta, (1, 1, 1, -1)), "that is a mirror, not a turn", SECOND_COLUMN),
)
"""What usual mistakes give as the matrix of a turn by theta, what it is, and where to look."""


@check("d05.c3", "rotation_matrix turns the plane counterclockwise", names=("rotation_matrix",))
def rotation(work: Work) -> str:
    """`rotation_matrix` is called with no turn, a quarter turn, and random angles of both signs, several turns long.

    The first column is where (1, 0) lands, the second where (0, 1) lands; both stay on the circle and at a right angle.
    """
    function, rng = work.function("rotation_matrix"), new_rng()
    angles = [0.0, math.pi / 2, *(float(theta) for theta in rng.uniform(-9, 9, size=20))]
    function.require_agreement(
        [(theta,) for theta in angles],
        _rotation,
        slips=partial(known_mistakes, ROTATION_MISTAKES),
        next="draw where (1, 0) and (0, 1) land for a quarter turn: these are the two columns",
    )
    return f"{len(angles)} angles"


TRANSFORM_MISTAKES: MistakeTable = (
    (
        lambda points, M: points @ M,
        "that is the points times M, not M times the points",
        "points are rows, M expects columns: what has to be turned round?",
    ),
    (
        lambda points, M: (points @ M.T).T,
        "those are the moved points as columns",
        "one point in each row, as they came",
    ),
    (
        lambda points, M: M @ points if len(points) == 2 else None,
        "that is M times the table, which takes its columns for points",
        "try it with three points",
    ),
)
"""What usual mistakes give as the points (n, 2) moved by M (2, 2), what it is, and where to look."""


@check("d05.c4", "transform moves each row by M", names=("transform",))
def transforms(work: Work) -> str:
    """`transform` gets one point, two points, then more, with matrices that are not symmetric, and whole and decimal numbers.

    For a symmetric matrix, M and its transpose are the same and the usual mix-up stays unseen; so ours are not.
    """
    function, rng = work.function("transform"), new_rng()
    shear = np.array([[1.0, 2.0], [0.0, 1.0]])
    cases = [(np.array([[0.0, 1.0]]), shear), (np.array([[1, 0], [2, 1]]), shear)]
    for count in (3, 2, 1, 5, 8):
        M = rng.integers(-4, 5, (2, 2)).astype(float)
        M[0, 1] = M[1, 0] + rng.integers(1, 4)
        cases.append((rng.integers(-5, 6, (count, 2)).astype(float), M))
    cases.append((rng.normal(size=(40, 2)), rng.normal(size=(2, 2))))
    function.require_agreement(
        cases,
        lambda points, M: points @ M.T,
        slips=partial(known_mistakes, TRANSFORM_MISTAKES),
        next="follow one point by hand: M times the point as a column",
    )
    function.require_unchanged_arguments(*cases[2])
    return f"{len(cases)} drawings"
