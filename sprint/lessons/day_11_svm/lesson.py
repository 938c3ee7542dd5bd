# %% title [markdown]
# # Day 11 · SVM & margin intuition
#
# ## Goal
#
# Tonight you lay the widest possible street between two groups of points. Then you meet groups that no straight street
# can part, lift them into a third dimension where one can, and learn the trick that saves you the journey.
#
# By the end you can draw a decision boundary, and say what a kernel computes.

# %% why [markdown]
# **Why it matters.** Many lines can part two groups. Which one should you trust with the points of tomorrow? A **support
# vector machine** takes the one that stays as far from both groups as possible. It is a strong choice when there are few rows,
# and its kernel trick turns up all over machine learning.
#
# **A small example.** A linear machine computes `f(x) = w · x + b` and answers by the sign. Where `f` is 0 runs the boundary,
# the **hyperplane** (in the plane: a line). Where `f` is -1 and +1 run the two kerbs of the street, and the points on
# them are the **support vectors**: they alone hold the street in place. How wide is it? `f` has to rise by 2 from kerb to
# kerb, and it rises by the length of `w` for each step across:
#
# | w | length of w | width of the street |
# |---|---|---|
# | (0.6, 0.8) | 1 | 2 |
# | (1.2, 1.6) | 2 | 1 |
# | (0.3, 0.4) | 0.5 | 4 |
#
# A short `w` means a wide street. That is all a linear machine looks for: the shortest `w` that keeps the points on their
# sides. The setting `C` says how dear it is when a point stands on the street nevertheless.

# %% setup-text [markdown]
# ## Setup
#
# Two toys in the plane: two blobs, and two circles, one inside the other. The circles come in two parts, to learn from
# and to test on. `grid_around(X)` helps with the drawing later: it gives the corners of a fine grid around the points.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_blobs, make_circles
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

X_blobs, y_blobs = make_blobs(n_samples=80, centers=[[-2, -1], [2, 1]], cluster_std=0.9, random_state=11)
X_circles, y_circles = make_circles(n_samples=300, factor=0.4, noise=0.1, random_state=11)
X_train, X_test, y_train, y_test = train_test_split(X_circles, y_circles, test_size=100, random_state=11)


def grid_around(X, steps=200):
    """Return xx and yy, both (steps, steps), of a grid around some points (n, 2)."""
    (left, bottom), (right, top) = X.min(axis=0) - 0.5, X.max(axis=0) + 0.5
    return np.meshgrid(np.linspace(left, right, steps), np.linspace(bottom, top, steps))


print(f"blobs {X_blobs.shape}, circles {X_train.shape} and {X_test.shape}")

# %% linear-text [markdown]
# ## Model
#
# ### 1 · The widest street
#
# **Make** `svm_linear`: a support vector machine with a linear kernel (`SVC(kernel="linear")`), fitted on the blobs.
#
# **Write** `margin_width(model)`: it gets a fitted linear machine and returns the width of its street, a float. The machine
# keeps its `w` in `model.coef_`, an array of shape (1, number of features).
#
# *An example:* for a machine with `w` = (1.2, 1.6) it returns 1.0.


# %% linear
def margin_width(model):
    """Return the distance between the two kerbs of a fitted linear machine."""
    # BEGIN SOLUTION
    return float(2 / np.linalg.norm(model.coef_))
    # END SOLUTION


# BEGIN SOLUTION
svm_linear = SVC(kernel="linear", C=1.0).fit(X_blobs, y_blobs)
print(f"the street is {margin_width(svm_linear):.2f} wide, held by {len(svm_linear.support_vectors_)} support vectors")
# END SOLUTION

# %% lift-text [markdown]
# ### 2 · Lift the circles
#
# Take four points on a line: -2 and 2 belong to one group, -1 and 1 to the other. No single cut parts them. Now give each
# point a second coordinate, its square: 4, 4 and 1, 1. A cut at 2.5 does it. Nothing about the points has changed; they
# are only *looked at* in a space where a straight cut is enough.
#
# **Write** `lift(X)`: it gets points of shape (n, 2) and returns an array of shape (n, 3): both coordinates as they are, and
# the sum of their squares as the third column. `X` stays as it is.
#
# *An example:* `lift(np.array([[1.0, 2.0]]))` gives `[[1.0, 2.0, 5.0]]`.


# %% lift
def lift(X):
    """Return the points with the square of their distance from the origin as a third coordinate."""
    # BEGIN SOLUTION
    return np.column_stack([X, (X**2).sum(axis=1)])
    # END SOLUTION


