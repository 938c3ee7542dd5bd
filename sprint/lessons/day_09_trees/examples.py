"""Day 9, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

SPLIT = "train_test_split(X, y, test_size=0.25, stratify=y, random_state=1)"
TREE = "DecisionTreeClassifier(max_depth=3, random_state=1).fit(X_train, y_train)"
FOREST = "RandomForestClassifier(n_estimators=100, random_state=1).fit(X_train, y_train)"
IMPORTANCES = "pd.Series(forest.feature_importances_, index=X_train.columns).sort_values(ascending=False)"
CV = "cross_val_score(candidate, X_train, y_train, cv=5).mean()"
STRETCH = """
from sklearn.inspection import permutation_importance

rng = np.random.default_rng(9)
X_train_noise = X_train.assign(noise=rng.random(len(X_train)))
X_test_noise = X_test.assign(noise=rng.random(len(X_test)))
forest_noise = RandomForestClassifier(n_estimators=100, random_state=1).fit(X_train_noise, y_train)
noise_impurity = forest_noise.feature_importances_[-1]
shuffled = permutation_importance(forest_noise, X_test_noise, y_test, n_repeats=20, random_state=1)
noise_permutation = shuffled.importances_mean[-1]
"""

RIGHT = [
    Right(
        "other columns, missing ages filled, another seed and share",
        {
            '    features["female"] = (df["sex"] == "female").astype(int)\n': (
                '    features["age"] = features["age"].fillna(features["age"].median())\n'
                '    features = features.join(pd.get_dummies(df[["sex", "embarked"]]))\n'
            ),
            "test_size=0.25, stratify=y, random_state=1": "test_size=0.3, random_state=8",
            "random_state=1).fit(X_train": "random_state=4).fit(X_train",
        },
    ),
    Right(
        "no seed, entropy, shuffled folds over all rows, importances unsorted",
        {
            FOREST: "RandomForestClassifier(300, min_samples_leaf=2).fit(X_train, y_train)",
            TREE: "DecisionTreeClassifier(max_depth=4, criterion='entropy').fit(X_train, y_train)",
            CV: "cross_val_score(candidate, X, y, cv=StratifiedKFold(10, shuffle=True)).mean()",
            "cross_val_score, train_test_split": "StratifiedKFold, cross_val_score, train_test_split",
            ".sort_values(ascending=False)": "",
        },
    ),
    Right(
        "text columns and pipelines that encode them, index anew, answers as an array",
        {
            'features["female"] = (df["sex"] == "female").astype(int)': 'features["sex"] = df["sex"].astype(str)',
            SPLIT: (
                "(part.reset_index(drop=True) if hasattr(part, 'columns') else part.to_numpy()\n"
                "    for part in train_test_split(X, y, test_size=0.25, random_state=3))\n"
                "from sklearn.compose import make_column_transformer\n"
                "from sklearn.pipeline import make_pipeline\n"
                "from sklearn.preprocessing import OneHotEncoder\n"
                "def encoder():\n"
                "    return make_column_transformer((OneHotEncoder(), ['sex']), remainder='passthrough')"
            ),
            TREE: "make_pipeline(encoder(), DecisionTreeClassifier(max_depth=3)).fit(X_train, y_train)",
            FOREST: "make_pipeline(encoder(), RandomForestClassifier()).fit(X_train, y_train)",
            "candidate = DecisionTreeClassifier(max_depth=max_depth, random_state=1)": (
                "candidate = make_pipeline(encoder(), DecisionTreeClassifier(max_depth=max_depth))"
            ),
            IMPORTANCES: (
                "pd.Series(forest[-1].feature_importances_, forest[0].get_feature_names_out(X_train.columns))"
            ),
            "names = list(X_train.columns)": "names = list(forest[0].get_feature_names_out(X_train.columns))",
            "plot_tree(tree,": "plot_tree(tree[-1],",
            "export_graphviz(tree,": "export_graphviz(tree[-1],",
        },
    ),
    Right(
        "cross_validate, depth as index, a loop over a list with None at its end",
        {
            "depth_curve = pd.DataFrame(rows)": "depth_curve = pd.DataFrame(rows).set_index('max_depth')",
            "for max_depth in range(1, 16):": "for max_depth in [2, 3, 4, 6, 9, 13, 20, None]:",
            "    train_acc = candidate.fit(X_train, y_train).score(X_train, y_train)\n": (
                "    from sklearn.model_selection import cross_validate\n"
                "    both = cross_validate(candidate, X_train, y_train, cv=8, return_train_score=True)\n"
                "    train_acc, cv_acc = both['train_score'].mean(), both['test_score'].mean()\n"
            ),
            'best = depth_curve.loc[depth_curve["cv_acc"].idxmax()]\n': "",
            "print(f\"cross-validated accuracy is highest at depth {best['max_depth']:.0f}: {best['cv_acc']:.3f}\")": (
                "print(depth_curve)"
            ),
            'right.plot(depth_curve["max_depth"], depth_curve["train_acc"]': "right.plot(depth_curve['train_acc']",
            'right.plot(depth_curve["max_depth"], depth_curve["cv_acc"]': "right.plot(depth_curve['cv_acc']",
        },
    ),
    Right(
        "the fate in words, ages filled, one column more and rows in another order",
        {
            'X = make_features(passengers)\ny = passengers["survived"]': (
                "passengers = passengers.sample(frac=1, random_state=2)\n"
                "X = make_features(passengers).assign(family=lambda frame: frame['sibsp'] + frame['parch'])\n"
                "X['age'] = X['age'].fillna(29.5)\n"
                "y = passengers['survived'].map({0: 'lost', 1: 'alive'})"
            ),
            TREE: "DecisionTreeClassifier(max_leaf_nodes=8, random_state=1).fit(X_train, y_train)",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d09.s1"),
]

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
