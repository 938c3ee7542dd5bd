"""What several tasks of day 9 need: tables as numbers, and how many answers are right."""

from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Labels, Remote, Work


def table_of(work: Work, name: str) -> pd.DataFrame:
    """Return a table of the learner's as a frame of numbers, texts as codes."""
    value = work.get(name)
    if not isinstance(value, pd.DataFrame):
        raise Failed(
            f"{name} is a {type(value).__name__}",
            "a data frame, whose columns have names",
            next=f"print(type({name})) after each step",
        )
    return as_numbers(value)


def as_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame (n, p) with texts as codes."""
    codes = {
        place: column.astype(float)
        if column.dtype.kind in "biuf"
        else column.map(lambda text: crc32(str(text).encode()))
        for place, (_, column) in enumerate(frame.items())
    }
    return pd.DataFrame(codes).set_axis(frame.columns, axis=1)


def all_rows(work: Work) -> tuple[Remote, Labels]:
    """Return the features of all passengers as the models get them, left over there, and their fates, (n,).

    They are those of `X_train` and `X_test`: columns may have been filled, encoded or added after the split.
    """
    parts = [work.remote(name) for name in ("X_train", "X_test")]
    fates = np.concatenate([work.array(name) for name in ("y_train", "y_test")])
    return work.session.imported("pandas:concat").keep(parts), fates


def _answers(model: Remote, X: Remote) -> Labels:
    return np.asarray(model.attribute("predict")(X))


def accuracy_of(model: Remote, X: Remote, y: Labels) -> float:
    """Return the share of the rows X, (n, p), whose class y, (n,), a model predicts."""
    return float((_answers(model, X) == y).mean())


def same_numbers(first: "pd.Series[Any]", second: "pd.Series[Any]") -> bool:
    """Tell whether two columns (n,) hold the same numbers, and gaps in the same places."""
    return bool(np.allclose(np.asarray(first), np.asarray(second), equal_nan=True))
