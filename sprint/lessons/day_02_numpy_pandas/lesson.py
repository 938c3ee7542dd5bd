# %% title [markdown]
# # Day 2 · NumPy & Pandas crash
#
# ## Goal
#
# Tonight you learn to say things about whole columns at once: three operations on arrays, three on a table of the people
# on board the Titanic.
#
# By the end you can tell which axis is which, answer a question "per group" in one line, and say what is missing in a
# table before it misleads you.

# %% why [markdown]
# **Why it matters.** A model never sees people or houses, it sees an array of numbers, one row each. Nearly every error of
# the next three weeks will be one of two kinds: an array that lies the other way round, or a gap in a table that was
# filled without a thought.
#
# **A small example.** Three pupils, two tests:
#
# | | test 1 | test 2 |
# |---|---|---|
# | Ada | 1 | 20 |
# | Ben | 3 | 60 |
# | Cleo | 5 | 10 |
#
# As an array this has the shape `(3, 2)`: three rows, two columns. `A.max(axis=0)` runs *down* the rows and leaves one
# number per column, `[5, 60]`. `A.max(axis=1)` runs *along* the columns and leaves one per row, `[20, 60, 10]`. The axis
# you name is the one that disappears.
#
# What is left over can be put together with the whole array again. `A - A.max(axis=0)` takes 5 from every number of the
# first column and 60 from every number of the second: NumPy repeats the shorter shape along the longer one. That is
# **broadcasting**, and it replaces most loops.

# %% setup-text [markdown]
# ## Setup
#
# The table has one row for each person; `survived` is 1 for those who were rescued. If it is not on your computer yet,
# `sprint data fetch titanic` brings it.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from sprint.datasets import load_titanic

df = load_titanic()
print(f"{df.shape[0]} people, {df.shape[1]} columns")

# %% standardize-text [markdown]
# ## Model
#
# ### 1 · Columns on one scale
#
# An age around 30 and a fare around 300 cannot be compared as they are. To **standardize** a column means to take its mean
# from every value and to divide by its standard deviation: then 0 is usual, and 2 is a lot, in every column.
#
# **Write** `standardize(A)`: from an array of shape `(n, d)` it makes a new one of the same shape in which each *column*
# has mean 0 and standard deviation 1 (`np.std` as it is). `standardize(np.array([[1.0], [3.0]]))` gives `[[-1], [1]]`.
#
# *A pitfall:* a column that holds the same number everywhere has the standard deviation 0, and dividing by it gives `nan`.
# Such a column should come out as zeros. And the array that went in stays as it was.


# %% standardize
def standardize(A):
    """Return A with every column shifted to mean 0 and scaled to standard deviation 1."""
    # BEGIN SOLUTION
    spread = A.std(axis=0)
    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)
    # END SOLUTION


# %% moving-average-text [markdown]
# ### 2 · A smoother row
#
# The mean of each `k` neighbours in a row shows where it goes without the daily zigzag. A window of `k` values slides
# along, and it counts only where it fits completely.
#
# **Write** `moving_average(x, k)`: from `n` values it makes `n - k + 1` means. `moving_average(np.array([1, 2, 6, 3]), 2)`
# gives `[1.5, 4.0, 4.5]`.
#
# *Where to look:* `np.convolve` with the right `mode`, or the difference of two cumulative sums (`np.cumsum`).


# %% moving-average
def moving_average(x, k):
    """Return the mean of every k neighbours in x."""
    # BEGIN SOLUTION
    return np.convolve(x, np.ones(k) / k, mode="valid")
    # END SOLUTION


# %% distances-text [markdown]
# ### 3 · Who is near whom
#
# Many methods to come ask how far each point is from each other. The distance is Pythagoras': take the differences,
# square them, add them up, take the root.
#
# **Write** `pairwise_distances(A, B)`: `A` holds m points in its rows, `B` holds p points, both with d coordinates. The
# result has the shape `(m, p)`, and its entry `[i, j]` is the distance from row i of `A` to row j of `B`. For
# `A = [[0, 0], [6, 8]]` and `B = [[0, 0]]` it is `[[0], [10]]`.
#
# *How to do it without a loop:* `A[:, None, :]` has the shape `(m, 1, d)` and `B[None, :, :]` has `(1, p, d)`. Where one of
# two shapes says 1, NumPy repeats. What shape does their difference have, and over which axis do you add?


# %% distances
def pairwise_distances(A, B):
    """Return the distance of every row of A to every row of B."""
    # BEGIN SOLUTION
    difference = A[:, None, :] - B[None, :, :]
    return np.sqrt((difference**2).sum(axis=2))
    # END SOLUTION


# %% groups-text [markdown]
# ### 4 · A question per group
#
# "Who was rescued?" becomes interesting when it is asked per group. `groupby` splits a table by the values of a column,
# does something to each part and puts the answers together:

# %% groups-example
orders = pd.DataFrame({"city": ["Oslo", "Rome", "Oslo"], "price": [3, 5, 7]})
orders.groupby("city")["price"].max()

# %% survival-text [markdown]
# **Write** `survival_rate(df, by)`: for a table with a column `survived` of zeros and ones, and the name of another column,
# it returns a Series from each value of that column to the **share** of its people who survived, between 0 and 1. For a
# table of one rescued and one lost child, and one lost adult, `survival_rate(df, "who")` is `child 0.5, adult 0.0`.
#
# *What good looks like:* `survival_rate(df, "sex")` has about 0.7 for the women and 0.2 for the men.


