"""Day 2: examples for checks/rates.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d02.c4",
        "counts",
        {'df.groupby(by)["survived"].mean()': 'df.groupby(by)["survived"].sum()'},
        "a count of people",
    ),
    Wrong(
        "d02.c4",
        "percent",
        {'return df.groupby(by)["survived"].mean()': 'return 100 * df.groupby(by)["survived"].mean()'},
        "in percent",
    ),
    Wrong(
        "d02.c4",
        "a table",
        {'df.groupby(by)["survived"].mean()': 'df.groupby(by)[["survived"]].mean()'},
        "one pair of brackets",
    ),
    Wrong(
        "d02.c4",
        "shares among the survivors",
        {'df.groupby(by)["survived"].mean()': 'df[df["survived"] == 1][by].value_counts(normalize=True)'},
        "share of all survivors",
    ),
    Wrong(
        "d02.c4",
        "a dictionary",
        {'df.groupby(by)["survived"].mean()': 'dict(df.groupby(by)["survived"].mean())'},
        "goes into pd.Series",
    ),
    Wrong("d02.c4", "the column is fixed", {"df.groupby(by)": 'df.groupby("sex")'}, "KeyError"),
    Wrong(
        "d02.c4",
        "the notebook's table",
        {
            '    return df.groupby(by)["survived"].mean()': '    return passengers.groupby(by)["survived"].mean()',
            "df = load_titanic()": "df = passengers = load_titanic()",
        },
        "the table it is handed",
    ),
)
