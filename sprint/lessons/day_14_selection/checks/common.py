"""What several tasks of day 14 start from: the split rows."""

import numpy as np

from sprint.checks.api import SPLIT_ORDER, Failed, Labels, Remote, Table, Work, format_value


def split_rows(work: Work) -> tuple[Table, Table, Labels, Labels]:
    """Return the learner's training and test rows, features as they are held."""
    X_train, X_test = work.get("X_train"), work.get("X_test")
    y_train, y_test = work.array("y_train", (None,)), work.array("y_test", (None,))
    for name, X in (("X_train", X_train), ("X_test", X_test)):
        if isinstance(X, Remote) or np.ndim(X) != 2 or np.asarray(X).dtype.kind not in "iufb":
            raise Failed(
                f"{name} is {format_value(X)}",
                "a table whose columns are numbers",
                next=f"print(type({name}), {name}.shape)",
            )
    for side, X, y in (("train", X_train, y_train), ("test", X_test, y_test)):
        if len(X) != len(y):
            raise Failed(
                f"X_{side} has {len(X)} rows, y_{side} {len(y)}",
                "the same number",
                next=SPLIT_ORDER,
            )
    return X_train, X_test, y_train, y_test
