# %% title [markdown]
# # Day 13 · Unsupervised 2: TSNE & DBSCAN
#
# ## Goal
#
# Yesterday two straight axes were enough for a picture. A handwritten digit has 784 pixels, and two straight axes show
# little of that. Tonight you draw a map of a thousand digits that keeps neighbours together, and let an algorithm find
# the crowded places on it, without saying how many there are.
#
# By the end you can say what such a map tells you and, more important, what it does not.

# %% why [markdown]
# **Why it matters.** Maps like this one are everywhere: cells in biology, customers, documents, the inside of a neural
# network. They look convincing, and people read things from them that are not there.
#
# **t-SNE, in two sentences.** It asks each image for its nearest neighbours, about as many as the *perplexity* says, and
# then moves points about in the plane until neighbours there are the same ones. It cares about who is close, and hardly
# at all about how far away the rest is.
#
# **DBSCAN, by hand.** A point is *dense* if at least `min_samples` points, itself counted, lie within the distance
# `eps`. Dense points within reach of each other form a cluster, the points they reach come along, and who is left is
# noise, label −1. Take seven numbers, `eps=0.5` and `min_samples=3`:
#
# | number | 1.0 | 1.2 | 1.4 | 5.0 | 8.0 | 8.1 | 8.3 |
# |---|---|---|---|---|---|---|---|
# | within 0.5 | 3 | 3 | 3 | 1 | 3 | 3 | 3 |
# | label | 0 | 0 | 0 | −1 | 1 | 1 | 1 |
#
# Nobody said "two clusters". But with `eps=0.05` all seven would be noise, and with `eps=4` all seven one cluster:
# everything hangs on `eps`.

# %% setup-text [markdown]
# ## Setup
#
# MNIST: 60,000 handwritten digits of 28 by 28 pixels, from 0 (background) to 255 (ink). `load_mnist()` gives `X_train` of
# shape (60000, 28, 28) and `y_train`, the digit that was meant, among others. If you chose the offline variant, it gives a
# smaller set of digits, enlarged to 28 by 28, and says so.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
from sklearn.cluster import DBSCAN
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness
from sklearn.metrics import adjusted_rand_score
from sklearn.neighbors import NearestNeighbors

from sprint.datasets import load_mnist

mnist = load_mnist()
rng = np.random.default_rng(13)
print(f"{len(mnist.X_train)} images of {mnist.X_train.shape[1]} by {mnist.X_train.shape[2]} pixels, {mnist.variant}")

# %% sample-text [markdown]
# ## Model
#
# ### 1 · A thousand of them
#
# t-SNE compares every image with every other one, so a thousand is a good size for an evening. Draw them at random from
# the training images, no image twice, and lay each out as one row of numbers.
#
# **Make:** `X_sample`, shape (1000, 784), one image a row, and `y_sample`, shape (1000,), the digits that belong to these rows.
#
# *A pitfall:* `rng.choice` may draw the same row twice unless it is told `replace=False`. And two separate draws, one for the
# images and one for the digits, give rows that do not belong together. Draw row numbers once, use them twice.

# %% sample
# BEGIN SOLUTION X_sample, y_sample
rows = rng.choice(len(mnist.X_train), size=1000, replace=False)
X_sample = mnist.X_train[rows].reshape(1000, -1) / 255
y_sample = mnist.y_train[rows]
print("how many of each digit:", np.bincount(y_sample))
# END SOLUTION

# %% map-text [markdown]
# ### 2 · The map
#
# **Make:** `embedding`, shape (1000, 2): the place of each image of `X_sample` on a t-SNE map, in the same order. `y_sample` has
# no part in it. It takes a few seconds; `max_iter=500` halves them and is enough here.
#
# *What good looks like:* islands. If all points lie in one round heap, the optimisation was cut off too early.

# %% map
# BEGIN SOLUTION
embedding = TSNE(n_components=2, perplexity=30, max_iter=500, random_state=13).fit_transform(X_sample)
# END SOLUTION

