"""Day 12, the table: iris as it is, or its columns scaled."""

import numpy as np

from sprint.checks.api import Failed, Work, check, column_correlation

from .common import iris_of, used_table


@check("d12.c1", "X_used is the iris table, every column treated alike", names=("X_used",))
def table_is_iris(work: Work) -> str:
    """`X_used` holds the four measurements as they are, or each column shifted and scaled.

    Each of its columns has to rise and fall exactly with the same column of iris. That holds for every scaler that
    works on columns, and fails when flowers (rows) were scaled instead.
    """
    used = used_table(work)
    X, _ = iris_of(work)
    alike = column_correlation(used, X)
    rows = np.allclose(used.mean(axis=1), 0, atol=1e-6) or np.allclose(np.linalg.norm(used, axis=1), 1, atol=1e-6)
    if alike < 1 - 1e-6 and rows:
        raise Failed(
            "each row of X_used has one mean or one length, its columns do not follow iris",
            "the four columns as they are, or each column scaled",
            because="the scaling went along the rows: each flower by itself",
            next="print X_used.mean(axis=0) and X_used.mean(axis=1): which one should be 0?",
        )
    work.require(
        alike >= 1 - 1e-6,
        f"a column of X_used follows its column of iris only to {alike:.2f}",
        "each column of X_used rising and falling with the same column of X",
        next="start again from X, and scale its columns or leave them",
    )
    spread = used.std(axis=0)
    return "columns scaled" if spread.max() < 1.5 * spread.min() else "columns as measured"
