"""Day 12, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

USED = "X_used = StandardScaler().fit_transform(X)\n"
KMEANS = "kmeans = KMeans(n_clusters=3, n_init=10, random_state=1).fit(X_used)"
INERTIAS = "inertias = {k: KMeans(n_clusters=k, n_init=10, random_state=1).fit(X_used).inertia_ for k in range(1, 9)}"

STRETCH = """
def my_kmeans(A, start):
    centres, history = start, []
    while True:
        groups = ((A[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        moved = np.array([A[groups == g].mean(axis=0) for g in range(len(start))])
        history.append(((A - moved[groups]) ** 2).sum())
        if np.allclose(moved, centres):
            return moved, history
        centres = moved
"""
STRETCH_LOOPS = """
def my_kmeans(A, start):
    centres = [list(row) for row in start]
    history = []
    for _ in range(100):
        groups = [[] for _ in centres]
        for point in A:
            gaps = [sum((a - b) ** 2 for a, b in zip(point, centre)) for centre in centres]
            groups[gaps.index(min(gaps))].append(point)
        centres = [[sum(column) / len(group) for column in zip(*group)] for group in groups]
        history.append(sum(min(sum((a - b) ** 2 for a, b in zip(point, c)) for c in centres) for point in A))
        if history[-1:] == history[-2:-1]:
            break
    return [centres, history]
"""

RIGHT = [
    Right("centimetres as measured", {USED: "X_used = X\n"}),
    Right(
        "by hand: scaling, inertias in a loop over other k",
        {
            USED: "X_used = (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)\n",
            INERTIAS: (
                "inertias = {}\n"
                "for k in [2, 3, 4, 6, 10]:\n"
                "    groups = KMeans(k, n_init=20).fit_predict(X_used)\n"
                "    inertias[k] = sum(((X_used[groups == g] - X_used[groups == g].mean(axis=0)) ** 2).sum() for g in range(k))"
            ),
        },
    ),
    Right(
        "a frame, rows shuffled, all four components, renamed clusters",
        {
            "X, y = iris.data, iris.target\n": (
                "order = np.random.default_rng(5).permutation(150)\n"
                "X, y = pd.DataFrame(iris.data[order], columns=iris.feature_names), iris.target[order]\n"
            ),
            USED: "from sklearn.preprocessing import MinMaxScaler\nX_used = pd.DataFrame(MinMaxScaler().fit_transform(X))\n",
            "labels = kmeans.labels_": "labels = np.array(['b', 'c', 'a'])[kmeans.predict(X_used)]",
            "pca = PCA(n_components=2).fit(X_used)\nX_pca = pca.transform(X_used)": "pca = PCA()\nX_pca = -pca.fit_transform(X_used)",
            "c=colours": "c=pd.factorize(colours)[0]",
            "shares = ": "X_pca = pd.DataFrame(X_pca).to_numpy()\nshares = ",
            "iris.target_names[y], labels": "y, labels",
        },
    ),
    Right(
        "one scatter for each cluster, inertias as a series",
        {
            "inertias = {k": "inertias = pd.Series({k",
            "for k in range(1, 9)}": "for k in range(1, 9)})",
            '    ax.scatter(X_pca[:, 0], X_pca[:, 1], c=colours, cmap="viridis", s=20)\n': (
                "    for group in np.unique(colours):\n"
                "        ax.scatter(*X_pca[colours == group].T, s=20, label=group)\n"
            ),
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d12.s1"),
    Right("the stretch in plain loops", cells={"stretch": STRETCH_LOOPS}, proves="d12.s1"),
]

WRONG = [
    Wrong(
        "d12.c1", "scaled along the rows", {USED: "X_used = StandardScaler().fit_transform(X.T).T\n"}, "along the rows"
    ),
    Wrong(
        "d12.c1",
        "each flower brought to length 1",
        {USED: "X_used = X / np.linalg.norm(X, axis=1, keepdims=True)\n"},
        "along the rows",
    ),
    Wrong("d12.c1", "columns in another order", {USED: "X_used = X[:, ::-1]\n"}, "follows its column of iris only"),
    Wrong(
        "d12.c2",
        "fitted on the other table",
        {KMEANS: KMEANS.replace("X_used", "X")},
        "centres of X as it was measured",
    ),
    Wrong(
        "d12.c2",
        "stuck where it started",
        {
            KMEANS: KMEANS.replace("n_init=10, random_state=1", "n_init=1, init=X_used[[0, 7, 140]]").replace(
                "140", "25"
            )
        },
        "comes to rest in a worse place",
    ),
    Wrong("d12.c2", "two clusters", {KMEANS: KMEANS.replace("n_clusters=3", "n_clusters=2")}, "shape (2, 4)"),
    Wrong(
        "d12.c2",
        "half of the flowers",
        {KMEANS: KMEANS.replace("X_used)", "X_used[::2])"), "kmeans.labels_\n": "kmeans.predict(X_used)\n"},
        "fitted on 75 flowers",
    ),
    Wrong(
        "d12.c3",
        "the flowers shuffled, their species not",
        {"X, y = iris.data, iris.target": "X, y = np.random.default_rng(3).permutation(iris.data), iris.target"},
        "y does not belong to X",
    ),
    Wrong("d12.c3", "the species as labels", {"labels = kmeans.labels_": "labels = y"}, "the species themselves"),
    Wrong("d12.c3", "sorted labels", {"labels = kmeans.labels_": "labels = np.sort(kmeans.labels_)"}, "sorted"),
    Wrong(
        "d12.c3",
        "farthest centre",
        {"labels = kmeans.labels_": "labels = kmeans.transform(X_used).argmax(axis=1)"},
        "farthest centre",
    ),
    Wrong(
        "d12.c4", "of the other table", {INERTIAS: INERTIAS.replace("X_used", "X")}, "inertia of X as it was measured"
    ),
    Wrong(
        "d12.c4",
        "shifted by one",
        {"inertias = {k:": "inertias = {k - 1:", "range(1, 9)": "range(2, 10)"},
        "inertia of 2 clusters",
    ),
    Wrong("d12.c4", "means, not sums", {".inertia_ for": ".inertia_ / len(X) for"}, "the mean over the flowers"),
    Wrong("d12.c4", "scores", {".inertia_ for": ".score(X_used) for"}, "with a minus"),
    Wrong(
        "d12.c5",
        "of the other table",
        {"pca = PCA(n_components=2).fit(X_used)": "pca = PCA(n_components=2).fit(X)"},
        "shares of X as it was measured",
    ),
    Wrong(
        "d12.c5",
        "a factorisation that keeps the means",
        {
            USED: "X_used = X\n",
            "pca = PCA(n_components=2)": "from sklearn.decomposition import TruncatedSVD\npca = TruncatedSVD(2)",
        },
        "keep their means",
    ),
    Wrong(
        "d12.c6",
        "turned without taking off the mean",
        {USED: "X_used = X\n", "X_pca = pca.transform(X_used)": "X_pca = X_used @ pca.components_.T"},
        "mean of the table was not taken off",
    ),
    Wrong("d12.c6", "whitened", {"PCA(n_components=2)": "PCA(n_components=2, whiten=True)"}, "whitening"),
    Wrong(
        "d12.c6",
        "two of the columns",
        {"X_pca = pca.transform(X_used)": "X_pca = X_used[:, :2]"},
        "first columns of the table",
    ),
    Wrong(
        "d12.c6",
        "rows in another order",
        {"X_pca = pca.transform(X_used)": "X_pca = pca.transform(X_used)[::-1]"},
        "rows are in another order",
    ),
    Wrong(
        "d12.s1",
        "one round only",
        {},
        "after one round",
        cells={"stretch": STRETCH.replace("if np.allclose(moved, centres):", "if True:")},
    ),
    Wrong(
        "d12.s1",
        "the mean distance",
        {},
        "the mean over the points",
        cells={"stretch": STRETCH.replace("** 2).sum())", "** 2).sum() / len(A))")},
    ),
    Wrong(
        "d12.s1",
        "moves the centres it was given",
        {},
        "changed the ndarray",
        cells={"stretch": STRETCH.replace("centres = moved", "centres[:] = moved")},
    ),
    Wrong(
        "d12.s1",
        "only the last inertia",
        {},
        "has length 1",
        cells={"stretch": STRETCH.replace("return moved, history", "return moved, history[-1:]")},
    ),
]
