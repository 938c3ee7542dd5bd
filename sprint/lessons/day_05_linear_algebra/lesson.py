# %% title [markdown]
# # Day 5 · Linear algebra lite
#
# ## Goal
#
# Tonight you multiply matrices, first by hand in three loops, then in one call, and measure what lies between the two. Then
# you use them for what they do best: to turn and stretch a drawing.
#
# By the end you can say from two shapes what comes out of a product, and see a movement when you look at four numbers.

# %% why [markdown]
# **Why it matters.** A layer of a neural network is a matrix product. So is a linear regression for a thousand rows, a photo
# turned by your phone, and a step of a search engine's ranking. Whoever can read shapes finds most of the bugs in such code
# without running it.
#
# **A small example.** Two customers order apples, pears and figs. Two shops have different prices.
#
# | orders | apples | pears | figs | | prices | shop X | shop Y |
# |---|---|---|---|---|---|---|---|
# | Ada | 2 | 1 | 0 | | apples | 1.0 | 1.2 |
# | Bo | 0 | 3 | 4 | | pears | 0.5 | 0.4 |
# | | | | | | figs | 2.0 | 1.5 |
#
# What does each pay in each shop? Ada in shop X: 2 · 1.0 + 1 · 0.5 + 0 · 2.0 = 2.5. All four answers:
#
# | pays | shop X | shop Y |
# |---|---|---|
# | Ada | 2.5 | 2.8 |
# | Bo | 9.5 | 7.2 |
#
# That is the whole rule. Each place of the result takes one **row** of the left table and one **column** of the right one,
# multiplies them pair by pair, and adds up. The shapes tell the rest: (2 customers, 3 fruits) times (3 fruits, 2 shops) gives
# (2 customers, 2 shops). The inner sizes have to be the same thing, and they vanish.

# %% setup-text [markdown]
# ## Setup
#
# `rng` makes random matrices, `HOUSE` is a drawing: seven points, one in each row, x and y. The last is the first again, so
# that a line through them closes.

# %% setup
import timeit

import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(5)
HOUSE = np.array([[0, 0], [2, 0], [2, 1.5], [1, 2.5], [0, 1.5], [0, 0.8], [0, 0]], dtype=float)

orders = np.array([[2, 1, 0], [0, 3, 4]])
prices = np.array([[1.0, 1.2], [0.5, 0.4], [2.0, 1.5]])
print("orders", orders.shape, "prices", prices.shape, "house", HOUSE.shape)

# %% loops-text [markdown]
# ## Model
#
# ### 1 · By hand, in loops
#
# **Write** `matmul_loops(A, B)`: it takes two matrices, arrays of shape (n, m) and (m, p), and returns their product, an array of
# shape (n, p). Use loops and plain multiplication and addition, and none of NumPy's products. `matmul_loops(orders, prices)`
# gives `[[2.5, 2.8], [9.5, 7.2]]`.
#
# If the inner sizes differ, there is no product. Then it **raises a `ValueError`**: `raise ValueError("…")`. In the same way
# NumPy refuses such a pair.
#
# *A pitfall:* try it on matrices that are not square. Many wrong products look right as long as n = m = p.


# %% loops
def matmul_loops(A, B):
    """Return the product of A (n, m) and B (m, p), an array of shape (n, p), by hand."""
    # BEGIN SOLUTION
    n, m = A.shape
    rows, p = B.shape
    if m != rows:
        raise ValueError(f"no product of shapes {A.shape} and {B.shape}: {m} is not {rows}")
    product = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                product[i, j] += A[i, k] * B[k, j]
    return product
    # END SOLUTION


# %% numpy-text [markdown]
# ### 2 · In one call
#
# **Write** `matmul_numpy(A, B)`: the same result through `np.dot` (or `A @ B`, which is the same for two matrices). Compare the
# two on a few random matrices: `np.allclose(…, …)` says whether they agree up to rounding.
#
# *What good looks like:* `True`, also for shapes such as (3, 5) and (5, 2), which no wrong order of the loops survives.