# %% trust-text [markdown]
# ### 3 · How far can the map be trusted?
#
# `trustworthiness(X, places, n_neighbors=10)` looks at the ten nearest neighbours of each point on the map and asks
# whether they are neighbours among the images, too. 1 means all of them, about 0.5 is what a map with the points thrown
# anywhere gets.
#
# **Make:** `trust`, a dictionary with two numbers, both with `n_neighbors=10` and against `X_sample`: under `"tsne"` for your
# `embedding`, and under `"pca"` for the first two principal components of `X_sample`.
#
# *What good looks like:* what the map lacks to 1 is less than half of what the two straight axes lack.

# %% trust
# BEGIN SOLUTION trust
X_pca = PCA(n_components=2).fit_transform(X_sample)
trust = {
    "tsne": trustworthiness(X_sample, embedding, n_neighbors=10),
    "pca": trustworthiness(X_sample, X_pca, n_neighbors=10),
}
print({name: round(value, 3) for name, value in trust.items()})
# END SOLUTION

# %% density-text [markdown]
# ### 4 · Crowded places
#
# Now DBSCAN on the map. Every map has its own scale, so an `eps` from someone else's notebook is of no use. Let yours tell:
# choose `min_samples`, 5 say, take for each point the distance within which it has that many points, itself counted, and sort
# these distances. Most are small and similar, then the curve bends upwards: those are the points out in the open. An `eps`
# near the bend, where 80 to 90 % of the distances lie below, is a good first try. `NearestNeighbors` finds the distances.
#
# **Make:** `db_labels`, shape (1000,): the label of each row of `embedding`, −1 for noise.
#
# *What good looks like:* 5 to 30 clusters, less than 30 % noise. Do not expect ten neat ones: on real MNIST, 4 and 9 run into
# each other, and a digit with two ways of writing it can have two islands. If one cluster takes in half of the map, though,
# `eps` is too large.
#
# *A pitfall:* DBSCAN on the 784 pixels themselves finds next to nothing. In so many dimensions all distances are similar.

# %% density
# BEGIN SOLUTION db_labels
distances, _ = NearestNeighbors(n_neighbors=5).fit(embedding).kneighbors(embedding)
eps = np.quantile(distances[:, -1], 0.85)
db_labels = DBSCAN(eps=eps, min_samples=5).fit_predict(embedding)
print(f"eps {eps:.2f}: {db_labels.max() + 1} clusters, {np.mean(db_labels == -1):.1%} noise")
print(f"agreement with the digits (adjusted Rand index): {adjusted_rand_score(y_sample, db_labels):.2f}")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Scatter the `embedding` with a colour for each cluster and the noise in grey. Beside it, the same places coloured by
# digit, or the two principal components: which picture would you rather explain?

# %% view
# BEGIN SOLUTION fig
fig, (left, right) = plt.subplots(1, 2, figsize=(11, 5))
noise = db_labels == -1
left.scatter(*embedding[noise].T, color="lightgrey", s=10, label="noise")
left.scatter(*embedding[~noise].T, c=db_labels[~noise], cmap="tab20", s=10)
left.set(title="t-SNE, coloured by DBSCAN", xlabel="first coordinate", ylabel="second coordinate")
left.legend()
dots = right.scatter(*X_pca.T, c=y_sample, cmap="tab10", s=10)
right.set(title="PCA, coloured by digit", xlabel="first component", ylabel="second component")
fig.colorbar(dots, ax=right, label="digit")
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Compare the map with PCA through `trust`. What can be read from distances in a t-SNE map, and what not?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# On MNIST my map kept neighbours with a trust of 0.95, the two axes of PCA reached 0.75, so for seeing who belongs
# together t-SNE is the better picture. What is near on it was similar before. But the gap between two islands says
# little about how different they are, an island may look large only because it was given room, and another seed turns
# the whole map. PCA keeps large distances honest and its axes mean the same for new images.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* draw the map of `X_sample` with the perplexities 3, 30 and 200 (half a minute together). Keep the
# three maps in a dictionary `maps_by_perplexity`, from 3, 30 and 200 to the places, shape (1000, 2), as t-SNE gives them; and
# the trust of each, with ten neighbours, in `trust_by_perplexity`, from 3, 30 and 200 to a number. Which map looks best, and is
# it the most trustworthy one?

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on:
# [t-SNE](https://scikit-learn.org/stable/modules/manifold.html#t-sne) and
# [DBSCAN](https://scikit-learn.org/stable/modules/clustering.html#dbscan).
