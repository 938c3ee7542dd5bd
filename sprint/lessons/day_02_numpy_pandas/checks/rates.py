"""Day 2, task 4: survival rates per group."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import KnownMistake, Work, check

from .common import titanic_table


def _plain(series: "pd.Series[Any]") -> dict[Any, float]:
    """Return the numbers of a Series by their labels, short enough to be read; what is missing is left out."""
    return {key: round(float(value), 4) for key, value in series.dropna().items()}


def _rate_slips(frame: pd.DataFrame, by: str, other: pd.DataFrame) -> Iterator[KnownMistake]:
    groups, size = frame.groupby(by)["survived"], "divide by the size of the group"
    for counts in (groups.sum(), groups.size()):
        yield KnownMistake(_plain(counts), "a count of people", "a rate is the mean of the zeros and ones")
    yield KnownMistake(_plain(100 * groups.mean()), "in percent", "a share between 0 and 1 is asked for")
    yield KnownMistake(_plain(1 - groups.mean()), "the share of those who died", "1 stands for a rescued person")
    for everybody, people in ((frame["survived"].sum(), "survivors"), (len(frame), "people")):
        yield KnownMistake(_plain(groups.sum() / everybody), f"each group's share of all {people}", size)
    if by in other:
        rates = _plain(other.groupby(by)["survived"].mean())
        yield KnownMistake(
            rates, "what the notebook's own table gives", "does the function use the table it is handed?"
        )


@check("d02.c4", "survival_rate gives the share of survivors per group", names=("survival_rate",))
def rates(work: Work) -> str:
    """`survival_rate` is asked about a table of five people, a made-up one with another column, and the Titanic.

    The order of the groups is free. The made-up table shows whether the function uses what it is given.
    """
    function, (there, titanic) = work.function("survival_rate"), titanic_table(work)
    five = pd.DataFrame({"survived": [1, 0, 0, 1, 1], "sex": ["male", "male", "male", "female", "female"]})
    survived = np.random.default_rng().permutation(np.repeat([0, 1], [8, 12]))
    made = pd.DataFrame({"side": np.repeat(["port", "starboard", "middle"], [4, 7, 9]), "survived": survived})
    brackets = "one pair of brackets around the column gives a Series, two a table; a dictionary goes into pd.Series(…)"
    move = "work one group out by hand: how many people, how many of them survived?"
    asked = [(five, five, "sex"), (made, made, "side"), (there, titanic, "sex"), (there, titanic, "class")]
    for table, data, by in asked:
        got = _plain(pd.to_numeric(function.require_type(pd.Series, table, by, next=brackets), errors="coerce"))
        right, slips = _plain(data.groupby(by)["survived"].mean()), _rate_slips(data, by, titanic)
        what = f"for a table of {len(data)} people survival_rate(df, {by!r})"
        work.require_equal(what, got, right, slips=slips, next=move, abs=0.0051)
    function.require_unchanged_arguments(made, "side")
    return "four tables"
