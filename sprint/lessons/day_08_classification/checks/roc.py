"""Day 8, task 4: the ROC curve."""

import numpy as np

from sprint.checks.api import Failed, KnownMistake, Work, check, predict

from .common import auc_of, column_of, test_rows


@check("d08.c4", "roc is the curve of these probabilities", names=("roc",), needs=("d08.c3",))
def curve_is_recomputed(work: Work) -> str:
    """`roc` is a pair of arrays: the share of false alarms, then the share of hits, for every threshold.

    Both start at 0, end at 1 and never fall. The area under your two arrays has to be your `auc`; how many thresholds
    you kept is up to you.
    """
    roc = work.get("roc")
    if isinstance(roc, np.ndarray) and roc.ndim == 2:
        roc = list(roc)
    if not isinstance(roc, tuple | list) or len(roc) not in (2, 3):
        raise Failed(
            f"roc holds {type(roc).__name__}",
            "the pair (fpr, tpr)",
            next="roc_curve gives three arrays; keep the first two",
        )
    fpr, tpr = (np.asarray(part, dtype=float) for part in roc[:2])
    X_test, y_test = test_rows(work)
    model, positive = work.remote("model"), work.get("positive_label")
    auc = auc_of(y_test == positive, predict(model, X_test, "predict_proba")[:, column_of(model, positive)])
    rising = np.all(np.diff(fpr) >= 0) and np.all(np.diff(tpr) >= 0)
    ends = fpr.shape == tpr.shape and fpr.size > 1 and [fpr[0], tpr[0], fpr[-1], tpr[-1]] == [0, 0, 1, 1]
    work.require(
        rising and ends,
        "the curve does not run from (0, 0) to (1, 1) without falling",
        "fpr and tpr both rising from 0 to 1",
        next="keep the arrays of roc_curve as they come, without the thresholds",
    )
    area = float(np.trapezoid(tpr, fpr))
    turned, hard = (
        "the area with fpr and tpr in each other's place",
        "a curve with a single corner, as hard 0/1 answers draw it",
    )
    slips = [KnownMistake(1 - auc, turned, "roc is (fpr, tpr): false alarms first")]
    if len(fpr) <= 3:
        slips.append(KnownMistake(area, hard, "give roc_curve the probabilities"))
    work.require_equal(
        "the area under roc", area, auc, slips=slips, next="use the same y_test and y_prob as for auc", abs=1e-3
    )
    return f"{len(fpr)} thresholds"
