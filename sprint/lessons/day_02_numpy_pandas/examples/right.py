"""Day 2: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import FILL_BODY, FILLING

STANDARDIZE = """def standardize(A):
    A = np.asarray(A)
    result = np.zeros(A.shape)
    for j in range(A.shape[1]):
        column = A[:, j]
        if column.std() > 0:
            result[:, j] = (column - column.mean()) / column.std()
    return result
"""
AVERAGE = """def moving_average(x, k):
    return [float(sum(x[i:i + k])) / k for i in range(len(x) - k + 1)]
"""
DISTANCES = """def pairwise_distances(A, B):
    result = np.empty((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            result[i, j] = np.linalg.norm(A[i] - B[j])
    return result
"""
RATE = """def survival_rate(df, by):
    shares = {}
    for value in df[by].unique():
        group = df[df[by] == value]
        shares[value] = group["survived"].sum() / len(group)
    return pd.Series(shares)
"""
FILL = """def fill_age(df):
    medians = df.groupby(["sex", "pclass"], as_index=False)["age"].median().rename(columns={"age": "typical"})
    filled = df.merge(medians, on=["sex", "pclass"], how="left")
    filled["age"] = filled["age"].fillna(filled["typical"]).fillna(df["age"].median())
    return filled.drop(columns="typical")
"""
REPORT = """def missing_report(df):
    rows = []
    for name in df.columns:
        count = int(df[name].isnull().sum())
        rows.append({"column": name, "percent": round(100 * count / len(df), 1), "count": count})
    return pd.DataFrame(rows).set_index("column").sort_values("count", ascending=False)


missing = missing_report(df)
"""
LIBRARY = """def standardize(A):
    from sklearn.preprocessing import StandardScaler

    return StandardScaler().fit_transform(A)
"""
CUMULATIVE = """def moving_average(x, k):
    sums = np.concatenate([[0.0], np.cumsum(x)])
    return (sums[k:] - sums[:-k]) / k
"""
SCIPY = """def pairwise_distances(A, B):
    squares = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.sqrt(np.maximum(squares, 0))
"""
PIVOT = """def survival_rate(df, by):
    return df.pivot_table(index=by, values="survived", aggfunc="mean")["survived"].sort_values().round(2)
"""
APPLY = """def fill_age(df):
    parts = []
    for _, part in df.groupby(["sex", "pclass"]):
        parts.append(part.assign(age=part["age"].fillna(part["age"].median())))
    filled = pd.concat(parts).loc[df.index]
    filled["age"] = filled["age"].fillna(df["age"].median())
    return filled
"""

RIGHT = (
    Right(
        "loops everywhere, a merge, rounded percentages",
        cells={
            "standardize": STANDARDIZE,
            "moving-average": AVERAGE,
            "distances": DISTANCES,
            "survival": RATE,
            "fill": FILL,
            "report": REPORT,
        },
    ),
    Right(
        "the library's scaler, cumulative sums, the square expanded, a pivot table, group by group",
        cells={
            "standardize": LIBRARY,
            "moving-average": CUMULATIVE,
            "distances": SCIPY,
            "survival": PIVOT,
            "fill": APPLY,
        },
    ),
    Right(
        "sliding windows, a lambda, a heatmap of correlations",
        {
            'np.convolve(x, np.ones(k) / k, mode="valid")': "np.lib.stride_tricks.sliding_window_view(x, k).mean(axis=1)",
            FILLING: '    groups = df.groupby(["pclass", "sex"])["age"]\n    filled["age"] = groups.transform(lambda ages: ages.fillna(ages.median())).fillna(df.age.median())\n',
        },
        cells={"view": "ax = sns.heatmap(df.corr(numeric_only=True), annot=True)\nax.set_title('moves together')"},
    ),
    Right(
        "put together again in the order of the labels, gaps counted after the report, shares drawn turned round",
        {
            FILL_BODY: "    parts = [part.assign(age=part.age.fillna(part.age.median()).fillna(df.age.median()))\n"
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
)
