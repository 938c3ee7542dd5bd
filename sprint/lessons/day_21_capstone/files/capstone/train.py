"""Data in, model out: what evaluate.py and serve.py have in common."""

import pandas as pd
from sklearn.datasets import load_wine
# BEGIN SOLUTION
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
# STARTER
from sklearn.dummy import DummyClassifier
from sklearn.model_selection import train_test_split
# END SOLUTION

COLUMNS = ["alcohol", "flavanoids", "color_intensity", "proline"]


def load_rows():
    """Return the table of features, shape (n, 4), and what is to be predicted, shape (n,)."""
    wine = load_wine(as_frame=True)
    return wine.data[COLUMNS], pd.Series(wine.target_names[wine.target], name="cultivar")


def split():
    """Return X_train, X_test, y_train, y_test: the test rows are for the score alone."""
    X, y = load_rows()
    return train_test_split(X, y, test_size=0.25, stratify=y, random_state=21)


def make_model():
    """Return a model that has not been fitted yet."""
    # BEGIN SOLUTION
    return make_pipeline(StandardScaler(), LogisticRegression())
    # STARTER
    return DummyClassifier()  # knows only the most frequent class; put a model of yours in its place
    # END SOLUTION


def train():
    """Return a model fitted on the training rows."""
    X_train, _, y_train, _ = split()
    return make_model().fit(X_train, y_train)
