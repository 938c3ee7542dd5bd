# %% title [markdown]
# # Day 16 · Intro to PyTorch (or TF/Keras)
#
# ## Goal
#
# Tonight you build yesterday's network a second time, in PyTorch. You copy the NumPy weights into it, see the same
# probabilities come out, and see one training step move both networks in the same way. From then on you can trust the
# library, because you know what it does for you.
#
# By the end you can say what automatic differentiation saves, and what a framework costs when the network is tiny.

# %% why [markdown]
# **Why it matters.** Yesterday every layer you added also needed its backward pass, and one wrong axis went unseen. A
# framework writes the backward pass for you, runs the same code on a graphics card, and has the layers everybody uses
# ready. The rest of this week builds on it.
#
# **Yesterday's single weight, by autograd.** `p = sigmoid(w * x)` with x = 2, w = 0.5 and the truth 1 had a loss of 0.313 and a
# slope of −0.538. The next cell computes both again. `requires_grad=True` asks PyTorch to keep a record of what is done with
# `w`; `backward()` walks that record from the end to the start and leaves the slope in `w.grad`. Nobody wrote a derivative.

# %% autograd
import time

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import make_moons
from torch import nn

w = torch.tensor(0.5, requires_grad=True)
one_loss = -torch.log(torch.sigmoid(w * 2.0))
one_loss.backward()
print(f"loss {one_loss.item():.3f}, slope {w.grad.item():.3f}")

# %% setup-text [markdown]
# ## Setup
#
# Yesterday's half moons and yesterday's network, complete, so that today stands alone: `init_params`, `forward` and
# `train` in NumPy. If you like yours better, put it in their place; the shapes are the same, `W` has `(n_in, n_out)`.
#
# PyTorch computes with *tensors*, its own arrays. They hold 32-bit numbers unless told otherwise, so the last digits
# will differ from NumPy's 64-bit ones.

# %% setup
SIZES = [2, 16, 16, 1]
EPOCHS, LR = 800, 0.5

X, y = make_moons(600, noise=0.15, random_state=15)
X_train, y_train, X_test, y_test = X[:400], y[:400], X[400:], y[400:]
X_train_t, X_test_t = (torch.tensor(part, dtype=torch.float32) for part in (X_train, X_test))
y_train_t = torch.tensor(y_train, dtype=torch.float32)


def init_params(sizes, rng):
    """Return the random start of a network: a list of (W, b), one pair for each layer."""
    return [
        (rng.normal(size=(n_in, n_out)) / np.sqrt(n_in), np.zeros(n_out)) for n_in, n_out in zip(sizes[:-1], sizes[1:])
    ]


def forward(params, X):
    """Return the probability of class 1 for each row, and what went into each layer: tanh, and a sigmoid at the end."""
    inputs = [X]
    for W, b in params[:-1]:
        inputs.append(np.tanh(inputs[-1] @ W + b))
    W, b = params[-1]
    return 1 / (1 + np.exp(-(inputs[-1] @ W + b)[:, 0])), inputs


def train(params, X, y, epochs, lr):
    """Return the parameters after so many epochs of gradient descent, and the loss of each epoch."""
    losses = []
    for _ in range(epochs):
        y_hat, inputs = forward(params, X)
        losses.append(-np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)))
        delta, grads = ((y_hat - y) / len(y))[:, None], []
        for layer in reversed(range(len(params))):
            grads.insert(0, (inputs[layer].T @ delta, delta.sum(axis=0)))
            delta = (delta @ params[layer][0].T) * (1 - inputs[layer] ** 2)
        params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]
    return params, losses


start = init_params(SIZES, np.random.default_rng(16))
torch.set_num_threads(1)  # a network this small is quickest on one core
print("NumPy:", X_train.dtype, " PyTorch:", X_train_t.dtype, " first weights:", start[0][0].shape)

# %% module-text [markdown]
# ## Model
#
# ### 1 · The network as a module
#
# In PyTorch a network is a class. `__init__` makes the layers, `forward` says how rows pass through them, and calling
# the object, `net(X)`, runs `forward`. A layer is `nn.Linear(n_in, n_out)`: it holds a matrix and a bias and computes what
# `X @ W + b` computed yesterday.
#
# **Write** `class TorchMLP(nn.Module)`: `TorchMLP(sizes)` makes the layers for a list of sizes, as `init_params` does;
# called with a tensor of shape `(n, sizes[0])` it gives the probabilities of class 1, shape `(n,)`. Same bends as in the NumPy
# network: tanh after each hidden layer, a sigmoid at the end. So `TorchMLP([2, 3, 1])(torch.zeros(5, 2))` has 5
# probabilities.
#
# *A pitfall:* PyTorch finds a module's weights only if it knows of the layers. A plain Python list hides them;
# `nn.ModuleList` or `nn.Sequential` shows them. And `super().__init__()` comes first in `__init__`.


# %% module
class TorchMLP(nn.Module):
    """The network of day 15: tanh in the hidden layers, one probability at the end."""

    # BEGIN SOLUTION
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in zip(sizes[:-1], sizes[1:]))

    def forward(self, X):
        for layer in self.layers[:-1]:
            X = torch.tanh(layer(X))
        return torch.sigmoid(self.layers[-1](X))[:, 0]

    # END SOLUTION


# %% load-text [markdown]
# ### 2 · The same weights, the same answers
#
# **Write** `load_numpy_params(net, params)`: it copies a list of NumPy pairs `(W, b)` into the layers of `net`, in their order.
#
# Two things to know. `nn.Linear(3, 5)` keeps its matrix in `.weight` with shape (5, 3), one row for each *output*; yesterday's
# `W` is (3, 5). And copying is not something to take slopes of: do it under `with torch.no_grad():`, for example with
# `layer.bias.copy_(torch.from_numpy(b))`.
#
# *What good looks like:* for `start`, both networks give the same probabilities, up to about 0.0000001. Look at it:
# `np.abs(...).max()` of the difference. (`tensor.detach().numpy()` makes an array of a tensor.)
#
# *A pitfall:* a layer with as many inputs as outputs takes `W` either way round without an error, and gives wrong answers.