# %% numpy
def matmul_numpy(A, B):
    """Return the product of A (n, m) and B (m, p), an array of shape (n, p), through NumPy."""
    # BEGIN SOLUTION
    return np.dot(A, B)
    # END SOLUTION


# BEGIN SOLUTION
print(matmul_loops(orders, prices))
print("they agree:", np.allclose(matmul_loops(orders, prices), matmul_numpy(orders, prices)))
# END SOLUTION

# %% rotation-text [markdown]
# ### 3 · A matrix that turns
#
# A 2 × 2 matrix moves every point of the plane: the point (x, y), written as a column, goes to M times that column. Where the
# two unit arrows go tells everything: the **first column** of M is where (1, 0) lands, the **second column** where (0, 1) lands.
#
# | matrix | (1, 0) goes to | (0, 1) goes to | what it does |
# |---|---|---|---|
# | `[[2, 0], [0, 1]]` | (2, 0) | (0, 1) | stretches x |
# | `[[0, 1], [1, 0]]` | (0, 1) | (1, 0) | swaps x and y |
# | `[[1, 0], [0, -1]]` | (1, 0) | (0, −1) | turns upside down |
#
# **Write** `rotation_matrix(theta)`: the 2 × 2 array that turns the plane by `theta` radians, counterclockwise. (π radians are
# 180 degrees.) Where does (1, 0) land on the circle, where (0, 1)? `rotation_matrix(np.pi)` gives `[[-1, 0], [0, -1]]`, up to
# rounding.


# %% rotation
def rotation_matrix(theta):
    """Return the 2 × 2 array that turns the plane by theta radians, counterclockwise."""
    # BEGIN SOLUTION
    return np.array([[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]])
    # END SOLUTION


# %% transform-text [markdown]
# ### 4 · Move many points at once
#
# In a table of points each point is a **row**, as in `HOUSE`. The rule above wants each point as a **column**. Turning a table
# round, so that rows become columns, is called transposing: `points.T`.
#
# **Write** `transform(points, M)`: it takes points of shape (n, 2) and a 2 × 2 matrix, moves every point by M, and returns the
# moved points, again one in each row, shape (n, 2). For M = `[[2, 0], [1, 1]]` the point (1, 0) goes to (2, 1) and (0, 1) stays.
#
# *A pitfall:* a product in the wrong order runs without an error when there happen to be two points. Try three.


# %% transform
def transform(points, M):
    """Return the points (n, 2), each moved by the 2 × 2 matrix M."""
    # BEGIN SOLUTION
    return points @ M.T
    # END SOLUTION


# %% benchmark-text [markdown]
# ### 5 · What do the loops cost?
#
# **Make** `benchmarks`: a dictionary from n to the pair `(seconds with loops, seconds with NumPy)` for one product of two n × n
# matrices. Take three sizes or more, for example 2, 8, 32 and 64: at 100 the loops already need about half a second. An entry
# could look like `32: (0.014, 0.0000015)`.
#
# `timeit.repeat(call, number=10, repeat=5)` gives five times the seconds of ten calls, where `call` is a function without
# arguments such as `lambda: matmul_numpy(A, B)`. Take the smallest and divide it by ten: whatever else your computer does makes a
# run longer, never shorter.

# %% predict-lead
# Before you run this: how does NumPy's lead over the loops change as the matrices get larger? Put your guess in place of the
# dots, quotes included. It counts for nothing but your own eye for such things.
prediction_lead = ...  # "it grows", "it stays" or "it shrinks"

# %% predict-factor
# Before you run this: by what factor is NumPy faster at your largest size? Tens is less than 100, hundreds less than 1,000,
# thousands less than 10,000.
prediction_factor = ...  # "tens", "hundreds", "thousands" or "more"

