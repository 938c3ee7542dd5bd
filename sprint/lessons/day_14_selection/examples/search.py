"""Day 14: examples for checks/search.py."""

from sprint.course.examples import Wrong

from .solution import GRID, PIPELINE, RETURN

WRONG = (
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
)
