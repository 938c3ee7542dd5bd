"""Day 9, task 1: features that know nothing of the answer."""

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Work, check, take_rows

from .common import as_numbers, same_numbers


@check("d09.c1", "make_features gives numbers and knows nothing of the answer", names=("make_features",))
def features_are_blind(work: Work) -> str:
    """`make_features` is called with some of the passengers, and again after their fates were changed at random.

    Your columns have to be the same both times: whatever changes with the fate was written down after the ship had
    sunk. The order of the passengers may change too; then the rows of your table change with them. The frame that goes
    in must stay as it was.
    """
    make = work.function("make_features")
    passengers = work.session.imported("sprint.datasets:load_titanic").keep()  # as fresh as the notebook got it
    rng = np.random.default_rng()
    rows = rng.permutation(passengers.look()["length"])[:300]
    some = take_rows(passengers, rows)
    before = some.get()
    features = _made(make(some), len(rows))
    work.require(
        before.equals(some.get()),
        "make_features changed the frame it was given",
        "the frame as it was",
        next="work on a copy: .copy() at the start",
    )
    fates = rng.permutation(before["survived"].to_numpy())
    words = np.where(fates == 1, "yes", "no").astype(object)
    other = _made(make(some.attribute("assign").keep(survived=fates, alive=words)), len(rows))
    changed = [name for name in features if name not in other or not same_numbers(features[name], other[name])]
    work.require(
        not changed and list(features) == list(other),
        f"when the fates of the passengers change, so does {', '.join(map(repr, changed)) or 'the list of columns'}",
        "columns that were known before the journey",
        because="the answer is among the columns a model may look at",
        next="for each column, ask when and by whom it was written down",
    )
    turned = _made(make(take_rows(some, range(len(rows))[::-1])), len(rows))
    work.require(
        all(same_numbers(features[name][::-1], turned[name]) for name in features),
        "with the passengers in another order, the rows do not follow them",
        "row i of the features belongs to row i of df",
        next="is anything sorted or merged inside make_features?",
    )
    return f"{features.shape[1]} columns: {', '.join(map(str, features))}"


def _made(features: object, rows: int) -> pd.DataFrame:
    """Return what make_features gave as numbers, if it is a table of the right length."""
    if not isinstance(features, pd.DataFrame):
        raise Failed(
            f"make_features gives {'None' if features is None else 'a ' + type(features).__name__}",
            "a data frame",
            next="does make_features end with `return`?" if features is None else "keep the names of the columns",
        )
    if len(features) != rows:
        raise Failed(
            f"{len(features)} rows for {rows} passengers",
            "one row for each passenger",
            next="does make_features use df, and does it drop rows with something missing?",
        )
    return as_numbers(features)
