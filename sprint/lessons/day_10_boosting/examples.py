"""Day 10, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

HISTORY = """history = model.evals_result_
eval_curve = pd.DataFrame({name: history[name]["rmse"] for name in ("train", "valid")})"""
STAGED = """eval_curve = pd.DataFrame({
    name: [root_mean_squared_error(y_part, answers) for answers in model.staged_predict(X_part)]
    for name, X_part, y_part in (("train", X_train, y_train), ("valid", X_valid, y_valid))
})"""
EVAL_SET = "eval_set=[(X_train, y_train), (X_valid, y_valid)]"
SPLITS = """X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=0.2, random_state=1)
X_train, X_valid, y_train, y_valid = train_test_split(X_rest, y_rest, test_size=0.25, random_state=1)"""
EXPLAINED = "shap_values = explainer.shap_values(X_test)"
STRETCH = """
bound = [int(column in ("x3", "x4")) for column in X.columns]
monotone = LGBMRegressor(
    n_estimators=1000, learning_rate=0.05, random_state=1, verbose=-1, monotone_constraints=bound
)
monotone.fit(
    X_train,
    y_train,
    eval_set=[(X_valid, y_valid)],
    callbacks=[early_stopping(50, verbose=False)],
)
rmse_monotone = root_mean_squared_error(y_test, monotone.predict(X_test))
"""

RIGHT = [
    Right(
        "scikit-learn's histogram boosting that watches its own rows, best round looked up",
        cells={
            "model": (
                "from sklearn.ensemble import HistGradientBoostingRegressor\n"
                "model = HistGradientBoostingRegressor(max_iter=800, early_stopping=True, n_iter_no_change=20)\n"
                "model.fit(X_train, y_train)\n"
                "errors = [root_mean_squared_error(y_valid, answers) for answers in model.staged_predict(X_valid)]\n"
                "best_iteration = 1 + int(np.argmin(errors))"
            )
        },
        changes={HISTORY: STAGED},
    ),
    Right(
        "scikit-learn's gradient boosting on plain arrays, cut by hand",
        {
            SPLITS: (
                "order = np.random.default_rng(5).permutation(len(X))\n"
                "X_train, X_valid, X_test = np.split(X.to_numpy()[order], [1100, 1500])\n"
                "y_train, y_valid, y_test = np.split(y[order], [1100, 1500])"
            ),
            HISTORY: STAGED,
        },
        cells={
            "model": (
                "from sklearn.ensemble import GradientBoostingRegressor\n"
                "model = GradientBoostingRegressor(n_estimators=500, n_iter_no_change=15).fit(X_train, y_train)\n"
                "best_iteration = np.argmin([np.mean((a - y_valid) ** 2) for a in model.staged_predict(X_valid)]) + 1"
            )
        },
    ),
    Right(
        "LightGBM's own interface, an Explanation for the SHAP values",
        {
            HISTORY: 'eval_curve = pd.DataFrame({"train": seen["a"]["rmse"], "valid": seen["b"]["rmse"]})',
            EXPLAINED: "shap_values = explainer(X_test)",
            "{shap_values.shape}": "{shap_values.values.shape}",
            "shap.summary_plot(shap_values,": "shap.summary_plot(shap_values.values,",
        },
        cells={
            "model": (
                "import lightgbm\n"
                "seen = {}\n"
                "learn, watch = lightgbm.Dataset(X_train, y_train), lightgbm.Dataset(X_valid, y_valid)\n"
                "settings = {'objective': 'regression', 'metric': 'rmse', 'learning_rate': 0.1, 'verbose': -1}\n"
                "model = lightgbm.train(settings, learn, 600, valid_sets=[learn, watch], valid_names=['a', 'b'],\n"
                "    callbacks=[lightgbm.early_stopping(30, verbose=False), lightgbm.record_evaluation(seen)])\n"
                "best_iteration = model.best_iteration"
            )
        },
    ),
    Right(
        "another seed, fewer leaves, a curve recomputed round by round, pushes as a data frame",
        {
            "random_state=1)": "random_state=77)",
            "verbose=-1)\n": "num_leaves=7, verbose=-1)\n",
            HISTORY: (
                "kept = range(1, model.best_iteration_ + 1)\n"
                "eval_curve = pd.DataFrame({name: [root_mean_squared_error(b, model.predict(a, num_iteration=k))\n"
                "    for k in kept] for name, a, b in (('train', X_train, y_train), ('valid', X_valid, y_valid))})"
            ),
            EXPLAINED: "shap_values = pd.DataFrame(explainer.shap_values(X_test), columns=X.columns)",
            "base_value = float(np.ravel(explainer.expected_value)[0])": "base_value = explainer.expected_value",
            "shap.summary_plot(shap_values,": "shap.summary_plot(shap_values.to_numpy(),",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d10.s1"),
]

WRONG = [
    Wrong(
        "d10.c1",
        "the watched rows are the test rows",
        {"print(len(X_train)": "X_valid, y_valid = X_test, y_test\nprint(len(X_train)"},
        "also in X_test",
    ),
    Wrong(
        "d10.c1",
        "the watched rows are training rows",
        {"print(len(X_train)": "X_train, y_train = X_rest, y_rest\nprint(len(X_train)"},
        "also in X_train",
    ),
    Wrong(
        "d10.c1",
        "a deep baseline",
        {"DecisionTreeRegressor(max_depth=3, ": "DecisionTreeRegressor("},
        "different answers",
    ),
    Wrong(
        "d10.c1",
        "a baseline fitted on the test rows",
        {"random_state=1).fit(X_train, y_train)": "random_state=1).fit(X_test, y_test)"},
        "fitted on the training rows",
    ),
    Wrong(
        "d10.c1",
        "the targets of the test rows permuted",
        {"print(len(X_train)": "y_test = np.random.default_rng(0).permutation(y_test)\nprint(len(X_train)"},
        "y_test does not belong to X_test",
    ),
    Wrong("d10.c2", "five rounds", {"n_estimators=1000": "n_estimators=5"}, "on new rows"),
    Wrong(
        "d10.c2",
        "targets in another order",
        {"model.fit(\n    X_train,\n    y_train,": "model.fit(\n    X_train,\n    np.sort(y_train),"},
        "y_train in the order",
    ),
    Wrong(
        "d10.c3",
        "no early stopping",
        {"callbacks=[early_stopping(50, verbose=False)],": "", "model.best_iteration_\n": "1000\n"},
        "all 1000 rounds",
    ),
    Wrong(
        "d10.c3",
        "patience never runs out",
        {"early_stopping(50,": "early_stopping(5000,", "n_estimators=1000": "n_estimators=80"},
        "all 80 rounds",
    ),
    Wrong(
        "d10.c3",
        "test rows watched, the curve computed on the right rows",
        {
            EVAL_SET: "eval_set=[(X_train, y_train), (X_test, y_test)]",
            HISTORY: (
                "kept = range(1, model.best_iteration_ + 1)\n"
                "eval_curve = pd.DataFrame({name: [root_mean_squared_error(b, model.predict(a, num_iteration=k))\n"
                "    for k in kept] for name, a, b in (('train', X_train, y_train), ('valid', X_valid, y_valid))})"
            ),
        },
        "test",
    ),
    Wrong(
        "d10.c3",
        "rounds with the patience",
        {"best_iteration = model.best_iteration_": "best_iteration = model.best_iteration_ + 50"},
        "length of eval_curve",
    ),
    Wrong(
        "d10.c3",
        "fitted on the watched rows too",
        {
            "model.fit(\n    X_train,\n    y_train,": "model.fit(\n    X_rest,\n    y_rest,",
            "n_estimators=1000": "n_estimators=100000",
            EVAL_SET: "eval_set=[(X_train, y_train), (X_test, y_test)]",
        },
        "learned from rows of X_valid",
    ),
    Wrong(
        "d10.c4",
        "the curve of the test rows",
        {EVAL_SET: "eval_set=[(X_train, y_train), (X_test, y_test)]"},
        "tuned on",
    ),
    Wrong(
        "d10.c4",
        "columns exchanged",
        {'("train", "valid")})': '("valid", "train")}).set_axis(["train", "valid"], axis=1)'},
        "curve of X_",
    ),
    Wrong("d10.c4", "squared errors", {'["rmse"] for name': '["l2"] for name'}, "without the root"),
    Wrong("d10.c4", "the first twelve rounds", {'("train", "valid")})': '("train", "valid")}).iloc[:12]'}, "12 rows"),
    Wrong(
        "d10.c4",
        "one round late",
        {"eval_curve = pd.DataFrame({name: history": "eval_curve = pd.DataFrame({name: [9.0] + history"},
        "one round late",
    ),
    Wrong(
        "d10.c5",
        "error of the training rows",
        {
            "root_mean_squared_error(y_test, model.predict(X_test))": "root_mean_squared_error(y_train, model.predict(X_train))"
        },
        "on the training rows",
    ),
    Wrong(
        "d10.c5",
        "error of the watched rows",
        {
            "root_mean_squared_error(y_test, model.predict(X_test))": "root_mean_squared_error(y_valid, model.predict(X_valid))"
        },
        "on the watched rows",
    ),
    Wrong(
        "d10.c5",
        "no root",
        {
            "root_mean_squared_error(y_test, baseline.predict(X_test))": "root_mean_squared_error(y_test, baseline.predict(X_test)) ** 2"
        },
        "without the root",
    ),
    Wrong(
        "d10.c6",
        "pushes of the watched rows",
        {EXPLAINED: "shap_values = explainer.shap_values(X_valid)"},
        "a row of X_valid",
    ),
    Wrong(
        "d10.c6",
        "base value left at zero",
        {"base_value = float(np.ravel(explainer.expected_value)[0])": "base_value = 0.0"},
        "same amount",
    ),
    Wrong(
        "d10.c6",
        "the mean of y for a base value",
        {"base_value = float(np.ravel(explainer.expected_value)[0])": "base_value = float(y.mean())"},
        "same amount",
    ),
    Wrong(
        "d10.c6",
        "pushes of another model",
        {"shap.TreeExplainer(model)": "shap.TreeExplainer(baseline)"},
        "which model",
    ),
    Wrong(
        "d10.c6",
        "all in one column",
        {
            EXPLAINED: "shap_values = np.zeros(X_test.shape)\nshap_values[:, 0] = model.predict(X_test) - np.ravel(explainer.expected_value)[0]"
        },
        "pushes of x3",
    ),
    Wrong(
        "d10.c6",
        "turned round",
        {EXPLAINED: EXPLAINED + ".T", "shap.summary_plot(shap_values,": "shap.summary_plot(shap_values.T,"},
        "turned round",
    ),
    Wrong(
        "d10.s1",
        "stretch: one place too late",
        {},
        "of monotone falls by",
        cells={"stretch": STRETCH.replace('("x3", "x4")', '("x4", "x5")')},
    ),
    Wrong(
        "d10.s1",
        "stretch: every column bound",
        {},
        "x2 is bound as well",
        cells={"stretch": STRETCH.replace('int(column in ("x3", "x4"))', "1")},
    ),
]
