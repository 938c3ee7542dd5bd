# %% title [markdown]
# # Day 14 · Model selection & pipelines
#
# ## Goal
#
# Every model has knobs that no training sets: how curved a boundary may be, how many neighbours to ask. Tonight you let the
# data choose, honestly: a search that tries many settings and judges each on rows it has not learned from.
#
# By the end you can look at a curve and say "here the model is too simple, there it learns by heart".

# %% why [markdown]
# **Why it matters.** Try a hundred settings on the test rows, keep the best, and its score is a promise nobody can keep: you
# have fitted the test rows by hand. The way out is **cross-validation**. Cut the *training* rows into parts, *folds*,
# and let each part be the judge once:
#
# | | rows 1, 2 | rows 3, 4 | rows 5, 6 | score |
# |---|---|---|---|---|
# | round 1 | **judge** | learn | learn | 1.0 |
# | round 2 | learn | **judge** | learn | 0.5 |
# | round 3 | learn | learn | **judge** | 1.0 |
#
# The mean, 0.83, is what this setting is worth. Do it for each setting, keep the best one, and only then ask the test rows, once.
#
# **Where it goes wrong.** Take 100 rows of 2,000 random columns, and toss a coin for the class of each. Nothing can be
# learned here. Choose the 20 columns that go best with the coins, cross-validate a classifier on them, and it promises
# about 84 % accuracy. Choose the 20 columns *inside* each round, from the rows that learn, and you get about 52 %, the coin.
# In the first case the judges had helped to choose the columns. That is **leakage**: something learned from rows
# that later judge. It needs no bad intent, one scaler or one selection in the wrong place is enough. A **pipeline** keeps
# everything that learns in one object, so that each round learns it anew.

# %% setup-text [markdown]
# ## Setup
#
# 178 wines from three growers, 13 chemical measurements each, built into scikit-learn. You may take another
# classification data set whose columns are numbers, the names below stay the same.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_wine
from sklearn.model_selection import GridSearchCV, train_test_split, validation_curve
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

wine = load_wine()
X, y = wine.data, wine.target
print(
    f"{X.shape[0]} wines, {X.shape[1]} measurements, largest column mean {X.mean(axis=0).max():.0f}, smallest {X.mean(axis=0).min():.2f}"
)

# %% split-text [markdown]
# ## Model
#
# ### 1 · Put the test rows away
#
# **Make:** `X_train`, `X_test`, `y_train`, `y_test`: about a quarter of the rows for the test, each class with its share. They stay
# raw: no scaling, no choosing of columns here. Both learn from rows, so both belong into the pipeline.

# %% split
# BEGIN SOLUTION
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=0)
# END SOLUTION

# %% search-text [markdown]
# ### 2 · A search that keeps its judges apart
#
# A good first model is `SVC()`, a support vector machine with the RBF kernel. Its knob `gamma` says how far the influence
# of a single row reaches (small: far, smooth boundaries; large: every row is its own island), and `C` how hard it tries to
# get each training row right. Distances decide, so it needs a scaler before it.
#
# In `make_pipeline(StandardScaler(), SVC())` the steps get the names of their classes in lower case, and a knob of a
# step is written with two underscores: `svc__gamma`.
#
# **Write** `make_search()`: it returns a new, *unfitted* `GridSearchCV` over a pipeline of a scaler and a classifier, with a
# grid of at least two settings (a few dozen at most, so that it takes seconds). Then **make** `search`, fitted on the training rows.
#
# *What good looks like:* `search.best_score_` is above 0.95 on the wines; without a scaler the same search stays clearly below.
#
# *A pitfall:* `StandardScaler().fit_transform(X)` in a cell above looks the same and is not: then every judge has helped to
# scale the rows it judges.


# %% search
def make_search():
    """Return a new, unfitted grid search over a pipeline that scales for itself."""
    # BEGIN SOLUTION
    pipeline = make_pipeline(StandardScaler(), SVC())
    grid = {"svc__C": [0.1, 1, 10, 100], "svc__gamma": np.logspace(-4, 1, 6)}
    return GridSearchCV(pipeline, grid, cv=5)
    # END SOLUTION


