"""Day 7: examples for checks/model.py."""

from sprint.course.examples import Wrong

from .solution import PIPELINE, SPLIT, WEIGHTS

BY_HEART = """class ByHeart:
        def fit(self, features, truth):
            return self

        def predict(self, features):
            known = {tuple(row): value for row, value in zip(X.to_numpy(), y)}
            return np.array([known[tuple(row)] for row in np.asarray(features)])

    return ByHeart()"""

WRONG = (
    Wrong(
        "d07.c1",
        "rows and values split apart",
        {
            SPLIT: "X_train, X_test = train_test_split(X, random_state=7)\ny_train, y_test = train_test_split(y, random_state=8)"
        },
        "does not belong to X_",
    ),
    Wrong(
        "d07.c1",
        "values of the test rows in rising order",
        {SPLIT: SPLIT + "\ny_test = np.sort(y_test)"},
        "y_test does not belong to X_test",
    ),
    Wrong("d07.c1", "two hundred rows", {SPLIT: SPLIT.replace("(X, y,", "(X[:200], y[:200],")}, "hold 200 of"),
    Wrong(
        "d07.c1",
        "the model guesses",
        {
            f"return {PIPELINE}": "from sklearn.dummy import DummyRegressor\n    return make_pipeline(StandardScaler(), DummyRegressor())",
            WEIGHTS: "",
        },
        "no better than guessing",
    ),
    Wrong("d07.c1", "it knows the table by heart", {f"return {PIPELINE}": BY_HEART, WEIGHTS: ""}, "made-up target"),
    Wrong(
        "d07.c1",
        "make_model returns nothing",
        {f"    return {PIPELINE}": f"    {PIPELINE}", "model = make_model().fit": f"model = {PIPELINE}.fit"},
        "gives None",
    ),
    Wrong(
        "d07.c1",
        "truth in place of features",
        {
            SPLIT: "X_train, y_train, X_test, y_test = train_test_split(X, y, test_size=0.25, random_state=7)",
            "fit(X_train, y_train)": "fit(X_train, X_test)",
            "model.predict(X_test)": "model.predict(y_train)",
            "y_train.mean()": "X_test.mean()",
        },
        "four names",
    ),
)
