"""Probes of a table seen along its principal axes: held against its covariance, whatever sign an axis has."""

import numpy as np

from sprint.checks.compare.values import KnownMistake, format_value
from sprint.checks.models.arrays import Floats, Rows
from sprint.checks.models.attributes import require_numbers
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work


def principal_axes(X: Rows) -> tuple[Floats, Floats]:
    """Return the variances along the principal axes, largest first, and the axes as columns.

    Args:
        X: the table, (n, p).
    """
    values, axes = np.linalg.eigh(np.cov(X.T))
    return values[::-1], axes[:, ::-1]


def column_correlation(got: Rows, wanted: Rows) -> float:
    """Return the smallest correlation of a column with its counterpart; 0 for a constant column.

    Args:
        got: columns, (n, p).
        wanted: their counterparts, (n, p).
    """
    spreads = got.std(axis=0) * wanted.std(axis=0)
    shared = ((got - got.mean(axis=0)) * (wanted - wanted.mean(axis=0))).mean(axis=0)
    return float(np.divide(shared, spreads, out=np.zeros_like(shared), where=spreads > 1e-12).min())


def require_projection(work: Work, name: str, table: Rows) -> int:
    """Fail unless one of the learner's tables is another one seen along its principal axes; return how many axes.

    Args:
        work: the learner's work.
        name: the learner's name of the projection.
        table: what was projected, (n, p).
    """
    got = require_numbers(work, name, (len(table), None))
    if not 2 <= got.shape[1] <= table.shape[1]:
        raise Failed(
            f"{name} has shape {got.shape}", f"shape ({len(table)}, 2)", next="how many components does pca keep?"
        )
    values, axes = principal_axes(table)
    expected = ((table - table.mean(axis=0)) @ axes)[:, : got.shape[1]]
    _require_centred(name, got, table)
    work.require_equal(
        f"the variances of the columns of {name}",
        got.var(axis=0, ddof=1),
        values[: got.shape[1]],
        slips=[
            KnownMistake(
                np.ones(got.shape[1]), "what whitening gives: every axis stretched to 1", "leave whiten at False"
            )
        ],
        next="what went into pca.transform?",
        rel=0.01,
        abs=1e-3,
    )
    turned = np.sign((got * expected).sum(axis=0))
    alike = column_correlation(got * np.where(turned, turned, 1), expected)
    work.require(
        alike > 0.99,
        f"a column of {name} follows its axis only to {alike:.2f}",
        f"every row of {name} the place of the same row of the table",
        because="the rows are in another order" if _has_same_sizes(got, expected) else "",
        next=f"print the first row of the table and {name}[0]: the same thing?",
    )
    return int(got.shape[1])


def _require_centred(name: str, got: Rows, table: Rows) -> None:
    """Fail where columns are those of the table itself, or their mean was not taken off.

    Args:
        name: the learner's name of the projection.
        got: the projection, (n, k).
        table: what was projected, (n, p).
    """
    if np.allclose(got, table[:, : got.shape[1]], atol=1e-6):
        raise Failed(
            f"{name} holds the first columns of the table itself",
            "the places along the principal axes",
            next="which method of pca turns a table into its axes?",
        )
    if np.abs(got.mean(axis=0)).max() > 0.01 * got.std(axis=0).max():
        raise Failed(
            f"the columns of {name} have the means {format_value(got.mean(axis=0))}",
            "mean 0 in each column",
            because="the mean of the table was not taken off before turning",
            next="pca.transform does both",
        )


def _has_same_sizes(got: Rows, expected: Rows) -> bool:
    """Tell whether the sizes in the first column are the same but for their order and signs."""
    return bool(np.allclose(np.sort(np.abs(got[:, 0])), np.sort(np.abs(expected[:, 0])), atol=1e-6))
