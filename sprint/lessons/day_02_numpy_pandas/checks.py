"""Day 2: how the array operations, the table operations and the report are proved."""

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import (
    Failed,
    Figure,
    Function,
    KnownMistake,
    LearnerError,
    NotAttempted,
    Work,
    analysis_check,
    check,
    figure_check,
    is_equal,
)

GROUP = ["sex", "pclass"]


def _standardized(A: Any) -> Any:
    spread = A.std(axis=0)
    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)


def _standardize_slips(A: Any) -> list[KnownMistake]:
    centred, height = A - A.mean(axis=0), A.max(axis=0) - A.min(axis=0)
    rows = ((A.T - A.mean(axis=1)) / np.maximum(A.std(axis=1), 1e-300)).T
    with np.errstate(all="ignore"):
        return [
            KnownMistake(centred / A.std(axis=0), "a constant column has the spread 0", "what should 0 / 0 be here?"),
            KnownMistake(rows, "the rows were standardized", "the axis you name is the one that disappears"),
            KnownMistake(
                (A - A.mean()) / A.std(), "all columns got one mean and one spread", "which axis is averaged?"
            ),
            KnownMistake(centred, "the means are 0, the spreads are not 1", "divide by the spread of each column"),
            KnownMistake(
                centred / A.var(axis=0), "that is divided by the variance", "the standard deviation is its root"
            ),
            KnownMistake(
                centred / A.std(axis=0, ddof=1), "the spread divides by n - 1", "np.std as it is divides by n"
            ),
            KnownMistake(
                (A - A.min(axis=0)) / height, "the columns run from 0 to 1", "mean 0 and spread 1 are asked for"
            ),
        ]


def _averaged(x: Any, k: int) -> Any:
    return np.array([x[start : start + k].mean() for start in range(len(x) - k + 1)])


def _average_slips(x: Any, k: int) -> list[KnownMistake]:
    right, weights = _averaged(x, k), np.ones(k) / k
    count = f"{len(x)} values have {len(right)} windows of {k}"
    return [
        KnownMistake(np.convolve(x, weights, "full"), "windows that hang over the ends count, too", count),
        KnownMistake(np.convolve(x, weights, "same"), "windows that hang over the ends count, too", count),
        KnownMistake(pd.Series(x).rolling(k).mean().to_numpy(), "windows that are not full are nan", "leave them out"),
        KnownMistake(right * k, "those are sums", "a mean divides by the number of values"),
        KnownMistake(right[:-1], "the last window is missing", count),
        KnownMistake(
            right[1:], "the first window is missing", f"{count}; a running sum starts at 0, before the first value"
        ),
        KnownMistake(right[::k], "the windows do not overlap", "the window moves on by one value"),
    ]


def _distances(A: Any, B: Any) -> Any:
    return np.array([[np.sqrt(((a - b) ** 2).sum()) for b in B] for a in A])


def _distance_slips(A: Any, B: Any) -> Iterator[KnownMistake]:
    right = _distances(A, B)
    yield KnownMistake(right.ravel(), "the distances stand in one row", "the shape (m, p) has a row for each row of A")
    yield KnownMistake(right.T, "rows and columns are in each other's place", "rows belong to A, columns to B")
    yield KnownMistake(right**2, "those are squares of distances", "the root comes last")
    sums = np.array([[np.abs(a - b).sum() for b in B] for a in A])
    yield KnownMistake(sums, "the differences were added without squaring", "what does Pythagoras do first?")
    if len(A) == len(B):
        yield KnownMistake(np.diag(right), "each row of A met one row of B", "every row of A meets every row of B")


@check("d02.c1", "standardize gives every column mean 0 and spread 1", names=("standardize",))
def standardizes(work: Work) -> str:
    """`standardize` gets small arrays first, then random ones that are taller than wide, and one with a constant column.

    Taller than wide, because a square array would hide an axis that is the wrong one. The array that went in has to be
    unchanged afterwards.
    """
    rng = np.random.default_rng()
    random, whole = rng.normal(size=(7, 3)) * [1, 20, 300] + [5, -40, 900], rng.integers(0, 50, size=(12, 4))
    constant = np.array([[1.0, 5.0], [2.0, 5.0], [6.0, 5.0]])
    arrays = [np.array([[2.0], [8.0]]), np.array([[1, 10], [2, 60], [6, 20]]), constant, random, whole]
    function, move = work.function("standardize"), "print the mean and the std of your result along axis 0"
    function.leaves_alone(arrays[0])  # before whole numbers, into which nothing but whole numbers can be written
    function.agrees([(array,) for array in arrays], _standardized, slips=_standardize_slips, next=move)
    function.leaves_alone(random)
    return "five arrays, one with a constant column"


