# %% title [markdown]
# # Day 15 · Neural net foundations
#
# ## Goal
#
# Tonight you build a neural network out of nothing but NumPy: three layers of weights, a forward pass that turns
# points into probabilities, and a backward pass that says for each single weight which way to push it. By the end your
# network draws a border that no straight line can, and you can tell whether a gradient is right.

# %% why [markdown]
# **Why it matters.** Everything from image search to language models is trained with the four steps you write tonight:
# forward, loss, backward, a small step downhill. A library does them for you from tomorrow on; whoever has written
# them once can tell why a training run does not move.
#
# **The whole idea with a single weight.** One neuron, one input, no bias: it answers `p = sigmoid(w * x)`. Let `x = 2`,
# `w = 0.5`, and the truth be `y = 1`.
#
# | step | formula | value |
# |---|---|---|
# | forward | `z = w * x`, then `p = 1 / (1 + exp(-z))` | z = 1, p = 0.731 |
# | loss | `-log(p)`, since the truth is 1 | 0.313 |
# | backward | dloss/dz is `p - y`, and z changes by `x` for each unit of w | (0.731 − 1) · 2 = −0.538 |
# | step | `w - 0.1 * gradient` | 0.5 + 0.0538 = 0.554 |
#
# **Is −0.538 right?** Nudge w up and down by a little `h` and watch the loss: with h = 0.001, (loss at 0.501 − loss at
# 0.499) / 0.002 = −0.538. Such a *gradient check* finds mistakes that training hides: with a wrong gradient a network
# often learns all the same, only worse.

# %% setup-text [markdown]
# ## Setup
#
# Two half moons, 600 points, each class one moon. A straight line gets about 87 % of them right. Also four points for
# XOR, the smallest problem that no line can solve: the answer is 1 where exactly one of the two inputs is 1.
# `ACTIVATIONS` has two bends for the hidden layers, each with its slope, written in terms of its *output* `a`.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_moons

SIZES = [2, 16, 16, 1]  # 2 inputs, two hidden layers of 16 neurons, 1 probability: three layers of weights
DEEP = [2, 16, 16, 16, 16, 16, 16, 16, 1]  # for the end of the evening: eight layers of weights


def sigmoid(z):
    """Squeeze any number into the range from 0 to 1."""
    return 1 / (1 + np.exp(-z))


ACTIVATIONS = {
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "sigmoid": (sigmoid, lambda a: a * (1 - a)),
}

X, y = make_moons(600, noise=0.15, random_state=15)
X_train, y_train, X_test, y_test = X[:400], y[:400], X[400:], y[400:]
X_xor, y_xor = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
rng = np.random.default_rng(15)
print(X_train.shape, y_train.shape, "labels:", np.unique(y_train))

# %% init-text [markdown]
# ## Model
#
# ### 1 · Weights to start from
#
# A layer with `n_in` inputs and `n_out` neurons has a matrix `W` of shape `(n_in, n_out)` and a bias `b` of shape
# `(n_out,)`. It computes `X @ W + b`, one row for each point.
#
# **Write** `init_params(sizes, rng)`: a list of pairs `(W, b)`, one for each layer. The weights are random, drawn from `rng`;
# the biases may start at 0. So `init_params([2, 3, 1], rng)` has two pairs, with shapes (2, 3), (3,) and (3, 1), (1,).
#
# *A pitfall:* weights that start equal get equal gradients and stay equal: all neurons of the layer are copies. And a
# sum of many numbers is large: divide random numbers of spread 1 by `np.sqrt(n_in)`, and it stays around 1 however
# wide the layer is.

# %% init
def init_params(sizes, rng):
    """Return the random start of a network: a list of (W, b), one pair for each layer."""
    # BEGIN SOLUTION
    params = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        params.append((rng.normal(size=(n_in, n_out)) / np.sqrt(n_in), np.zeros(n_out)))
    return params
    # END SOLUTION

# %% forward-text [markdown]
# ### 2 · Forward: from points to probabilities
#
# Each hidden layer bends its sums with an activation, `tanh` unless told otherwise. The last layer has a single neuron
# and squeezes its sum with `sigmoid` into a probability of class 1.
#
# **Write** `forward(params, X, hidden="tanh")`. It returns two things: `y_hat`, the probabilities, shape `(n,)`, and
# `cache`, whatever your `backward` will want to know later. It will want what went into each layer, so keep that.
# `ACTIVATIONS[hidden]` is the pair (bend, slope). It has to work for any number of layers. *Example:* with all weights
# and biases 0 every probability is 0.5.
#
# *A pitfall:* without a bend between them, two layers are one: `X @ W1 @ W2` is `X @ (W1 @ W2)`, a straight line again.

