# %% title [markdown]
# # Day 7 · First mini-project
#
# ## Goal
#
# Tonight you build your first model from end to end: load a table, keep some rows back, fit, predict, judge. The model predicts
# what houses cost in a district from eight facts about the district.
#
# By the end you have a number for how wrong it is, and another number to compare that with.

# %% why [markdown]
# **Why it matters.** "Our model is off by 53,000 dollars on average." Is that good? Nobody can tell from that number alone. It needs a
# **baseline**: what somebody without a model would reach, for example by always guessing the mean. And it needs **unseen
# rows**: a model can learn its own rows by heart and be useless the next day. These two habits separate a project from a demo.
#
# **A small example.** Three flats and what a model says, in thousands:
#
# | flat | true price | model says | error | always the mean | its error |
# |---|---|---|---|---|---|
# | A | 200 | 220 | 20 | 300 | 100 |
# | B | 300 | 290 | 10 | 300 | 0 |
# | C | 400 | 340 | 60 | 300 | 100 |
#
# - The **MAE**, the mean absolute error, is (20 + 10 + 60) / 3 = 30. For the baseline it is 66.7. The model takes away more than
#   half of the error.
# - **R²** compares squared errors: 1 − (20² + 10² + 60²) / (100² + 0² + 100²) = 1 − 4100 / 20000 = 0.795. A perfect model has 1,
#   the mean of these very flats has 0, and a model that is worse than that mean is *below* zero.

# %% setup-text [markdown]
# ## Setup
#
# One row for each of 20,640 districts in California, from the census of 1990. The last column, `MedHouseVal`, is the median house
# value in 100,000 dollars; values above 5 were cut off at 5.
#
# Should the line below say "offline variant", then the data could not be fetched, and you work on 442 patients with diabetes: ten
# measurements, and how far the disease had progressed a year later. The evening is the same.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sprint.datasets import load_california

table = load_california()
target = table.columns[-1]
X, y = table.drop(columns=target), table[target]
print(f"{X.shape[0]} rows, {X.shape[1]} features; {target} is {y.mean():.2f} on average, from {y.min():.2f} to {y.max():.2f}")
table.head()

# %% split-text [markdown]
# ## Model
#
# ### 1 · Keep some rows back
#
# Split features and target into two parts: most rows to learn from, about a quarter for the verdict. `train_test_split` shuffles them
# first. That matters: this table is sorted by region, so its last quarter is another part of California than the first.
#
# **Make:** `X_train`, `X_test`, `y_train`, `y_test`.
#
# *A pitfall:* the function gives back four things, features first. Look at their shapes once.

# %% split
# BEGIN SOLUTION
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=7)
# END SOLUTION

# %% model-text [markdown]
# ### 2 · A pipeline
#
# A linear regression gives each feature a weight and adds up: value ≈ w₁ · income + w₂ · age + … + a constant. It finds the weights with
# the smallest squared error. If every feature is first brought to mean 0 and spread 1, the weights can be compared with each other.
#
# **Write** `make_model()`: it returns a new, *unfitted* pipeline of a scaler and a linear regression. Then **make** `model`, fitted on
# the training rows.
#
# `make_pipeline(first_step, last_step)` chains steps into one object. Its `fit` fits them one after the other, its `predict` sends
# new rows down the same way.


# %% model
def make_model():
    """Return a new, unfitted regression that scales its own input."""
    # BEGIN SOLUTION
    return make_pipeline(StandardScaler(), LinearRegression())
    # END SOLUTION


# BEGIN SOLUTION
model = make_model().fit(X_train, y_train)
for name, weight in zip(X.columns, model[-1].coef_):
    print(f"{name:12} {weight:8.2f}")
# END SOLUTION

