"""Day 2, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_STANDARDIZE = """def standardize(A):
    A = np.asarray(A)
    result = np.zeros(A.shape)
    for j in range(A.shape[1]):
        column = A[:, j]
        if column.std() > 0:
            result[:, j] = (column - column.mean()) / column.std()
    return result
"""
_AVERAGE = """def moving_average(x, k):
    return [float(sum(x[i:i + k])) / k for i in range(len(x) - k + 1)]
"""
_DISTANCES = """def pairwise_distances(A, B):
    result = np.empty((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            result[i, j] = np.linalg.norm(A[i] - B[j])
    return result
"""
_RATE = """def survival_rate(df, by):
    shares = {}
    for value in df[by].unique():
        group = df[df[by] == value]
        shares[value] = group["survived"].sum() / len(group)
    return pd.Series(shares)
"""
_FILL = """def fill_age(df):
    medians = df.groupby(["sex", "pclass"], as_index=False)["age"].median().rename(columns={"age": "typical"})
    filled = df.merge(medians, on=["sex", "pclass"], how="left")
    filled["age"] = filled["age"].fillna(filled["typical"]).fillna(df["age"].median())
    return filled.drop(columns="typical")
"""
_REPORT = """def missing_report(df):
    rows = []
    for name in df.columns:
        count = int(df[name].isnull().sum())
        rows.append({"column": name, "percent": round(100 * count / len(df), 1), "count": count})
    return pd.DataFrame(rows).set_index("column").sort_values("count", ascending=False)


missing = missing_report(df)
"""
_LIBRARY = """def standardize(A):
    from sklearn.preprocessing import StandardScaler

    return StandardScaler().fit_transform(A)
"""
_CUMULATIVE = """def moving_average(x, k):
    sums = np.concatenate([[0.0], np.cumsum(x)])
    return (sums[k:] - sums[:-k]) / k
"""
_SCIPY = """def pairwise_distances(A, B):
    squares = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.sqrt(np.maximum(squares, 0))
"""
_PIVOT = """def survival_rate(df, by):
    return df.pivot_table(index=by, values="survived", aggfunc="mean")["survived"].sort_values().round(2)
"""
_APPLY = """def fill_age(df):
    parts = []
    for _, part in df.groupby(["sex", "pclass"]):
        parts.append(part.assign(age=part["age"].fillna(part["age"].median())))
    filled = pd.concat(parts).loc[df.index]
    filled["age"] = filled["age"].fillna(df["age"].median())
    return filled
"""
_FILLING = """    typical = df.groupby(["sex", "pclass"])["age"].transform("median")
    filled["age"] = df["age"].fillna(typical).fillna(df["age"].median())
"""
_FILL_BODY = "    filled = df.copy()\n" + _FILLING + "    return filled"
_REPORT_BODY = 'return pd.DataFrame({"count": gaps.sum(), "percent": 100 * gaps.mean()})'
_SUMMARY = """def summary(df, by):
    return df.groupby(by).agg(people=("survived", "size"), rate=("survived", "mean"), fare=("fare", "median"))


summary(df, ["sex", "pclass"])
"""
_SUMMARY_COLUMNS = """def summary(df, by):
    groups = df.groupby(by, sort=False)
    parts = {"rate": groups["survived"].mean().round(3), "fare": groups.fare.median(), "people": groups.size()}
    return pd.concat(parts, axis="columns").reset_index().sort_values("people")
"""
_SUMMARY_PIVOT = """def summary(df, by):
    table = df.assign(people=1).pivot_table(
        index=by, values=["people", "survived", "fare"], aggfunc={"people": "sum", "survived": "mean", "fare": "median"}
    )
    return table.rename(columns={"survived": "rate"})
"""
_SUMMARY_LOOP = """def summary(df, by):
    rows = []
    for key, group in df.groupby(by):
        rows.append(dict(zip(by, key)) | {"people": len(group), "rate": group.survived.mean(), "fare": group.fare.median()})
    return pd.DataFrame(rows)
"""

RIGHT = [
    Right(
        "loops everywhere, a merge, rounded percentages",
        cells={
            "standardize": _STANDARDIZE,
            "moving-average": _AVERAGE,
            "distances": _DISTANCES,
            "survival": _RATE,
            "fill": _FILL,
            "report": _REPORT,
        },
    ),
    Right(
        "the library's scaler, cumulative sums, the square expanded, a pivot table, group by group",
        cells={
            "standardize": _LIBRARY,
            "moving-average": _CUMULATIVE,
            "distances": _SCIPY,
            "survival": _PIVOT,
            "fill": _APPLY,
        },
    ),
    Right(
        "sliding windows, a lambda, a heatmap of correlations",
        {
            'np.convolve(x, np.ones(k) / k, mode="valid")': "np.lib.stride_tricks.sliding_window_view(x, k).mean(axis=1)",
            _FILLING: '    groups = df.groupby(["pclass", "sex"])["age"]\n    filled["age"] = groups.transform(lambda ages: ages.fillna(ages.median())).fillna(df.age.median())\n',
        },
        cells={"view": "ax = sns.heatmap(df.corr(numeric_only=True), annot=True)\nax.set_title('moves together')"},
    ),
    Right(
        "put together again in the order of the labels, gaps counted after the report, shares drawn turned round",
        {
            _FILL_BODY: "    parts = [part.assign(age=part.age.fillna(part.age.median()).fillna(df.age.median()))\n"
            "             for _, part in df.groupby(['sex', 'pclass'])]\n    return pd.concat(parts).sort_index()",
            'missing.sort_values("percent", ascending=False).head()': "missing = missing.drop('alone').round(1)\n"
            "df['no_deck'] = df['deck'].isna()",
            "sns.heatmap(by_class[": "sns.heatmap(100 * by_class.T.loc[",
        },
    ),
    Right("the table has another name", {"df = load_titanic()": "df = load_titanic().sample(frac=1, random_state=3)"}),
    Right(
        "an answer in another language",
        cells={
            "analysis": "`deck` würde ich weglassen, weil der größte Teil fehlt und fast nur bei armen Leuten. Beim Alter nehme ich "
            "den Median der Gruppe und merke mir in einer eigenen Spalte, wo er stand. Dadurch wirken die Gruppen einheitlicher."
        },
    ),
    Right("the stretch, with names of its own", cells={"stretch": _SUMMARY}, proves="d02.s1"),
    Right("the stretch, put together, as columns", cells={"stretch": _SUMMARY_COLUMNS}, proves="d02.s1"),
    Right("the stretch, as a pivot table", cells={"stretch": _SUMMARY_PIVOT}, proves="d02.s1"),
    Right("the stretch, with a loop after all", cells={"stretch": _SUMMARY_LOOP}, proves="d02.s1"),
]

WRONG = [
    Wrong(
        "d02.c1",
        "rows in place of columns",
        {
            "    spread = A.std(axis=0)\n    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)": "    return ((A.T - A.mean(axis=1)) / (A.std(axis=1) + 1e-300)).T"
        },
        "rows were standardized",
    ),
    Wrong(
        "d02.c1",
        "a constant column becomes nan",
        {"np.where(spread == 0, 1, spread)": "spread"},
        "what should 0 / 0 be",
    ),
    Wrong(
        "d02.c1",
        "one mean for all",
        {"A.std(axis=0)": "A.std()", "A.mean(axis=0)": "A.mean()"},
        "one mean and one spread",
    ),
    Wrong("d02.c1", "n - 1", {"A.std(axis=0)": "A.std(axis=0, ddof=1)"}, "n - 1"),
    Wrong("d02.c1", "the variance", {"spread = A.std(axis=0)": "spread = A.var(axis=0)"}, "divided by the variance"),
    Wrong(
        "d02.c1",
        "the input is changed",
        {
            "    spread = A.std(axis=0)\n    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)": "    spread = A.std(axis=0)\n    if A.dtype == float:\n        A -= A.mean(axis=0)\n    else:\n        A = A - A.mean(axis=0)\n    return A / np.where(spread == 0, 1, spread)"
        },
        "changed the ndarray",
    ),
    Wrong(
        "d02.c1",
        "whole numbers are written into",
        {
            "    spread = A.std(axis=0)\n    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)": "    A -= A.mean(axis=0)\n    A /= np.where(A.std(axis=0) == 0, 1, A.std(axis=0))\n    return A"
        },
        "changed the ndarray",
    ),
    Wrong("d02.c2", "windows hang over the ends", {'mode="valid"': 'mode="same"'}, "hang over the ends"),
    Wrong("d02.c2", "sums", {"np.ones(k) / k": "np.ones(k)"}, "those are sums"),
    Wrong(
        "d02.c2",
        "nan at the start",
        {'np.convolve(x, np.ones(k) / k, mode="valid")': "pd.Series(x).rolling(k).mean().to_numpy()"},
        "not full are nan",
    ),
    Wrong(
        "d02.c2",
        "the last window is lost",
        {'np.convolve(x, np.ones(k) / k, mode="valid")': "np.array([np.mean(x[i:i + k]) for i in range(len(x) - k)])"},
        "last window is missing",
    ),
    Wrong(
        "d02.c2",
        "running sums without a 0 before them",
        {'np.convolve(x, np.ones(k) / k, mode="valid")': "(np.cumsum(x)[k:] - np.cumsum(x)[:-k]) / k"},
        "first window is missing",
    ),
    Wrong(
        "d02.c3",
        "all distances in one list",
        {"np.sqrt((difference**2).sum(axis=2))": "np.sqrt((difference**2).sum(axis=2)).ravel()"},
        "stand in one row",
    ),
    Wrong(
        "d02.c3",
        "no root",
        {"np.sqrt((difference**2).sum(axis=2))": "(difference**2).sum(axis=2)"},
        "squares of distances",
    ),
    Wrong(
        "d02.c3",
        "the wrong axis",
        {"difference = A[:, None, :] - B[None, :, :]": "difference = B[:, None, :] - A[None, :, :]"},
        "in each other's place",
    ),
    Wrong(
        "d02.c3",
        "no new axes",
        {"A[:, None, :] - B[None, :, :]": "A - B", ".sum(axis=2)": ".sum(axis=1)"},
        "pairwise_distances(",
    ),
    Wrong(
        "d02.c3",
        "not squared",
        {"np.sqrt((difference**2).sum(axis=2))": "np.abs(difference).sum(axis=2)"},
        "without squaring",
    ),
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
    Wrong(
        "d02.c5",
        "one median for all",
        {_FILLING: '    filled["age"] = df["age"].fillna(df["age"].median())\n'},
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
        {_FILL_BODY: _FILL_BODY.replace("df.copy()", "df.copy()\n    df.loc[df['age'].isna(), 'fare'] = 0")},
        "changed the DataFrame",
    ),
    Wrong(
        "d02.c5",
        "rows are dropped",
        {_FILL_BODY: '    return df.dropna(subset=["age"])'},
        "rows without an age were left out",
    ),
    Wrong(
        "d02.c5",
        "the labels are lost",
        {
            _FILL_BODY: '    filled = df.sort_values(["sex", "pclass"]).reset_index(drop=True)\n    typical = filled.groupby(["sex", "pclass"])["age"].transform("median")\n    filled["age"] = filled["age"].fillna(typical).fillna(df["age"].median())\n    return filled'
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
    Wrong("d02.c6", "shares", {"100 * gaps.mean()": "gaps.mean()"}, "a share between 0 and 1"),
    Wrong("d02.c6", "what is there", {"gaps = df.isna()": "gaps = df.notna()"}, "that are there"),
    Wrong(
        "d02.c6",
        "only columns with gaps",
        {_REPORT_BODY: _REPORT_BODY.replace("return ", "report = ") + '\n    return report[report["count"] > 0]'},
        "no row called",
    ),
    Wrong(
        "d02.c6",
        "another name",
        {'"percent": 100': '"percentage": 100', '"percent", ascending': '"percentage", ascending'},
        "a column called percent",
    ),
    Wrong(
        "d02.c6",
        "the names in a column",
        {
            _REPORT_BODY: _REPORT_BODY + ".reset_index(names='column')",
        },
        "stand in the column 'column'",
    ),
    Wrong(
        "d02.c6",
        "turned round",
        {_REPORT_BODY: _REPORT_BODY + ".T", 'missing.sort_values("percent", ascending=False).head()': ""},
        ".T turns",
    ),
    Wrong("d02.c6", "of the known ones", {"100 * gaps.mean()": "100 * gaps.sum() / (~gaps).sum()"}, "of how many rows"),
    Wrong(
        "d02.c6",
        "of a number of rows that is fixed",
        {"100 * gaps.mean()": "gaps.sum() / 891 * 100"},
        "the percentage of 891 rows",
    ),
    Wrong(
        "d02.c6",
        "the report of another table",
        {"missing = missing_report(df)": 'missing = missing_report(df.dropna(subset=["age"]))'},
        "which table is handed",
    ),
    Wrong(
        "d02.c7",
        "zeros everywhere",
        {},
        "the same value",
        cells={"view": "fig, ax = plt.subplots()\nsns.heatmap(np.zeros((891, 15)), ax=ax)\nplt.show()"},
    ),
    Wrong(
        "d02.c7",
        "an empty figure",
        {},
        "nothing inside",
        cells={"view": "fig, ax = plt.subplots()\nax.set_title('missing')\nplt.show()"},
    ),
    Wrong("d02.c8", "a few words", {}, "words of your own", cells={"analysis": "I would drop deck and fill the rest."}),
    Wrong(
        "d02.c8",
        "nothing of today",
        {},
        "no number and no name",
        cells={
            "analysis": "It depends on what one wants to find out in the end, and on how much work one is ready to put into it, so there is no answer that would be right for everybody who looks at such a table in the evening."
        },
    ),
    Wrong(
        "d02.s1",
        "people without a fare do not count",
        {},
        "the number of known fares",
        cells={"stretch": _SUMMARY.replace('("survived", "size")', '("fare", "count")')},
    ),
    Wrong(
        "d02.s1",
        "the mean fare",
        {},
        "the mean of the fares",
        cells={"stretch": _SUMMARY.replace('"median"', '"mean"')},
    ),
    Wrong(
        "d02.s1",
        "gaps are filled with 0",
        {},
        "gaps that count as 0",
        cells={"stretch": _SUMMARY.replace("df.groupby(by)", "df.fillna({'fare': 0}).groupby(by)")},
    ),
    Wrong(
        "d02.s1",
        "rows without a fare are dropped",
        {},
        "the number of known fares",
        cells={"stretch": _SUMMARY.replace("df.groupby(by)", "df.dropna(subset='fare').groupby(by)")},
    ),
    Wrong(
        "d02.s1",
        "the names are the old ones",
        {},
        "a column called rate",
        cells={"stretch": _SUMMARY.replace("rate=", "survived=")},
    ),
    Wrong(
        "d02.s1",
        "the columns are fixed",
        {},
        "KeyError",
        cells={"stretch": _SUMMARY.replace("groupby(by)", 'groupby(["sex", "pclass"])')},
    ),
]
