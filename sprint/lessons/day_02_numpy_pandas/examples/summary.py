"""Day 2: examples for checks/summary.py."""

from sprint.course.examples import Wrong

from .solution import SUMMARY

WRONG = (
    Wrong(
        "d02.s1",
        "people without a fare do not count",
        {},
        "the number of known fares",
        cells={"stretch": SUMMARY.replace('("survived", "size")', '("fare", "count")')},
    ),
    Wrong(
        "d02.s1",
        "the mean fare",
        {},
        "the mean of the fares",
        cells={"stretch": SUMMARY.replace('"median"', '"mean"')},
    ),
    Wrong(
        "d02.s1",
        "gaps are filled with 0",
        {},
        "gaps that count as 0",
        cells={"stretch": SUMMARY.replace("df.groupby(by)", "df.fillna({'fare': 0}).groupby(by)")},
    ),
    Wrong(
        "d02.s1",
        "rows without a fare are dropped",
        {},
        "the number of known fares",
        cells={"stretch": SUMMARY.replace("df.groupby(by)", "df.dropna(subset='fare').groupby(by)")},
    ),
    Wrong(
        "d02.s1",
        "the names are the old ones",
        {},
        "a column called rate",
        cells={"stretch": SUMMARY.replace("rate=", "survived=")},
    ),
    Wrong(
        "d02.s1",
        "the columns are fixed",
        {},
        "KeyError",
        cells={"stretch": SUMMARY.replace("groupby(by)", 'groupby(["sex", "pclass"])')},
    ),
)
