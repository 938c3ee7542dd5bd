"""Day 7: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import PIPELINE, SPLIT, WEIGHTS

BASELINE = "mean_absolute_error(y_test, np.full(len(y_test), y_train.mean()))"

BY_HAND = """class Line:
        def fit(self, features, truth):
            features = np.asarray(features)
            self.middle, self.spread = features.mean(axis=0), features.std(axis=0)
            self.weights = np.linalg.lstsq(self.table(features), np.asarray(truth), rcond=None)[0]
            return self

        def table(self, features):
            scaled = (np.asarray(features) - self.middle) / self.spread
            return np.column_stack([np.ones(len(scaled)), scaled])

        def predict(self, features):
            return self.table(features) @ self.weights

    return Line()"""

RIGHT = (
    Right("another seed and share", {"test_size=0.25, random_state=7": "test_size=1 / 3, random_state=2024"}),
    Right(
        "arrays, a ridge in named steps, figures by hand",
        {
            "X, y = table.drop(columns=target), table[target]": "X, y = table.drop(columns=target).to_numpy(), table[target].to_numpy()",
            f"return {PIPELINE}": (
                "from sklearn.linear_model import Ridge\n    from sklearn.pipeline import Pipeline\n"
                "    return Pipeline([('scale', StandardScaler()), ('line', Ridge(alpha=1.0))])"
            ),
            WEIGHTS: "",
            "mean_absolute_error(y_test, y_pred)": "float(np.mean(np.abs(y_test - y_pred)))",
            "r2_score(y_test, y_pred)": "1 - np.sum((y_test - y_pred) ** 2) / np.sum((y_test - y_test.mean()) ** 2)",
            'ax.scatter(y_test, y_pred, s=8, alpha=0.3, label="test rows")': "ax.plot(y_test, y_pred, '.', label='test rows')",
            'ax.plot(ends, ends, color="black", label="perfect")': "ax.axline((2, 2), slope=1, color='black')",
        },
    ),
    Right(
        "the library's baseline, predictions along y, truth along x swapped",
        {
            BASELINE: (
                "mean_absolute_error(y_test, __import__('sklearn.dummy').dummy.DummyRegressor().fit(X_train, y_train).predict(X_test))"
            ),
            "ax.scatter(y_test, y_pred,": "ax.scatter(y_pred, y_test,",
        },
    ),
    Right("a model written by hand", {f"return {PIPELINE}": BY_HAND, WEIGHTS: ""}),
    Right(
        "values in dollars, their columns named anew, one made of two, the most expensive left out",
        {
            "X, y = table.drop(columns=target), table[target]": (
                "table = table[table[target] < table[target].max()].sample(frac=1, random_state=1)\n"
                "X, y = table.drop(columns=target), 1e5 * table[target]\n"
                "X['both'] = X.iloc[:, 2] + X.iloc[:, 3]\n"
                "X = X.drop(columns=X.columns[1]).rename(columns=str.upper).astype('float32')"
            )
        },
    ),
    Right(
        "figures rounded to two decimals",
        {
            "mean_absolute_error(y_test, y_pred)": "round(float(mean_absolute_error(y_test, y_pred)), 2)",
            "r2_score(y_test, y_pred)": "round(float(r2_score(y_test, y_pred)), 3)",
        },
    ),
    Right(
        "more weight for some rows and a ridge with a tuned strength",
        {
            "make_model().fit(X_train, y_train)": (
                "make_pipeline(StandardScaler(), __import__('sklearn.linear_model').linear_model.RidgeCV())"
                ".fit(X_train, y_train, ridgecv__sample_weight=np.linspace(0.5, 2, len(y_train)))"
            )
        },
    ),
    Right(
        "another regression, rows shuffled by hand",
        {
            f"return {PIPELINE}": (
                "from sklearn.neighbors import KNeighborsRegressor\n"
                "    return make_pipeline(StandardScaler(), KNeighborsRegressor(15))"
            ),
            WEIGHTS: "",
            SPLIT: (
                "order = np.random.default_rng(3).permutation(len(X))\ncut = int(0.8 * len(X))\n"
                "X_train, X_test = X.iloc[order[:cut]], X.iloc[order[cut:]]\n"
                "y_train, y_test = y.iloc[order[:cut]], y.iloc[order[cut:]]"
            ),
        },
    ),
)
