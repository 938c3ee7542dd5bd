"""Prints the score on the test rows as JSON, and what the baseline gets on the same rows."""

import json

from sklearn.dummy import DummyClassifier
from sklearn.metrics import accuracy_score
from train import split, train

X_train, X_test, y_train, y_test = split()
baseline = DummyClassifier().fit(X_train, y_train)

print(
    json.dumps(
        {
            "metric": "accuracy",
            "score": round(accuracy_score(y_test, train().predict(X_test)), 4),
            "baseline": round(accuracy_score(y_test, baseline.predict(X_test)), 4),
            "test_rows": len(y_test),
        }
    )
)
