"""Day 14: examples for checks/test_rows.py."""

from sprint.course.examples import Wrong

from .solution import PIPELINE, SPLIT

WRONG = (
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
)
