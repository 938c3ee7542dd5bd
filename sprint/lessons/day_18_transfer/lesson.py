# %% title [markdown]
# # Day 18 · Transfer learning
#
# ## Goal
#
# Tonight twenty images are enough. You take a network that has learned to see on other images, freeze it, train one new
# layer on top, and then ask it where it looked.
#
# By the end you can say what "frozen" has to mean, and read a Grad-CAM map.

# %% why [markdown]
# **Why it matters.** Yesterday's network needed 60,000 images. Few people have so many of their own. But edges, corners,
# textures and round things are the same in everybody's images, and a network that has learned them once can lend them to
# you. Only the last step, from "what is seen" to "which class", has to be learned anew, and that takes a few images and
# a few seconds.
#
# **By hand.** Say a frozen network describes an image by two numbers, "how furry" and "how round". Four images are enough to
# learn the last step:
#
# | image | furry | round | class |
# |---|---|---|---|
# | cat 1 | 0.9 | 0.4 | cat |
# | cat 2 | 0.8 | 0.6 | cat |
# | ball 1 | 0.1 | 0.9 | ball |
# | ball 2 | 0.2 | 0.8 | ball |
#
# The rule "furry − round > 0 is a cat" has two weights. ResNet-18 describes an image by 512 such numbers, and the rule on top of them
# is one linear layer, called the **head**. Everything below the head is the **backbone**.

# %% setup-text [markdown]
# ## Setup
#
# `load_backbone()` gives a new copy of the backbone each time: ResNet-18 as trained on a million photographs (ImageNet). Its parts
# are called `conv1`, `bn1`, `layer1` to `layer4`, `avgpool` and `fc`; `fc` is its old head. Should the line below say "offline variant", you work
# with a small network of the same layout that is trained on your machine the first time, which takes a minute
# (`sprint data backbone` does it beforehand). Your code is the same.
#
# `image_folder` lists the images of a folder with one subfolder a class. **Your own are welcome:** put about ten photographs
# each of two kinds of things into `my-images/<kind>/` beside this notebook. Without that folder you get twenty
# photographs of hemlock and Japanese cherry, or, with `sprint data shapes my-images`, drawn circles and squares.
#
# `prepare` turns files into what the backbone was trained on: the right size, and colours shifted and scaled in the
# same way. Use it for everything, for training and for predicting.

# %% setup
from pathlib import Path

from sprint.datasets import image_folder
from sprint.datasets.vision import load_backbone

import matplotlib.pyplot as plt
import numpy as np
import torch
from PIL import Image
from torch import nn

images = image_folder("my-images" if Path("my-images").is_dir() else "custom-images")
class_names = sorted({label for _, label in images})
backbone, to_input, variant = load_backbone()
torch.manual_seed(18)


def prepare(paths):
    """Turn image files into the backbone's input: a tensor of shape (n, 3, side, side)."""
    return torch.stack([to_input(Image.open(path)) for path in paths])


def labels_of(paths):
    """Return the class of each image file, by the folder it lies in: a tensor of whole numbers."""
    return torch.tensor([class_names.index(Path(path).parent.name) for path in paths])


print(f"{len(images)} images of {class_names}, backbone: {variant}, input {tuple(prepare([images[0][0]]).shape)}")

# %% split-text [markdown]
# ## Model
#
# ### 1 · Two lists of files
#
# **Make** `train_paths` and `val_paths`, lists of image files from `images` (its entries are pairs of path and label): about seven in ten
# to learn from, the rest to judge. Each class has to be in both.
#
# *What good looks like:* 14 and 6, with half of each class.
#
# *A pitfall:* the same photograph under two names ends up on both sides. With images from a phone or from the web, look.

# %% split
# BEGIN SOLUTION train_paths, val_paths
rng = np.random.default_rng(18)
train_paths, val_paths = [], []
for name in class_names:
    paths = [path for path, label in images if label == name]
    order = rng.permutation(len(paths))
    cut = round(0.7 * len(paths))
    train_paths += [paths[place] for place in order[:cut]]
    val_paths += [paths[place] for place in order[cut:]]
