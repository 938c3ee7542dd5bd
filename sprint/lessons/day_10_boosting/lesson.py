# %% title [markdown]
# # Day 10 · Boosting day
#
# ## Goal
#
# Tonight you add up small trees, each of which mends what the ones before it got wrong. You will stop at the right
# moment, and then ask the model which column moved each of its answers, and by how much.
#
# By the end you can read two loss curves and say where memory begins.

# %% why [markdown]
# **Why it matters.** For tables, boosted trees are what wins: in companies and in competitions. They are also good at
# learning noise by heart, so whoever uses them has to know when to stop.
#
# **A small example.** Three flats, their rents 6, 10 and 14 (in hundreds). Start with the mean, 10, for all. What is left
# over, the **residuals**, is -4, 0 and 4. Fit a small tree to the *residuals*, and suppose it says -3, -1 and 4. Do not
# believe all of it: multiply with a **learning rate** of 0.5 and add it.
#
# | flat | rent | start | left over | the tree says | after round 1 | left over |
# |---|---|---|---|---|---|---|
# | A | 6 | 10 | -4 | -3 | 8.5 | -2.5 |
# | B | 10 | 10 | 0 | -1 | 9.5 | 0.5 |
# | C | 14 | 10 | 4 | 4 | 12 | 2 |
#
# The next tree is fitted to -2.5, 0.5 and 2, and so on for hundreds of rounds. What is left over on these rows shrinks
# and shrinks, down to the noise and then into the noise. On rows nobody learned from, it shrinks, too, but only up to a
# point. **Early stopping** watches such rows and stops when they have not got better for a while.

# %% setup-text [markdown]
# ## Setup
#
# 2,000 rows, made by a known formula, so that you can see whether the model finds it:
#
# `y = 10 sin(π·x0·x1) + 20 (x2 - 0.5)² + 10·x3 + 5·x4 + noise`
#
# All ten columns lie between 0 and 1. The columns `x5` to `x9` are in the table and not in the formula. The noise has a
# spread of 2, so nobody can get an error (RMSE, the root of the mean squared error) below 2 on new rows.

# %% setup
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import shap
from lightgbm import LGBMRegressor, early_stopping
from sklearn.datasets import make_friedman1
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeRegressor

# LightGBM 4.7 would rather have eval_X and eval_y; older ones know only eval_set, and both understand it.
warnings.filterwarnings("ignore", message="The argument 'eval_set' is deprecated")

X, y = make_friedman1(n_samples=2000, noise=2, random_state=10)
X = pd.DataFrame(X, columns=[f"x{i}" for i in range(10)])
print(f"{len(X)} rows, y from {y.min():.1f} to {y.max():.1f}")
X.head()

# %% split-text [markdown]
# ## Model
#
# ### 1 · Three parts, and something to beat
#
# The rows that decide when to stop are used, even if no tree is fitted to them: you stop where they look best. So they
# cannot be the test rows. Three parts, then: about 60 % to learn from, 20 % to watch, 20 % for the very end.
#
# **Make:** `X_train`, `X_valid`, `X_test` and `y_train`, `y_valid`, `y_test`, and `baseline`, a `DecisionTreeRegressor` of
# depth 3, fitted on the training rows.
#
# *A hint:* `train_test_split` cuts in two. Two cuts make three parts.

# %% split
# BEGIN SOLUTION X_train, X_valid, X_test, y_train, y_valid, y_test, baseline
X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=0.2, random_state=1)
X_train, X_valid, y_train, y_valid = train_test_split(X_rest, y_rest, test_size=0.25, random_state=1)
baseline = DecisionTreeRegressor(max_depth=3, random_state=1).fit(X_train, y_train)
print(len(X_train), len(X_valid), len(X_test))
# END SOLUTION

# %% model-text [markdown]
# ### 2 · Boosting that stops early
#
# `LGBMRegressor(n_estimators=1000, learning_rate=0.05)` may use up to 1000 trees. Its `fit` takes an `eval_set`, a list of
# pairs of features and targets that are scored after each round, and `callbacks`; `early_stopping(50)` stops when the
# watched rows have not improved for 50 rounds. (XGBoost or scikit-learn's `HistGradientBoostingRegressor` are welcome, too.)
#
# **Make:** `model`, boosted on the training rows and stopped early by the rows kept for that; and `best_iteration`, the
# number of rounds with the lowest error on `X_valid`. The fit of `model` itself has to stop early: a second fit with the
# number of rounds that a first one has found does not count.
#
# *What good looks like:* far fewer rounds than 1000.
#
# *A pitfall:* put pairs into the `eval_set`, not single tables, and name them: `eval_names=["train", "valid"]`. Without names
# LightGBM calls them `training` and `valid_1`. The training rows may be in the list, too; they do not decide anything.
#
# *Another one:* a fitted LightGBM model takes columns by their place, not by their name, and does not complain when a table has
# them in another order. Keep the order that it learned: `table[X_train.columns]`.

