"""Day 8, task 3: the area under the curve, from probabilities."""

import numpy as np

from sprint.checks.api import (
    Array,
    Failed,
    Floats,
    KnownMistake,
    Labels,
    Remote,
    Table,
    Work,
    check,
    first_mismatch,
    predict,
)

from .common import auc_of, column_of, test_rows


def _require_probabilities(work: Work, model: Remote, X_test: Table, both: Floats, place: int) -> None:
    """Fail unless y_prob (n,) is one column of the model's probabilities (n, 2): that of the positive class."""
    y_prob, positive, rows = work.array("y_prob"), work.get("positive_label"), (len(X_test),)
    if y_prob.shape == both.shape:
        raise Failed(
            f"y_prob has shape {y_prob.shape}: both columns",
            f"one probability a row, shape {rows}",
            next="model.classes_ tells which column is which",
        )
    y_prob = work.array("y_prob", rows)
    work.require_equal(
        "the first of y_prob",
        *first_mismatch(y_prob, both[:, place], abs=1e-7),
        slips=_prob_slips(y_prob, both, place, predict(model, X_test), positive),
        next=f"positive_label is {positive}; compare y_prob with model.predict_proba(X_test)",
    )


@check(
    "d08.c3",
    "auc comes from the model's probabilities on X_test",
    names=("auc", "y_prob", "positive_label"),
    needs=("d08.c2",),
)
def auc_is_recomputed(work: Work) -> str:
    """`y_prob` and `auc` are computed once more from your `model` and your `X_test` and have to be the same.

    The area under the curve needs the ranking of the rows, so it needs probabilities. Hard 0/1 answers have only two
    ranks and give a lower area; the column of the other class gives one minus the area.
    """
    X_test, y_test = test_rows(work)
    model, positive = work.remote("model"), work.get("positive_label")
    both = predict(model, X_test, "predict_proba")
    place = column_of(model, positive)
    _require_probabilities(work, model, X_test, both, place)
    truth = y_test == positive
    auc = auc_of(truth, both[:, place])
    hard = predict(model, X_test) == positive
    work.require_equal(
        "auc",
        work.number("auc"),
        auc,
        slips=[
            KnownMistake(auc_of(truth, hard), "what hard 0/1 predictions give", "look at what goes into roc_auc_score"),
            KnownMistake(
                1 - auc,
                "one minus the area: the column of the other class",
                "compare positive_label with the column you took",
            ),
            KnownMistake(float((hard == truth).mean()), "the accuracy", "roc_auc_score is the function for the area"),
        ],
        next="compute it from y_test and y_prob",
        abs=1e-6,
    )
    work.metric("auc", auc)
    work.metric("accuracy", float((hard == truth).mean()))
    return f"AUC {auc:.3f}"


def _prob_slips(got: Array, both: Floats, place: int, hard: Labels, positive: object) -> list[KnownMistake]:
    """Return the usual mistakes that give these probabilities (n,), of the two columns `both` (n, 2)."""
    value, _ = first_mismatch(got, both[:, place], abs=1e-7)
    other = np.allclose(got.astype(float), both[:, 1 - place], atol=1e-6)
    flat = np.array_equal(got, hard) or np.array_equal(got, hard == positive)
    slips = (
        [KnownMistake(value, "the probability of the other class", "model.classes_ tells the column order")]
        if other
        else []
    )
    return (
        [*slips, KnownMistake(value, "a hard answer, not a probability", "predict_proba gives probabilities")]
        if flat
        else slips
    )
