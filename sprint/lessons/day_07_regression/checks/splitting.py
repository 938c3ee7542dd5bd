"""Day 7, task 3: the test rows stayed unseen."""

import numpy as np

from sprint.checks.api import SPLIT_NAMES, Labels, Table, Work, check, fit_model, predict_1d, require_learned_from_train

from .common import WORTH_IT, error_left, part_of


def _no_answer_among_the_features(work: Work, X: Table, y: Labels) -> None:
    """Fail if one column alone puts the rows into the order of the target."""
    ranks = np.argsort(np.argsort(y))
    numbers = np.asarray(X, dtype=float)
    names = list(X.columns) if hasattr(X, "columns") else [f"number {place}" for place in range(numbers.shape[1])]
    for name, column in zip(names, numbers.T, strict=True):
        if np.ptp(column) == 0:
            continue
        together = abs(float(np.corrcoef(np.argsort(np.argsort(column)), ranks)[0, 1]))
        work.require(
            together < 0.98,
            f"the column {name} alone puts the rows into the order of the target (correlation {together:.2f})",
            "features that are known before the answer is",
            because="it is the answer under another name",
            next="leave it out of X; where does it come from?",
        )


@check("d07.c3", "the test rows stayed unseen", names=(*SPLIT_NAMES, "make_model", "model"), needs=("d07.c1",))
def split_is_clean(work: Work) -> str:
    """No row of `X_test` may stand in `X_train`, no column may hold the answer, and `model` must know the training rows only.

    Scores cannot show this; they look the same or better. So it is asked about single rows and about all. New models of
    yours are fitted on `X_train`, on all rows and on the test rows, and `model` has to answer like the first. And a model
    fitted on shuffled targets must not predict anything.
    """
    (X_train, y_train), (X_test, y_test) = part_of(work, "train"), part_of(work, "test")
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size, and at the order of the four names",
    )
    _no_answer_among_the_features(work, X_train, y_train)
    require_learned_from_train(work, X_train, y_train, X_test, y_test)
    rng = np.random.default_rng()
    shuffled = [predict_1d(fit_model(work, X_train, rng.permutation(y_train)), X_test) for _ in range(3)]
    left = float(np.median([error_left(y_train, y_test, said) for said in shuffled]))
    work.require(
        left > WORTH_IT,
        f"fitted on shuffled targets, the model still leaves only {left:.0%} of the baseline's error",
        "no better than guessing, where there is nothing to learn",
        because="it knows the answers from somewhere else than fit",
        next="what does make_model() hold before it is fitted?",
    )
    return f"{len(y_test)} of {len(y_test) + len(y_train)} rows kept back"
