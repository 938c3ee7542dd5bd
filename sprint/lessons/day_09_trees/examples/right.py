"""Day 9: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import CV, FILLED, FOREST, IMPORTANCES, IMPUTED, ROUNDED, SPLIT, SPLIT_LINE, STRETCH, TREE, WIDER

RIGHT = [
    Right("ages filled after the split, by the median of the training rows", {SPLIT_LINE: SPLIT_LINE + FILLED}),
    Right("an imputer after the split, whose arrays become frames anew", {SPLIT_LINE: SPLIT_LINE + IMPUTED}),
    Right("columns added, moved and left out after the split", {SPLIT_LINE: SPLIT_LINE + WIDER}),
    Right("ages rounded and fares cut off after the split, index anew", {SPLIT_LINE: SPLIT_LINE + ROUNDED}),
    Right("a stretch that stops", cells={"stretch": "from sklearn.inspection import permutation_importances"}),
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
