"""Day 21, stretch: columns that have drifted."""

import itertools
from collections.abc import Callable
from typing import Any

from sprint.checks.api import Failed, Work, check

MOVES: dict[str, Callable[[Any], Any]] = {
    "is higher by a standard deviation": lambda values: values + values.std(),
    "is counted in thousands": lambda values: values / 1000,
    "has the same mean and spreads three times as far": lambda values: 3 * (values - values.mean()) + values.mean(),
}
"""What happens to a column that drifts, (n,), in words and in numbers."""


def _world(rng: Any, rows: int) -> Any:
    """Return a table of four columns on different scales."""
    import pandas as pd

    columns = {
        "age": rng.normal(40, 12, rows),
        "income": rng.lognormal(10, 0.5, rows),
        "share": rng.uniform(0, 1, rows),
        "distance": rng.exponential(3, rows),
    }
    return pd.DataFrame(columns)


@check("d21.s1", "drifted names the columns that have moved", names=("drifted",), stretch=True)
def finds_drift(work: Work) -> str:
    """`drifted(reference, new)` is called with tables made up on the spot, of 500 and 400 rows.

    In some nothing has moved: over five such pairs it may name one column in four at most. In others one column is
    higher by a standard deviation, is counted in another unit, or has kept its mean and spreads three times as far: that
    column has to be named, and not more than one of the others beside it.
    """
    import numpy as np

    rng = np.random.default_rng()
    drifted = work.function("drifted")
    calm = [set(_listed(drifted(_world(rng, 500), _world(rng, 400)))) for _ in range(5)]
    named = sum(map(len, calm))
    work.require(
        named <= 5,
        f"{named} of 20 columns named where nothing has moved",
        "5 at most",
        next="how large a difference does chance make?",
    )
    for (what, shifted), column in itertools.product(MOVES.items(), ("age", "distance")):
        new = _world(rng, 400)
        new[column] = shifted(new[column])
        found = set(_listed(drifted(_world(rng, 500), new)))
        work.require(
            column in found,
            f"{column} {what} and is not named",
            "the name of each column that has moved",
            next="plot both columns over each other",
        )
        work.require(
            len(found) <= 2,
            f"{', '.join(sorted(map(str, found)))} named where only {column} has moved",
            "the columns that have moved",
            next="is each column compared with itself?",
        )
    return "6 of 6 found, calm where nothing moved"


def _listed(found: Any) -> list[Any]:
    """Return the names of columns as a list, whatever holds them."""
    import numpy as np

    if isinstance(found, dict):
        return [name for name, moved in found.items() if moved is True or not isinstance(moved, bool)]
    if isinstance(found, str) or not isinstance(found, list | tuple | set | frozenset | np.ndarray):
        listed = getattr(found, "tolist", None)
        if listed is None or isinstance(found, str):
            raise Failed(
                f"drifted gives {found!r}", "a list of names", next="collect the names in a list and return it"
            )
        return list(listed())
    return list(found)
