"""Day 7: what several examples change in the solution, text by text."""

SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=7)"
PIPELINE = "make_pipeline(StandardScaler(), LinearRegression())"
WEIGHTS = """for name, weight in zip(X.columns, model[-1].coef_):
    print(f"{name:12} {weight:8.2f}")
"""

STRETCH = """def closed_form(X, y):
    A = np.column_stack([np.ones(len(X)), X])
    return np.linalg.lstsq(A, y, rcond=None)[0]


line = LinearRegression().fit(X_train, y_train)
print(np.allclose(closed_form(X_train.to_numpy(), y_train.to_numpy()), [line.intercept_, *line.coef_]))
"""