# %% load
def load_numpy_params(net, params):
    """Copy NumPy weights, a list of (W, b), into a TorchMLP of the same sizes."""
    # BEGIN SOLUTION
    with torch.no_grad():
        for layer, (W, b) in zip(net.layers, params):
            layer.weight.copy_(torch.from_numpy(W.T))
            layer.bias.copy_(torch.from_numpy(b))
    # END SOLUTION


# %% same
# BEGIN SOLUTION
net = TorchMLP(SIZES)
load_numpy_params(net, start)
print("largest difference:", np.abs(net(X_test_t).detach().numpy() - forward(start, X_test)[0]).max())
# END SOLUTION

# %% train-text [markdown]
# ### 3 · The same step
#
# A step of training in PyTorch has four lines: forget the old slopes, forward and loss, backward, step. An *optimizer*
# such as `torch.optim.SGD(net.parameters(), lr=lr)` does the first and the last: `zero_grad()` and `step()`.
#
# **Write** `train_torch(net, X, y, epochs, lr)`: plain gradient descent on the tensors `X`, shape `(n, p)`, and `y`, shape `(n,)`, all
# rows in every step. The loss is yesterday's, `nn.functional.binary_cross_entropy(probabilities, y)`. It changes `net` and returns
# the list of losses, one number for each epoch, as they were before the step.
#
# *What good looks like:* from the same weights, a step of `train_torch` and one of `train` lead to the same network.
#
# *A pitfall:* slopes *add up* in `.grad` until somebody clears them. The first step is right even so, and the second one
# is not.


# %% train
def train_torch(net, X, y, epochs, lr):
    """Train a network by gradient descent on all rows; return the loss of each epoch."""
    # BEGIN SOLUTION
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy(net(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
    # END SOLUTION


# %% compare-text [markdown]
# ### 4 · Side by side
#
# Train both networks from `start`, with the same `EPOCHS` and `LR`, and time each with `time.perf_counter()`.
#
# **Make:** `params_numpy, losses_numpy` from `train`; the trained `net` and its `losses_torch`; and `compare`, a dictionary with
# `"numpy_s"` and `"torch_s"`, the seconds each training took, and `"numpy_acc"` and `"torch_acc"`, the shares of right
# answers on the test points.
#
# *What good looks like:* the two accuracies are the same or differ by a point or two of the 200. Do not expect PyTorch to be faster here.

# %% compare
# BEGIN SOLUTION params_numpy, losses_numpy, losses_torch, compare
began = time.perf_counter()
params_numpy, losses_numpy = train(start, X_train, y_train, EPOCHS, LR)
numpy_s = time.perf_counter() - began

began = time.perf_counter()
losses_torch = train_torch(net, X_train_t, y_train_t, EPOCHS, LR)
torch_s = time.perf_counter() - began

with torch.no_grad():
    torch_answers = net(X_test_t).numpy() > 0.5
compare = {
    "numpy_s": numpy_s,
    "torch_s": torch_s,
    "numpy_acc": float(np.mean((forward(params_numpy, X_test)[0] > 0.5) == y_test)),
    "torch_acc": float(np.mean(torch_answers == y_test)),
}
print({name: round(value, 3) for name, value in compare.items()})
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Show both networks side by side: the two loss curves in one picture (make one of them thick and pale, or the second
# will hide it), and the seconds as bars in another, with the accuracies in the labels.

# %% view
# BEGIN SOLUTION fig
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
left.plot(losses_numpy, linewidth=6, alpha=0.4, label="NumPy")
left.plot(losses_torch, color="black", linewidth=1, label="PyTorch")
left.set(xlabel="epoch", ylabel="loss", title="Training, from the same weights")
left.legend()
names = [f"NumPy\n{compare['numpy_acc']:.1%} right", f"PyTorch\n{compare['torch_acc']:.1%} right"]
right.bar(names, [compare["numpy_s"], compare["torch_s"]], color=["tab:blue", "black"])
right.set(ylabel="seconds", title=f"{EPOCHS} epochs")
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# What did autograd save you? Where was NumPy faster, and by how much?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# Autograd saved the whole backward pass: no delta, no matrix to turn round, no axis to get wrong, and another layer
# costs one more number in a list. For this tiny network plain NumPy needed less time than PyTorch for the same 800
# epochs, because a step is a few small matrix products, and the bookkeeping for each operation costs more than the
# arithmetic. With wide layers or a graphics card that turns round.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It puts made-up weights into your network and takes steps with it. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* which learning rate? Let the network show you. **Write** `try_rates(net, X, y, rates)`: on the tensors `X`
# and `y` it takes one step of plain gradient descent for each rate, in their order, and each step goes on from where the last one ended. It
# returns a list with one loss for each rate, as it was before that step. Give it a fresh network and rates that climb,
# `np.logspace(-3, 2, 200)`, and plot the losses over the rates on a logarithmic axis: flat where the rate is too small, falling where it
# suits, wild where it is too large. People take one well below the place where it turns wild. Which would you take? *Example:* for
# the rates 0.1, 0.2 and 0.4 it takes three steps, and the first of the three losses is that of the network as it came.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Tomorrow the layers learn to look at images. Read
# on: [learn the basics of PyTorch](https://docs.pytorch.org/tutorials/beginner/basics/intro.html).
