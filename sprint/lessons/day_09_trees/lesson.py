# %% title [markdown]
# # Day 9 · Tree-based methods
#
# ## Goal
#
# Tonight you grow a decision tree that you can read like a list of questions, and a forest of a hundred trees that
# nobody can read but that guesses better. You will also watch a tree learn its passengers by heart.
#
# By the end you can say how deep a tree should be, and how you know.

# %% why [markdown]
# **Why it matters.** Much of the data in the world is a table with mixed columns: ages, prices, classes, yes or no.
# Trees need no scaling, do not mind odd distributions and find "if this, then that" for themselves. Forests and, tomorrow,
# boosting are what people try first on such tables.
#
# **A small example.** Ten passengers, four of them survived. How mixed is the group? The **Gini impurity** is
# `1 - 0.4² - 0.6² = 0.48`; it is 0 for a group where all share one fate, and 0.5 at most with two fates. A tree tries
# every question it can ask and keeps the one that leaves the purest groups:
#
# | question | yes | no | impurity left, weighted by size |
# |---|---|---|---|
# | a woman? | 4 people, 3 survived: 0.375 | 6 people, 1 survived: 0.278 | 0.317 |
# | younger than 10? | 2 people, 1 survived: 0.5 | 8 people, 3 survived: 0.469 | 0.475 |
#
# The first question wins. Then each of the two groups gets a question of its own, and so on. How often this is repeated
# is the **depth** of the tree.

# %% setup-text [markdown]
# ## Setup
#
# The passengers of the Titanic, one row each. The answer is in `survived`: 1 for yes. Some columns have short names:
# `sibsp` counts sisters, brothers and spouses on board, `parch` parents and children, `who` is man, woman or child, `alone`
# says whether somebody travelled without family, and `embarked` is the port.

# %% setup
import shutil
import subprocess
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.tree import DecisionTreeClassifier, export_graphviz, plot_tree

from sprint.datasets import load_titanic

passengers = load_titanic()
print(f"{len(passengers)} passengers, {passengers['survived'].mean():.1%} survived")
passengers.head()

# %% features-text [markdown]
# ## Model
#
# ### 1 · Columns a tree may ask about
#
# A tree asks "is this number at most …?", so text has to become numbers first: `sex` turns into 0 and 1, for example.
# A missing age can stay missing, since scikit-learn's trees send such rows to the side where they fit best.
#
# One trap is set in this table. Some columns were written down *after* the ship had sunk and tell you the answer. A
# model that may look at them is right nearly every time and of no use to anybody. Have a look at every column before
# you take it.
#
# **Write** `make_features(df)`: it gets passengers and returns a new table of numbers, one row for each passenger in the
# same order, from columns that were known before the journey. `df` itself stays as it is. Then **make** `X` (the
# features of all passengers) and `y` (whether they survived, 0 or 1).
#
# *An example:* for a frame whose `sex` is `male, female, female`, a column `female` holds `0, 1, 1`.


# %% features
def make_features(df):
    """Return a table of numbers a tree may ask about, one row for each passenger."""
    # BEGIN SOLUTION
    features = df[["pclass", "age", "sibsp", "parch", "fare"]].copy()
    features["female"] = (df["sex"] == "female").astype(int)
    return features
    # END SOLUTION


# BEGIN SOLUTION
X = make_features(passengers)
y = passengers["survived"]
# END SOLUTION

# %% split-text [markdown]
# ### 2 · A tree and a forest
#
# Keep about a quarter of the passengers back, as on day 8. Then grow two models on the rest:
#
# - `tree`, a `DecisionTreeClassifier` that is small enough to draw: three questions deep;
# - `forest`, a `RandomForestClassifier`. Each of its trees sees a random draw of the passengers and, at each question, a
#   random choice of the columns. Every single one is a poor judge; their average is a good one, because they err in
#   different places.
#
# **Make:** `X_train`, `X_test`, `y_train`, `y_test`, `tree` and `forest`, both fitted on the training rows.
#
# *What good looks like:* `score` on the test rows lies around 0.8 for both. If you see 0.98, a column gives the answer
# away.

# %% split
# BEGIN SOLUTION
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=1)
tree = DecisionTreeClassifier(max_depth=3, random_state=1).fit(X_train, y_train)
forest = RandomForestClassifier(n_estimators=100, random_state=1).fit(X_train, y_train)
print(f"tree {tree.score(X_test, y_test):.3f}, forest {forest.score(X_test, y_test):.3f}")
# END SOLUTION

# %% depth-text [markdown]
# ### 3 · How deep?
#
# Each further level splits the groups again, until a leaf holds a single passenger and the tree is right about everybody
# it has seen. To find the depth that serves *other* people, ask rows that were not used for growing. **Cross-validation**
# does it five times over: grow on four fifths of the training rows, score on the last fifth, change places, average.
# The test rows stay out of this; they are for the very end.
#
# **Make** `depth_curve`, a data frame with the columns `max_depth`, `train_acc` and `cv_acc`: one row for each depth, at
# least six depths from 1 or 2 up to 12 or more. `train_acc` is the accuracy on the rows the tree was grown on, `cv_acc`
# the mean accuracy of a cross-validation. Only `max_depth` changes from row to row.
#
# *What good looks like:* `train_acc` climbs and climbs. `cv_acc` does not.
#
# *A pitfall:* `cross_val_score` wants the model **un**fitted and fits it itself. A score of a fitted tree on its own rows
# is `train_acc`, whatever you call it.

