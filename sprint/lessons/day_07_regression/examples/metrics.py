"""Day 7: examples for checks/metrics.py."""

from sprint.course.examples import Wrong

WRONG = (
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
)