# %% kernel-text [markdown]
# ### 3 · The trick: similarity instead of coordinates
#
# A machine never needs the coordinates of a point in the lifted space. All it ever computes there are products of two
# points, that is, how *alike* they are. So one can skip the journey and write down a likeness straight away: a **kernel**.
# The most used one, RBF, is 1 for a point and itself and fades with the distance:
#
# `k(a, b) = exp(-gamma · ‖a - b‖²)`
#
# With `gamma` = 1, two points at distance 1 have a likeness of 0.37, at distance 2 of 0.018. The space that belongs to this
# kernel has infinitely many dimensions; nobody could lift a point into it, and nobody has to.
#
# **Write** `rbf_kernel(A, B, gamma)`: for points `A` of shape (m, p) and `B` of shape (n, p) it returns an array of shape
# (m, n), with the likeness of `A[i]` and `B[j]` in row `i`, column `j`.
#
# *A pitfall:* the distance is squared. `np.linalg.norm` gives it without the square.


# %% kernel
def rbf_kernel(A, B, gamma):
    """Return the likeness of each point of A with each point of B, shape (m, n)."""
    # BEGIN SOLUTION
    differences = A[:, None, :] - B[None, :, :]
    return np.exp(-gamma * (differences**2).sum(axis=2))
    # END SOLUTION


# %% circles-text [markdown]
# ### 4 · Where no line helps
#
# **Make:** `linear_on_circles`, a linear machine, and `svm_rbf`, one with `kernel="rbf"`, both fitted on the *training* circles
# (`X_train`, `y_train`). Then `linear_acc` and `rbf_acc`, the share of the *test* circles that each gets right.
#
# *What good looks like:* one of them is close to flipping a coin, the other close to 1.
#
# *A pitfall:* with a huge `gamma` every training point becomes an island of its own. The machine knows all of them and
# nothing in between, so look at the test rows.

# %% circles
# BEGIN SOLUTION
linear_on_circles = SVC(kernel="linear").fit(X_train, y_train)
svm_rbf = SVC(kernel="rbf", gamma=1.0).fit(X_train, y_train)
linear_acc = linear_on_circles.score(X_test, y_test)
rbf_acc = svm_rbf.score(X_test, y_test)
print(f"linear {linear_acc:.2f}, RBF {rbf_acc:.2f}")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw the points of both toys with the boundary of their machine. For the blobs also the two kerbs, and a ring round each
# support vector. The recipe: make a grid (`xx, yy = grid_around(X)`), ask `decision_function` about all its corners
# (`np.column_stack([xx.ravel(), yy.ravel()])`), bring the answers back to the shape of `xx`, and draw the lines where
# they are -1, 0 and 1 with `contour(xx, yy, ..., levels=[-1, 0, 1])`.
#
# A third picture shows the trick itself: the lifted circles from the side, first coordinate against third.

# %% view
# BEGIN SOLUTION fig
fig, axes = plt.subplots(1, 3, figsize=(14, 4.2))
toys = [(svm_linear, X_blobs, y_blobs, "The widest street"), (svm_rbf, X_circles, y_circles, "RBF kernel")]
for ax, (machine, points, groups, title) in zip(axes, toys):
    xx, yy = grid_around(points)
    f = machine.decision_function(np.column_stack([xx.ravel(), yy.ravel()])).reshape(xx.shape)
    ax.contourf(xx, yy, f, levels=[-99, 0, 99], colors=["#dbe9f6", "#fde3d0"])
    ax.contour(xx, yy, f, levels=[-1, 0, 1], colors="k", linestyles=["--", "-", "--"])
    ax.scatter(*points.T, c=groups, cmap="coolwarm", s=18)
    ax.scatter(*machine.support_vectors_.T, s=90, facecolors="none", edgecolors="k")
    ax.set(xlabel="first coordinate", ylabel="second coordinate", title=title, aspect="equal")
lifted = lift(X_circles)
axes[2].scatter(lifted[:, 0], lifted[:, 2], c=y_circles, cmap="coolwarm", s=18)
axes[2].axhline(0.5, color="k")
axes[2].set(xlabel="first coordinate", ylabel="sum of the squares", title="The circles, lifted")
fig.tight_layout()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Why can no line separate the circles, and what does the RBF kernel add? Use the two accuracies.

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# A straight cut leaves both rings on both of its sides, because the inner ring lies wholly within the outer one: the linear
# machine is near a coin flip (linear_acc), whatever its direction. RBF compares each new point with the support vectors, by
# distance, and so the answer can change when one moves outwards in any direction. That is the same as a flat cut in
# a lifted space, and it brings rbf_acc close to 1.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* the kernel `(a · b + 1)²` is the plain product of two points after a lift into six dimensions.
# Multiply it out for two points of the plane to find that lift. Write it as `lift_poly(X)`: it gets points of shape (n, 2)
# and returns an array of shape (n, 6), so that for any points `A` and `B` the products `lift_poly(A) @ lift_poly(B).T` equal
# `(A @ B.T + 1) ** 2`. For (1, 2) and (3, 1), say, both give 36. The order of the six columns is yours; `X` stays as it is.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [support vector
# machines](https://scikit-learn.org/stable/modules/svm.html), and [what gamma and C
# do](https://scikit-learn.org/stable/auto_examples/svm/plot_rbf_parameters.html).
