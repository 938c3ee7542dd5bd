"""Day 14, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

SPLIT = "train_test_split(X, y, test_size=0.25, stratify=y, random_state=0)"
PIPELINE = "make_pipeline(StandardScaler(), SVC())"
RETURN = "return GridSearchCV(pipeline, grid, cv=5)"
GRID = 'grid = {"svc__C": [0.1, 1, 10, 100], "svc__gamma": np.logspace(-4, 1, 6)}'
CURVE = (
    "train_scores, valid_scores = validation_curve(\n"
    '    make_search().estimator, X_train, y_train, param_name="svc__gamma", param_range=param_range, cv=5\n'
    ")"
)
MEANS = {"train_scores.mean(axis=1)": "train_scores", "valid_scores.mean(axis=1)": "valid_scores"}

STRETCH = """
from sklearn.model_selection import cross_val_score


def nested(X, y):
    return cross_val_score(make_search(), X, y, cv=5).mean()


nested_score = nested(X, y)
"""
STRETCH_SHUFFLED = """
from sklearn.base import clone
from sklearn.model_selection import StratifiedKFold


def nested(X, y):
    scores = []
    for learn, judge in StratifiedKFold(5, shuffle=True).split(X, y):
        inner = clone(search).fit(X[learn], y[learn])
        scores.append(np.mean(inner.predict(X[judge]) == y[judge]))
    return sum(scores) / len(scores)


