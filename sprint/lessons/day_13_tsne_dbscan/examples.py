"""Day 13, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

ROWS = "rows = rng.choice(len(mnist.X_train), size=1000, replace=False)"
IMAGES = "X_sample = mnist.X_train[rows].reshape(1000, -1) / 255"
MAP = "embedding = TSNE(n_components=2, perplexity=30, max_iter=500, random_state=13).fit_transform(X_sample)"
LABELS = "db_labels = DBSCAN(eps=eps, min_samples=5).fit_predict(embedding)"
TSNE_TRUST = "trustworthiness(X_sample, embedding, n_neighbors=10)"
DIGITS = "y_sample = mnist.y_train[rows]"
PCA_TRUST = "trustworthiness(X_sample, X_pca, n_neighbors=10)"
OFFLINE = {"SPRINT_OFFLINE_VARIANT": "1"}
"""Where the islands of the digits lie far apart, most algorithms find about the same groups."""

STRETCH = """
maps_by_perplexity, trust_by_perplexity = {}, {}
for p in (3, 30, 200):
    maps_by_perplexity[p] = TSNE(perplexity=p, max_iter=500, random_state=2).fit_transform(X_sample)
    trust_by_perplexity[p] = trustworthiness(X_sample, maps_by_perplexity[p], n_neighbors=10)
