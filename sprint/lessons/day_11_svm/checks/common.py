"""What several tasks of day 11 ask a machine."""

import numpy as np

from sprint.checks.api import Labels, Remote, Rows, predict


def accuracy_of(model: Remote, X: Rows, y: Labels) -> float:
    """Return the share of rows X (n, p) whose class in y (n,) the model gives."""
    return float((predict(model, X) == y).mean())


def nonlinearity(model: Remote) -> float:
    """Return how far a machine's function is from a flat one: 0 for w · x + b."""
    rng = np.random.default_rng()
    first, second = rng.uniform(-5, 5, size=(2, 60, 2))
    f = [np.ravel(predict(model, points, "decision_function")) for points in (first, second, (first + second) / 2)]
    return float(np.abs(f[0] + f[1] - 2 * f[2]).max() / (np.ptp(f[0]) + 1e-12))
