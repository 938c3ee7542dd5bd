"""Day 7: examples for checks/splitting.py."""

from sprint.course.examples import Wrong

from .solution import PIPELINE, SPLIT, WEIGHTS

HALF_BY_HEART = """class HalfByHeart:
        def fit(self, features, truth):
            self.line = make_pipeline(StandardScaler(), LinearRegression()).fit(features, truth)
            self.known = abs(np.mean(truth) / y.mean() - 1) < 0.1
            return self

        def predict(self, features):
            if not self.known:
                return self.line.predict(features)
            known = {tuple(row): value for row, value in zip(X.to_numpy(), y)}
            return np.array([known[tuple(row)] for row in np.asarray(features)]) + 0.1 * self.line.predict(features)

    return HalfByHeart()"""

BATCH_SCALED = """class Scaled(LinearRegression):
        def fit(self, features, truth):
            return super().fit(StandardScaler().fit_transform(features), truth)

        def predict(self, features):
            return super().predict(StandardScaler().fit_transform(features))

    return Scaled()"""

WRONG = (
    Wrong("d07.c3", "fitted on all rows", {".fit(X_train, y_train)": ".fit(X, y)"}, "test rows"),
    Wrong(
        "d07.c3",
        "a tree fitted on all rows",
        {
            "make_model().fit(X_train, y_train)": "__import__('sklearn.tree').tree.DecisionTreeRegressor().fit(X, y)",
            WEIGHTS: "",
        },
        "fitted on the test rows as well",
    ),
    Wrong("d07.c3", "fitted on the test rows", {".fit(X_train, y_train)": ".fit(X_test, y_test)"}, "on the test rows"),
    Wrong("d07.c3", "test rows are training rows", {SPLIT: SPLIT + "\nX_train, y_train = X, y"}, "also in X_train"),
    Wrong(
        "d07.c3",
        "the answer among the features",
        {
            "X, y = table.drop(columns=target), table[target]": "X, y = table.drop(columns=target), table[target]\nX = X.assign(price_level=np.log(y + 1))"
        },
        "price_level",
    ),
    Wrong(
        "d07.c3",
        "the rows to predict are scaled by themselves",
        {f"return {PIPELINE}": BATCH_SCALED, WEIGHTS: ""},
        "of row 0 of X_test alone",
    ),
    Wrong(
        "d07.c3",
        "the table by heart, a line for everything else",
        {f"return {PIPELINE}": HALF_BY_HEART, WEIGHTS: ""},
        "fitted on shuffled targets",
    ),
    Wrong("d07.c3", "nearly all rows for the test", {"test_size=0.25": "test_size=0.75"}, "75%"),
)