# %% predict-best-depth
# Before you run this: at which depth will a tree do best with passengers it has not seen? Put your guess in place of the dots.
# It counts for nothing but your own eye for models.
prediction_best_depth = ...  # a whole number, at least 1

# %% predict-grown-on
# Before you run this: how many out of 100 passengers that it was grown on will your deepest tree get right?
prediction_grown_on = ...  # a number from 0 to 100

# %% depth
# BEGIN SOLUTION depth_curve
rows = []
for max_depth in range(1, 16):
    candidate = DecisionTreeClassifier(max_depth=max_depth, random_state=1)
    cv_acc = cross_val_score(candidate, X_train, y_train, cv=5).mean()
    train_acc = candidate.fit(X_train, y_train).score(X_train, y_train)
    rows.append({"max_depth": max_depth, "train_acc": train_acc, "cv_acc": cv_acc})
depth_curve = pd.DataFrame(rows)
best = depth_curve.loc[depth_curve["cv_acc"].idxmax()]
print(f"cross-validated accuracy is highest at depth {best['max_depth']:.0f}: {best['cv_acc']:.3f}")
# END SOLUTION

# %% importances-text [markdown]
# ### 4 · What the forest looks at
#
# Each question lowers the impurity a little. Added up by column over all trees, and divided so that the sum is 1, that
# gives the **importances**. A forest keeps them in `feature_importances_`, without names, in the order of the columns it
# was fitted on.
#
# **Make** `importances`: a pandas Series with the forest's importances as values and the names of the columns as index.
#
# *A pitfall:* sort the Series, not the values alone, or each number ends up under a stranger's name. And read them with
# care: a column with many different values, such as a fare, offers many questions and looks more important than it is.

# %% importances
# BEGIN SOLUTION
importances = pd.Series(forest.feature_importances_, index=X_train.columns).sort_values(ascending=False)
print(importances.round(3))
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw two things: the small tree (`plot_tree(tree, feature_names=..., class_names=..., filled=True)`) and a bar chart of
# `importances`, the largest first. A third picture helps with the Analysis: both accuracies over the depth.
#
# `plot_tree` needs no other program. Graphviz lays trees out more nicely: `export_graphviz(tree, out_file="tree.dot", ...)`
# writes the tree as text in the DOT language, and if the program `dot` is installed, `dot -Tpng tree.dot -o tree.png`
# makes a picture of it.

# %% view
# BEGIN SOLUTION fig
names = list(X_train.columns)
fates = ["died", "survived"]
plt.figure(figsize=(14, 6))
plot_tree(tree, feature_names=names, class_names=fates, filled=True, impurity=False, fontsize=8)
plt.title("At most three questions for each passenger")
plt.show()

fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
left.barh(importances.index, importances.to_numpy())
left.invert_yaxis()
left.set(xlabel="importance", title="What the forest looks at")
right.plot(depth_curve["max_depth"], depth_curve["train_acc"], marker="o", label="rows it was grown on")
right.plot(depth_curve["max_depth"], depth_curve["cv_acc"], marker="o", label="cross-validated")
right.set(xlabel="max_depth", ylabel="accuracy", title="Depth against accuracy")
right.legend()
fig.tight_layout()
plt.show()

export_graphviz(tree, out_file="tree.dot", feature_names=names, class_names=fates, filled=True)
if shutil.which("dot"):
    subprocess.run(["dot", "-Tpng", "tree.dot", "-o", "tree.png"], check=True)
    print("Graphviz drew tree.png")
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# At which depth does the cross-validated score stop improving? What does the training score do there?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# The score on unseen folds is best with a handful of questions, three to six levels, at about 0.8, and then it slowly
# falls. The accuracy on the grown rows climbs on without an end in sight, to more than 0.9 with fifteen levels: from there
# on the tree remembers single people. The forest puts female, fare and age first, although I would trust the sex most,
# because the fare has so many values to cut between.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* how important does a forest find a column that knows nothing? Copy `X_train` and `X_test` and give
# each copy one more column, `noise`: a random number for each row, such as `np.random.default_rng(9).random(<rows>)`. Call
# the copies `X_train_noise` and `X_test_noise`, and fit a new forest on the first, `forest_noise`. Then two numbers about the
# column `noise`: `noise_impurity` is what `forest_noise.feature_importances_` says of it. `noise_permutation` is how much of
# the accuracy on the *test* rows gets lost, on average, when that one column is shuffled among them;
# `permutation_importance` of `sklearn.inspection` does it for each column, again and again (`n_repeats=20`), and keeps the
# averages as `importances_mean`. Which of the two do you believe?

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [decision
# trees](https://scikit-learn.org/stable/modules/tree.html) and
# [forests](https://scikit-learn.org/stable/modules/ensemble.html#random-forests-and-other-randomized-tree-ensembles).
