"""Day 14: what several examples change in the solution, text by text."""

SPLIT = "train_test_split(X, y, test_size=0.25, stratify=y, random_state=0)"
PIPELINE = "make_pipeline(StandardScaler(), SVC())"
RETURN = "return GridSearchCV(pipeline, grid, cv=5)"
GRID = 'grid = {"svc__C": [0.1, 1, 10, 100], "svc__gamma": np.logspace(-4, 1, 6)}'
CURVE = (
    "train_scores, valid_scores = validation_curve(\n"
    '    make_search().estimator, X_train, y_train, param_name="svc__gamma", param_range=param_range, cv=5\n'
    ")"
)
MEANS = {"train_scores.mean(axis=1)": "train_scores", "valid_scores.mean(axis=1)": "valid_scores"}