# %% metrics-text [markdown]
# ### 3 · The verdict
#
# **Make** `y_pred`, what the model says about the rows in `X_test`, and `metrics`, a dictionary with three numbers for these rows:
#
# | key | what |
# |---|---|
# | `"mae"` | the model's mean absolute error |
# | `"r2"` | the model's R² |
# | `"baseline_mae"` | the mean absolute error of always guessing the mean of `y_train` |
#
# For the three flats it would be `{"mae": 30.0, "r2": 0.795, "baseline_mae": 66.67}`, if their mean were known from other flats.
#
# *What good looks like:* for California about 0.53 against a baseline of 0.91. *A pitfall:* `r2_score` takes the truth
# first. With the two swapped it gives another number and no warning. And the baseline may not peek: its mean comes from the rows
# the model learned from.

# %% predict-r2
# Before you run this: an R² of 0 is no better than always guessing the mean, 1 is perfect. What will your model reach on the
# test rows? Put your guess in place of the dots. It counts for nothing but your own eye for models.
prediction_r2 = ...  # a number from 0 to 1

# %% metrics
# BEGIN SOLUTION
y_pred = model.predict(X_test)
metrics = {
    "mae": mean_absolute_error(y_test, y_pred),
    "r2": r2_score(y_test, y_pred),
    "baseline_mae": mean_absolute_error(y_test, np.full(len(y_test), y_train.mean())),
}
print({name: round(float(value), 3) for name, value in metrics.items()})
# END SOLUTION

# %% predict-top-quarter
# Before you run this: take the quarter of the test rows with the largest true values. How will the model's answers lie there,
# on average? Put your guess in place of the dots, quotes included; your picture below will show it.
prediction_top_quarter = ...  # "too high", "too low" or "about right"

# %% view-text [markdown]
# ## View
#
# Draw one point for each test row: the true value along x, the predicted one along y. Add the diagonal: on it lie the points that a
# perfect model would get. Small, half transparent points (`s=8, alpha=0.3`) show where they crowd.
#
# Then look at where the cloud leaves the diagonal. Is there a range in which nearly all points lie on one side of it?

# %% view
# BEGIN SOLUTION fig
ends = [y.min(), y.max()]
fig, ax = plt.subplots(figsize=(6, 5))
ax.scatter(y_test, y_pred, s=8, alpha=0.3, label="test rows")
ax.plot(ends, ends, color="black", label="perfect")
ax.set(xlabel=f"true {target}", ylabel=f"predicted {target}", title=f"Test rows, R² = {metrics['r2']:.2f}")
ax.legend()
plt.show()

quarters = np.quantile(y_test, [0.25, 0.5, 0.75])
for quarter in range(4):
    rows = np.digitize(y_test, quarters) == quarter
    print(f"quarter {quarter + 1} of the true values: mean error {np.mean(y_pred[rows] - y_test[rows]):+.2f}")
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Put the MAE into the unit of the target (0.53 of 100,000 dollars is 53,000 dollars) and compare it with the baseline's.
#
# Where does the model err most, and what feature might help?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# My model errs most in the top quarter: nearly all expensive places lie below the diagonal, so it guesses too low there, and the
# cheap ones too high. A straight line through income cannot bend for the values that were cut off at the top. Its error is
# still far below that of always guessing the mean. Latitude and longitude enter only as two slopes, which says little
# about the coast, so the distance to the sea or to the next large city might help.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* scikit-learn's weights are no secret. They have a closed form, (AᵀA)⁻¹Aᵀy, where A is the table of features
# with a column of ones in front: the weight of that column is the constant. **Write** `closed_form(X, y)`: for an array X of shape
# (n, p) and targets y, shape (n,), it returns the p + 1 numbers that make the smallest squared error, shape (p + 1,): the constant first, then one
# weight for each column of X, in its order and its unit. `closed_form(np.array([[1.0], [2.0], [4.0]]), np.array([5.0, 7.0, 11.0]))` gives
# `[3.0, 2.0]`, since 3 + 2 · 4 = 11. For your own rows, `LinearRegression().fit(X_train, y_train)` keeps the same numbers in `intercept_` and
# `coef_`; `X_train.to_numpy()` makes an array of the table. *A pitfall:* an inverse loses digits where columns nearly repeat each
# other; `np.linalg.lstsq` solves the same task without one.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [getting started with
# scikit-learn](https://scikit-learn.org/stable/getting_started.html), [common
# pitfalls](https://scikit-learn.org/stable/common_pitfalls.html).