# %% predict-third-class
# Before you run this: how many out of 100 passengers of the third class were rescued? Put your guess in place of the dots,
# then find out. It counts for nothing but your own eye for numbers.
prediction_third_class = ...  # a number from 0 to 100


# %% survival
def survival_rate(df, by):
    """Return the share of survivors for each value of a column."""
    # BEGIN SOLUTION
    return df.groupby(by)["survived"].mean()
    # END SOLUTION


# %% fill-text [markdown]
# ### 5 · Filling the ages
#
# About one age in five is missing. The simplest filling is one number for all; a better guess uses what is known of the
# person. People in the first class were older than those in the third, so:
#
# **Write** `fill_age(df)`: it returns a **new** table in which every missing `age` is the median of the known ages of the
# same `sex` and `pclass`. Where nobody of a group has a known age, it is the median of all known ages. Known ages, the other
# columns and the order of the rows stay, and the table that went in stays, too. A row keeps its place as well as its label.
#
# Known ages 2, 4 and 30 in one group: a missing one there becomes 4. The mean would be 12, pulled up by a single person.
#
# *Where to look:* `groupby(...)[...].transform("median")` gives one value for each **row** of the table, in its order, where
# `.median()` alone gives one for each group. `fillna` takes such a column.


# %% fill
def fill_age(df):
    """Return a copy of the table with the missing ages filled by the median of sex and class."""
    # BEGIN SOLUTION
    filled = df.copy()
    typical = df.groupby(["sex", "pclass"])["age"].transform("median")
    filled["age"] = df["age"].fillna(typical).fillna(df["age"].median())
    return filled
    # END SOLUTION


# %% report-text [markdown]
# ### 6 · What is missing at all?
#
# **Write** `missing_report(df)`: it returns a DataFrame with one row for each column of `df`, named like the column, also for
# those without a gap. Its two columns are `count`, how many values are missing, and `percent`, the same in percent of the
# rows, from 0 to 100. In a table of 8 rows with 2 gaps in `fare`, the row `fare` holds `2` and `25.0`.
#
# **Make** `missing`, the report of `df`.


# %% predict-largest-gap
# Before you run this: which column has the most missing values? Put your guess in place of the dots, quotes included.
prediction_largest_gap = ...  # "age", "deck" or "embarked"


# %% report
def missing_report(df):
    """Return how many values each column lacks, and what percentage of the rows that is."""
    # BEGIN SOLUTION
    gaps = df.isna()
    return pd.DataFrame({"count": gaps.sum(), "percent": 100 * gaps.mean()})
    # END SOLUTION


# BEGIN SOLUTION missing
missing = missing_report(df)
missing.sort_values("percent", ascending=False).head()
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# First meet your table: `df.head()` shows its first rows. Do the columns hold what you thought?

# %% head
# BEGIN SOLUTION
df.head()
# END SOLUTION

# %% view-more [markdown]
# Then draw a **heatmap** with seaborn, `sns.heatmap(...)`, of one of these: where values are missing (`df.isna()`, one line
# for each row of the table), what share is missing in each class, or how the number columns move together
# (`df.corr(numeric_only=True)`).
#
# *What good looks like:* someone else sees at a glance which column has the largest gaps, or which two columns move together.

# %% view
# BEGIN SOLUTION fig
fig, (left, right) = plt.subplots(1, 2, figsize=(13, 4.5))
sns.heatmap(df.isna(), cbar=False, yticklabels=False, ax=left)
left.set(title="Missing values (light)", ylabel="people")
by_class = df.isna().groupby(df["pclass"]).mean()
sns.heatmap(by_class[["age", "deck", "embarked"]], annot=True, fmt=".0%", cmap="Blues", ax=right)
right.set(title="Share missing in each class", xlabel="column", ylabel="class")
fig.tight_layout()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# A gap is rarely an accident. Compare what is missing among those who survived and those who did not, or in the three
# classes, for example with `df["deck"].isna().groupby(df["pclass"]).mean()`. Then answer:
#
# Which columns would you fill, drop or flag, and what could that bias?
#
# To *flag* a column is to add another one that says "this was missing". Name one of the percentages you found.

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# I would fill age with the median of the group and keep a flag, because every fifth one is unknown, and more often in the
# third class: people about whom nobody asked afterwards. The filled ages make the groups look more alike than they were.
# The deck I would drop and keep only whether it was known. It is written down for most of the first class and for
# hardly anyone below, so a filled deck would be an invention. The two columns of the port have so few gaps that any
# choice is fine.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* several questions per group, answered in one go, without a loop.
#
# **Write** `summary(df, by)`: for a table with the columns `survived` and `fare`, and a *list* of names of other columns,
# it returns a DataFrame with one row for each combination that occurs, and three columns: `people`, how many there are,
# also those whose fare is missing; `rate`, the share who survived; and `fare`, the median of the known fares. The values
# of `by` may be the index of the result or columns of it. For two women who paid 10 and 30, one of them rescued, the row
# of `summary(df, ["sex"])` is `female: 2, 0.5, 20.0`. Then look at `summary(df, ["sex", "pclass"])`.
#
# *Where to look:* `.agg(name=(column, function))` gives each answer a name of your own. Not every function counts alike.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [NumPy for absolute
# beginners](https://numpy.org/doc/stable/user/absolute_beginners.html), [group
# by](https://pandas.pydata.org/docs/user_guide/groupby.html), [missing
# data](https://pandas.pydata.org/docs/user_guide/missing_data.html).