nested_score = nested(X, y)
"""

RIGHT = [
    Right(
        "two scores, and the one that counts is named",
        {RETURN: 'return GridSearchCV(pipeline, grid, cv=5, scoring=["accuracy", "f1_macro"], refit="accuracy")'},
    ),
    Right(
        "another split and data, neighbours, means by hand in a loop",
        {
            "load_wine": "load_breast_cancer",
            SPLIT: "train_test_split(X, y, test_size=0.3, random_state=7)",
            PIPELINE: "Pipeline([('scale', MinMaxScaler()), ('near', KNeighborsClassifier())])",
            "import make_pipeline\n": "import Pipeline\nfrom sklearn.preprocessing import MinMaxScaler\nfrom sklearn.neighbors import KNeighborsClassifier\nfrom sklearn.model_selection import StratifiedKFold\n",
            GRID: "grid = {'near__n_neighbors': range(1, 20, 2)}",
            RETURN: "return GridSearchCV(pipeline, grid, cv=StratifiedKFold(4, shuffle=True))",
            "param_range = np.logspace(-5, 2, 8)": "param_range = [1, 2, 3, 5, 8, 13, 21, 34]",
            CURVE: (
                "train_scores, valid_scores = [], []\n"
                "for k in param_range:\n"
                "    found = []\n"
                "    for learn, judge in StratifiedKFold(6, shuffle=True, random_state=3).split(X_train, y_train):\n"
                "        one = make_search().estimator.set_params(near__n_neighbors=k).fit(X_train[learn], y_train[learn])\n"
                "        found.append([one.score(X_train[learn], y_train[learn]), one.score(X_train[judge], y_train[judge])])\n"
                "    train_scores.append(np.mean(found, axis=0)[0])\n"
                "    valid_scores.append(np.mean(found, axis=0)[1])"
            ),
            "valid_scores.mean(axis=1).argmax()": "int(np.argmax(valid_scores))",
            **MEANS,
        },
    ),
    Right(
        "frames, a selection inside, an accuracy by hand",
        {
            "load_wine()": "load_wine(as_frame=True)",
            PIPELINE: "make_pipeline(StandardScaler(), SelectKBest(k=5), SVC())",
            "from sklearn.svm import SVC": "from sklearn.svm import SVC\nfrom sklearn.feature_selection import SelectKBest",
            "search.score(X_test, y_test)": "(search.predict(X_test) == y_test).mean()",
            GRID: 'grid = [{"svc__C": [1, 10]}, {"svc__kernel": ["linear"], "svc__C": [0.1, 1]}]',
        },
    ),
    Right(
        "logistic regression, a random search, its own measure, the curve of the best setting",
        {
            PIPELINE: "make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, solver='saga', tol=1e-3))",
            "import make_pipeline\n": "import make_pipeline\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import RandomizedSearchCV\n",
            GRID: "grid = {'logisticregression__C': np.logspace(-4, 2, 13)}",
            RETURN: "return RandomizedSearchCV(pipeline, grid, n_iter=6, scoring='f1_macro', cv=3, random_state=2)",
            CURVE: (
                "train_scores, valid_scores = validation_curve(\n"
                "    search.best_estimator_, X_train, y_train, param_name='logisticregression__C',\n"
                "    param_range=param_range, cv=4, scoring='f1_macro')"
            ),
        },
    ),
    Right(
        "a forest, which needs no scaler",
        {
            PIPELINE: "make_pipeline(StandardScaler(), RandomForestClassifier(40))",
            "import make_pipeline\n": "import make_pipeline\nfrom sklearn.ensemble import RandomForestClassifier\n",
            GRID: "grid = {'randomforestclassifier__max_depth': [2, 8]}",
            "param_range = np.logspace(-5, 2, 8)": "param_range = np.array([1, 2, 3, 5, 8])",
            "svc__gamma": "randomforestclassifier__max_depth",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d14.s1"),
    Right("the stretch with folds of its own", cells={"stretch": STRETCH_SHUFFLED}, proves="d14.s1"),
]

WRONG = [
    Wrong(
        "d14.c1",
        "nothing is returned",
        {
            RETURN: RETURN.replace("return ", ""),
            "search = make_search()": "search = GridSearchCV(SVC(), {'C': [1, 2]})",
            "make_search().estimator": "make_pipeline(SVC())",
        },
        "gives None",
    ),
    Wrong(
        "d14.c1",
        "the best setting is not fitted again",
        {
            RETURN: "return GridSearchCV(pipeline, grid, cv=5, refit=False)",
            "search.score(X_test, y_test)": "search.best_score_",
        },
        "keeps no model",
    ),
    Wrong("d14.c1", "one setting only", {GRID: 'grid = {"svc__C": [1]}'}, "1 setting"),
    Wrong("d14.c1", "a grid of useless settings", {GRID: 'grid = {"svc__gamma": [1e5, 1e6]}'}, "right on new rows"),
    Wrong("d14.c2", "no scaler", {PIPELINE: "make_pipeline(SVC())"}, "in another unit"),
    Wrong(
        "d14.c2",
        "scaled in a cell above",
        {
            "X, y = wine.data, wine.target": "X, y = StandardScaler().fit_transform(wine.data), wine.target",
            PIPELINE: "make_pipeline(SVC())",
        },
        "not a step of the pipeline",
    ),
    Wrong(
        "d14.c3",
        "columns are chosen before the folds are cut",
        {
            "def make_search():": (
                "from sklearn.feature_selection import SelectKBest\n"
                "class ChosenFirst(GridSearchCV):\n"
                "    def fit(self, X, y):\n"
                "        self.chosen = SelectKBest(k=min(20, X.shape[1])).fit(X, y)\n"
                "        return super().fit(self.chosen.transform(X), y)\n"
                "    def predict(self, X):\n"
                "        return super().predict(self.chosen.transform(X))\n"
                "    def score(self, X, y):\n"
                "        return super().score(self.chosen.transform(X), y)\n\n\n"
                "def make_search():"
            ),
            RETURN: "return ChosenFirst(pipeline, grid, cv=5)",
        },
        "on pure noise the search promises",
    ),
    Wrong(
        "d14.c3",
        "the rows that judge are among those that learn",
        {
            "def make_search():": (
                "class Everything:\n"
                "    def split(self, X, y=None, groups=None):\n"
                "        yield np.arange(len(X)), np.arange(len(X))\n"
                "    def get_n_splits(self, X=None, y=None, groups=None):\n"
                "        return 1\n\n\n"
                "def make_search():"
            ),
            RETURN: "return GridSearchCV(pipeline, grid, cv=Everything())",
            GRID: "grid = {'svc__C': [1, 10, 100]}",
        },
        "on pure noise the search promises",
    ),
    Wrong(
        "d14.c4",
        "fitted on all rows",
        {"search = make_search().fit(X_train, y_train)": "search = make_search().fit(X, y)"},
        "fitted on the test rows",
    ),
    Wrong(
        "d14.c4",
        "the rows to predict are scaled by themselves",
        {
            PIPELINE: "make_pipeline(FunctionTransformer(lambda rows: (rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-9)), SVC())",
            "import StandardScaler\n": "import FunctionTransformer\n",
        },
        "of X_test alone",
    ),
    Wrong(
        "d14.c4",
        "the labels of the test wines permuted",
        {SPLIT: SPLIT + "\ny_test = np.random.default_rng(0).permutation(y_test)"},
        "y_test does not belong to X_test",
    ),
    Wrong(
        "d14.c4",
        "another data set, its test labels permuted",
        {"load_wine": "load_breast_cancer", SPLIT: SPLIT + "\ny_test = np.random.default_rng(0).permutation(y_test)"},
        "y_test does not belong to X_test",
    ),
    Wrong(
        "d14.c4",
        "sixty wines",
        {SPLIT: SPLIT.replace("(X, y, test_size=0.25, stratify=y", "(X[::3], y[::3], test_size=0.25, stratify=y[::3]")},
        "hold 60 of 178 rows",
    ),
    Wrong(
        "d14.c4",
        "every training row twice",
        {SPLIT: SPLIT + "\nX_train, y_train = np.repeat(X_train, 2, axis=0), np.repeat(y_train, 2)"},
        "copies of another one",
    ),
    Wrong("d14.c4", "training rows are test rows", {SPLIT: SPLIT + "\nX_train, y_train = X, y"}, "also in X_train"),
    Wrong(
        "d14.c4",
        "scaled before the split",
        {"X, y = wine.data, wine.target": "X, y = StandardScaler().fit_transform(wine.data), wine.target"},
        "scaled already",
    ),
    Wrong(
        "d14.c4",
        "columns chosen with all rows",
        {
            SPLIT: SPLIT.replace("(X, y", "(SelectKBest(k=6).fit_transform(X, y), y"),
            "from sklearn.svm import SVC": "from sklearn.svm import SVC\nfrom sklearn.feature_selection import SelectKBest",
        },
        "go best with y",
    ),
    Wrong(
        "d14.c4",
        "never fitted",
        {
            'search = make_search().fit(X_train, y_train)\nprint(search.best_params_, f"cross-validated accuracy {search.best_score_:.3f}")': "search = make_search()",
            "search.score(X_test, y_test)": "0.97",
        },
        "no cv_results_",
    ),
    Wrong(
        "d14.c5",
        "in each other's place",
        {"train_scores, valid_scores = validation": "valid_scores, train_scores = validation"},
        "each other's place",
    ),
    Wrong(
        "d14.c5",
        "the curve of all rows",
        {CURVE: CURVE.replace("X_train, y_train", "X, y")},
        "the test rows among them",
    ),
    Wrong("d14.c5", "the same curve twice", {CURVE: CURVE + "\nvalid_scores = train_scores"}, "are the same"),
    Wrong("d14.c5", "the best value at the edge", {"np.logspace(-5, 2, 8)": "np.logspace(-7, -3, 9)"}, "still rises"),
    Wrong("d14.c5", "one power of ten", {"np.logspace(-5, 2, 8)": "np.linspace(0.01, 0.1, 8)"}, "powers of ten"),
    Wrong(
        "d14.c5",
        "the mean over the values",
        {
            CURVE: CURVE + "\ntrain_scores, valid_scores = train_scores.mean(axis=0), valid_scores.mean(axis=0)",
            "train_scores.mean(axis=1)": "[0.5] * 8",
            "valid_scores.mean(axis=1)": "np.ones(8)",
        },
        "over the values",
    ),
    Wrong(
        "d14.c5",
        "a curve from a book",
        {
            CURVE: "train_scores = np.linspace(0.5, 1, 8)\nvalid_scores = np.array([0.5, 0.6, 0.7, 0.8, 0.9, 0.8, 0.7, 0.6])",
            **MEANS,
        },
        "if the knob is",
    ),
    Wrong(
        "d14.c6",
        "the promise",
        {"test_score = search.score(X_test, y_test)": "test_score = search.best_score_"},
        "best_score_",
    ),
    Wrong(
        "d14.c6",
        "the training rows",
        {
            SPLIT: SPLIT.replace("random_state=0", "random_state=1"),
            "test_score = search.score(X_test, y_test)": "test_score = search.score(X_train, y_train)",
        },
        "training rows",
    ),
    Wrong(
        "d14.c6",
        "as a percentage",
        {"test_score = search.score(X_test, y_test)": "test_score = 100 * search.score(X_test, y_test)"},
        "percentage",
    ),
    Wrong(
        "d14.c7",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong("d14.c8", "a few words", {}, "words of your own", cells={"analysis": "Bias left, variance right, 0.98."}),
    Wrong(
        "d14.s1",
        "nested is the promise of one search",
        {},
        "a single search promises",
        cells={
            "stretch": STRETCH.replace(
                "cross_val_score(make_search(), X, y, cv=5).mean()", "make_search().fit(X, y).best_score_"
            )
        },
    ),
    Wrong(
        "d14.s1",
        "nested judges the setting found before",
        {},
        "one setting that `search` had found",
        cells={"stretch": STRETCH.replace("make_search()", "search.best_estimator_")},
    ),
    Wrong(
        "d14.s1",
        "the promise kept as nested_score",
        {},
        "that is search.best_score_",
        cells={"stretch": STRETCH.replace("nested_score = nested(X, y)", "nested_score = search.best_score_")},
    ),
]
