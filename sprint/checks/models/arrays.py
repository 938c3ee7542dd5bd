"""The kinds of arrays that models take and give."""

from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
"""A table of numbers, (n, p): a row for each thing, a column for each feature."""
Floats = npt.NDArray[np.float64]
"""Numbers of a shape that the docstring says."""
Array = npt.NDArray[Any]
"""An array of a type and a shape that the docstring says."""
Labels = npt.NDArray[Any]
"""What stands beside the rows, (n,): classes of any kind, or targets."""
Table = Any
"""A table in the form the learner uses: an array or a DataFrame, (n, p)."""
