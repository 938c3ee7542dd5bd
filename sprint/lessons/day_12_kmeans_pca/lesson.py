# %% title [markdown]
# # Day 12 · Unsupervised 1: K-means & PCA
#
# ## Goal
#
# For eleven days somebody gave you the answers in `y`. Tonight nobody does: you find groups among 150 flowers without
# being told that there are any, and you press four measurements into a picture with two axes.
#
# By the end you can say how much of the data such a picture shows, and what it leaves out.

# %% why [markdown]
# **Why it matters.** Labels are expensive: somebody has to look at each row and decide. Customers, sensor readings or
# documents come without them. *Clustering* proposes groups to look at, and *dimension reduction* makes many columns
# visible at once. Both are where most people start with a table they do not know yet.
#
# **K-means, by hand.** Six numbers, two groups wanted: 1, 2, 3, 8, 9, 10. Start with two centres anywhere, say at 1
# and 2, and repeat two steps:
#
# | round | centres | nearest to the first | nearest to the second | new centres (the means) |
# |---|---|---|---|---|
# | 1 | 1 and 2 | 1 | 2, 3, 8, 9, 10 | 1 and 6.4 |
# | 2 | 1 and 6.4 | 1, 2, 3 | 8, 9, 10 | 2 and 9 |
# | 3 | 2 and 9 | 1, 2, 3 | 8, 9, 10 | 2 and 9, nothing moves: done |
#
# What falls from round to round is the **inertia**, the sum of the squared distances to the own centre: here 4 in the
# end. Another start can end in a worse resting place, so one tries several and keeps the best.
#
# **PCA, in a picture.** Five points: (0, 0), (2, 2), (4, 4), (1, 3), (3, 1). They stretch along the diagonal. Measured
# from their mean (2, 2), the squared distances along the diagonal add up to 16, across it to 4. So one new axis, the
# diagonal, tells 16 of 20 parts: an *explained variance ratio* of 0.8. PCA finds these axes, longest first.

# %% setup-text [markdown]
# ## Setup
#
# 150 iris flowers, four lengths in centimetres each, 50 flowers of each of three species. The data comes with
# scikit-learn. `y` holds the species; keep it away from tonight's models, it is only for looking at the result.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

iris = load_iris()
X, y = iris.data, iris.target
print(pd.DataFrame(X, columns=iris.feature_names).agg(["mean", "std"]).round(2))

# %% scale-text [markdown]
# ## Model
#
# ### 1 · To scale or not to scale
#
# K-means and PCA both work with distances, so a column with a large spread has a loud voice. Look at the spreads above:
# the petal length varies four times as much as the sepal width. Two decisions can be defended: leave the
# centimetres as they are, since all four have the same unit, or give each *column* mean 0 and spread 1, so that all
# four count the same. Decide, and write down why.
#
# **Make:** `X_used`, shape (150, 4), what you go on with: the measurements as they are or with each column scaled.
#
# *A pitfall:* a mean along `axis=1` is the mean of one flower, not of one column. Scaling flowers instead of columns
# throws away how large a flower is.

# %% scale
# BEGIN SOLUTION
X_used = StandardScaler().fit_transform(X)
# END SOLUTION

# %% cluster-text [markdown]
# ### 2 · Three groups without answers
#
# **Make:** `kmeans`, a `KMeans` with three clusters, fitted on `X_used`, and `labels`, the number of the cluster of
# each of the 150 flowers.
#
# K-means stops where no flower wants to move, and that can be a poor place. `n_init` says how many starts it tries;
# take ten or more.
#
# **How good are they?** `y` may speak now. Cluster numbers are names: if `labels` begins with `[1, 1, 0, 0]` and `y` with
# `[0, 0, 1, 1]`, not one number is the same and the groups are. So never compare the numbers themselves. Two ways that
# ignore them:
#
# - `pd.crosstab(y, labels)`: which species went into which cluster;
# - `adjusted_rand_score(y, labels)`: do flowers that share a species share a cluster? 1 is the same grouping, around 0
#   is chance.
#
# *What good looks like:* an adjusted Rand index between 0.55 and 0.75. One species stands apart, the other two touch.

