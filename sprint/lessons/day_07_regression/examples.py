"""Day 7, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=7)"
_PIPELINE = "make_pipeline(StandardScaler(), LinearRegression())"
_WEIGHTS = """for name, weight in zip(X.columns, model[-1].coef_):
    print(f"{name:12} {weight:8.2f}")
"""
_BASELINE = "mean_absolute_error(y_test, np.full(len(y_test), y_train.mean()))"

_BY_HEART = """class ByHeart:
        def fit(self, features, truth):
            return self

        def predict(self, features):
            known = {tuple(row): value for row, value in zip(X.to_numpy(), y)}
            return np.array([known[tuple(row)] for row in np.asarray(features)])

    return ByHeart()"""

_HALF_BY_HEART = """class HalfByHeart:
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

_BATCH_SCALED = """class Scaled(LinearRegression):
        def fit(self, features, truth):
            return super().fit(StandardScaler().fit_transform(features), truth)

        def predict(self, features):
            return super().predict(StandardScaler().fit_transform(features))

    return Scaled()"""

_BY_HAND = """class Line:
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

_STRETCH = """def closed_form(X, y):
    A = np.column_stack([np.ones(len(X)), X])
    return np.linalg.lstsq(A, y, rcond=None)[0]


line = LinearRegression().fit(X_train, y_train)
print(np.allclose(closed_form(X_train.to_numpy(), y_train.to_numpy()), [line.intercept_, *line.coef_]))
"""

RIGHT = [
    Right("another seed and share", {"test_size=0.25, random_state=7": "test_size=1 / 3, random_state=2024"}),
    Right(
        "arrays, a ridge in named steps, figures by hand",
        {
            "X, y = table.drop(columns=target), table[target]": "X, y = table.drop(columns=target).to_numpy(), table[target].to_numpy()",
            f"return {_PIPELINE}": (
                "from sklearn.linear_model import Ridge\n    from sklearn.pipeline import Pipeline\n"
                "    return Pipeline([('scale', StandardScaler()), ('line', Ridge(alpha=1.0))])"
            ),
            _WEIGHTS: "",
            "mean_absolute_error(y_test, y_pred)": "float(np.mean(np.abs(y_test - y_pred)))",
            "r2_score(y_test, y_pred)": "1 - np.sum((y_test - y_pred) ** 2) / np.sum((y_test - y_test.mean()) ** 2)",
            'ax.scatter(y_test, y_pred, s=8, alpha=0.3, label="test rows")': "ax.plot(y_test, y_pred, '.', label='test rows')",
            'ax.plot(ends, ends, color="black", label="perfect")': "ax.axline((2, 2), slope=1, color='black')",
        },
    ),
    Right(
        "the library's baseline, predictions along y, truth along x swapped",
        {
            _BASELINE: (
                "mean_absolute_error(y_test, __import__('sklearn.dummy').dummy.DummyRegressor().fit(X_train, y_train).predict(X_test))"
            ),
            "ax.scatter(y_test, y_pred,": "ax.scatter(y_pred, y_test,",
        },
    ),
    Right("a model written by hand", {f"return {_PIPELINE}": _BY_HAND, _WEIGHTS: ""}),
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
            f"return {_PIPELINE}": (
                "from sklearn.neighbors import KNeighborsRegressor\n"
                "    return make_pipeline(StandardScaler(), KNeighborsRegressor(15))"
            ),
            _WEIGHTS: "",
            _SPLIT: (
                "order = np.random.default_rng(3).permutation(len(X))\ncut = int(0.8 * len(X))\n"
                "X_train, X_test = X.iloc[order[:cut]], X.iloc[order[cut:]]\n"
                "y_train, y_test = y.iloc[order[:cut]], y.iloc[order[cut:]]"
            ),
        },
    ),
    Right("the stretch", cells={"stretch": _STRETCH}, proves="d07.s1"),
    Right(
        "the stretch with an inverse, as a list",
        cells={
            "stretch": _STRETCH.replace(
                "np.linalg.lstsq(A, y, rcond=None)[0]", "list(np.linalg.inv(A.T @ A) @ A.T @ np.asarray(y))"
            )
        },
        proves="d07.s1",
    ),
]

WRONG = [
    Wrong(
        "d07.c1",
        "rows and values split apart",
        {
            _SPLIT: "X_train, X_test = train_test_split(X, random_state=7)\ny_train, y_test = train_test_split(y, random_state=8)"
        },
        "does not belong to X_",
    ),
    Wrong(
        "d07.c1",
        "values of the test rows in rising order",
        {_SPLIT: _SPLIT + "\ny_test = np.sort(y_test)"},
        "y_test does not belong to X_test",
    ),
    Wrong("d07.c1", "two hundred rows", {_SPLIT: _SPLIT.replace("(X, y,", "(X[:200], y[:200],")}, "hold 200 of"),
    Wrong(
        "d07.c1",
        "the model guesses",
        {
            f"return {_PIPELINE}": "from sklearn.dummy import DummyRegressor\n    return make_pipeline(StandardScaler(), DummyRegressor())",
            _WEIGHTS: "",
        },
        "no better than guessing",
    ),
    Wrong("d07.c1", "it knows the table by heart", {f"return {_PIPELINE}": _BY_HEART, _WEIGHTS: ""}, "made-up target"),
    Wrong(
        "d07.c1",
        "make_model returns nothing",
        {f"    return {_PIPELINE}": f"    {_PIPELINE}", "model = make_model().fit": f"model = {_PIPELINE}.fit"},
        "gives None",
    ),
    Wrong(
        "d07.c1",
        "truth in place of features",
        {
            _SPLIT: "X_train, y_train, X_test, y_test = train_test_split(X, y, test_size=0.25, random_state=7)",
            "fit(X_train, y_train)": "fit(X_train, X_test)",
            "model.predict(X_test)": "model.predict(y_train)",
            "y_train.mean()": "X_test.mean()",
        },
        "four names",
    ),
    Wrong(
        "d07.c2",
        "predictions for the training rows",
        {"y_pred = model.predict(X_test)": "y_pred = model.predict(X_train)[: len(X_test)]"},
        "a value of y_pred",
    ),
    Wrong(
        "d07.c2",
        "rounded predictions",
        {"y_pred = model.predict(X_test)": "y_pred = model.predict(X_test).round(1)"},
        "a value of y_pred",
    ),
    Wrong(
        "d07.c2",
        "truth and answers swapped",
        {"r2_score(y_test, y_pred)": "r2_score(y_pred, y_test)"},
        "in each other's place",
    ),
    Wrong(
        "d07.c2",
        "R² of the training rows",
        {"r2_score(y_test, y_pred)": "model.score(X_train, y_train)"},
        "on the training rows",
    ),
    Wrong(
        "d07.c2",
        "error of the training rows",
        {"mean_absolute_error(y_test, y_pred)": "mean_absolute_error(y_train, model.predict(X_train))"},
        "on the training rows",
    ),
    Wrong(
        "d07.c2",
        "squared error",
        {"mean_absolute_error(y_test, y_pred)": "np.mean((y_test - y_pred) ** 2)"},
        "mean squared error",
    ),
    Wrong(
        "d07.c2", "errors that cancel", {"mean_absolute_error(y_test, y_pred)": "np.mean(y_test - y_pred)"}, "cancel"
    ),
    Wrong(
        "d07.c2",
        "the baseline peeks",
        {"np.full(len(y_test), y_train.mean())": "np.full(len(y_test), y_test.mean())"},
        "mean of y_test",
    ),
    Wrong("d07.c2", "the baseline guesses the median", {"y_train.mean()": "y_train.median()"}, "the median"),
    Wrong("d07.c2", "a key with another name", {'"baseline_mae":': '"baseline":'}, "the key 'baseline_mae'"),
    Wrong(
        "d07.c2",
        "the target against itself",
        {"y_pred = model.predict(X_test)": "y_pred = y_test.to_numpy()"},
        "the truth, not a prediction",
    ),
    Wrong("d07.c3", "fitted on all rows", {".fit(X_train, y_train)": ".fit(X, y)"}, "test rows"),
    Wrong(
        "d07.c3",
        "a tree fitted on all rows",
        {
            "make_model().fit(X_train, y_train)": "__import__('sklearn.tree').tree.DecisionTreeRegressor().fit(X, y)",
            _WEIGHTS: "",
        },
        "fitted on the test rows as well",
    ),
    Wrong("d07.c3", "fitted on the test rows", {".fit(X_train, y_train)": ".fit(X_test, y_test)"}, "on the test rows"),
    Wrong("d07.c3", "test rows are training rows", {_SPLIT: _SPLIT + "\nX_train, y_train = X, y"}, "also in X_train"),
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
        {f"return {_PIPELINE}": _BATCH_SCALED, _WEIGHTS: ""},
        "of row 0 of X_test alone",
    ),
    Wrong(
        "d07.c3",
        "the table by heart, a line for everything else",
        {f"return {_PIPELINE}": _HALF_BY_HEART, _WEIGHTS: ""},
        "fitted on shuffled targets",
    ),
    Wrong("d07.c3", "nearly all rows for the test", {"test_size=0.25": "test_size=0.75"}, "75%"),
    Wrong(
        "d07.c4",
        "drawn and thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d07.c5", "a few words", {}, "words of your own", cells={"analysis": "At the top, and the distance to the sea."}
    ),
    Wrong(
        "d07.s1",
        "the constant last",
        {},
        "the constant is the last number",
        cells={"stretch": _STRETCH.replace("[np.ones(len(X)), X]", "[X, np.ones(len(X))]")},
    ),
    Wrong(
        "d07.s1",
        "no column of ones",
        {},
        "pass through 0",
        cells={"stretch": _STRETCH.replace("np.column_stack([np.ones(len(X)), X])", "X")},
    ),
    Wrong(
        "d07.s1",
        "the weights of scaled columns",
        {},
        "scaled columns",
        cells={
            "stretch": _STRETCH.replace("np.ones(len(X)), X]", "np.ones(len(X)), (X - X.mean(axis=0)) / X.std(axis=0)]")
        },
    ),
    Wrong(
        "d07.s1",
        "the columns are shifted where they are",
        {},
        "changed the ndarray",
        cells={"stretch": _STRETCH.replace("    return np.linalg", "    X *= 1.0000001\n    return np.linalg")},
    ),
]