# BEGIN SOLUTION
search = make_search().fit(X_train, y_train)
print(search.best_params_, f"cross-validated accuracy {search.best_score_:.3f}")
# END SOLUTION

# %% curve-text [markdown]
# ### 3 · Too simple, too clever
#
# How does one knob matter? `validation_curve(estimator, X, y, param_name=…, param_range=…, cv=5)` fits the pipeline for each
# value of one knob and gives two tables with one row for each value and one column for each fold: the scores on the rows that
# learned, and on the rows that judged.
#
# **Make:** `param_range`, at least five values of one numeric knob of your pipeline, in rising order, on a logarithmic
# scale over two powers of ten or more where the knob is a scale like `gamma` or `C` (`np.logspace` makes such values); and
# `train_scores` and `valid_scores` on the training rows, either with the folds, shape (values, folds), or as means,
# shape (values,).
#
# *What good looks like:* both low at one end, that is **bias**: the model cannot express what there is. At the other end the first
# stays high and the second falls, that is **variance**: it learns by heart. The best value lies between; where it sits
# at the edge of your range and the curve is still rising, look further.

# %% curve
# BEGIN SOLUTION
param_range = np.logspace(-5, 2, 8)
train_scores, valid_scores = validation_curve(
    make_search().estimator, X_train, y_train, param_name="svc__gamma", param_range=param_range, cv=5
)
# END SOLUTION

# %% test-text [markdown]
# ### 4 · The test rows, once
#
# **Make:** `test_score`, the score of `search` on the test rows. The search has fitted the best setting again on all training
# rows, so `search.score` and `search.predict` use that model.
#
# *What good looks like:* close to `search.best_score_`, a little above or below. With 45 test rows, one wine more or
# less is 2 %.

# %% test
# BEGIN SOLUTION
test_score = search.score(X_test, y_test)
print(f"on the test rows {test_score:.3f}")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Plot the validation curve: the means of `train_scores` and `valid_scores` over `param_range`, with a logarithmic axis for a
# scale (`ax.set_xscale("log")`). Mark the value you would take.

# %% view
# BEGIN SOLUTION
fig, ax = plt.subplots(figsize=(7, 4))
ax.plot(param_range, train_scores.mean(axis=1), marker="o", label="rows that learned")
ax.plot(param_range, valid_scores.mean(axis=1), marker="o", label="rows that judged")
ax.axvline(param_range[valid_scores.mean(axis=1).argmax()], linestyle=":", color="grey", label="best")
ax.set(xscale="log", xlabel="gamma", ylabel="accuracy", title="Validation curve, 5 folds")
ax.legend()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Where on the curve is bias, where is variance, and which value of the parameter would you take? How far is the promise
# of the search from the score on the test rows?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# On the left, with gamma 0.00001, both curves lie near 0.40, no better than naming the most frequent grower: the model is
# too stiff, that is bias. On the right the rows that learned reach 1.0 while the others drop back to 0.40, so there it only
# remembers, that is variance. Between 0.01 and 0.1 both are high, and I would take 0.01, the smoother of the two. The search
# promised 0.98, and the wines put aside gave about the same, within one or two bottles.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* nested cross-validation, an honest score of the whole procedure, search included. Write
# `nested(X, y)`: it gives a new `make_search()` and all the rows it gets to `cross_val_score`, with five folds, and returns the
# mean as one number. In each of the five rounds a search of its own chooses the setting, and the rows that judge had no part in
# it. Then keep `nested(X, y)` of your data as `nested_score`. How far is it from `search.best_score_`? *Example:* on columns of
# random numbers and 200 tossed coins it gives about 0.5.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on:
# [cross-validation](https://scikit-learn.org/stable/modules/cross_validation.html) and
# [common pitfalls](https://scikit-learn.org/stable/common_pitfalls.html).
