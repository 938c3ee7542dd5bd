# %% title [markdown]
# # Day 17 · CNN quickstart
#
# ## Goal
#
# Tonight a network learns to see. You build a small convolutional network, train it on 60,000 photographs of clothes
# until it recognises nine in ten it has never seen, save it to a file that works without this notebook, and look at the
# ones it gets wrong.
#
# By the end you can say what a convolution is for, and which clothes even you would mix up.

# %% why [markdown]
# **Why it matters.** The network of the last two days treats every input number as something of its own. In an image, neighbours
# belong together, and a sleeve is a sleeve wherever it lies. A **convolution** builds that in: a small window of weights
# slides over the image and asks the same question at every place.
#
# **By hand.** The window below asks "is it darker left and brighter right?". At each place the four numbers under it are
# multiplied by its four weights and added up.
#
# | image | | | | | window | | | answers | | |
# |---|---|---|---|---|---|---|---|---|---|---|
# | 0 | 0 | 9 | 9 | | −1 | 1 | | 0 | 18 | 0 |
# | 0 | 0 | 9 | 9 | | −1 | 1 | | 0 | 18 | 0 |
# | 0 | 0 | 9 | 9 | | | | | | | |
#
# One window with four weights has found the edge, in both rows where it fits. A layer has many such windows, learns their weights, and the
# next layer looks at their answers. Between them, **pooling** keeps the largest answer of each 2 by 2 patch, so that
# the picture halves and the windows see more of it.

# %% setup-text [markdown]
# ## Setup
#
# Fashion-MNIST: 60,000 images to learn from and 10,000 to be tested on, 28 by 28 grey pixels, ten kinds of clothes. Where
# there is a graphics card it is used. `to_input` turns images into the tensor a convolution takes: shape `(n, 1, 28, 28)`, one
# grey channel, values from 0 to 1.
#
# Training takes a minute or four, depending on your machine. While you try things out, start your editor or
# `sprint check` with `SPRINT_FAST=1` in front: then only 2,000 images are used, which is quick, not good. The report says
# so, and the day stays open until a check without it.

# %% setup
import math
import os
import time
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn

from sprint.datasets import load_fashion_mnist

FAST = os.environ.get("SPRINT_FAST", "0") not in {"", "0"}
X_train, y_train, X_test, y_test, class_names, variant = load_fashion_mnist()
if FAST:
    X_train, y_train = X_train[:2000], y_train[:2000]

if torch.cuda.is_available():
    device = "cuda"
elif torch.backends.mps.is_available():
    device = "mps"
else:
    device = "cpu"
if len(X_train) < 10_000:
    torch.set_num_threads(1)  # a small set is done soonest on one core
torch.manual_seed(17)


def to_input(images):
    """Turn grey images, shape (n, 28, 28), 0 to 255, into a tensor of shape (n, 1, 28, 28), 0 to 1."""
    return torch.from_numpy(images)[:, None].float() / 255


print(f"{len(X_train)} images to learn from, {len(X_test)} to test, {variant}, on {device}")
if FAST:
    print("FAST: a brief training, which shows no 90 %")

# %% build-text [markdown]
# ## Model
#
# ### 1 · The network
#
# **Write** `build_cnn()`: it returns a new, untrained `nn.Module` that takes a tensor of shape `(n, 1, 28, 28)` and gives ten sums for each
# image, shape `(n, 10)`, one a class. (No softmax at the end: the loss does that itself.)
#
# A shape that works well: three times a block of `nn.Conv2d(channels_in, channels_out, 3, padding=1)`, `nn.MaxPool2d(2)`,
# `nn.BatchNorm2d` and `nn.ReLU`, then `nn.Flatten`, `nn.Dropout` and one `nn.Linear`. The images shrink from 28 to 14, 7 and 3
# pixels while the channels grow, for instance to 24, 48 and 96.
#
# *What good looks like:* 60,000 to 110,000 weights. `sum(p.numel() for p in net.parameters())` counts them.
#
# *A pitfall:* everything `build_cnn` needs has to be an import or a function. It will be called in a new process that knows
# nothing of your other cells.