"""

RIGHT = [
    Right(
        "raw pixels, another seed, principal components first, a loop over the clusters",
        {
            "default_rng(13)": "default_rng(4)",
            ROWS: "rows = rng.permutation(len(mnist.X_train))[:950]",
            IMAGES: "X_sample = np.array([image.ravel() for image in mnist.X_train[rows]])",
            MAP: "embedding = TSNE(max_iter=500, random_state=4).fit_transform(PCA(50).fit_transform(X_sample))",
            'left.scatter(*embedding[~noise].T, c=db_labels[~noise], cmap="tab20", s=10)': (
                "for label in set(db_labels) - {-1}:\n"
                "    left.scatter(embedding[db_labels == label, 0], embedding[db_labels == label, 1], s=10)"
            ),
        },
    ),
    Right(
        "the test images, stratified, trust with the default, labels as a list",
        {
            ROWS: (
                "from sklearn.model_selection import train_test_split\n"
                "pool, digits = (mnist.X_test, mnist.y_test) if len(mnist.X_test) > 1000 else (mnist.X_train, mnist.y_train)\n"
                "rows, _ = train_test_split(np.arange(len(pool)), train_size=1000, stratify=digits, random_state=2)"
            ),
            IMAGES: "X_sample = pool[rows].reshape(1000, -1) / 255.0",
            DIGITS: "y_sample = digits[rows]",
            TSNE_TRUST: "trustworthiness(X_sample, embedding)",
            PCA_TRUST: "trustworthiness(X_sample, X_pca)",
            LABELS: LABELS + ".astype(float)",
            "{db_labels.max() + 1}": "{db_labels.max() + 1:.0f}",
        },
    ),
    Right(
        "a random start, ten points, on the map scaled to spread 1",
        {
            MAP: "embedding = TSNE(init='random', perplexity=20, max_iter=500, random_state=5).fit_transform(X_sample)",
            "n_neighbors=5).fit(embedding).kneighbors(embedding)": "n_neighbors=10).fit(even).kneighbors(even)",
            "distances, _ =": "even = (embedding - embedding.mean(axis=0)) / embedding.std(axis=0)\ndistances, _ =",
            "0.85)": "0.75)",
            LABELS: "db_labels = DBSCAN(eps=eps, min_samples=10).fit(even).labels_",
        },
    ),
    Right(
        "digits as words, standardised pixels, trust to two decimals, the map between 0 and 1",
        {
            IMAGES: (
                "from sklearn.preprocessing import MinMaxScaler, StandardScaler\n"
                "X_sample = StandardScaler().fit_transform(mnist.X_train[rows].reshape(1000, -1)).astype('float32')"
            ),
            DIGITS: "y_sample = [str(digit) for digit in mnist.y_train[rows]]",
            "np.bincount(y_sample)": "len(y_sample)",
            "c=y_sample": "c=[int(digit) for digit in y_sample]",
            TSNE_TRUST: f"round({TSNE_TRUST}, 2)",
            PCA_TRUST: f"round({PCA_TRUST}, 2)",
            "distances, _ =": "even = MinMaxScaler().fit_transform(embedding)\ndistances, _ =",
            "fit(embedding).kneighbors(embedding)": "fit(even).kneighbors(even)",
            LABELS: LABELS.replace("(embedding)", "(even)"),
        },
    ),
    Right(
        "tables, distances along streets",
        {
            IMAGES: (
                "import pandas as pd\n"
                "X_sample = pd.DataFrame(mnist.X_train.reshape(len(mnist.X_train), -1)).iloc[rows, ::-1]"
            ),
            DIGITS: "y_sample = pd.Series(mnist.y_train, name='digit').iloc[rows]",
            MAP: "embedding = TSNE(max_iter=500).set_output(transform='pandas').fit_transform(X_sample)",
            "n_neighbors=5)": "n_neighbors=5, metric='manhattan')",
            LABELS: (
                "db_labels = DBSCAN(eps=eps, min_samples=5, metric='manhattan').fit_predict(embedding)\n"
                "db_labels = pd.Series(db_labels, index=embedding.index)"
            ),
            "noise].T": "noise].to_numpy().T",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d13.s1"),
    Right(
        "the stretch in tables",
        cells={"stretch": STRETCH.replace("random_state=2)", "random_state=2).set_output(transform='pandas')")},
        proves="d13.s1",
    ),
]

WRONG = [
    Wrong("d13.c1", "drawn with putting back", {"replace=False": "replace=True"}, "more than once"),
    Wrong(
        "d13.c1",
        "two draws",
        {DIGITS: "y_sample = mnist.y_train[rng.permutation(len(mnist.y_train))[:1000]]"},
        "do not belong together",
    ),
    Wrong(
        "d13.c1",
        "the first thousand of a sorted table",
        {ROWS: "rows = np.argsort(mnist.y_train, kind='stable')[:1000]"},
        "not a random sample",
    ),
    Wrong("d13.c1", "the first thousand", {ROWS: "rows = np.arange(1000)"}, "first 1000 labels"),
    Wrong(
        "d13.c1",
        "images not laid out in rows",
        {
            IMAGES: "X_sample = mnist.X_train[rows]",
            "fit_transform(X_sample)": "fit_transform(X_sample.reshape(1000, -1))",
            "(X_sample, ": "(X_sample.reshape(1000, -1), ",
        },
        "(1000, 28, 28)",
    ),
    Wrong(
        "d13.c2",
        "two straight axes",
        {MAP: "embedding = PCA(2).fit_transform(X_sample)"},
        "first two principal components",
    ),
    Wrong(
        "d13.c2",
        "rows in another order",
        {MAP: MAP.replace("(X_sample)", "(X_sample)[rng.permutation(1000)]")},
        "different orders",
    ),
    Wrong(
        "d13.c2",
        "one row short",
        {MAP: MAP.replace("(X_sample)", "(X_sample[1:])"), TSNE_TRUST: "0.96", "(y_sample, db": "(y_sample[1:], db"},
        "999 rows",
    ),
    Wrong(
        "d13.c2",
        "the digits among the columns",
        {MAP: MAP.replace("(X_sample)", "(np.column_stack([X_sample, y_sample]))")},
        "another digit",
    ),
    Wrong(
        "d13.c3",
        "one picture under both keys",
        {TSNE_TRUST: PCA_TRUST},
        "other picture",
    ),
    Wrong(
        "d13.c3", "places first", {TSNE_TRUST: "trustworthiness(embedding, X_sample, n_neighbors=10)"}, "turned round"
    ),
    Wrong("d13.c3", "a number from a book", {TSNE_TRUST: "0.97123"}, 'trust["tsne"] = 0.9712'),
    Wrong("d13.c4", "the digits themselves", {LABELS: "db_labels = y_sample"}, "digits themselves"),
    Wrong(
        "d13.c4",
        "labels in another order",
        {LABELS: LABELS + "[::-1]"},
        "does not give these groups",
    ),
    Wrong(
        "d13.c4",
        "slices of the plane",
        {LABELS: "db_labels = np.digitize(embedding[:, 0], np.quantile(embedding[:, 0], np.arange(0.1, 1, 0.1)))"},
        "another algorithm",
    ),
    Wrong(
        "d13.c4",
        "k-means, where the islands lie far apart",
        {LABELS: "from sklearn.cluster import KMeans\ndb_labels = KMeans(10, n_init=3).fit_predict(embedding)"},
        "another algorithm",
        environment=OFFLINE,
    ),
    Wrong(
        "d13.c4",
        "the noise of DBSCAN, but the digits for groups",
        {LABELS: f"{LABELS}\ndb_labels = np.where(db_labels == -1, -1, y_sample)"},
        "does not give these groups",
        environment=OFFLINE,
    ),
    Wrong(
        "d13.c4",
        "groups of another map with the same islands",
        {LABELS: LABELS.replace("(embedding)", "(TSNE(init='random', random_state=1).fit_transform(X_sample))")},
        "does not give these groups",
        environment=OFFLINE,
    ),
    Wrong("d13.c5", "every point alone", {LABELS: LABELS.replace("eps=eps", "eps=eps / 3")}, "eps is small"),
    Wrong("d13.c5", "one island", {LABELS: LABELS.replace("eps=eps", "eps=4 * eps")}, "eps is large"),
    Wrong("d13.c5", "on the pixels", {LABELS: LABELS.replace("(embedding)", "(X_sample)")}, "noise"),
    Wrong(
        "d13.s1",
        "one perplexity under three names",
        {},
        "not the one t-SNE draws",
        cells={
            "stretch": STRETCH.replace("(perplexity=p, max_iter=500, random_state=2)", "(max_iter=500, random_state=p)")
        },
    ),
    Wrong(
        "d13.s1",
        "five neighbours",
        {},
        "five neighbours",
        cells={"stretch": STRETCH.replace(", n_neighbors=10", "").replace("max_iter=500", "max_iter=250")},
    ),
]
