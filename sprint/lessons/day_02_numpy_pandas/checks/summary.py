"""Day 2, stretch: one table of several groups."""

from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import Function, MistakeTable, Work, check, known_mistakes

from .common import GROUP, titanic_table


def _crews(rng: np.random.Generator) -> pd.DataFrame:
    """Return a made-up table of unequal groups in no order, with gaps among its fares."""
    sizes = rng.permutation(np.arange(3, 8))
    rows = [(f"{'NS'[group % 2]}", group // 2, rng.integers(2), round(rng.exponential(40), 2))
            for group, size in enumerate(sizes) for _ in range(size)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["shore", "boat", "survived", "fare"])
    frame.loc[frame.groupby(["shore", "boat"]).sample(1, random_state=1).index, "fare"] = np.nan
    return frame.sample(frac=1, random_state=int(rng.integers(1000)))


def _summaries(frame: pd.DataFrame, by: list[str]) -> dict[str, dict[str, float]]:
    """Return the right row of each group by its label, worked out one group at a time."""
    found = {}
    for key, group in frame.groupby(by):
        figures = (len(group), group["survived"].mean(), group["fare"].median())
        found[_label(key)] = dict(zip(("people", "rate", "fare"), map(float, figures), strict=True))
    return found


def _label(key: object) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return ", ".join(f"{part:g}" if isinstance(part, int | float | np.number) else str(part) for part in parts)


def _summary_rows(work: Work, function: Function, table: object, by: list[str]) -> dict[str, dict[str, Any]]:
    """Ask for the summary of a table and return its rows by the label of their group."""
    got = function.require_type(pd.DataFrame, table, by, next="groupby(by).agg(…) gives a DataFrame")
    have = f"summary(df, {by}) has the columns {', '.join(map(str, got.columns))}"
    for name in ("people", "rate", "fare"):
        work.require(
            name in got.columns, have, f"a column called {name}", next=".agg(name=(column, function)) names it"
        )
    if not set(by) <= set(got.columns):
        own = [name for name in got.index.names if name is not None]
        seen, wanted = f"the rows are called by {own or 'numbers'}", f"by {by}, as index or as columns"
        work.require(len(by) == got.index.nlevels, seen, wanted, next="groupby takes the list as it is")
        keys = got.index.tolist()
    else:
        keys = list(got[by].itertuples(index=False, name=None))
    figures = got[["people", "rate", "fare"]].apply(pd.to_numeric, errors="coerce").astype(float).to_dict("records")
    return {_label(key): row for key, row in zip(keys, figures, strict=True) if row["people"] != 0}


MISTAKES: dict[str, MistakeTable] = {
    "people": (
        (lambda g: float(g["fare"].count()), "the number of known fares", "which function counts rows, gaps or not?"),
        (lambda g: float(g["survived"].sum()), "the number of survivors", "how many rows does the group have?"),
    ),
    "rate": (
        (lambda g: float(g["survived"].sum()), "a count of people", "a rate is the mean of the zeros and ones"),
        (
            lambda g: 100 * float(g["survived"].sum()) / len(g),
            "in percent",
            "a share between 0 and 1 is asked for",
        ),
        (
            lambda g: float(g["survived"].sum()) / g["fare"].count(),
            "a share of those with a known fare",
            "divide by the whole group",
        ),
    ),
    "fare": (
        (lambda g: float(g["fare"].mean()), "the mean of the fares", "the median is asked for"),
        (lambda g: float(g["fare"].fillna(0).median()), "what comes of gaps that count as 0", "leave the gaps out"),
        (lambda g: float(g["fare"].sum()), "the sum of the fares", "the median is asked for"),
    ),
}
"""For each figure of a group: what a usual mistake gives, what it is, and where to look."""


@check("d02.s1", "Stretch: summary answers three questions per group", names=("summary",), stretch=True)
def summarizes(work: Work) -> str:
    """`summary` is asked about a made-up table with other columns, by one column and by two, and about the Titanic.

    Each row is compared with what comes of picking its group out by hand. Some fares are missing: they must not count in
    the median, and their people must count as people. The order of the rows is free.
    """
    function, (there, titanic) = work.function("summary"), titanic_table(work)
    made = _crews(np.random.default_rng())
    asked = [(made, made, ["shore"]), (made, made, ["shore", "boat"]), (there, titanic, GROUP)]
    for table, data, by in asked:
        got, right = _summary_rows(work, function, table, by), _summaries(data, by)
        seen, wanted = f"{len(got)} rows for {by} ({'; '.join(list(got)[:8])})", f"{len(right)}: {'; '.join(right)}"
        work.require(got.keys() == right.keys(), seen, wanted, next="one row for each combination that occurs")
        for label, figures in right.items():
            group = next(part for key, part in data.groupby(by) if _label(key) == label)
            for column, value in figures.items():
                people = f"{label} ({len(group)} people, {group['fare'].isna().sum()} without a fare)"
                of = f"summary(df, {by}): {column} of {people}"
                slips, move = known_mistakes(MISTAKES[column], group), "pick this group out with df[…] and count"
                work.require_equal(of, got[label][column], value, slips=slips, next=move, abs=0.0051)
    function.require_unchanged_arguments(made, ["shore"])
    return f"{len(right)} groups of the Titanic"
