"""What several tasks of day 10 need: the three parts, new rows of the same formula, and errors."""

import numpy as np
import pandas as pd
from sklearn.datasets import make_friedman1

from sprint.checks.api import SPLIT_ORDER, Failed, Floats, Labels, Table, Work, predict

PARTS = ("train", "valid", "test")
NOISE = 2
"""The spread of the noise in the lesson's data."""


def part_of(work: Work, part: str) -> tuple[Table, Floats]:
    """Return features (n, 10) and targets (n,) of one part as the learner has them."""
    X, y = work.get(f"X_{part}"), work.array(f"y_{part}", (None,))
    if not hasattr(X, "shape") or len(X) != len(y):
        raise Failed(
            f"X_{part} has {len(X)} rows, y_{part} has {len(y)}",
            "the same number",
            next=SPLIT_ORDER,
        )
    return X, y


def fresh_rows(work: Work, rows: int = 2000) -> tuple[Table, Floats]:
    """Return new rows of the same formula, in the kind of table the learner uses."""
    X, y = make_friedman1(n_samples=rows, noise=NOISE)
    known = work.get("X_train")
    return (pd.DataFrame(X, columns=known.columns) if hasattr(known, "columns") else X), y


def rmse_of(y: Labels, answers: Floats) -> float:
    """Return the root of the mean squared error."""
    return float(np.sqrt(np.mean((np.ravel(answers) - y) ** 2)))


def require_no_noise_known(work: Work, name: str = "model") -> None:
    """Fail if a model is about as good on watched or test rows as on those it learned from."""
    model = work.remote(name)
    X, y = fresh_rows(work)
    new = rmse_of(y, predict(model, X))
    known = rmse_of(part_of(work, "train")[1], predict(model, work.get("X_train")))
    for part in ("valid", "test"):
        X, y = part_of(work, part)
        error = rmse_of(y, predict(model, X))
        unlikely = new * (1 - 4 / np.sqrt(2 * len(y)))
        if error < min((new + known) / 2, unlikely):
            raise Failed(
                f"the error on X_{part} is {error:.2f}, on new rows of the same formula {new:.2f}",
                "about the same on rows nobody learned from",
                because=f"{name} has learned from rows of X_{part}",
                next=f"which rows go into the fit of `{name}`?",
            )
    work.proved(f"{name} learned from neither watched nor test rows")
