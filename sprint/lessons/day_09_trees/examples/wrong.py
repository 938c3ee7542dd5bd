"""Day 9: solutions that go wrong for a reason."""

from sprint.course.examples import Wrong

from .solution import CV, FILLED, FOREST, IMPORTANCES, SPLIT, SPLIT_LINE, STRETCH, TREE

WRONG = [
    Wrong(
        "d09.c1",
        "alive under another name",
        {"    return features": "    features['rescued_in'] = (df['alive'] == 'yes') * 7 + 1\n    return features"},
        "'rescued_in'",
    ),
    Wrong(
        "d09.c1",
        "a column that is the mean fate of the passenger's class",
        {
            "    return features": (
                "    features['rate'] = df.groupby(['pclass', 'sex'])['survived'].transform('mean')\n    return features"
            )
        },
        "'rate'",
    ),
    Wrong("d09.c1", "the global frame instead of df", {"features = df[[": "features = passengers[["}, "300 passengers"),
    Wrong("d09.c1", "rows with something missing dropped", {"].copy()": "].dropna()"}, "one row for each passenger"),
    Wrong(
        "d09.c1",
        "the frame is changed",
        {"    return features": "    df['age'] = df['age'].fillna(30)\n    return features"},
        "changed the frame",
    ),
    Wrong(
        "d09.c1",
        "no return",
        {
            "    return features\n": "    global kept\n    kept = features\n",
            "X = make_features(passengers)": "make_features(passengers)\nX = kept",
        },
        "gives None",
    ),
    Wrong(
        "d09.c2",
        "the answer joined to X after make_features",
        {"X = make_features(passengers)": "X = make_features(passengers).assign(code=passengers['survived'] * 3.5)"},
        "'code' alone",
    ),
    Wrong(
        "d09.c2", "forest fitted on all rows", {FOREST: FOREST.replace("X_train, y_train", "X, y")}, "forest answers"
    ),
    Wrong("d09.c2", "tree fitted on all rows", {TREE: TREE.replace("X_train, y_train", "X, y")}, "tree answers"),
    Wrong(
        "d09.c2",
        "more rows by drawing with repetition, then split",
        {
            SPLIT: (
                "train_test_split(*[part.sample(2500, replace=True, random_state=0).reset_index(drop=True)"
                " for part in (X, y)], random_state=0)"
            )
        },
        "also in X_train",
    ),
    Wrong(
        "d09.c2",
        "each passenger drawn at random, some twice, before the split",
        {
            'y = passengers["survived"]': (
                'y = passengers["survived"]\n'
                "drawn = np.random.default_rng(0).integers(len(X), size=len(X))\n"
                "X, y = X.iloc[drawn].reset_index(drop=True), y.iloc[drawn].reset_index(drop=True)"
            )
        },
        "also in X_train",
    ),
    Wrong(
        "d09.c2",
        "some passengers twice, ages filled after the split",
        {
            'y = passengers["survived"]': (
                'y = passengers["survived"]\n'
                "drawn = np.random.default_rng(1).integers(len(X), size=len(X))\n"
                "X, y = X.iloc[drawn].reset_index(drop=True), y.iloc[drawn].reset_index(drop=True)"
            ),
            SPLIT_LINE: SPLIT_LINE + FILLED,
        },
        "also in X_train",
    ),
    Wrong(
        "d09.c2",
        "the test rows put back among the training rows",
        {
            SPLIT_LINE: SPLIT_LINE
            + "X_train, y_train = pd.concat([X_train, X_test[sorted(X_test)]]), pd.concat([y_train, y_test])\n"
        },
        "also in X_train",
    ),
    Wrong(
        "d09.c2",
        "passengers and fates split apart",
        {
            SPLIT: "[part for seed, table in enumerate((X, y))"
            " for part in train_test_split(table, test_size=0.25, random_state=seed)]",
        },
        "does not belong to X_",
    ),
    Wrong("d09.c2", "a tree of full depth", {TREE: TREE.replace("max_depth=3, ", "")}, "questions in a row"),
    Wrong(
        "d09.c3",
        "a forest of three stumps",
        {
            FOREST: "RandomForestClassifier(n_estimators=3, max_depth=1, max_features=1, random_state=0).fit(X_train, y_train)"
        },
        "forest",
    ),
    Wrong(
        "d09.c3",
        "a tree that guesses",
        {TREE: "DecisionTreeClassifier(max_depth=3, min_impurity_decrease=0.5).fit(X_train, y_train)"},
        "tree",
    ),
    Wrong(
        "d09.c4",
        "both scores on the grown rows",
        {CV: "candidate.fit(X_train, y_train).score(X_train, y_train)"},
        "grown on",
    ),
    Wrong(
        "d09.c4",
        "scored on the test rows",
        {CV: "candidate.fit(X_train, y_train).score(X_test, y_test)"},
        "whole number",
    ),
    Wrong(
        "d09.c4",
        "columns exchanged",
        {'"train_acc": train_acc, "cv_acc": cv_acc': '"train_acc": cv_acc, "cv_acc": train_acc'},
        "had not seen",
    ),
    Wrong(
        "d09.c4",
        "leaves of ten at least",
        {"max_depth=max_depth, random_state=1": "max_depth=max_depth, min_samples_leaf=10"},
        "does only max_depth change",
    ),
    Wrong("d09.c4", "too few depths", {"range(1, 16)": "range(1, 8)"}, "12 or more"),
    Wrong("d09.c4", "percent", {"cv=5).mean()": "cv=5).mean() * 100"}, "between 0 and 1"),
    Wrong(
        "d09.c5",
        "numbers sorted, names not",
        {IMPORTANCES: "pd.Series(sorted(forest.feature_importances_, reverse=True), index=X_train.columns)"},
        "different orders",
    ),
    Wrong("d09.c5", "the tree's importances", {"pd.Series(forest.feature": "pd.Series(tree.feature"}, "single tree"),
    Wrong(
        "d09.c5", "numbers without names", {IMPORTANCES: "pd.Series(forest.feature_importances_)"}, "the columns of X"
    ),
    Wrong(
        "d09.c5",
        "percent",
        {"pd.Series(forest.feature_importances_": "100 * pd.Series(forest.feature_importances_"},
        "together are 1",
    ),
    Wrong(
        "d09.s1",
        "stretch: shuffled among the training rows",
        {},
        "learned their noise by heart",
        cells={
            "stretch": STRETCH.replace("forest_noise, X_test_noise, y_test", "forest_noise, X_train_noise, y_train")
        },
    ),
    Wrong(
        "d09.s1",
        "stretch: the numbers of the first column",
        {},
        "the importance of 'pclass'",
        cells={"stretch": STRETCH.replace("[-1]", "[0]")},
    ),
    Wrong(
        "d09.s1",
        "stretch: fitted on the test rows as well",
        {},
        "on the test rows",
        cells={
            "stretch": STRETCH.replace(
                ".fit(X_train_noise, y_train)",
                ".fit(pd.concat([X_train_noise, X_test_noise]), pd.concat([y_train, y_test]))",
            )
        },
    ),
]
