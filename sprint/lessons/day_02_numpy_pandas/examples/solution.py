"""Day 2: what several examples change in the solution, text by text."""

FILLING = """    typical = df.groupby(["sex", "pclass"])["age"].transform("median")
    filled["age"] = df["age"].fillna(typical).fillna(df["age"].median())
"""
FILL_BODY = "    filled = df.copy()\n" + FILLING + "    return filled"
SUMMARY = """def summary(df, by):
    return df.groupby(by).agg(people=("survived", "size"), rate=("survived", "mean"), fare=("fare", "median"))


summary(df, ["sex", "pclass"])
"""