# %% cluster
# BEGIN SOLUTION
kmeans = KMeans(n_clusters=3, n_init=10, random_state=1).fit(X_used)
labels = kmeans.labels_
print(pd.crosstab(iris.target_names[y], labels))
print(f"adjusted Rand index {adjusted_rand_score(y, labels):.2f}")
# END SOLUTION

# %% inertia-text [markdown]
# ### 3 · Why three?
#
# Here somebody told us. Otherwise one looks at how the inertia falls with the number of clusters *k*: steeply while a
# new centre finds a real group, slowly when it only cuts one in two. The bend is called the elbow, and it is a hint, no proof.
#
# **Make:** `inertias`, a dictionary from *k* to the inertia of a k-means with *k* clusters on `X_used`, for five values of
# *k* or more, 3 among them.
#
# *Example:* for the six numbers at the top it would begin `{1: 77.5, 2: 4.0, …}`.

# %% inertia
# BEGIN SOLUTION
inertias = {k: KMeans(n_clusters=k, n_init=10, random_state=1).fit(X_used).inertia_ for k in range(1, 9)}
print({k: round(inertia, 1) for k, inertia in inertias.items()})
# END SOLUTION

# %% pca-text [markdown]
# ### 4 · Two axes instead of four
#
# **Make:** `pca`, a `PCA` fitted on `X_used` with two components or more, and `X_pca`, the flowers in the new axes, shape
# (150, 2). More columns are fine, the first two count.
#
# `pca.explained_variance_ratio_` says which share of the total variance each new axis tells. These shares are no
# invention of the library: they are the eigenvalues of the covariance matrix of `X_used`, divided by their sum. You can see
# it with `np.linalg.eigvalsh(np.cov(X_used.T))`, which gives them smallest first.
#
# How many components are needed for 95 % of the variance? Add up the shares of a PCA with all four, once for `X` as it
# is and once scaled. You will need the answer below.
#
# *A pitfall:* the direction of an axis is arbitrary. If your picture is the mirror image of someone else's, both are right.

# %% pca
# BEGIN SOLUTION
pca = PCA(n_components=2).fit(X_used)
X_pca = pca.transform(X_used)
print("this PCA:", pca.explained_variance_ratio_.round(3))
for name, table in {"as measured": X, "scaled": StandardScaler().fit_transform(X)}.items():
    print(f"{name}, shares added up:", PCA().fit(table).explained_variance_ratio_.cumsum().round(3))
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw `X_pca` twice, side by side: coloured by `labels` and coloured by the species `y`. Put the share of variance of each
# axis into its label. Where do the two pictures disagree?

# %% view
# BEGIN SOLUTION fig
fig, axes = plt.subplots(1, 2, figsize=(10, 4), sharex=True, sharey=True)
shares = pca.explained_variance_ratio_
for ax, colours, title in zip(axes, (labels, y), ("Clusters of k-means", "Species"), strict=True):
    ax.scatter(X_pca[:, 0], X_pca[:, 1], c=colours, cmap="viridis", s=20)
    ax.set(title=title, xlabel=f"first component ({shares[0]:.0%})", ylabel=f"second component ({shares[1]:.0%})")
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# How many components explain 95 % of the variance? Does scaling change the answer, and what else does it change? Say in a
# sentence which flowers k-means and the botanists sort differently.

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# Two components are enough either way: 97.8 % for the centimetres as measured and 95.8 % after scaling. What does
# change is how it is shared out, because unscaled the petal length dominates and the first axis alone has 92 %, against
# 73 % when every column counts the same. K-means finds setosa by itself, but it cuts versicolor and virginica by distance
# and mixes some of them up where they touch.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* write k-means yourself, in about ten lines of NumPy. `my_kmeans(A, start)` gets points `A`, shape
# (rows, columns), and the centres to start from, `start`, shape (k, columns). One round gives each point to its nearest centre
# and moves each centre to the mean of its points; you may rely on every centre having points. It ends when a round moves
# nothing. Return two things: the centres where they rest, in the order of `start`, and a list with the inertia after each
# round, which must never rise. *Example:* the six numbers at the top as a column, from 1 and 2, give the centres
# `[[2.], [9.]]` and a list that ends with 4.0.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [clustering
# compared](https://scikit-learn.org/stable/modules/clustering.html) and
# [principal components](https://scikit-learn.org/stable/modules/decomposition.html#pca).