# %% forward
def forward(params, X, hidden="tanh"):
    """Return the probability of class 1 for each row of X, and what backward needs to know."""
    # BEGIN SOLUTION
    bend, _ = ACTIVATIONS[hidden]
    inputs = [X]  # what goes into each layer
    for W, b in params[:-1]:
        inputs.append(bend(inputs[-1] @ W + b))
    W, b = params[-1]
    y_hat = sigmoid(inputs[-1] @ W + b)[:, 0]
    return y_hat, (hidden, inputs, y_hat)
    # END SOLUTION

# %% loss-text [markdown]
# ### 3 · Loss: how wrong is that?
#
# The loss of one point is `-log(probability given to the truth)`: `y_hat` where the truth is 1, `1 - y_hat` where it is
# 0. A sure and right answer costs nothing, a sure and wrong one a lot.
#
# **Write** `loss(y_hat, y)`: the *mean* over the points, one number. *Example:* probabilities 0.9 and 0.2 for the
# truths 1 and 1 cost 0.105 and 1.609, so the loss is 0.857. Saying 0.5 to everything costs log 2 = 0.693: remember
# this number, an untrained network starts not far from it.
#
# *A pitfall:* `0 * log(0)` is `nan`, and one nan spoils the mean. `np.clip(y_hat, 1e-12, 1 - 1e-12)` keeps clear of it.

# %% loss
def loss(y_hat, y):
    """Return the mean cross-entropy of probabilities y_hat, shape (n,), for the truths y, shape (n,)."""
    # BEGIN SOLUTION
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    # END SOLUTION

# %% backward-text [markdown]
# ### 4 · Backward: which way to push each weight
#
# The chain rule, from the last layer to the first. Let `delta` be the slope of the loss in a layer's sums
# `z = a_in @ W + b`, one row for each point.
#
# 1. In the last layer `delta = (y_hat - y) / n`, as a column of shape `(n, 1)`. That short formula is why sigmoid and
#    this loss go together, and the division by n comes from the mean.
# 2. In every layer, `dW` collects what came in times delta, added up over the points: shape `(n_in, n_out)` like `W`.
#    And `db` is delta added up over the points: shape `(n_out,)` like `b`.
# 3. One layer down, `delta` goes back through the same weights (now from outputs to inputs, so the matrix is turned
#    round) and is multiplied by the slope of the bend there.
#
# **Write** `backward(params, cache, y)`: a list of pairs `(dW, db)` in the order of `params`, the slopes of the loss.
#
# *What good looks like:* the cell below compares each tensor with numbers. Right gradients show errors around 1e-9. If
# one shows 0.3, look there, at the last layer first: a mistake there spoils all layers before it.

# %% backward
def backward(params, cache, y):
    """Return the slopes of the loss in every W and b: a list of (dW, db), first layer first."""
    # BEGIN SOLUTION
    hidden, inputs, y_hat = cache
    _, slope = ACTIVATIONS[hidden]
    delta = ((y_hat - y) / len(y))[:, None]
    grads = []
    for layer in reversed(range(len(params))):
        W, _ = params[layer]
        grads.insert(0, (inputs[layer].T @ delta, delta.sum(axis=0)))
        if layer > 0:
            delta = (delta @ W.T) * slope(inputs[layer])
    return grads
    # END SOLUTION


def gradient_check(params, X, y, h=1e-5):
    """Print for each tensor how far backward is from the slopes that nudging gives (0 is perfect, 1 is hopeless)."""
    _, cache = forward(params, X)
    for layer, grads in reversed(list(enumerate(backward(params, cache, y)))):
        for name, values, grad in zip(("W", "b"), params[layer], grads):
            slopes = np.zeros_like(values)
            for place in np.ndindex(values.shape):
                before = values[place]
                values[place] = before + h
                up = loss(forward(params, X)[0], y)
                values[place] = before - h
                down = loss(forward(params, X)[0], y)
                values[place] = before
                slopes[place] = (up - down) / (2 * h)
            error = np.abs(grad - slopes).max() / max(np.abs(slopes).max(), 1e-8)
            print(f"layer {layer + 1}, d{name}: relative error {error:.0e}")

# %% gradient-check
# BEGIN SOLUTION
gradient_check(init_params([2, 5, 4, 1], rng), X_train[:7], y_train[:7])
# END SOLUTION

# %% train-text [markdown]
# ### 5 · Train: many small steps downhill
#
# One *epoch*, with all points: forward, note the loss, backward, subtract `lr` times its slope from each `W` and `b`.
#
# **Write** `train(params, X, y, epochs, lr)`: it returns the trained `params` and `losses`, a list with one loss for
# each epoch. Try it on XOR first: with `init_params([2, 8, 8, 1], rng)`, 1500 epochs and lr 1, the four probabilities
# end near 0, 1, 1, 0. Then **make** `params, losses` for the moons with `SIZES`, and `test_accuracy`, the share of
# right answers on `X_test` (an answer is 1 where the probability is above one half).
#
# *What good looks like:* with lr 0.3 and 1500 epochs the loss starts somewhere between 0.5 and 1, ends below 0.1, and
# the accuracy is around 0.99. It takes about a second.
#
# *A pitfall:* a loss that stays at 0.693 means that nothing is learned: weights that are all equal, or steps far too
# small. One that jumps about means steps too large.

