"""Day 2: examples for checks/stretch.py."""

from sprint.course.examples import Right

from .solution import SUMMARY

SUMMARY_COLUMNS = """def summary(df, by):
    groups = df.groupby(by, sort=False)
    parts = {"rate": groups["survived"].mean().round(3), "fare": groups.fare.median(), "people": groups.size()}
    return pd.concat(parts, axis="columns").reset_index().sort_values("people")
"""
SUMMARY_PIVOT = """def summary(df, by):
    table = df.assign(people=1).pivot_table(
        index=by, values=["people", "survived", "fare"], aggfunc={"people": "sum", "survived": "mean", "fare": "median"}
    )
    return table.rename(columns={"survived": "rate"})
"""
SUMMARY_LOOP = """def summary(df, by):
    rows = []
    for key, group in df.groupby(by):
        rows.append(dict(zip(by, key)) | {"people": len(group), "rate": group.survived.mean(), "fare": group.fare.median()})
    return pd.DataFrame(rows)
"""

RIGHT = (
    Right("the stretch, with names of its own", cells={"stretch": SUMMARY}, proves="d02.s1"),
    Right("the stretch, put together, as columns", cells={"stretch": SUMMARY_COLUMNS}, proves="d02.s1"),
    Right("the stretch, as a pivot table", cells={"stretch": SUMMARY_PIVOT}, proves="d02.s1"),
    Right("the stretch, with a loop after all", cells={"stretch": SUMMARY_LOOP}, proves="d02.s1"),
)
