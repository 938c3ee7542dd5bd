"""Day 7, stretch: the constant and the weights in closed form."""

from functools import partial

import numpy as np

from sprint.checks.api import Floats, MistakeTable, Rows, Work, check, known_mistakes


def _made_up_table(rng: np.random.Generator, rows: int, columns: int) -> tuple[Rows, Floats]:
    """Return a table whose columns have other middles and spreads, and targets near a straight line with a constant."""
    X = rng.uniform(-5, 5, columns) + rng.normal(size=(rows, columns)) * rng.uniform(0.5, 20, columns)
    return X, rng.uniform(3, 9) + X @ rng.uniform(1, 4, columns) + rng.normal(size=rows)


def _weights(X: Rows, y: Floats) -> Floats:
    """Return the constant and one weight for each column, with the smallest squared error."""
    return np.asarray(np.linalg.lstsq(np.column_stack([np.ones(len(X)), X]), y, rcond=None)[0], dtype=float)


def _without_constant(X: Rows, y: Floats) -> Floats:
    """Return one weight for each column, of the line through 0."""
    return np.asarray(np.linalg.lstsq(X, y, rcond=None)[0], dtype=float)


ONES = "where does the column of ones stand?"
THROUGH_0 = "without a constant, the line has to pass through 0"

MISTAKES: MistakeTable = (
    (lambda X, y: np.roll(_weights(X, y), -1), "the constant is the last number", ONES),
    (lambda X, y: _weights(X, y)[1:], "the constant is missing", "the column of ones has a weight as well"),
    (_without_constant, THROUGH_0, ONES),
    (lambda X, y: np.append(0, _without_constant(X, y)), THROUGH_0, ONES),
    (
        lambda X, y: _weights((X - X.mean(axis=0)) / X.std(axis=0), y),
        "the weights of scaled columns",
        "the columns of X keep their unit here",
    ),
    (
        lambda X, y: _weights(X, y)[:, None],
        "a column of numbers",
        "y has shape (n,), and so the weights have shape (p + 1,)",
    ),
)
"""What usual mistakes give as the constant and the weights, what it is, and where to look."""


@check("d07.s1", "Stretch: closed_form gives the constant and the weights", names=("closed_form",), stretch=True)
def weights_in_closed_form(work: Work) -> str:
    """`closed_form` gets tables made up on the spot, of one to six columns, with targets near a straight line.

    The smallest squared error belongs to one constant and one weight for each column, and these are computed here as well.
    Which way you solve it is yours. The table that goes in has to stay as it is.
    """
    rng = np.random.default_rng()
    tables = [_made_up_table(rng, *size) for size in ((4, 1), (8, 2), (40, 3), (300, 6))]
    function = work.function("closed_form")
    function.require_agreement(
        tables,
        _weights,
        next="compare with LinearRegression().fit(X, y): its intercept_, then its coef_",
        slips=partial(known_mistakes, MISTAKES),
        rel=1e-5,
        abs=1e-7,
    )
    function.require_unchanged_arguments(*tables[1])
    return f"constant and weights of {len(tables)} tables"
