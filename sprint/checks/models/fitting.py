"""Probes of behaviour that many days share: what scores cannot see is asked of the learner's objects themselves.

Each works on rows we choose, in the learner's process; labels that a prediction is compared with stay here.
"""

import contextlib

import numpy as np

from sprint.checks.compare.values import format_value
from sprint.checks.models.arrays import Labels, Rows, Table
from sprint.checks.verdicts import Failed, NotAttempted
from sprint.checks.work import Work
from sprint.lab.supervisor.session import LearnerError, Remote

SPLIT_ORDER = "look at the order of the four names train_test_split gives back"
"""The next move where features and targets of a part do not fit each other."""
SPLIT_NAMES = ("X_train", "X_test", "y_train", "y_test")
"""The names that the days give to what `train_test_split` returns."""


def new_rng() -> np.random.Generator:
    """Return a generator of random numbers with a seed nobody knows."""
    return np.random.default_rng()


def learner_generator(work: Work, seed: int) -> Remote:
    """Return a generator in the learner's process."""
    return work.session.imported("numpy.random:default_rng").keep(seed)


def build_model(work: Work, maker: str = "make_model") -> Remote:
    """Call the learner's function that makes an unfitted model and leave the model there.

    Raises:
        Failed: it gives nothing that can be fitted.
        NotAttempted: it is not written yet.
    """
    function = work.function(maker)
    model, again = function.remote.keep(), function.remote.keep()
    looked = model.look()
    if looked["placeholder"]:
        raise NotAttempted(f"`{maker}` is not written yet")
    if looked["type"] == "builtins.NoneType":
        raise Failed(f"{maker}() gives None", "a model that is not fitted yet", next=f"does {maker} end with `return`?")
    if not model.attribute("fit").look()["callable"]:
        raise Failed(f"{maker}() gives {looked['text']}", "a model with a fit method", next=f"print({maker}())")
    if work.session.imported("operator:is_")(model, again):
        raise Failed(
            f"{maker}() gives the same object each time",
            "a new model from each call",
            because="what one fit has learned would be in all of them",
            next=f"make the model inside {maker}",
        )
    return model


def fit_model(work: Work, X: Table, y: Labels, maker: str = "make_model") -> Remote:
    """Fit a new model of the learner's on rows we chose: what it learned elsewhere is gone.

    Args:
        work: the learner's work.
        X: features, (n, p).
        y: targets, (n,).
        maker: the learner's function that makes the unfitted model.
    """
    model = build_model(work, maker)
    model.attribute("fit").keep(X, y)
    return model


def predict(model: Remote, X: Table, method: str = "predict") -> Labels:
    """Return a model's predictions for rows (n, p) as an array of n rows.

    Raises:
        Failed: the number of rows is another, or a number among them is nan.
    """
    found = np.asarray(model.attribute(method)(X))
    if found.dtype.kind == "f" and np.isnan(found).any():
        raise Failed(
            f"{method} gives nan for {np.isnan(found).sum()} numbers",
            "a number for each row",
            next="where does the first nan come from?",
        )
    if found.shape[:1] != (len(X),):
        raise Failed(
            f"{method} gives shape {found.shape} for {len(X)} rows",
            f"{len(X)} rows",
            next=f"print(model.{method}(X_test).shape)",
        )
    return found


def predict_1d(model: Remote, X: Table, method: str = "predict") -> Labels:
    """Return the first number that a model gives for each row of X (n, p), as (n,); see `predict` for the errors."""
    return predict(model, X, method).reshape(len(X), -1)[:, 0]


def make_problem(rows: int = 600, features: int = 6, seed: int | None = None) -> tuple[Rows, Labels]:
    """Return a classification problem nobody has seen: X (rows, features) and y (rows,) from a new random line.

    Three in four rows are decided by the line, the rest near it by chance; a model that only remembers a known data set
    is at chance here.
    """
    rng = np.random.default_rng(seed)
    direction = rng.normal(size=features)
    X = rng.normal(size=(rows, features)) * rng.uniform(0.5, 20, size=features) + rng.uniform(-5, 5, size=features)
    margin = ((X - X.mean(axis=0)) / X.std(axis=0)) @ direction
    y = (margin + 0.2 * rng.normal(size=rows) * margin.std() > 0).astype(int)
    return X, y


def require_row_independence(work: Work, name: str, X: Table, method: str = "predict") -> None:
    """Fail if what a model of the learner's says of a row depends on the rows beside it.

    Args:
        work: the learner's work.
        name: the learner's name of the fitted model.
        X: features, (n, p).
        method: the method whose answers are compared.
    """
    model, some = work.remote(name), X[:8]
    together = predict(model, X, method)[: len(some)].reshape(len(some), -1)
    alone = np.concatenate([predict(model, some[row : row + 1], method) for row in range(len(some))])
    same = alone.reshape(together.shape) == together
    if together.dtype.kind == "f":  # one row and many may be added up in another order, in 32 bits too
        same = np.isclose(alone.reshape(together.shape), together, rtol=1e-3, atol=1e-3 * together.std())
    differs = np.flatnonzero(~same.all(axis=1))
    if differs.size:
        row = int(differs[0])
        one, among = format_value(np.ravel(alone[row])), format_value(together[row])
        raise Failed(
            f"{name} says {one} of row {row} of X_test alone, and {among} of it among the others",
            "one answer for a row, whichever rows come with it",
            because="something is learned from the rows that are asked about",
            next="is there a fit or a fit_transform, a mean or a spread, where rows are only predicted?",
        )
    work.proved(f"{name} answers row by row as it does for all")


