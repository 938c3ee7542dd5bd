"""Day 2: how the array operations, the table operations and the report are proved."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks import Failed, Function, Slip, Work, analysis_check, check, figure_check, same

GROUP = ["sex", "pclass"]


# What usually goes wrong with each array operation


def _standardized(A: Any) -> Any:
    A = np.asarray(A, dtype=float)
    spread = A.std(axis=0)
    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)


def _standardize_slips(A: Any) -> Iterator[Slip]:
    A = np.asarray(A, dtype=float)
    with np.errstate(all="ignore"):
        centred = A - A.mean(axis=0)
        yield Slip(
            centred / A.std(axis=0), "a column of one value has the spread 0", "what is 0 / 0, and what should it be?"
        )
        yield Slip(
            (A - A.mean(axis=1, keepdims=True)) / A.std(axis=1, keepdims=True),
            "the rows were standardized",
            "the axis you name is the one that disappears: one mean per column is asked for",
        )
        yield Slip(
            (A - A.mean()) / A.std(), "one mean and one spread for all columns together", "which axis is averaged?"
        )
        yield Slip(centred, "the means are 0, the spreads are not 1", "divide by the spread of each column")
        yield Slip(centred / A.var(axis=0), "divided by the variance", "the standard deviation is its root")
        yield Slip(
            centred / A.std(axis=0, ddof=1), "the spread was divided by n - 1", "np.std as it is divides by n (ddof=0)"
        )
        lowest, highest = A.min(axis=0), A.max(axis=0)
        yield Slip((A - lowest) / (highest - lowest), "columns between 0 and 1", "mean 0 and spread 1 are asked for")


def _averaged(x: Any, k: int) -> Any:
    return np.array([np.mean(x[start : start + k]) for start in range(len(x) - k + 1)])


def _average_slips(x: Any, k: int) -> Iterator[Slip]:
    right, x = _averaged(x, k), np.asarray(x, dtype=float)
    weights = np.ones(k) / k
    yield Slip(
        np.convolve(x, weights, "full"), "windows that hang over both ends count, too", "which mode fits completely?"
    )
    if k > 1:
        yield Slip(
            np.convolve(x, weights, "same"), "windows that hang over the ends count, too", "which mode fits completely?"
        )
    yield Slip(
        pd.Series(x).rolling(k).mean().to_numpy(),
        "windows that are not full are nan",
        "they should not be there at all",
    )
    yield Slip(right * k, "those are sums", "a mean divides by the number of values")
    yield Slip(right[:-1], "the last window is missing", f"{len(x)} values have {len(right)} windows of {k}")
    yield Slip(right[1:], "the first window is missing", f"{len(x)} values have {len(right)} windows of {k}")
    yield Slip(right[::k], "the windows do not overlap", "the window moves on by one")


def _distances(A: Any, B: Any) -> Any:
    return np.array([[np.sqrt(((a - b) ** 2).sum()) for b in np.asarray(B, float)] for a in np.asarray(A, float)])


def _distance_slips(A: Any, B: Any) -> Iterator[Slip]:
    right = _distances(A, B)
    yield Slip(right.T, "rows and columns are in each other's place", "rows belong to A, columns to B")
    yield Slip(right**2, "those are squares of distances", "the root comes last")
    yield Slip(
        np.array([[np.abs(a - b).sum() for b in B] for a in A]), "differences added without squaring", "Pythagoras"
    )
    yield Slip(np.array([[(a - b).sum() for b in B] for a in A]), "differences added without squaring", "Pythagoras")
    if len(A) == len(B):
        yield Slip(np.diag(right), "each row of A with one row of B only", "every row of A meets every row of B")


@check("d02.c1", "standardize gives every column mean 0 and spread 1", names=("standardize",))
def standardizes(work: Work) -> str:
    """`standardize` gets small arrays first, then random ones that are taller than wide, and one with a constant column.

    The result is compared with the means and spreads of the columns as we compute them. Taller than wide, because a
    square array would hide an axis that is the wrong one. The array that went in has to be unchanged afterwards.
    """
    rng = np.random.default_rng()
    arrays = [
        np.array([[2.0], [8.0]]),
        np.array([[1, 10], [2, 60], [6, 20]]),
        np.array([[1.0, 5.0], [2.0, 5.0], [6.0, 5.0]]),
        rng.normal(size=(7, 3)) * [1, 20, 300] + [5, -40, 900],
        rng.integers(0, 50, size=(12, 4)),
    ]
    function = work.function("standardize")
    function.agrees(
        [(array,) for array in arrays],
        _standardized,
        slips=_standardize_slips,
        next="print the mean and the std of your result along axis 0",
    )
    function.leaves_alone(arrays[3])
    return "five arrays, one with a constant column"


@check("d02.c2", "moving_average gives the mean of every k neighbours", names=("moving_average",))
def averages(work: Work) -> str:
    """`moving_average` gets a few rows of numbers, with windows of one value, of some and of all.

    From n values there are n - k + 1 windows that fit completely. The rows neither rise evenly nor stay the same, since
    for such rows windows in the wrong place can give the right means.
    """
    rng = np.random.default_rng()
    cases = [
        (np.array([4.0, 8.0]), 1),
        (np.array([1, 4, 9]), 2),
        (np.array([1.0, 4.0, 9.0, 16.0, 25.0]), 3),
        (np.array([5.0, 1.0, 3.0]), 3),
        *((rng.normal(10, 5, size=n), k) for n, k in ((9, 4), (12, 5), (30, 7))),
    ]
    function = work.function("moving_average")
    function.agrees(
        cases, _averaged, slips=_average_slips, next="write the windows of this row down and average by hand"
    )
    function.leaves_alone(*cases[4])
    return f"{len(cases)} rows, windows of 1 to 7"


@check("d02.c3", "pairwise_distances measures every row against every other", names=("pairwise_distances",))
def measures(work: Work) -> str:
    """`pairwise_distances` gets two sets of points of different sizes and the result is compared with a plain double loop.

    Entry [i, j] belongs to row i of the first and row j of the second. From a set to itself the diagonal is 0.
    """
    rng = np.random.default_rng()
    points = rng.normal(size=(5, 3)) * [1, 3, 9]
    cases = [
        (np.array([[1, 2]]), np.array([[4, 6]])),
        (np.array([[0.0, 0.0]]), np.array([[0.0, 5.0], [3.0, 4.0], [8.0, 6.0]])),
        (np.array([[0, 2], [5, 1], [7, 7]]), np.array([[1, 1], [4, 9]])),
        (rng.normal(size=(4, 3)), rng.normal(size=(5, 3))),
        (rng.normal(size=(4, 2)), rng.normal(size=(4, 2))),
        (points, points),
    ]
    function = work.function("pairwise_distances")
    function.agrees(
        cases,
        _distances,
        slips=_distance_slips,
        next="print the shape after each step, for 4 points and 5 points",
        abs=1e-5,
    )
    function.leaves_alone(points, points[:2])
    return "six pairs of sets, up to (5, 5)"


# Tables


def _titanic(work: Work) -> tuple[Any, Any]:
    """Return the table of the day as it is loaded there: an object to hand over, and its data."""
    there = work.session.imported("sprint.datasets:load_titanic").keep()
    return there, there.get()


def _rates(function: Function, frame: Any, by: str) -> dict[Any, float]:
    """Ask for the survival rates by a column and return them by group; groups without people are left out."""
    got = function(frame, by)
    call = f'survival_rate(df, "{by}")'
    if got is None:
        raise Failed(f"{call} gives None", "a Series", next="does the function end with `return`?")
    if not isinstance(got, pd.Series):
        kind = f"a {type(got).__name__}"
        move = (
            "one pair of brackets around the column gives a Series, two give a table"
            if "Frame" in kind
            else f"print({call})"
        )
        raise Failed(f"{call} gives {kind}", "a Series from each group to its share", next=move)
    rates = pd.to_numeric(got, errors="coerce").dropna()
    return {key: float(value) for key, value in zip(rates.index, rates, strict=True)}


def _rate_slips(frame: pd.DataFrame, by: str, other: pd.DataFrame) -> Iterator[Slip]:
    groups = frame.groupby(by)["survived"]
    yield Slip(_plain(groups.sum()), "numbers of people", "a rate is the mean of the zeros and ones")
    yield Slip(_plain(groups.size()), "numbers of people", "a rate is the mean of the zeros and ones")
    yield Slip(_plain(100 * groups.mean()), "percentages", "shares between 0 and 1 are asked for")
    yield Slip(_plain(1 - groups.mean()), "the shares of those who died", "1 stands for a rescued person")
    yield Slip(
        _plain(groups.sum() / frame["survived"].sum()),
        "the groups' shares among the survivors",
        "divide by the size of the group, not by the number of survivors",
    )
    yield Slip(_plain(groups.sum() / len(frame)), "shares of all people", "divide by the size of the group")
    if by in other:
        yield Slip(
            _plain(other.groupby(by)["survived"].mean()),
            "the rates of the notebook's df, not of the table that was handed in",
            "which names does the function use inside?",
        )


def _plain(series: Any) -> dict[Any, float]:
    return {key: float(value) for key, value in series.items()}


@check("d02.c4", "survival_rate gives the share of survivors per group", names=("survival_rate",))
def rates(work: Work) -> str:
    """`survival_rate` is asked about a table of five people, a made-up one with another column, and the Titanic.

    The order of the groups is free, and so is how the numbers are stored. Tables made up for the check show whether the
    function uses what it is given.
    """
    function = work.function("survival_rate")
    rng = np.random.default_rng()
    there, titanic = _titanic(work)
    five = pd.DataFrame({"survived": [1, 0, 0, 1, 1], "sex": ["male", "male", "male", "female", "female"]})
    sides = np.repeat(["port", "starboard", "middle"], [4, 7, 9])
    made = pd.DataFrame({"side": sides, "survived": rng.permutation(np.repeat([0, 1], [8, 12]))}).sample(frac=1)
    asked = [(five, five, "sex"), (made, made, "side"), *((there, titanic, by) for by in ("sex", "class", "pclass"))]
    for table, data, by in asked:
        expected = _plain(data.groupby(by)["survived"].mean())
        work.equal(
            f'survival_rate(df, "{by}") of {"the Titanic" if table is there else f"a table of {len(data)} people"}',
            _rates(function, table, by),
            expected,
            slips=_rate_slips(data, by, titanic),
            next="work one group out by hand: how many people, how many of them survived?",
            abs=0.0051,
        )
    function.leaves_alone(made, "side")
    return "five tables and columns"


def _passengers(rng: np.random.Generator) -> pd.DataFrame:
    """Return a made-up table: skewed ages with gaps in every group, one group without any, labels in no order."""
    parts = []
    pairs = [(sex, pclass) for sex in ("male", "female") for pclass in (1, 2, 3)]
    unknown = int(rng.integers(len(pairs)))
    for place, (sex, pclass) in enumerate(pairs):
        known = np.round(8 * place + 3 + rng.exponential(12, size=rng.integers(4, 8)), 1)
        ages = [np.nan, np.nan] if place == unknown else [*known, np.nan, np.nan]
        parts.append(pd.DataFrame({"sex": sex, "pclass": pclass, "age": ages}))
    frame = pd.concat(parts, ignore_index=True)
    frame["fare"] = np.round(rng.exponential(30, size=len(frame)), 2)
    frame.loc[rng.random(len(frame)) < 0.3, "fare"] = np.nan
    return frame.sample(frac=1, random_state=int(rng.integers(1000)))


def _filled_ages(frame: pd.DataFrame) -> pd.Series:
    return frame["age"].fillna(frame.groupby(GROUP)["age"].transform("median")).fillna(frame["age"].median())


def _fill_slips(frame: pd.DataFrame) -> Iterator[Slip]:
    """Yield what the usual mistakes give for the whole column of ages."""
    age = frame["age"]
    overall = age.median()

    def slip(filling: Any, because: str, move: str) -> Slip:
        return Slip(age.fillna(filling).to_numpy(dtype=float), because, move)

    def per(columns: Any, how: str = "median") -> Any:
        return frame.groupby(columns)["age"].transform(how)

    yield slip(
        overall,
        f"every gap was filled with {overall:.4g}, the median of all ages",
        "one median for each group is asked for",
    )
    yield slip(
        age.mean(),
        f"every gap was filled with {age.mean():.4g}, the mean of all ages",
        "one median for each group is asked for",
    )
    yield slip(per(GROUP, "mean").fillna(age.mean()), "the mean of the group was used", "the median is asked for")
    yield slip(per(GROUP, "mean").fillna(overall), "the mean of the group was used", "the median is asked for")
    yield slip(per("sex").fillna(overall), "the median of the sex alone was used", "groups are made by two columns")
    yield slip(
        per("pclass").fillna(overall), "the median of the class alone was used", "groups are made by two columns"
    )
    yield slip(0, "every gap was filled with 0", "0 is an age, too: of a newborn child")
    yield slip(
        per(GROUP).fillna(age.mean()),
        "where a group has no age at all, the mean was used",
        "the median of all known ages",
    )
    yield slip(
        per(GROUP).fillna(0),
        "where a group has no age at all, 0 was used",
        "the median of all known ages is asked for there",
    )
    again = age.fillna(per(GROUP))
    yield slip(
        per(GROUP).fillna(again.median()),
        "the last gaps were filled with the median of known and filled ages together",
        "the median of the known ages alone",
    )


def _returned(function: Function, frame: pd.DataFrame) -> pd.DataFrame:
    """Ask for the filled table and return it with its rows in the order they were given in."""
    got = function(frame)
    if got is None:
        raise Failed("fill_age(df) gives None", "the new table", next="does the function end with `return`?")
    if not isinstance(got, pd.DataFrame):
        raise Failed(
            f"fill_age(df) gives a {type(got).__name__}",
            "the whole table, a DataFrame",
            next="return the table, not the column",
        )
    lost = [name for name in frame.columns if name not in got.columns]
    if lost:
        raise Failed(
            f"the table came back without the column {lost[0]!r}",
            "all columns it had",
            next="print(fill_age(df).columns)",
        )
    if len(got) != len(frame):
        because = "rows without an age were left out" if len(got) == frame["age"].notna().sum() else ""
        raise Failed(
            f"{len(frame)} rows went in, {len(got)} came back",
            f"{len(frame)} rows",
            because=because,
            next="print the shape after each step",
        )
    if got.index.is_unique and set(got.index) == set(frame.index):
        got = got.loc[frame.index]
    return got


def _check_ages(work: Work, function: Function, frame: pd.DataFrame) -> None:
    got = _returned(function, frame)
    ages = pd.to_numeric(got["age"], errors="coerce").to_numpy(dtype=float)
    expected = _filled_ages(frame).to_numpy(dtype=float)
    gaps = frame["age"].isna().to_numpy()
    changed = ~gaps & ~np.isclose(ages, expected)
    if changed.any():
        place = int(np.flatnonzero(changed)[0])
        raise Failed(
            f"a known age of {expected[place]:.4g} came back as {ages[place]:.4g}",
            "known ages as they were, in their rows",
            next="do the rows still have their order and their labels? fillna goes by labels",
        )
    empty = int(np.isnan(ages).sum())
    if empty == gaps.sum():
        raise Failed(
            f"all {empty} missing ages are still missing",
            "none",
            next="is the filled column put back into the table that is returned?",
        )
    wrong = gaps & ~np.isclose(ages, expected)
    if wrong.any():
        raise _wrong_age(frame, ages, expected, wrong, empty)
    for name in frame.columns.drop("age"):
        work.require(
            same(got[name].to_numpy(), frame[name].to_numpy()), f"the column {name!r} came back changed", f"{name} as it was",
            next="fill the column age only",
        )  # fmt: skip
    work.proved(f"{gaps.sum()} of {len(frame)} ages filled")


def _wrong_age(frame: pd.DataFrame, ages: Any, expected: Any, wrong: Any, empty: int) -> Failed:
    """Return the failure for the first age that was filled wrongly."""
    place = int(np.flatnonzero(wrong)[0])
    sex, pclass = frame.iloc[place][GROUP]
    known = frame["age"][(frame["sex"] == sex) & (frame["pclass"] == pclass)].dropna()
    of_group = (
        f"the median of {', '.join(f'{age:g}' for age in sorted(known))}"
        if len(known)
        else "the median of all known ages"
    )
    slip = next((slip for slip in _fill_slips(frame) if same(ages, slip.value)), None)
    because, move = (slip.because, slip.next) if slip else ("", "print the group of this person and its median")
    if np.isnan(ages[place]):
        because, move = (
            "in this group nobody has a known age" if not len(known) else "",
            f"{empty} ages are still missing: fill again, with the median of all",
        )
    seen = "is still missing" if np.isnan(ages[place]) else f"became {ages[place]:.4g}"
    return Failed(
        f"the missing age of a {sex} passenger of class {pclass} {seen}",
        f"{expected[place]:.4g}, {of_group}" + ("" if len(known) else ", since the group has none"),
        because=because,
        next=move,
    )


@check("d02.c5", "fill_age fills with the median of sex and class, and nothing else changes", names=("fill_age",))
def fills(work: Work) -> str:
    """`fill_age` gets a table of six people, then a larger made-up one, then the Titanic.

    The made-up one has its row labels in no order, ages whose mean and median differ, and one group in which nobody's
    age is known. Known ages and the other columns have to come back as they were, and the table that was handed in has
    to be unchanged.
    """
    function = work.function("fill_age")
    six = pd.DataFrame(
        {
            "sex": ["male", "female", "male", "male", "female", "male"],
            "pclass": [3, 1, 3, 3, 1, 3],
            "age": [60.0, 40.0, np.nan, 20.0, np.nan, 22.0],
        }
    )
    made = _passengers(np.random.default_rng())
    _, titanic = _titanic(work)
    for frame in (six, made, titanic[["survived", *GROUP, "age", "fare"]]):
        _check_ages(work, function, frame)
    function.leaves_alone(made)
    return f"{int(titanic['age'].isna().sum())} ages of the Titanic"


def _reported(function: Function, frame: pd.DataFrame) -> pd.DataFrame:
    """Ask for the report of a table and return it with a row for each of its columns."""
    got = function(frame)
    if got is None:
        raise Failed("missing_report(df) gives None", "a DataFrame", next="does the function end with `return`?")
    if not isinstance(got, pd.DataFrame):
        raise Failed(
            f"missing_report(df) gives a {type(got).__name__}",
            "a DataFrame with the columns count and percent",
            next="pd.DataFrame takes a dictionary of columns",
        )
    names = set(frame.columns)
    if {"count", "percent"} <= set(got.index) and names & set(got.columns):
        raise Failed(
            "count and percent are rows",
            "columns, with a row for each column of df",
            next="a table can be turned round with .T",
        )
    for name in ("count", "percent"):
        if name not in got.columns:
            raise Failed(
                f"the report has the columns {', '.join(map(str, got.columns))}",
                f"a column called {name}",
                next=f"print(missing_report(df).columns)",
            )
    if not names & set(got.index):
        raise Failed(
            f"the rows are called {', '.join(map(str, got.index[:4]))}",
            f"the names of df's columns: {', '.join(frame.columns)}",
            next="keep the names as the index",
        )
    lost = [name for name in frame.columns if name not in got.index]
    if lost:
        raise Failed(
            f"the report has no row for {lost[0]!r}",
            "one for each column, also without a gap",
            next="which columns are left out, and where?",
        )
    return got.loc[list(frame.columns)]


@check("d02.c6", "missing_report counts what each column lacks", names=("missing_report",))
def reports(work: Work) -> str:
    """`missing_report` gets a table of four rows, a random one and the Titanic.

    `count` has to be the number of missing values, numbers and texts alike, and `percent` the same in percent of the rows.
    The order of the rows is free, and percentages may be rounded.
    """
    function = work.function("missing_report")
    rng = np.random.default_rng()
    four = pd.DataFrame(
        {"age": [31.0, np.nan, 8.0, 40.0], "name": ["Ida", "Bo", "Cy", "Di"], "deck": [None, None, "C", None]}
    )
    made = pd.DataFrame(rng.normal(size=(40, 4)), columns=["a", "b", "c", "d"])
    made = made.mask(rng.random(made.shape) < [0.0, 0.2, 0.5, 0.8])
    _, titanic = _titanic(work)
    for frame in (four, made, titanic):
        got, gaps = _reported(function, frame), frame.isna()
        for name in frame.columns:
            count, size = int(gaps[name].sum()), len(frame)
            work.equal(
                f"count of a column with {count} gaps in {size} rows",
                got.loc[name, "count"],
                float(count),
                slips=[
                    Slip(
                        float(size - count), "the number of values that are there", "isna is true where one is missing"
                    )
                ],
                next="isna() marks the gaps; what is the sum of the marks?",
            )
            percent = 100 * count / size
            work.equal(
                f"percent of a column with {count} gaps in {size} rows",
                got.loc[name, "percent"],
                percent,
                slips=[
                    Slip(percent / 100, "a share between 0 and 1", "percent go from 0 to 100"),
                    Slip(100 - percent, "the percentage that is there", "isna is true where one is missing"),
                ],
                next="divide by the number of rows",
                abs=0.51,
            )
    for name in ("age", "deck"):
        work.metric(f"{name}_missing_percent", 100 * titanic[name].isna().mean())
    return f"{int(titanic.isna().to_numpy().sum())} gaps in the Titanic's table"


def _heatmap(work: Work, figure: Any) -> bool:  # noqa: ARG001  any heatmap will do
    return any(image.size >= 4 for image in figure.arrays("images"))


view = figure_check(
    "d02.c7",
    "View: a heatmap of the table",
    "A figure of this run with something inside its axes. We look for a heatmap; for any other picture you get a note and "
    "the check still passes.",
    {"a heatmap": _heatmap},
)

analysis = analysis_check(
    "d02.c8",
    "Which columns would you fill, drop or flag, and what could that bias?",
    numbers=("missing",),
    words=("age", "deck", "embark", "cabin", "fare"),
)
