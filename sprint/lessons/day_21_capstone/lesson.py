# %% title [markdown]
# # Day 21 · Capstone & retrospective
#
# ## Goal
#
# Tonight nobody tells you which model. You choose a data set you like, take it from raw rows to a score, put an answer
# behind a command that anybody can start, and write one page about three weeks.
#
# By the end there is a folder, `capstone/`, that you can show to somebody who was not there.

# %% why [markdown]
# **Why it matters.** In the last twenty days the question was given and you found the answer. At work it is the other way
# round: somebody has a table and a hope, and you decide what is predicted, what counts as good, and what has to be said
# beside the number. A small thing that is whole, with its limits in writing, is worth more than a large one that runs on
# your machine only.
#
# **A small example of whole.** Five lines that a stranger can check:
#
# | | |
# |---|---|
# | question | will the parcel arrive today? |
# | rows | 4,100 deliveries of last spring, one row each |
# | baseline | "yes, always" is right for 71 % |
# | score | 79 % on 1,000 deliveries of the last week, which the model never saw |
# | limit | no row is from December |
#
# The example shows the order, too: the baseline comes *before* the model. Without it nobody can tell whether 79 is much.

# %% plan [markdown]
# **Three blocks, three things.** The starter in `capstone/` works from the first minute, and knows nothing: its model
# always names the most frequent class. Keep its layout and change what is inside, or write everything anew with other names.
#
# | block | file | what is proved |
# |---|---|---|
# | morning | `capstone/capstone.toml`, `train.py`, `evaluate.py` | one command works out the score, and it beats the baseline |
# | afternoon | `capstone/serve.py`, `README.md` | one command starts a face that answers, and refuses nonsense |
# | evening | `retrospective.md` | three parts, one page |
#
# Small is right. A logistic regression on 300 rows that you understand makes a better evening than a network that is still
# training at eleven. If after forty minutes there is no first score, take an easier question.

# %% setup-text [markdown]
# ## Setup
#
# These tables come with scikit-learn and need no network. Data of your own are as good: put the file into `capstone/`, so
# that the folder stands alone. Have you the right to show them? If not, leave them out of git.

# %% setup
import matplotlib.pyplot as plt
import pandas as pd
from sklearn import datasets

names = ["load_iris", "load_wine", "load_breast_cancer", "load_digits", "load_diabetes", "load_linnerud"]
tables = {name: getattr(datasets, name)(return_X_y=True) for name in names}
pd.DataFrame(
    [(name, *X.shape, len(set(y.ravel().tolist()))) for name, (X, y) in tables.items()],
    columns=["data set", "rows", "columns", "different answers"],
)

# %% model-text [markdown]
# ## Model
#
# Before any model, look at your rows in the cell below: one picture of what you want to predict against what you hope
# predicts it. Most capstones are saved or lost here.
#
# Then, in `capstone/`:
#
# 1. **`train.py`**: load the rows, split off the test rows, put a model of your own where `DummyClassifier` stands. A
#    question with numbers for answers takes `DummyRegressor` as its baseline, an error such as `rmse` as its metric, and
#    `direction = "lower"`.
# 2. **`evaluate.py`** prints the score as JSON, like `{"score": 0.79, "baseline": 0.71}`. It works with the model of the
#    moment, so run it after each change: `python evaluate.py`.
# 3. **`capstone.toml`**: write down what it is about: `dataset`, `target`, `metric`, `direction`, `baseline`, `score` and the
#    two commands, `evaluate` and `serve`. They start in the folder `capstone/`, without a shell; `python` means the Python of
#    this environment.
#
# *What good looks like:* the score in `capstone.toml` is the one that the command prints, in a fresh copy of the folder, and
# better than the baseline on the same test rows. No particular number is asked for.
#
# *A pitfall:* a score that is too good. If one of the columns is known only *after* the answer, or the test rows were among
# those that `fit` saw, the number is of no use to anybody. The check shuffles your data once to see the score fall.
#
# Training takes longer than a few seconds? Save the model in `train.py` as on day 19, and let the other two load it.

# %% look
# BEGIN SOLUTION fig
wine = datasets.load_wine(as_frame=True)
fig, ax = plt.subplots(figsize=(6, 4.5))
for number, name in enumerate(wine.target_names):
    rows = wine.data[wine.target == number]
    ax.scatter(rows["proline"], rows["flavanoids"], label=name, alpha=0.8)
ax.set(xlabel="proline", ylabel="flavanoids", title="Two measurements go a long way")
ax.legend(title="cultivar")
plt.show()
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Now give it a face. **Write** `answer(question)` in `capstone/serve.py`: it takes what arrived as JSON and returns a
# dictionary with the model's answer, or raises `ValueError("why")` for what makes no sense. The rest of that file is a small
# server from Python's standard library. FastAPI from day 20 is welcome in its place (`uvicorn app:app --port {port}`), and so
# are a page with a form or a command that prints its answer.
#
# Three rules, whatever you build:
#
# - It listens on `127.0.0.1`, on the port it is told: `{port}` in the command, or the variable `PORT`.
# - The `[good]` request of `capstone.toml` gets a status of 200 with an answer, the `[other]` one another answer. Write your
#   own in place of the starter's.
# - The `[bad]` request, and text that is no JSON at all, get a status from 400 to 499. Never 500, never silence, also not
#   for `{}`.
#
# (A page may come without `[bad]`. For a command that ends, each request holds `args = "…"` in place of a path, and a
# bad question ends with an exit code that is not 0.)
#
# Try it in a terminal: `python serve.py --port 8000` in one, and in another
#
# ```sh
# curl -i -H 'Content-Type: application/json' -d '{"alcohol": 13.7}' http://127.0.0.1:8000/predict
# ```
#
# *A pitfall:* what arrives over a network is anything: a list, `null`, a text where a number was meant, half of the
# fields. Ask first what it is, and only then the model.
#
# Then **`capstone/README.md`**, for somebody who has the folder and nothing else: what it is, from which data, how to run
# it (both commands), the score with the rows it was measured on, and what it cannot do. Every file it runs has to be there.

# %% analysis-text [markdown]
# ## Analysis
#
# The last half hour belongs to `retrospective.md` beside this notebook. One page, 250 to 600 words, in any language, with
# a heading for each of
#
# - **what you achieved**: what can you do tonight that you could not do on day 1? Name the day you are proud of.
# - **where the gaps are**: what did you copy without understanding, what did you skip?
# - **the next 30 days**: what, on which evening, and how will you know that it is done?
#
# Forty words or more in each. "Learn more deep learning" is a wish; "Tuesday and Thursday at eight, chapter 4, until the
# exercises run" is a plan. Your diary of the last three weeks has most of what you need.

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs your commands in a copy of this folder, asks your server, and reads the two pages.
# Stuck? `sprint hint`.
#
# *Stretch, for the fast:* a model goes stale when the world moves away from its training rows. **Write** here
# `drifted(reference, new)`: two tables with the same columns of numbers, not with the same number of rows; it returns the
# names of the columns whose values have moved. Moved can mean higher, lower, or further apart. Two tables that come from
# the same world should, most of the time, give an empty list.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`, for the last time in this sprint: the entry and the folder are committed together. `sprint review` goes
# on as long as you like.
#
# Read on: [choosing the right estimator](https://scikit-learn.org/stable/machine_learning_map.html), [common
# pitfalls](https://scikit-learn.org/stable/common_pitfalls.html), [model cards](https://arxiv.org/abs/1810.03993).
