"""A table of how long a batch takes, by its size: read with care, in the order of the sizes."""

from collections.abc import Sequence
from typing import Any

from sprint.checks.compare.values import format_value
from sprint.checks.deliverables.programs import require_file
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work


def require_batch_timings(work: Work, file: str, *columns: str, next: str) -> tuple[Any, ...]:
    """Return the columns of a table of durations, each (sizes,), the batch sizes first and rising.

    Args:
        work: the learner's work.
        file: the CSV file in the day's folder.
        columns: the names of the durations, in any case and order; the sizes are in `batch_size`.
        next: what to look at where a duration is none.

    Raises:
        Failed: a column is missing or no numbers, there are fewer than four sizes, or a duration is not above 0.
        NotAttempted: there is no such file and no work of the learner's.
    """
    import numpy as np

    table = _read(work, file, ("batch_size", *columns))
    sizes, *durations = table[:, np.argsort(table[0])]
    work.require(
        len(np.unique(sizes)) >= 4 and sizes.min() >= 1,
        f"batch sizes {format_value(sizes.tolist())}",
        "four sizes or more, of one row or more",
        next="which sizes are in the loop?",
    )
    work.require(
        bool(np.isfinite(durations).all() and (durations[0] > 0).all()),
        f"{columns[0]} {format_value(durations[0].tolist())}",
        "durations above 0",
        next=next,
    )
    return (sizes, *durations)


def _read(work: Work, file: str, columns: Sequence[str]) -> Any:
    """Return the columns as numbers, (columns, sizes)."""
    import numpy as np
    import pandas as pd

    path = require_file(work, file)
    try:
        table = pd.read_csv(path)
        names = {str(name).strip().lower(): name for name in table.columns}
        return np.array([table[names[name]].to_numpy(dtype=float) for name in columns])
    except (KeyError, ValueError, UnicodeError, pd.errors.ParserError) as error:
        first = path.read_text("utf-8", "replace").partition("\n")[0]
        *others, last = columns
        raise Failed(
            f"the first line of {file} is {format_value(first)}",
            f"the columns {', '.join(others)} and {last}, numbers in {'both' if len(columns) == 2 else 'all'}",
            next="open it in an editor",
        ) from error