print(len(train_paths), "to learn from,", len(val_paths), "to judge")
# END SOLUTION

# %% build-text [markdown]
# ### 2 · Freeze, then a new head
#
# **Write** `build_transfer_model(n_classes)`: it loads a new backbone, freezes every weight of it, puts a new linear layer with `n_classes`
# outputs in the place of `fc`, and returns the network. For a tensor of shape `(n, 3, side, side)` it gives `n_classes` sums for
# each image. `fc.in_features` says how many numbers arrive at the head.
#
# Freezing a weight means `weight.requires_grad_(False)`: no slope is computed for it, so no optimizer can move it.
#
# *What good looks like:* `sum(p.numel() for p in model.parameters() if p.requires_grad)` is about a thousand, of eleven million
# (fewer with the small backbone).
#
# *A pitfall:* the order. A head that is put in before the freezing is frozen as well.


# %% build
def build_transfer_model(n_classes):
    """Return the frozen backbone with a new head: images (n, 3, side, side) to sums, (n, n_classes)."""
    # BEGIN SOLUTION
    net = load_backbone().net
    for weight in net.parameters():
        weight.requires_grad_(False)
    net.fc = nn.Linear(net.fc.in_features, n_classes)
    return net
    # END SOLUTION


# %% train-text [markdown]
# ### 3 · Train the head
#
# **Make** `model`, a network from `build_transfer_model` whose head you have trained on `train_paths`, and `val_acc`, the share of `val_paths` that it gets right.
#
# A frozen backbone says the same about an image every time. So ask it once: put the images through everything but
# `fc`, keep the numbers, and train `model.fc` on them for a hundred steps. `nn.Sequential(*list(model.children())[:-1], nn.Flatten())` is
# that "everything but". Putting the images through the whole network in each step works too, and takes longer.
#
# *What good looks like:* all training images right, and most of the others. With six images a single one is 17 points,
# so do not read much into `val_acc`.
#
# *A pitfall:* `requires_grad_(False)` stops the weights and nothing else. BatchNorm also keeps a running mean and variance
# of what it sees, and in training mode it updates them with every image that passes. A frozen backbone has to be in
# evaluation mode, `model.eval()`, while the head learns.

# %% train
# BEGIN SOLUTION model, val_acc
model = build_transfer_model(len(class_names))
model.eval()
everything_but_fc = nn.Sequential(*list(model.children())[:-1], nn.Flatten())
with torch.no_grad():
    seen = everything_but_fc(prepare(train_paths))

optimizer = torch.optim.Adam(model.fc.parameters(), lr=0.01)
for step in range(150):
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model.fc(seen), labels_of(train_paths))
    loss.backward()
    optimizer.step()

with torch.no_grad():
    val_answers = model(prepare(val_paths)).argmax(dim=1)
val_acc = (val_answers == labels_of(val_paths)).float().mean().item()
print(f"loss {loss.item():.3f}, {val_acc:.0%} of {len(val_paths)} images it has not seen")
# END SOLUTION