@check("d02.c2", "moving_average gives the mean of every k neighbours", names=("moving_average",))
def averages(work: Work) -> str:
    """`moving_average` gets a few rows of numbers, with windows of one value, of some and of all.

    From n values there are n - k + 1 windows that fit completely, and each gives one mean.
    """
    rng = np.random.default_rng()
    short = [([4.0, 8.0], 1), ([1, 4, 9], 2), ([5.0, 1.0, 3.0], 3), ([1.0, 4.0, 9.0, 16.0, 25.0], 3)]
    cases = [(np.array(x), k) for x, k in short]
    cases += [(rng.normal(10, 5, size=n), k) for n, k in ((9, 4), (12, 5), (30, 7))]
    function, move = work.function("moving_average"), "write the windows of this row down and average by hand"
    function.agrees(cases, _averaged, slips=_average_slips, next=move)
    function.leaves_alone(*cases[4])
    return f"{len(cases)} rows, windows of 1 to 7"


@check("d02.c3", "pairwise_distances measures every row against every other", names=("pairwise_distances",))
def measures(work: Work) -> str:
    """`pairwise_distances` gets two sets of points of different sizes and is compared with a plain double loop.

    Entry [i, j] belongs to row i of the first and row j of the second. From a set to itself the diagonal is 0.
    """
    rng = np.random.default_rng()
    points = rng.normal(size=(5, 3)) * [1, 3, 9]
    small = [([[1, 2]], [[4, 6]]), ([[0, 0]], [[0, 5], [3, 4], [8, 6]]), ([[0, 2], [5, 1], [7, 7]], [[1, 1], [4, 9]])]
    cases = [(np.array(A), np.array(B)) for A, B in small]
    cases += [(rng.normal(size=(4, d)), rng.normal(size=(p, d))) for d, p in ((3, 5), (2, 4))]
    cases.append((points, points))
    function, move = work.function("pairwise_distances"), "print the shape after each step, for 4 and for 5 points"
    function.agrees(cases, _distances, slips=_distance_slips, next=move, abs=1e-5)
    function.leaves_alone(points, points[:2])
    return "six pairs of sets, up to (5, 5)"


def _titanic(work: Work) -> tuple[Any, Any]:
    """Return the table of the day as it is loaded there: an object to hand over, and its data."""
    there = work.session.imported("sprint.datasets:load_titanic").keep()
    return there, there.get()


def _plain(series: Any) -> dict[Any, float]:
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
    function, (there, titanic) = work.function("survival_rate"), _titanic(work)
    five = pd.DataFrame({"survived": [1, 0, 0, 1, 1], "sex": ["male", "male", "male", "female", "female"]})
    survived = np.random.default_rng().permutation(np.repeat([0, 1], [8, 12]))
    made = pd.DataFrame({"side": np.repeat(["port", "starboard", "middle"], [4, 7, 9]), "survived": survived})
    brackets = "one pair of brackets around the column gives a Series, two a table; a dictionary goes into pd.Series(…)"
    move = "work one group out by hand: how many people, how many of them survived?"
    asked = [(five, five, "sex"), (made, made, "side"), (there, titanic, "sex"), (there, titanic, "class")]
    for table, data, by in asked:
        got = _plain(pd.to_numeric(function.returns(pd.Series, table, by, next=brackets), errors="coerce"))
        right, slips = _plain(data.groupby(by)["survived"].mean()), _rate_slips(data, by, titanic)
        what = f"for a table of {len(data)} people survival_rate(df, {by!r})"
        work.equal(what, got, right, slips=slips, next=move, abs=0.0051)
    function.leaves_alone(made, "side")
    return "four tables"


