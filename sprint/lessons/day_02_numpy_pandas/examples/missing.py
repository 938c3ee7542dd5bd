"""Day 2: examples for checks/missing.py."""

from sprint.course.examples import Wrong

REPORT_BODY = 'return pd.DataFrame({"count": gaps.sum(), "percent": 100 * gaps.mean()})'

WRONG = (
    Wrong("d02.c6", "shares", {"100 * gaps.mean()": "gaps.mean()"}, "a share between 0 and 1"),
    Wrong("d02.c6", "what is there", {"gaps = df.isna()": "gaps = df.notna()"}, "that are there"),
    Wrong(
        "d02.c6",
        "only columns with gaps",
        {REPORT_BODY: REPORT_BODY.replace("return ", "report = ") + '\n    return report[report["count"] > 0]'},
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
            REPORT_BODY: REPORT_BODY + ".reset_index(names='column')",
        },
        "stand in the column 'column'",
    ),
    Wrong(
        "d02.c6",
        "turned round",
        {REPORT_BODY: REPORT_BODY + ".T", 'missing.sort_values("percent", ascending=False).head()': ""},
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
)