# %% cam-text [markdown]
# ### 4 · Where does it look?
#
# After `layer4` an image is a small grid, 7 by 7 or 8 by 8, with several hundred **channels**, and each channel lights up where it
# finds what it stands for. **Grad-CAM** adds these grids up to one map, each channel weighted by how much it speaks for the class:
#
# 1. Run `layer4`'s output `a`, shape `(1, channels, h, w)`, on to the sum of the class, and take the slope of that sum with respect to `a`.
# 2. The weight of a channel is the mean of its slopes over the grid.
# 3. Add up channel times weight, set what is below 0 to 0, enlarge it to the size of the image, divide by its maximum.
#
# A tiny example: channel 1 is `[[4, 0], [0, 0]]` with weight 0.5, channel 2 is `[[0, 3], [0, 0]]` with weight −1. Their weighted sum is
# `[[2, −3], [0, 0]]`, then `[[2, 0], [0, 0]]`, then `[[1, 0], [0, 0]]`: what speaks for the class lies top left.
#
# **Write** `grad_cam(model, x, class_idx)`: for one prepared image `x`, shape `(1, 3, side, side)`, it returns the map for that class, shape
# `(side, side)`, from 0 to 1, as an array or a tensor.
#
# To get at `a`: `handle = model.layer4.register_forward_hook(function)` calls `function(module, inputs, output)` when an image passes, and
# `handle.remove()` ends that. `torch.autograd.grad(number, a)` gives slopes. Since every weight is frozen, nothing asks for slopes below
# the head: set `x.requires_grad_()` on a copy of x first. `nn.functional.interpolate(map, size=(side, side), mode="bilinear")` enlarges.
#
# *A pitfall:* take the sum of **one** class. The slope of all sums together belongs to no class, and the map would be
# the same for each.


# %% cam
def grad_cam(model, x, class_idx):
    """Return where one image x, (1, 3, side, side), speaks for a class: a map (side, side) from 0 to 1."""
    # BEGIN SOLUTION
    kept = {}
    handle = model.layer4.register_forward_hook(lambda module, inputs, output: kept.update(a=output))
    sums = model(x.clone().requires_grad_())
    handle.remove()
    slopes = torch.autograd.grad(sums[0, class_idx], kept["a"])[0]
    weights = slopes.mean(dim=(2, 3), keepdim=True)
    grid = (weights * kept["a"]).sum(dim=1, keepdim=True).clamp(min=0)
    heat = nn.functional.interpolate(grid, size=x.shape[-2:], mode="bilinear")[0, 0].detach()
    return (heat / heat.max().clamp(min=1e-12)).numpy()
    # END SOLUTION


# %% view-text [markdown]
# ## View
#
# For two of the images, one of each class: the image, and over it the map for the class that the network finds. Title each
# with the true class and the answer. A prepared image has other colours; for showing, `ImageOps.fit(Image.open(path).convert("RGB"), (side, side))` from
# `PIL` cuts it in the same way. `ax.imshow(heat, cmap="jet", alpha=0.5)` lays a map over it.

# %% view
# BEGIN SOLUTION fig
from PIL import ImageOps

fig, axes = plt.subplots(1, 2, figsize=(9, 4.5))
for ax, name in zip(axes, class_names):
    path = next(path for path in val_paths if Path(path).parent.name == name)
    x = prepare([path])
    with torch.no_grad():
        answer = model(x).argmax().item()
    heat = grad_cam(model, x, answer)
    ax.imshow(ImageOps.fit(Image.open(path).convert("RGB"), heat.shape))
    ax.imshow(heat, cmap="jet", alpha=0.5)
    ax.set_title(f"{name}, taken for {class_names[answer]}")
    ax.axis("off")
fig.tight_layout()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Would 20 images be enough from scratch? What does the map look at, the thing itself or what surrounds it?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# From scratch these images would not be enough: a network with millions of weights would know the training images by heart and
# learn nothing about the rest. The frozen backbone brings what edges and textures are, and only the head had to
# learn. With 6 images to judge, one more or less right moves val_acc by 17 points, so I trust the map more: it
# covers the thing itself for one image and part of the ground beside it for the other.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It compares every number of your backbone with the file it came from, and hides the hottest and the
# coldest fifth of each map to see which one the network misses more. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* fine-tuning. Make `tuned`: a network like `model` in which `layer4` learns as well, with a rate ten times lower
# than the head's, while everything before `layer4` stays as it is, bit for bit. It should be right on at least as many of `val_paths` as
# `model`.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [transfer learning in
# PyTorch](https://docs.pytorch.org/tutorials/beginner/transfer_learning_tutorial.html).
