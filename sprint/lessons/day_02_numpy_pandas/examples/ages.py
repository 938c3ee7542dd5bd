"""Day 2: examples for checks/ages.py."""

from sprint.course.examples import Wrong

from .solution import FILL_BODY, FILLING

WRONG = (
    Wrong(
        "d02.c5",
        "one median for all",
        {FILLING: '    filled["age"] = df["age"].fillna(df["age"].median())\n'},
        "the median of all ages",
    ),
    Wrong("d02.c5", "the mean of the group", {'transform("median")': 'transform("mean")'}, "the mean of the group"),
    Wrong("d02.c5", "only the class", {'["sex", "pclass"]': '["pclass"]'}, "the pclass alone"),
    Wrong("d02.c5", "a group without ages stays empty", {'.fillna(df["age"].median())': ""}, "nobody in this group"),
    Wrong(
        "d02.c5", "the table that goes in is changed", {"filled = df.copy()": "filled = df"}, "changed the DataFrame"
    ),
    Wrong(
        "d02.c5",
        "the table that goes in is changed, quietly",
        {FILL_BODY: FILL_BODY.replace("df.copy()", "df.copy()\n    df.loc[df['age'].isna(), 'fare'] = 0")},
        "changed the DataFrame",
    ),
    Wrong(
        "d02.c5",
        "rows are dropped",
        {FILL_BODY: '    return df.dropna(subset=["age"])'},
        "rows without an age were left out",
    ),
    Wrong(
        "d02.c5",
        "the labels are lost",
        {
            FILL_BODY: '    filled = df.sort_values(["sex", "pclass"]).reset_index(drop=True)\n    typical = filled.groupby(["sex", "pclass"])["age"].transform("median")\n    filled["age"] = filled["age"].fillna(typical).fillna(df["age"].median())\n    return filled'
        },
        "order and labels",
    ),
    Wrong(
        "d02.c5",
        "filled, and not kept",
        {'    filled["age"] = df["age"].fillna(typical)': '    filled["age"].fillna(typical)'},
        "part of what is returned",
    ),
    Wrong("d02.c5", "only the column", {"    return filled\n": '    return filled["age"]\n'}, "the whole table"),
    Wrong(
        "d02.c5",
        "the rows stand in another order",
        {"filled = df.copy()": 'filled = df.sort_values(["sex", "pclass"])'},
        "the order of df",
    ),
)
