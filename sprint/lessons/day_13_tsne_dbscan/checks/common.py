"""What several tasks of day 13 ask of the sample."""

import numpy as np
from sklearn.neighbors import NearestNeighbors

from sprint.checks.api import Failed, Labels, Rows, Work

NEIGHBOURS = 10
"""How many neighbours the trust is about, as the notebook says."""


def one_per_row(work: Work, name: str, length: int) -> Labels:
    """Return an array of the learner's with one entry a row of `X_sample`, (n,)."""
    array: Labels = work.array(name)
    if array.shape != (length,):
        raise Failed(
            f"{name} has shape {array.shape}",
            f"shape {(length,)}, one entry a row of X_sample",
            next=f"print({name}.shape, X_sample.shape)",
        )
    return array


def stranger_share(X: Rows, y: Labels, neighbours: int) -> float:
    """Return what share of the rows' nearest neighbours has another label than the row."""
    nearest = NearestNeighbors(n_neighbors=neighbours).fit(X).kneighbors(return_distance=False)
    return float(np.mean(y[nearest] != y[:, None]))
