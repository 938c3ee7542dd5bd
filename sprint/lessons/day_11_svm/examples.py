"""Day 11, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

WIDTH = "float(2 / np.linalg.norm(model.coef_))"
LINEAR = 'SVC(kernel="linear", C=1.0).fit(X_blobs, y_blobs)'
ON_CIRCLES = 'SVC(kernel="linear").fit(X_train, y_train)'
RBF = 'SVC(kernel="rbf", gamma=1.0).fit(X_train, y_train)'
LIFTED = "np.column_stack([X, (X**2).sum(axis=1)])"
DIFFERENCES = "differences = A[:, None, :] - B[None, :, :]"
KERNEL = "np.exp(-gamma * (differences**2).sum(axis=2))"
STRETCH = """
def lift_poly(X):
    first, second = X.T
    root = np.sqrt(2)
    columns = [first**2, second**2, root * first * second, root * first, root * second, np.ones(len(X))]
    return np.column_stack(columns)
"""

RIGHT = [
    Right(
        "loops, and the length of w by hand",
        {
            WIDTH: "2 / sum(weight**2 for weight in model.coef_[0]) ** 0.5",
            LIFTED: "np.array([[a, b, a * a + b * b] for a, b in X])",
            DIFFERENCES: "rows = [[np.exp(-gamma * np.dot(a - b, a - b)) for b in B] for a in A]",
            KERNEL: "np.array(rows)",
        },
    ),
    Right(
        "the library's kernel, einsum, other settings",
        {
            WIDTH: "2 / np.sqrt(np.einsum('ij,ij->', model.coef_, model.coef_))",
            LIFTED: "np.c_[X, np.linalg.norm(X, axis=1) ** 2]",
            DIFFERENCES: "from sklearn.metrics.pairwise import rbf_kernel as likeness",
            KERNEL: "likeness(A, B, gamma=gamma)",
            RBF: 'SVC(gamma="scale", C=10).fit(X_train, y_train)',
            "C=1.0": "C=100",
        },
    ),
    Right(
        "pipelines that scale, a linear machine of another kind, accuracy by mean",
        {
            "from sklearn.svm import SVC": (
                "from sklearn.pipeline import make_pipeline\n"
                "from sklearn.preprocessing import StandardScaler\n"
                "from sklearn.svm import SVC, LinearSVC"
            ),
            ON_CIRCLES: "LinearSVC().fit(X_train, y_train)",
            RBF: "make_pipeline(StandardScaler(), SVC(gamma=2)).fit(X_train, y_train)",
            "rbf_acc = svm_rbf.score(X_test, y_test)": "rbf_acc = np.mean(svm_rbf.predict(X_test) == y_test)",
            "machine.support_vectors_.T": "getattr(machine, 'support_vectors_', points).T",
            "ax.scatter(*points.T, c=groups": "ax.plot(*points[groups == 0].T, 'ro')\n    ax.plot(*points[groups == 1].T, 'bs')\n    ax.scatter(*points[:0].T, c=groups[:0]",
        },
    ),
    Right(
        "a polynomial view of the lift: the columns of a new array, filled one by one",
        {
            LIFTED: "lifted",
            '    """Return the points with the square of their distance from the origin as a third coordinate."""\n': (
                "    lifted = np.empty((len(X), 3))\n"
                "    lifted[:, :2] = X\n"
                "    lifted[:, 2] = X[:, 0] ** 2 + X[:, 1] ** 2\n"
            ),
            KERNEL: "np.exp(-gamma * np.linalg.norm(differences, axis=-1) ** 2)",
            "make_circles(n_samples=300, factor=0.4, noise=0.1, random_state=11)": (
                "make_circles(n_samples=300, factor=0.4, noise=0.1, random_state=3)"
            ),
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d11.s1"),
]

WRONG = [
    Wrong(
        "d11.c1",
        "an RBF kernel for the street",
        {'kernel="linear", C=1.0': 'kernel="rbf"', "{margin_width(svm_linear):.2f}": "?"},
        "bends the boundary",
    ),
    Wrong(
        "d11.c1",
        "groups in another order",
        {LINEAR: "SVC(kernel='linear').fit(X_blobs, np.sort(y_blobs))"},
        "of the blobs",
    ),
    Wrong("d11.c2", "half the street", {WIDTH: WIDTH.replace("2 /", "1 /")}, "half the street"),
    Wrong("d11.c2", "squared length", {WIDTH: "float(2 / (model.coef_**2).sum())"}, "squared length"),
    Wrong("d11.c2", "the length itself", {WIDTH: "float(np.linalg.norm(model.coef_))"}, "falls when the street widens"),
    Wrong("d11.c2", "sizes added up", {WIDTH: "float(2 / np.abs(model.coef_).sum())"}, "sum of w"),
    Wrong(
        "d11.c2",
        "the machine of the notebook, whatever is given",
        {WIDTH: WIDTH.replace("model", "svm_linear")},
        "margin_width",
    ),
    Wrong(
        "d11.c2",
        "printed, not returned",
        {
            "return float(2 / np.linalg.norm(model.coef_))": "print(2 / np.linalg.norm(model.coef_))",
            "{margin_width(svm_linear):.2f}": "?",
        },
        "gives None",
    ),
    Wrong(
        "d11.c2",
        "the plane only",
        {WIDTH: WIDTH.replace("model.coef_", "model.coef_[0, :2]")},
        "first two numbers of w",
    ),
    Wrong(
        "d11.c3",
        "the distance without the square",
        {LIFTED: "np.column_stack([X, np.linalg.norm(X, axis=1)])"},
        "without the square",
    ),
    Wrong("d11.c3", "the product", {LIFTED: "np.column_stack([X, X[:, 0] * X[:, 1]])"}, "product"),
    Wrong(
        "d11.c3",
        "summed along the wrong axis",
        {LIFTED: "np.column_stack([X, np.resize((X**2).sum(axis=0), len(X))])"},
        "lift(",
    ),
    Wrong(
        "d11.c3",
        "X is squared on the way",
        {LIFTED: "np.column_stack([X.copy(), np.multiply(X, X, out=X).sum(axis=1)])"},
        "changed the ndarray",
    ),
    Wrong(
        "d11.c4",
        "the distance is not squared",
        {KERNEL: "np.exp(-gamma * np.sqrt((differences**2).sum(axis=2)))"},
        "instead of its square",
    ),
    Wrong("d11.c4", "turned round", {KERNEL: KERNEL + ".T"}, "rbf_kernel("),
    Wrong("d11.c4", "gamma left out", {KERNEL: KERNEL.replace("-gamma * ", "-")}, "whatever gamma is"),
    Wrong("d11.c4", "no minus", {KERNEL: KERNEL.replace("-gamma", "gamma")}, "without the minus"),
    Wrong("d11.c4", "only the first coordinate", {KERNEL: "np.exp(-gamma * differences[:, :, 0] ** 2)"}, "rbf_kernel("),
    Wrong("d11.c5", "islands", {"gamma=1.0": "gamma=5000.0"}, "island of its own"),
    Wrong(
        "d11.c5",
        "fitted on the test circles too",
        {RBF: RBF.replace("X_train, y_train", "X_circles, y_circles")},
        "on the test rows",
    ),
    Wrong(
        "d11.c5", "the same machine twice", {ON_CIRCLES: 'SVC(kernel="rbf").fit(X_train, y_train)'}, "linear machine"
    ),
    Wrong("d11.c5", "a flat polynomial kernel", {'kernel="rbf", gamma=1.0': 'kernel="poly", degree=1'}, "0.2 above"),
    Wrong(
        "d11.c5",
        "another kernel that bends",
        {'kernel="rbf", gamma=1.0': 'kernel="poly", degree=2, coef0=1'},
        "far away from all points",
    ),
    Wrong("d11.c5", "the machine of the blobs again", {ON_CIRCLES: "svm_linear"}, "exactly as svm_linear"),
    Wrong(
        "d11.c5",
        "a linear machine that knows the test circles",
        {ON_CIRCLES: ON_CIRCLES.replace("X_train, y_train", "X_circles, y_circles")},
        "linear_on_circles answers",
    ),
    Wrong(
        "d11.c5",
        "the training circles as test circles",
        {ON_CIRCLES: ON_CIRCLES + "\nX_test, y_test = X_train, y_train"},
        "also in X_train",
    ),
    Wrong(
        "d11.c5",
        "the groups of the test circles permuted",
        {ON_CIRCLES: ON_CIRCLES + "\ny_test = np.random.default_rng(0).permutation(y_test)"},
        "y_test does not belong to X_test",
    ),
    Wrong("d11.c6", "a number typed in", {"svm_rbf.score(X_test, y_test)": "0.93"}, "rbf_acc = 0.93"),
    Wrong(
        "d11.c6",
        "of the training circles",
        {"linear_on_circles.score(X_test, y_test)": "linear_on_circles.score(X_train, y_train)"},
        "share of the training circles",
    ),
    Wrong(
        "d11.c6",
        "exchanged",
        {"linear_acc = linear_on_circles": "rbf_acc = linear_on_circles", "rbf_acc = svm_rbf": "linear_acc = svm_rbf"},
        "the other machine",
    ),
    Wrong(
        "d11.c6",
        "percent",
        {"rbf_acc = svm_rbf.score(X_test, y_test)": "rbf_acc = 100 * svm_rbf.score(X_test, y_test)"},
        "percentage",
    ),
    Wrong(
        "d11.c8",
        "only a name of the question",
        {},
        "no number and no name",
        cells={
            "analysis": "A straight cut leaves both rings on both of its sides, since one lies within the other. The RBF "
            "compares points by how near they are, and so its answer changes whichever way one walks outwards."
        },
    ),
    Wrong(
        "d11.s1",
        "stretch: 2 in place of its root",
        {},
        "2 as a factor",
        cells={"stretch": STRETCH.replace("np.sqrt(2)", "2")},
    ),
    Wrong(
        "d11.s1",
        "stretch: the constant column forgotten",
        {},
        "gives shape (1, 5)",
        cells={"stretch": STRETCH.replace(", np.ones(len(X))", "")},
    ),
]