# %% benchmark
# BEGIN SOLUTION benchmarks
benchmarks = {}
for n in (2, 8, 32, 64):
    A, B = rng.normal(size=(2, n, n))
    loops = min(timeit.repeat(lambda: matmul_loops(A, B), number=1, repeat=3))
    numpy = min(timeit.repeat(lambda: matmul_numpy(A, B), number=10, repeat=5)) / 10
    benchmarks[n] = (loops, numpy)
    print(f"n = {n:3}: loops {loops:.2e} s, NumPy {numpy:.2e} s, factor {loops / numpy:,.0f}")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# **Broadcasting** first: `HOUSE - np.array([1, 0])` subtracts one pair from each of the seven rows. The shapes (7, 2) and (2,)
# fit because NumPy compares them from the right and repeats what is missing or 1. No loop, no table of copies.
#
# **Draw** `HOUSE` as a line before and after a transformation of your choice, both in the same axes, together with the two unit
# arrows (1, 0) and (0, 1) before and after (`ax.quiver` or `ax.annotate`). Then turn the house about its own middle: move the
# middle to the origin, turn, move back. `ax.set_aspect("equal")` gives both axes one scale; without it a turned square looks
# like a diamond of rubber. A title says which movement is seen.
#
# *What good looks like:* a house that was turned has the size and the corners it had before. If it grew, leans, or turned the other
# way, look at the two arrows: they show the columns of the matrix.

# %% view
# BEGIN SOLUTION fig
turn = rotation_matrix(np.pi / 6)
shear = np.array([[1.0, 0.6], [0.0, 1.0]])
middle = HOUSE[:-1].mean(axis=0)
in_place = transform(HOUSE - middle, turn) + middle

fig, axes = plt.subplots(1, 3, figsize=(12, 4))
for ax, M, after, title in (
    (axes[0], turn, transform(HOUSE, turn), "Turned by 30° about the origin"),
    (axes[1], shear, transform(HOUSE, shear), "Sheared"),
    (axes[2], turn, in_place, "Turned by 30° about its middle"),
):
    ax.plot(HOUSE[:, 0], HOUSE[:, 1], color="grey", label="before")
    ax.plot(after[:, 0], after[:, 1], color="tab:blue", label="after")
    for arrows, color in ((np.eye(2), "grey"), (transform(np.eye(2), M), "tab:orange")):
        ax.quiver([0, 0], [0, 0], arrows[:, 0], arrows[:, 1], color=color, angles="xy", scale_units="xy", scale=1)
    ax.set(xlabel="x", ylabel="y", title=title, xlim=(-2.5, 4), ylim=(-1, 4))
    ax.set_aspect("equal")
    ax.legend()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Both functions do the same n³ multiplications. Look at your `benchmarks`:
#
# From which n does NumPy win, and why does its lead grow with n? Where did broadcasting help?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# On my machine NumPy wins from n = 2 on, by a factor of about ten there and of many thousands at 64. Every one of my loop steps is
# Python work: look up two numbers, make new objects, check types. NumPy pays that price once a call and then multiplies in
# compiled code, so the more work a call holds, the less the price matters. Doubling n made the loops about eight times slower,
# as n³ promises. Broadcasting helped when I moved the house to its middle: one subtraction for seven rows, no loop.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* start from any arrow, multiply it by a symmetric matrix again and again, and scale it to length 1 each
# time. It settles along an **eigenvector**, a direction that the matrix only makes longer or shorter, or turns round. **Write**
# `settle(A, start, steps)`: for a symmetric A (n, n) and an arrow (n,) it does `steps` such rounds and returns the pair
# `(value, arrow)`: the arrow after the last round, of length 1, and `arrow @ A @ arrow`, which settles at the **eigenvalue** that is
# largest in size, with its sign. For A = `[[2, 1], [1, 2]]` and the start (1, 0), one round gives about `(2.8, [0.894, 0.447])`;
# after fifty it is `(3.0, [0.707, 0.707])`. Compare with `np.linalg.eigh`.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [broadcasting in
# NumPy](https://numpy.org/doc/stable/user/basics.broadcasting.html), [its linear
# algebra](https://numpy.org/doc/stable/reference/routines.linalg.html).