# %% train
def train(params, X, y, epochs, lr):
    """Return the parameters after so many epochs of gradient descent, and the loss of each epoch."""
    # BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        y_hat, cache = forward(params, X)
        losses.append(loss(y_hat, y))
        grads = backward(params, cache, y)
        params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]
    return params, losses
    # END SOLUTION

# %% moons
# BEGIN SOLUTION params, losses, test_accuracy
params_xor, _ = train(init_params([2, 8, 8, 1], rng), X_xor, y_xor, epochs=1500, lr=1.0)
print("XOR:", forward(params_xor, X_xor)[0].round(3))

params, losses = train(init_params(SIZES, rng), X_train, y_train, epochs=1500, lr=0.3)
test_accuracy = np.mean((forward(params, X_test)[0] > 0.5) == y_test)
print(f"moons: loss from {losses[0]:.3f} to {losses[-1]:.3f}, accuracy on the test points {test_accuracy:.3f}")
# END SOLUTION

# %% vanish-text [markdown]
# ### 6 · Gradients that vanish
#
# On its way back, delta is multiplied by the slope of the bend in each layer. The slope of tanh is 1 at its steepest, that
# of the sigmoid only 0.25. Now take a network of eight layers, untrained, and look at what arrives in the first one.
#
# **Make** a dictionary `grad_norms`, keys `"tanh"` and `"sigmoid"`: for each a list of `np.linalg.norm(dW)`, first layer first.
# Use one `init_params(DEEP, rng)` for both, all of `X_train`, and your functions, as `forward(params, X, "sigmoid")`.
#
# *What good looks like:* one list hardly changes from first to last, the other spans a few powers of ten.

# %% vanish
# BEGIN SOLUTION grad_norms
deep = init_params(DEEP, rng)
grad_norms = {}
for hidden in ("tanh", "sigmoid"):
    _, cache = forward(deep, X_train, hidden)
    grad_norms[hidden] = [float(np.linalg.norm(dW)) for dW, db in backward(deep, cache, y_train)]
    print(f"{hidden:>8}:", " ".join(f"{norm:.1e}" for norm in grad_norms[hidden]))
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw two pictures side by side: `losses` over the epochs, and the border the network found. For the border, ask
# `forward` on a grid of points (`np.meshgrid`), and colour the plane with `contourf` under a scatter of `X_train`.

# %% view
# BEGIN SOLUTION fig
fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
left.plot(losses)
left.set(xlabel="epoch", ylabel="loss", title="Training")
across, up = np.meshgrid(np.linspace(-1.7, 2.7, 150), np.linspace(-1.3, 1.8, 150))
chance = forward(params, np.column_stack([across.ravel(), up.ravel()]))[0].reshape(across.shape)
right.contourf(across, up, chance, levels=11, cmap="RdBu", alpha=0.6)
right.contour(across, up, chance, levels=[0.5], colors="black")
right.scatter(X_train[:, 0], X_train[:, 1], c=y_train, cmap="RdBu", s=12, edgecolors="black", linewidths=0.3)
right.set(xlabel="first coordinate", ylabel="second coordinate", title=f"Moons, {test_accuracy:.1%} of the test points")
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# What happens to `grad_norms` in the first layer with sigmoids, and what does that mean for a deeper network?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# With tanh all eight numbers stay between 0.05 and 0.3. With the sigmoid the last layer has a slope of about 0.1
# and the first one around 0.000005, because each layer on the way back multiplies by at most 0.25. Steps are
# proportional to these numbers, so the first layers stand still while the last one learns, and every further layer
# makes that worse. I would take another bend, or start from weights that make up for the loss.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It compares every gradient of made-up networks with numbers. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* momentum. A ball that rolls downhill keeps most of its speed. **Write**
# `train_momentum(params, X, y, epochs, lr, momentum=0.9)`: like `train`, with all points in each step, but every `W`
# and every `b` has a speed `v`, which starts at 0. In each epoch `v` becomes `momentum * v + slope`, then the weights
# move by `lr * v`, downhill. It returns what `train` returns. *Example:* where the slope is always 1, the speeds are
# 1, 1.9, 2.71. How many epochs does it need for a loss of 0.1 on the moons, and how many does your `train`?

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Tomorrow the same network meets PyTorch. Read on:
# [neural networks in scikit-learn](https://scikit-learn.org/stable/modules/neural_networks_supervised.html).