def _passengers(rng: np.random.Generator) -> pd.DataFrame:
    """Return a made-up table: skewed ages with gaps in every group, one group without any, labels in no order."""
    unknown, rows = rng.integers(6), list[tuple[Any, ...]]()
    for place in range(6):
        known = np.round(8 * place + 3 + rng.exponential(12, size=rng.integers(4, 8)), 1)
        ages = [*known[: 0 if place == unknown else None], np.nan, np.nan]
        rows += [(["male", "female"][place // 3], place % 3 + 1, age, round(rng.exponential(30), 2)) for age in ages]
    frame = pd.DataFrame(rows, columns=[*GROUP, "age", "fare"]).set_index(np.arange(100, 100 + len(rows)))
    return frame.sample(frac=1, random_state=int(rng.integers(1000)))


def _filled(frame: pd.DataFrame, by: Any = GROUP, how: Any = "median", rest: float | None = None) -> Any:
    """Return the ages with the gaps filled per group, and what is left with the rest, else the median of all."""
    age = frame["age"]
    by_group = frame.groupby(by)["age"].transform(how)
    return age.fillna(by_group).fillna(age.median() if rest is None else rest).to_numpy(dtype=float)


def _fill_slips(frame: pd.DataFrame) -> Iterator[KnownMistake]:
    """Yield what the usual mistakes give for the whole column of ages."""
    age, ask = frame["age"], "the median of the same sex and class is asked for"
    mean, middle, last = age.mean(), age.median(), "in a group without ages, take the median of all known ones"
    for filling, what in ((middle, ", the median of all ages"), (mean, ", the mean of all ages"), (0, "")):
        yield KnownMistake(age.fillna(filling).to_numpy(), f"every gap was filled with {filling:.4g}{what}", ask)
    for rest in (None, mean):
        yield KnownMistake(
            _filled(frame, how="mean", rest=rest), "the mean of the group was used", "the median is asked for"
        )
    for column in GROUP:
        yield KnownMistake(_filled(frame, column), f"the median of the {column} alone was used", ask)
    for rest in (0, mean, pd.Series(_filled(frame, rest=np.nan)).median()):
        yield KnownMistake(_filled(frame, rest=rest), "there nobody has a known age, and something else was used", last)


def _check_order(work: Work, got: pd.Index, wanted: pd.Index) -> None:
    """Fail where labelled rows come back in another order; labels that were in none may come back sorted, with a note."""
    for place in np.flatnonzero(got != wanted)[:1]:
        turn = "transform never moves a row; .loc[df.index] puts labelled rows back"
        if got.is_monotonic_increasing:
            work.note(f"fill_age gives the rows sorted by label, where df has them in another order: {turn}")
        else:
            seen = f"row {place} of fill_age(df) is the one labelled {got[place]}"
            raise Failed(seen, f"the one labelled {wanted[place]}: the order of df", next=turn)


def _check_ages(work: Work, function: Function, frame: pd.DataFrame) -> None:
    got = function.returns(pd.DataFrame, frame, next="return the whole table, not the column")
    lost = [name for name in frame.columns if name not in got.columns]
    seen, rows = f"fill_age(df) is without the column {lost[:1]}", f"{len(frame)} rows went in, {len(got)} came back"
    work.require(not lost, seen, "all columns of df", next="return the whole table")
    cut = "rows without an age were left out" if len(got) == frame["age"].count() else ""
    work.require(len(got) == len(frame), rows, "the same rows", because=cut, next="print the shape after each step")
    if got.index.is_unique and set(got.index) == set(frame.index):
        _check_order(work, got.index, frame.index)
        got = got.loc[frame.index]
    ages, right = pd.to_numeric(got["age"], errors="coerce").to_numpy(dtype=float), _filled(frame)
    gaps = frame["age"].isna().to_numpy()
    for place in np.flatnonzero(~np.isclose(ages, right) & ~gaps)[:1]:
        move = "do the rows still have their order and labels? pandas puts columns together by label"
        raise Failed(f"a known age of {right[place]:g} is {ages[place]:g} now", "known ages as they were", next=move)
    for place in np.flatnonzero(~np.isclose(ages, right))[:1]:
        raise _wrong_age(frame, ages, right[place], frame.iloc[place])
    for name in frame.columns.drop("age"):
        alike = is_equal(got[name].to_numpy(), frame[name].to_numpy())
        work.require(alike, f"the column {name!r} came back changed", f"{name} as it was", next="fill the ages only")
    work.proved(f"{gaps.sum()} of {len(frame)} ages filled")


def _wrong_age(frame: pd.DataFrame, ages: Any, expected: float, person: Any) -> Failed:
    """Return the failure for the first person whose age was filled with something else."""
    known = frame["age"][(frame[GROUP] == person[GROUP]).all(axis=1)].dropna()
    age = ages[frame.index.get_loc(person.name)]
    source = f"the median of the {len(known)} known in this group" if len(known) else "the median of all known ages"
    slip = next((slip for slip in _fill_slips(frame) if is_equal(ages, slip.value)), KnownMistake(None, ""))
    because, move = slip.because, slip.next or "print the ages of this person's group and their median"
    if np.isnan(age):
        because = "" if len(known) else "nobody in this group has a known age"
        move = "is the filled column part of what is returned?" if len(known) else "fill a second time: with what?"
    seen = f"a {person['sex']} of class {person['pclass']} without an age "
    seen += "still has none" if np.isnan(age) else f"got {age:.4g}"
    return Failed(seen, f"{expected:.4g}, {source}", because=because, next=move)


@check("d02.c5", "fill_age fills with the median of sex and class, and nothing else changes", names=("fill_age",))
def fills(work: Work) -> str:
    """`fill_age` gets a table of six people, then a larger made-up one, then the Titanic.

    The made-up one has its row labels in no order and one group in which nobody's age is known. Known ages, the other
    columns and the order of the rows have to come back as they were, and the table that was handed in has to be unchanged.
    """
    function, made, titanic = work.function("fill_age"), _passengers(np.random.default_rng()), _titanic(work)[1]
    sexes, ages = ["male", "female", "male", "male", "female", "male"], [60.0, 40.0, np.nan, 20.0, np.nan, 22.0]
    six = pd.DataFrame({"sex": sexes, "pclass": [3, 1, 3, 3, 1, 3], "age": ages})
    for frame in (six, made, titanic[["survived", *GROUP, "age", "fare"]]):
        _check_ages(work, function, frame)
    function.leaves_alone(made)
    return f"{titanic['age'].isna().sum()} ages of the Titanic"


def _report(work: Work, function: Function, frame: pd.DataFrame) -> Any:
    """Ask for the report of a table and return it with a row for each of its columns."""
    got = function.returns(pd.DataFrame, frame, next="pd.DataFrame takes a dictionary of columns")
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
    function, rng, titanic = work.function("missing_report"), np.random.default_rng(), _titanic(work)[1]
    four = pd.DataFrame({"age": [31.0, np.nan, 8.0, 40.0], "sex": list("mffm"), "deck": [None, None, "C", None]})
    made = pd.DataFrame(rng.normal(size=(40, 4)), columns=list("abcd"))
    made = made.mask(rng.random(made.shape) < [0.0, 0.2, 0.5, 0.8])
    for frame in (four, made, titanic):
        got, size, move = _report(work, function, frame), len(frame), "of how many rows?"
        for name, count in frame.isna().sum().items():
            of, percent = f"of a column with gaps in {count} of {size} rows", 100 * count / size
            there = KnownMistake(float(size - count), "the number of those that are there", "which does isna() mark?")
            work.equal(f"the count {of}", got.loc[name, "count"], float(count), slips=[there], next="what are gaps?")
            found = got.loc[name, "percent"]
            slips = [
                slip for slip in _percent_slips(count, size, len(titanic)) if is_equal(found, slip.value, abs=0.0051)
            ]
            work.equal(f"the percent {of}", found, percent, slips=slips, next=move, abs=0.51)
    _check_missing(work, titanic)
    for name in ("age", "deck"):
        work.metric(f"{name}_missing_percent", 100 * titanic[name].isna().mean())
    return f"{titanic.isna().to_numpy().sum()} gaps in the table of the Titanic"


# View


def _gaps(frame: pd.DataFrame) -> list[Any]:
    """Return what a heatmap of gaps may show: shares and counts of them, in all rows and per group, and the report's."""
    gaps = frame.isna()
    tables: list[Any] = [gaps.mean(), gaps.sum()]
    for name in frame.columns:
        if frame[name].nunique() <= 15:
            tables += [gaps.groupby(frame[name]).mean(), gaps.groupby(frame[name]).sum()]
    found = [table.to_numpy(dtype=float).ravel() for table in tables]
    return [*found, *(100 * values for values in found)]


def _among(values: Any, known: Any) -> bool:
    """Tell whether each number of a picture is among the known ones, up to rounding; hidden fields do not count."""
    values, known = values[np.isfinite(values)], np.sort(known[np.isfinite(known)])
    near = np.searchsorted(known, values).clip(0, len(known) - 1)
    gap = np.minimum(np.abs(known[near] - values), np.abs(known[(near - 1).clip(0)] - values))
    return len(values) > 1 and bool((gap < 0.0051).all())


def _shows_frame(frame: pd.DataFrame, images: list[Any]) -> bool:
    gaps, numbers = frame.isna().to_numpy(), frame.select_dtypes(["number", "bool"])
    moves = [numbers.corr(method).to_numpy() for method in ("pearson", "spearman")]
    known, columns = [*moves, *map(np.abs, moves), *_gaps(frame)], {*gaps.sum(axis=0), *(~gaps).sum(axis=0)}
    for image in images:
        if set(np.unique(image)) <= {0.0, 1.0}:
            table = image if len(image) == len(frame) else image.T
            if len(table) == len(frame) and columns.issuperset(table.sum(axis=0)):
                return True
        elif image.size > 3 and any(_among(image, found) for found in known):
            return True
    return False


def _shows_table(work: Work, figure: Figure) -> bool:
    """Tell whether a picture shows the gaps of the day's table, shares of them, or how its columns move together."""
    images = [np.atleast_2d(np.squeeze(image)) for image in figure.arrays("images")]
    frames = [_titanic(work)[1]] if images else []
    with contextlib.suppress(Failed, NotAttempted, LearnerError):
        frames.append(work.get("df"))
    return any(_shows_frame(frame, images) for frame in frames if isinstance(frame, pd.DataFrame))


@check("d02.c7", "View: a heatmap of the table")
def view(work: Work) -> str:
    """A figure of this run with something in its axes.

    We look for a picture of the gaps of `df`, of the share of them in each group, or of how its columns move together,
    and for the first rows of a table. What cannot be found gives a note, and the check still passes.
    """
    wanted = {"a heatmap of the gaps of df, or of its correlations": _shows_table}
    evidence = figure_check("d02.c7", "", "", wanted).prove(work) or ""
    lines = work.text_of(work.cells).splitlines()
    if not any("survived" in line and "pclass" in line for line in lines):
        work.note("df.head(), as the last line of a cell, shows the first rows")
    return evidence


analysis = analysis_check(
    "d02.c8",
    "Which columns would you fill, drop or flag, and what could that bias?",
    numbers=("missing",),
    words=("age", "deck", "embark", "cabin", "fare"),
)


def _crews(rng: np.random.Generator) -> pd.DataFrame:
    """Return a made-up table of unequal groups in no order, with gaps among its fares."""
    sizes = rng.permutation(np.arange(3, 8))
    rows = [(f"{'NS'[group % 2]}", group // 2, rng.integers(2), round(rng.exponential(40), 2))
            for group, size in enumerate(sizes) for _ in range(size)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["shore", "boat", "survived", "fare"])
    frame.loc[frame.groupby(["shore", "boat"]).sample(1, random_state=1).index, "fare"] = np.nan
    return frame.sample(frac=1, random_state=int(rng.integers(1000)))


def _summaries(frame: pd.DataFrame, by: list[str]) -> dict[Any, dict[str, float]]:
    """Return the right row of each group by its label, worked out one group at a time."""
    found = {}
    for key, group in frame.groupby(by):
        figures = (len(group), group["survived"].mean(), group["fare"].median())
        found[_label(key)] = dict(zip(("people", "rate", "fare"), map(float, figures), strict=True))
    return found


def _label(key: Any) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return ", ".join(f"{part:g}" if isinstance(part, int | float | np.number) else str(part) for part in parts)


def _summary_rows(work: Work, function: Function, table: Any, by: list[str]) -> dict[str, dict[str, Any]]:
    """Ask for the summary of a table and return its rows by the label of their group."""
    got = function.returns(pd.DataFrame, table, by, next="groupby(by).agg(…) gives a DataFrame")
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


def _summary_slips(group: pd.DataFrame, column: str) -> Iterator[KnownMistake]:
    fares, survivors = group["fare"], float(group["survived"].sum())
    if column == "people":
        yield KnownMistake(
            float(fares.count()), "the number of known fares", "which function counts rows, gaps or not?"
        )
        yield KnownMistake(survivors, "the number of survivors", "how many rows does the group have?")
    elif column == "rate":
        yield KnownMistake(survivors, "a count of people", "a rate is the mean of the zeros and ones")
        yield KnownMistake(100 * survivors / len(group), "in percent", "a share between 0 and 1 is asked for")
        yield KnownMistake(survivors / fares.count(), "a share of those with a known fare", "divide by the whole group")
    else:
        yield KnownMistake(float(fares.mean()), "the mean of the fares", "the median is asked for")
        yield KnownMistake(float(fares.fillna(0).median()), "what comes of gaps that count as 0", "leave the gaps out")
        yield KnownMistake(float(fares.sum()), "the sum of the fares", "the median is asked for")


@check("d02.s1", "Stretch: summary answers three questions per group", names=("summary",), stretch=True)
def summarizes(work: Work) -> str:
    """`summary` is asked about a made-up table with other columns, by one column and by two, and about the Titanic.

    Each row is compared with what comes of picking its group out by hand. Some fares are missing: they must not count in
    the median, and their people must count as people. The order of the rows is free.
    """
    function, (there, titanic) = work.function("summary"), _titanic(work)
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
                slips, move = _summary_slips(group, column), "pick this group out with df[…] and count"
                work.equal(of, got[label][column], value, slips=slips, next=move, abs=0.0051)
    function.leaves_alone(made, ["shore"])
    return f"{len(right)} groups of the Titanic"
