"""What several tasks of day 12 know: the iris table, and inertias computed again."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.preprocessing import StandardScaler

from sprint.checks.api import Failed, Floats, Labels, Rows, Work, require_numbers

FLOWERS, COLUMNS, SPECIES = 150, 4, 3


def iris_of(work: Work) -> tuple[Rows, Labels]:
    """Return the measurements and the species, in the learner's order where `X` still holds the measurements."""
    X, y = load_iris(return_X_y=True)
    if "X" not in work.run.names:
        return X, y
    try:
        own = work.array("X", (FLOWERS, COLUMNS)).astype(float)
    except (Failed, TypeError, ValueError):
        return X, y
    order, own_order = np.lexsort(X.T), np.lexsort(own.T)
    if not np.array_equal(X[order], own[own_order]):
        return X, y
    species = np.empty_like(y)
    species[own_order] = y[order]
    return own, species


def used_table(work: Work) -> Rows:
    """Return the learner's table as numbers, (150, 4)."""
    return require_numbers(work, "X_used", (FLOWERS, COLUMNS))


def known_tables(work: Work) -> dict[str, Rows]:
    """Return the two tables a learner may have decided on, by how we call them."""
    X, _ = iris_of(work)
    return {"X as it was measured": X, "the scaled columns": StandardScaler().fit_transform(X)}


def inertia_around(X: Rows, centres: Floats) -> float:
    """Return the inertia of rows X (n, p) around centres (k, p)."""
    return float(((X[:, None] - centres[None]) ** 2).sum(axis=2).min(axis=1).sum())


def best_inertia(X: Rows, k: int) -> float:
    """Return the inertia that k-means reaches on a table from its best of ten starts."""
    return float(KMeans(k, n_init=10, random_state=0).fit(X).inertia_)
