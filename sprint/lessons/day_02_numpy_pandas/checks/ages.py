"""Day 2, task 5: missing ages filled per group."""

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Floats, Function, KnownMistake, Work, check, is_equal

from .common import GROUP, titanic_table


def _passengers(rng: np.random.Generator) -> pd.DataFrame:
    """Return a made-up table: skewed ages with gaps in every group, one group without any, labels in no order."""
    unknown, rows = rng.integers(6), list[tuple[Any, ...]]()
    for place in range(6):
        known = np.round(8 * place + 3 + rng.exponential(12, size=rng.integers(4, 8)), 1)
        ages = [*known[: 0 if place == unknown else None], np.nan, np.nan]
        rows += [(["male", "female"][place // 3], place % 3 + 1, age, round(rng.exponential(30), 2)) for age in ages]
    frame = pd.DataFrame(rows, columns=[*GROUP, "age", "fare"]).set_index(np.arange(100, 100 + len(rows)))
    return frame.sample(frac=1, random_state=int(rng.integers(1000)))


def _filled(
    frame: pd.DataFrame,
    by: str | list[str] = GROUP,
    how: Literal["median", "mean"] = "median",
    rest: float | None = None,
) -> Floats:
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
    got = function.require_type(pd.DataFrame, frame, next="return the whole table, not the column")
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


def _wrong_age(frame: pd.DataFrame, ages: Floats, expected: float, person: Any) -> Failed:
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
    function, made, titanic = work.function("fill_age"), _passengers(np.random.default_rng()), titanic_table(work)[1]
    sexes, ages = ["male", "female", "male", "male", "female", "male"], [60.0, 40.0, np.nan, 20.0, np.nan, 22.0]
    six = pd.DataFrame({"sex": sexes, "pclass": [3, 1, 3, 3, 1, 3], "age": ages})
    for frame in (six, made, titanic[["survived", *GROUP, "age", "fare"]]):
        _check_ages(work, function, frame)
    function.require_unchanged_arguments(made)
    return f"{titanic['age'].isna().sum()} ages of the Titanic"
