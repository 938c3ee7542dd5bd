"""Day 2, task 6: a report of what is missing."""

import contextlib
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Function, KnownMistake, LearnerError, NotAttempted, Work, check, is_equal

from .common import titanic_table


def _report(work: Work, function: Function, frame: pd.DataFrame) -> Any:
    """Ask for the report of a table and return it with a row for each of its columns."""
    got = function.require_type(pd.DataFrame, frame, next="pd.DataFrame takes a dictionary of columns")
    have = f"the report has the columns {', '.join(map(str, got.columns))}"
    for name in ("count", "percent"):
        work.require(name in got.columns, have, f"a column called {name}", next="name it so; .T turns a table round")
    wanted = "a row for each column of df, also for one without a gap, with its name as the label"
    lost = [name for name in frame.columns if name not in got.index]
    seen = f"the report has no row called {', '.join(map(repr, lost))}"
    inside = [name for name in got.columns if set(lost) <= set(map(str, got[name]))]
    because = f"the names stand in the column {inside[0]!r}, not in the index" if inside else ""
    work.require(not lost, seen, wanted, because=because, next="print(missing_report(df).index)")
    return got.loc[list(frame.columns)]


def _percent_slips(count: int, size: int, people: int) -> list[KnownMistake]:
    percent, fixed = 100 * count / size, 100 * count / people
    return [
        KnownMistake(percent / 100, "a share between 0 and 1", "percent go from 0 to 100"),
        KnownMistake(100 - percent, "the percentage that is there", "which does isna() mark?"),
        KnownMistake(
            fixed, f"the percentage of {people} rows", "len(df) is the number of rows of the table that is handed in"
        ),
    ]


def _check_missing(work: Work, titanic: pd.DataFrame) -> None:
    """Compare `missing`, where it is kept, with the table as it was loaded and as the notebook has it in the end."""
    try:
        kept = work.get("missing")
        counts = pd.to_numeric(kept["count"], errors="coerce").astype(float)
    except (Failed, NotAttempted, LearnerError, TypeError, LookupError, ValueError, AttributeError):
        work.note("a table called missing, the report of df with its column count, is what the Analysis asks about")
        return
    known = [titanic.isna().sum()]
    with contextlib.suppress(Failed, NotAttempted, LearnerError, AttributeError):
        known.append(work.get("df").isna().sum())
    common = [name for name in titanic.columns if name in counts.index]
    differs = [name for name in common if all(counts[name] != gaps.get(name) for gaps in known)]
    for name in differs[:1]:
        seen = f"missing counts {counts[name]:g} gaps in {name}"
        raise Failed(seen, f"{known[0][name]}, as in df", next="which table is handed to missing_report?")
    work.proved(f"missing agrees with df in {len(common)} columns")


@check("d02.c6", "missing_report counts what each column lacks", names=("missing_report",))
def reports(work: Work) -> str:
    """`missing_report` gets a table of four rows, a random one and the Titanic.

    `count` has to be the number of missing values, numbers and texts alike, and `percent` the same in percent of the rows.
    The order of the rows is free, and percentages may be rounded. `missing` has to count what `df` lacks.
    """
    function, rng, titanic = work.function("missing_report"), np.random.default_rng(), titanic_table(work)[1]
    four = pd.DataFrame({"age": [31.0, np.nan, 8.0, 40.0], "sex": list("mffm"), "deck": [None, None, "C", None]})
    made = pd.DataFrame(rng.normal(size=(40, 4)), columns=list("abcd"))
    made = made.mask(rng.random(made.shape) < [0.0, 0.2, 0.5, 0.8])
    for frame in (four, made, titanic):
        got, size, move = _report(work, function, frame), len(frame), "of how many rows?"
        for name, count in frame.isna().sum().items():
            of, percent = f"of a column with gaps in {count} of {size} rows", 100 * count / size
            there = KnownMistake(float(size - count), "the number of those that are there", "which does isna() mark?")
            work.require_equal(
                f"the count {of}", got.loc[name, "count"], float(count), slips=[there], next="what are gaps?"
            )
            found = got.loc[name, "percent"]
            slips = [
                slip for slip in _percent_slips(count, size, len(titanic)) if is_equal(found, slip.value, abs=0.0051)
            ]
            work.require_equal(f"the percent {of}", found, percent, slips=slips, next=move, abs=0.51)
    _check_missing(work, titanic)
    for name in ("age", "deck"):
        work.metric(f"{name}_missing_percent", 100 * titanic[name].isna().mean())
    return f"{titanic.isna().to_numpy().sum()} gaps in the table of the Titanic"
