"""Day 14: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import CURVE, GRID, MEANS, PIPELINE, RETURN, SPLIT

RIGHT = (
    Right(
        "two scores, and the one that counts is named",
        {RETURN: 'return GridSearchCV(pipeline, grid, cv=5, scoring=["accuracy", "f1_macro"], refit="accuracy")'},
    ),
    Right(
        "another split and data, neighbours, means by hand in a loop",
        {
            "load_wine": "load_breast_cancer",
            SPLIT: "train_test_split(X, y, test_size=0.3, random_state=7)",
            PIPELINE: "Pipeline([('scale', MinMaxScaler()), ('near', KNeighborsClassifier())])",
            "import make_pipeline\n": "import Pipeline\nfrom sklearn.preprocessing import MinMaxScaler\nfrom sklearn.neighbors import KNeighborsClassifier\nfrom sklearn.model_selection import StratifiedKFold\n",
            GRID: "grid = {'near__n_neighbors': range(1, 20, 2)}",
            RETURN: "return GridSearchCV(pipeline, grid, cv=StratifiedKFold(4, shuffle=True))",
            "param_range = np.logspace(-5, 2, 8)": "param_range = [1, 2, 3, 5, 8, 13, 21, 34]",
            CURVE: (
                "train_scores, valid_scores = [], []\n"
                "for k in param_range:\n"
                "    found = []\n"
                "    for learn, judge in StratifiedKFold(6, shuffle=True, random_state=3).split(X_train, y_train):\n"
                "        one = make_search().estimator.set_params(near__n_neighbors=k).fit(X_train[learn], y_train[learn])\n"
                "        found.append([one.score(X_train[learn], y_train[learn]), one.score(X_train[judge], y_train[judge])])\n"
                "    train_scores.append(np.mean(found, axis=0)[0])\n"
                "    valid_scores.append(np.mean(found, axis=0)[1])"
            ),
            "valid_scores.mean(axis=1).argmax()": "int(np.argmax(valid_scores))",
            **MEANS,
        },
    ),
    Right(
        "frames, a selection inside, an accuracy by hand",
        {
            "load_wine()": "load_wine(as_frame=True)",
            PIPELINE: "make_pipeline(StandardScaler(), SelectKBest(k=5), SVC())",
            "from sklearn.svm import SVC": "from sklearn.svm import SVC\nfrom sklearn.feature_selection import SelectKBest",
            "search.score(X_test, y_test)": "(search.predict(X_test) == y_test).mean()",
            GRID: 'grid = [{"svc__C": [1, 10]}, {"svc__kernel": ["linear"], "svc__C": [0.1, 1]}]',
        },
    ),
    Right(
        "logistic regression, a random search, its own measure, the curve of the best setting",
        {
            PIPELINE: "make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, solver='saga', tol=1e-3))",
            "import make_pipeline\n": "import make_pipeline\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import RandomizedSearchCV\n",
            GRID: "grid = {'logisticregression__C': np.logspace(-4, 2, 13)}",
            RETURN: "return RandomizedSearchCV(pipeline, grid, n_iter=6, scoring='f1_macro', cv=3, random_state=2)",
            CURVE: (
                "train_scores, valid_scores = validation_curve(\n"
                "    search.best_estimator_, X_train, y_train, param_name='logisticregression__C',\n"
                "    param_range=param_range, cv=4, scoring='f1_macro')"
            ),
        },
    ),
    Right(
        "a forest, which needs no scaler",
        {
            PIPELINE: "make_pipeline(StandardScaler(), RandomForestClassifier(40))",
            "import make_pipeline\n": "import make_pipeline\nfrom sklearn.ensemble import RandomForestClassifier\n",
            GRID: "grid = {'randomforestclassifier__max_depth': [2, 8]}",
            "param_range = np.logspace(-5, 2, 8)": "param_range = np.array([1, 2, 3, 5, 8])",
            "svc__gamma": "randomforestclassifier__max_depth",
        },
    ),
)
