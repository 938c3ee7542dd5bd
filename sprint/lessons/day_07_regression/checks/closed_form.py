"""Day 7, stretch: the constant and the weights in closed form."""

from typing import Any

import numpy as np

from sprint.checks.api import KnownMistake, Work, check


def _made_up_table(rng: Any, rows: int, columns: int) -> tuple[Any, Any]:
    """Return a table whose columns have other middles and spreads, and targets near a straight line with a constant."""
    X = rng.uniform(-5, 5, columns) + rng.normal(size=(rows, columns)) * rng.uniform(0.5, 20, columns)
    return X, rng.uniform(3, 9) + X @ rng.uniform(1, 4, columns) + rng.normal(size=rows)


def _weights(X: Any, y: Any) -> Any:
    """Return the constant and one weight for each column, with the smallest squared error."""
    return np.linalg.lstsq(np.column_stack([np.ones(len(X)), X]), y, rcond=None)[0]


def _weight_slips(X: Any, y: Any) -> list[KnownMistake]:
    right, raw = _weights(X, y), np.linalg.lstsq(X, y, rcond=None)[0]
    ones = "where does the column of ones stand?"
    return [
        KnownMistake(np.roll(right, -1), "the constant is the last number", ones),
        KnownMistake(right[1:], "the constant is missing", "the column of ones has a weight as well"),
        KnownMistake(raw, "without a constant, the line has to pass through 0", ones),
        KnownMistake(np.append(0, raw), "without a constant, the line has to pass through 0", ones),
        KnownMistake(
            _weights((X - X.mean(axis=0)) / X.std(axis=0), y),
            "the weights of scaled columns",
            "the columns of X keep their unit here",
        ),
        KnownMistake(right[:, None], "a column of numbers", "y has shape (n,), and so the weights have shape (p + 1,)"),
    ]


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
        slips=_weight_slips,
        rel=1e-5,
        abs=1e-7,
    )
    function.require_unchanged_arguments(*tables[1])
    return f"constant and weights of {len(tables)} tables"