# %% build
def build_cnn():
    """Return a new, untrained network: images (n, 1, 28, 28) to ten sums for each, (n, 10)."""
    # BEGIN SOLUTION
    layers = []
    for n_in, n_out in ((1, 24), (24, 48), (48, 96)):
        layers += [nn.Conv2d(n_in, n_out, 3, padding=1, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(n_out), nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(96 * 3 * 3, 10))
    # END SOLUTION


# %% predict-text [markdown]
# ### 2 · Asking it
#
# **Write** `predict(net, images)`: for grey images of shape `(n, 28, 28)`, 0 to 255, it returns the class the network finds most
# likely for each, an array of n whole numbers from 0 to 9.
#
# Three things belong in there: `net.eval()`, since Dropout and BatchNorm behave differently while learning; `torch.no_grad()`, since
# nothing is learned here; and a few hundred images at a time, since 10,000 at once need a lot of memory.
#
# *A pitfall:* a network fresh from `build_cnn()` is in training mode. Without `net.eval()` the answer for one image
# depends on the images beside it.


# %% predict
def predict(net, images):
    """Return the most likely class of each grey image (n, 28, 28): an array of n whole numbers."""
    # BEGIN SOLUTION
    net.eval()
    device = next(net.parameters()).device
    parts = []
    with torch.no_grad():
        for start in range(0, len(images), 500):
            sums = net(to_input(images[start : start + 500]).to(device))
            parts.append(sums.argmax(dim=1).cpu())
    return torch.cat(parts).numpy()
    # END SOLUTION


# %% train-text [markdown]
# ### 3 · Training
#
# The four lines of yesterday (clear, loss, backward, step), with three differences. Each step takes a **batch** of 128
# images instead of all 60,000, and an epoch is one walk through all of them in a new random order. The loss is
# `nn.functional.cross_entropy(sums, labels)`. And the learning rate follows a **one-cycle** plan: it climbs, then falls to nearly zero, which
# gets a good network in a handful of epochs. `torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.01, total_steps=...)` does it, with
# `scheduler.step()` after each batch; `torch.optim.AdamW` goes well with it.
#
# **Make** `net`, trained on `X_train` and `y_train`. The test images take no part in it.
#
# *What good looks like:* three or four epochs, and 91 % or more of the test images. Print the loss of each epoch: watching it fall is half
# the fun.
#
# *A pitfall:* call `net.train()` at the start of each epoch if you called `predict` in between.

# %% train
# BEGIN SOLUTION net
if variant != "real":
    EPOCHS = 8  # a small set needs more rounds
elif FAST:
    EPOCHS = 2
else:
    EPOCHS = 3
BATCH = 128

net = build_cnn().to(device)
images, labels = to_input(X_train), torch.from_numpy(y_train)
optimizer = torch.optim.AdamW(net.parameters())
steps = EPOCHS * math.ceil(len(images) / BATCH)
scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.01, total_steps=steps)
began = time.perf_counter()
for epoch in range(EPOCHS):
    net.train()
    total = 0.0
    for rows in torch.randperm(len(images)).split(BATCH):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(images[rows].to(device)), labels[rows].to(device))
        loss.backward()
        optimizer.step()
        scheduler.step()
        total += loss.item() * len(rows)
    print(f"epoch {epoch + 1}: loss {total / len(images):.3f}, {time.perf_counter() - began:.0f} s")
# END SOLUTION

# %% save-text [markdown]
# ### 4 · A file that outlives the notebook
#
# A trained network is worth keeping. Its weights are a dictionary of tensors, `net.state_dict()`, and `torch.save` writes it to a file.
# Whoever has `build_cnn` and the file has the network: `build_cnn()`, then `load_state_dict(torch.load(path, weights_only=True))`.
# Save the dictionary, not `net` itself: a file of plain tensors runs no code when it is loaded.
#
# **Make:** the file `artifacts/cnn_fashion_mnist.pt`, and `test_accuracy`, the share of the test images that the network in the file gets
# right.
#
# *A pitfall:* a file saved before the last training still holds the old weights. And `artifacts/` is empty at the start of each check, so a
# line that loads the file where there is one never spares a training in a check: the notebook trains anew each time.

# %% save
# BEGIN SOLUTION test_accuracy
path = Path("artifacts/cnn_fashion_mnist.pt")
path.parent.mkdir(exist_ok=True)
torch.save(net.state_dict(), path)

saved = build_cnn()
saved.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))
answers = predict(saved, X_test)
test_accuracy = float(np.mean(answers == y_test))
print(f"{test_accuracy:.1%} of {len(X_test)} test images")
# END SOLUTION

# %% errors-text [markdown]
# ### 5 · Its mistakes
#
# **Make:** `misclassified`, the places in `X_test` where the answer is wrong, an array of whole numbers. And `confused_pairs`, the five
# most frequent mistakes as a list of `(truth, answer, count)`, with the names of the classes, the most frequent first.
# An entry looks like `("Bag", "Sandal", 3)`: three bags were called sandals.
#
# `class_names[label]` is the name of a label, and `collections.Counter` counts pairs.

# %% errors
# BEGIN SOLUTION misclassified, confused_pairs
misclassified = np.flatnonzero(answers != y_test)
pairs = Counter((class_names[y_test[place]], class_names[answers[place]]) for place in misclassified)
confused_pairs = [(truth, answer, count) for (truth, answer), count in pairs.most_common(5)]
for truth, answer, count in confused_pairs:
    print(f"{count:4d} times {truth} called {answer}")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# A grid of at least nine of the misclassified images, each titled with the true class and the one it was taken for. Take
# some of the most frequent pair among them. (The digits of the offline variant may leave fewer than nine: fill up with right ones.) `ax.imshow(image, cmap="gray_r")` and `ax.axis("off")` draw one.

# %% view
# BEGIN SOLUTION fig
fig, grid = plt.subplots(3, 5, figsize=(11, 7))
for ax, place in zip(grid.flat, np.concatenate([misclassified, np.flatnonzero(answers == y_test)])):
    ax.imshow(X_test[place], cmap="gray_r")
    ax.set_title(f"{class_names[y_test[place]]}\ntaken for {class_names[answers[place]]}", fontsize=9)
    ax.axis("off")
fig.tight_layout()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Which pair in `confused_pairs` is mixed up most, and would a person mix it up too? Look at the images before you answer.

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# The network has most trouble with the class Shirt: it takes them for a T-shirt/top or a Pullover, and the other way
# round. In the grid many of these have no visible buttons or collar, and at 28 pixels I could not tell them apart
# either. Trousers and bags are nearly always right, because nothing else has their outline. More pixels would help more
# than a larger network.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook, training included, then loads your file in a new process and asks it about
# the 10,000 test images. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* is a shirt still a shirt a few pixels further right? Write `shift(images, dx, dy)`: the images moved
# `dx` pixels to the right and `dy` down (to the left and up for negative numbers), black where nothing is left. Then
# make `shift_accuracy`, a dictionary: for each `dx` of 0, 1, 2, 3 and 4 the share of `X_test[:2000]`, moved that far to the right,
# that the saved network gets right. `sprint check` looks at both; it never counts for the day. And how would you train a
# network that minds less?

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [what Conv2d
# computes](https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html).