# %% model
# BEGIN SOLUTION model, best_iteration
model = LGBMRegressor(n_estimators=1000, learning_rate=0.05, random_state=1, verbose=-1)
model.fit(
    X_train,
    y_train,
    eval_set=[(X_train, y_train), (X_valid, y_valid)],
    eval_names=["train", "valid"],
    eval_metric="rmse",
    callbacks=[early_stopping(50, verbose=False)],
)
best_iteration = model.best_iteration_
print(f"best after {best_iteration} rounds")
# END SOLUTION

# %% curve-text [markdown]
# ### 3 · The two curves
#
# **Make:** `eval_curve`, a data frame with the columns `train` and `valid`: the RMSE on the training rows and on the watched
# rows after each round, one row a round, as far as the training went. LightGBM keeps them in `model.evals_result_`, but by
# itself it measures `l2`, the squared error without the root: tell `fit` which one you want, `eval_metric="rmse"`.
#
# Then **make** `rmse = {"baseline": …, "model": …}`, the error of both models on the *test* rows, which have decided nothing
# so far.
#
# *What good looks like:* the model's error is closer to 2 than to the baseline's.

# %% curve
# BEGIN SOLUTION eval_curve, rmse
history = model.evals_result_
eval_curve = pd.DataFrame({name: history[name]["rmse"] for name in ("train", "valid")})
rmse = {
    "baseline": root_mean_squared_error(y_test, baseline.predict(X_test)),
    "model": root_mean_squared_error(y_test, model.predict(X_test)),
}
print({name: round(error, 2) for name, error in rmse.items()})
# END SOLUTION

# %% shap-text [markdown]
# ### 4 · What moved each answer
#
# Importances, as on day 9, say which columns matter on the whole. **SHAP values** say it for each row: start from the
# average answer (the **base value**) and let every column push it up or down. The pushes of a row, added to the base value,
# give *exactly* the model's answer for that row:
#
# | base value | x0 | x3 | all the others | the model says |
# |---|---|---|---|---|
# | 14.3 | +1.2 | -2.0 | +0.4 | 13.9 |
#
# **Make:** `shap_values`, an array with one row for each row of `X_test` and one column for each feature, and `base_value`,
# a single number. `shap.TreeExplainer(model)` makes an explainer; it has a method `shap_values` and an attribute
# `expected_value`.

# %% shap
# BEGIN SOLUTION shap_values, base_value
explainer = shap.TreeExplainer(model)
shap_values = explainer.shap_values(X_test)
base_value = float(np.ravel(explainer.expected_value)[0])
print(f"base value {base_value:.2f}, shape {shap_values.shape}")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw two figures: the summary of the SHAP values (`shap.summary_plot(shap_values, X_test)`: a dot for each row and
# feature, far from the middle where it pushed hard), and the two loss curves with a line at `best_iteration`.

# %% view
# BEGIN SOLUTION fig
shap.summary_plot(shap_values, X_test, show=False, rng=np.random.default_rng(1))
plt.title("What moved the answers")
plt.show()

fig, axes = plt.subplots(figsize=(7, 4))
rounds = np.arange(1, len(eval_curve) + 1)
axes.plot(rounds, eval_curve["train"], label="rows it learns from")
axes.plot(rounds, eval_curve["valid"], label="rows that are watched")
axes.axvline(best_iteration, linestyle="--", color="grey", label=f"best: {best_iteration}")
axes.set(xlabel="rounds", ylabel="RMSE", title="When to stop")
axes.legend()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# When did early stopping stop, and what does the training loss do after that? Which setting would you turn against
# overfitting?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# The watched rows were at their best after a hundred and some rounds (best_iteration), then the error stays flat and creeps
# up. On the rows the trees are fitted to it falls on without a pause, far below the noise of 2, and everything gained there
# is noise learned by heart. I would first try fewer leaves per tree and more rows in each leaf, then a smaller learning
# rate, always with the stop in place. SHAP puts x3 first and gives x5 to x9 next to nothing, as the formula says.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* with all else the same, the formula only rises with `x3` and with `x4`. Tell a second model so:
# `monotone_constraints` of `LGBMRegressor` is a list with a number for each column, in the order of the columns: 1 where the
# answer may only rise, -1 where it may only fall, 0 where it is free. Call it `monotone`, bind `x3` and `x4` and leave the
# others free, fit it on the training rows and stop it by the watched ones, like `model`. Its RMSE on the test rows is
# `rmse_monotone`, a single number. Does it need more rounds than `model`, or fewer?

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [how LightGBM
# works](https://lightgbm.readthedocs.io/en/stable/Features.html) and [SHAP
# values](https://shap.readthedocs.io/en/latest/).