def rescaling_effect(work: Work, X: Table, y: Labels, X_new: Table, maker: str = "make_model") -> tuple[float, float]:
    """Return how far probabilities on new rows move when a column changes its unit, and how far by chance.

    The column that says most about the classes is divided by a million. A model that scales for itself gives the same
    probabilities; for one that leaves the columns as they are, that column is as good as gone. A fit that is partly
    chance, such as a forest's, moves them in the same unit as well. Both numbers are means over the rows.

    Args:
        work: the learner's work.
        X: features to fit on, (n, p).
        y: classes, (n,).
        X_new: features to predict, (m, p).
        maker: the learner's function that makes the unfitted model.
    """
    factor = np.ones(np.shape(X)[1])
    factor[np.argmax([abs(np.corrcoef(column, y)[0, 1]) for column in np.asarray(X).T])] = 1e-6
    before, again = (predict(fit_model(work, X, y, maker), X_new, "predict_proba") for _ in range(2))
    after = predict(fit_model(work, X * factor, y, maker), X_new * factor, "predict_proba")
    return float(np.abs(after - before).mean()), float(np.abs(again - before).mean())


def require_learned_from_train(
    work: Work, X_train: Table, y_train: Labels, X_test: Table, y_test: Labels, method: str = "predict"
) -> None:
    """Fail if test rows stand among the training rows, or if `model` has learned from them.

    Scores cannot see it, so new models are fitted on the training rows, on all rows and on the test rows: the learner's
    `model` has to answer like the first. One that differs from all of them, as a tuned one may, gets a note.

    Args:
        work: the learner's work, with `make_model` and `model`.
        X_train: training features, (n, p).
        y_train: training targets, (n,).
        X_test: test features, (m, p).
        y_test: test targets, (m,).
        method: the method whose answers are compared.
    """
    train = {row.tobytes() for row in np.ascontiguousarray(X_train)}
    known = sum(row.tobytes() in train for row in np.ascontiguousarray(X_test))
    if known > 0.02 * len(X_test):
        raise Failed(
            f"{known} of {len(X_test)} rows of X_test are also in X_train",
            "no row on both sides",
            next="print the shapes of X, X_train and X_test right after the split",
        )
    require_row_independence(work, "model", X_test, method)
    answers = predict(work.remote("model"), X_test, method)
    alone, again = (predict(fit_model(work, X_train, y_train), X_test, method) for _ in range(2))
    if np.abs(answers - alone).mean() <= 1e-6 + 1.5 * np.abs(again - alone).mean():
        work.proved("model learned from the training rows only")
        return
    parts = {
        "train": (X_train, y_train),
        "the test rows as well": (stack_rows(X_train, X_test), np.concatenate([y_train, y_test])),
        "the test rows": (X_test, y_test),
    }
    _learned_from_none_else(work, parts, answers, method)


def _learned_from_none_else(work: Work, parts: dict[str, tuple[Table, Labels]], answers: Labels, method: str) -> None:
    """Fail where new models fitted on other rows than the training rows answer like the learner's `model`.

    Args:
        work: the learner's work.
        parts: rows to fit on, each with its targets; `train` is what `model` may know.
        answers: what `model` says about the test rows.
        method: the method whose answers are compared.
    """
    X_test = parts["the test rows"][0]
    away = {}
    for rows, (X, y) in parts.items():
        models = [build_model(work), *_like_model(work)]
        away[rows] = [np.inf]
        for model in models:
            with contextlib.suppress(LearnerError):  # a few test rows may be too few for it
                model.attribute("fit").keep(X, y)
                found = predict(model, X_test, method)
                away[rows].append(np.abs(answers - found).mean() if found.shape == answers.shape else np.inf)
    far = min(away["train"])
    rows, near = min(((rows, min(found)) for rows, found in away.items() if rows != "train"), key=lambda pair: pair[1])
    if far > 1e-6 and near < 0.3 * far:
        raise Failed(
            f"model answers for X_test like one that was fitted on {rows}",
            "a model that learned from X_train and y_train only",
            next="what goes into the fit of `model`?",
        )
    work.proved("no row of X_test is in X_train")
    work.note(
        "model answers otherwise than a new make_model() fitted on X_train and y_train: are they meant to differ?"
    )


def _like_model(work: Work) -> list[Remote]:
    """Return an unfitted copy of the learner's `model`, for one of another kind or setting than `make_model` gives."""
    clone = work.session.imported("sklearn.base:clone")
    for found in (work.remote("model").attribute("best_estimator_"), work.remote("model")):
        with contextlib.suppress(LearnerError):
            return [clone.keep(found)]
    return []


def stack_rows(first: Table, second: Table) -> Table:
    """Return the rows of two arrays or frames under each other."""
    if hasattr(first, "columns"):
        import pandas as pd

        return pd.concat([first, second])
    return np.concatenate([first, second])
