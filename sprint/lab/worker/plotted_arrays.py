"""The numbers behind a figure, as they are kept of it."""

from typing import Any

ELEMENT_LIMIT = 200_000
"""Numbers kept of one plotted array."""


def as_array(values: Any) -> Any:
    """Return numbers as a float array without masks, cut to a bounded size; None where they are no numbers."""
    import numpy as np

    try:
        array: Any = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    except (TypeError, ValueError):
        return None
    return array if array.size <= ELEMENT_LIMIT else array[: max(1, ELEMENT_LIMIT // max(1, array[0].size))]
