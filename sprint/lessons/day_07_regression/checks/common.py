"""What several tasks of day 7 need: the two parts of the rows, and the error against the baseline."""

import numpy as np
from sklearn.metrics import mean_absolute_error

from sprint.checks.api import SPLIT_ORDER, Failed, Floats, Labels, Table, Work, format_value

WORTH_IT = 0.85
"""A model has to leave less than this share of the baseline's error: a straight line leaves 0.6 here, a guess 1.0."""


def targets_of(work: Work, name: str) -> Floats:
    """Return the learner's targets as (n,) floats."""
    values = work.array(name)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim != 1 or values.dtype.kind not in "iuf":
        raise Failed(
            f"{name} has shape {values.shape}",
            "one number for each row",
            next=SPLIT_ORDER,
        )
    return np.asarray(values, dtype=float)


def part_of(work: Work, part: str) -> tuple[Table, Floats]:
    """Return features and targets of `train` or `test`, of one length."""
    X, y = work.get(f"X_{part}"), targets_of(work, f"y_{part}")
    if not hasattr(X, "shape") or len(X.shape) != 2 or len(X) != len(y):
        raise Failed(
            f"X_{part} is {f'of shape {X.shape}' if hasattr(X, 'shape') else format_value(X)}, y_{part} has {len(y)} values",
            "a table and one value for each of its rows",
            next=SPLIT_ORDER,
        )
    return X, y


def error_left(y_train: Labels, y_new: Labels, answers: Floats) -> float:
    """Return the share of the baseline's error that is left."""
    baseline = mean_absolute_error(y_new, np.full(len(y_new), np.mean(y_train)))
    return float(mean_absolute_error(y_new, answers) / baseline)
