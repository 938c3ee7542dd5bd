"""Day 9, task 4: accuracy over depth."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold, cross_validate
from sklearn.tree import DecisionTreeClassifier

from sprint.checks.api import Failed, Floats, Labels, Work, check

from .common import all_rows, as_numbers, table_of

CURVE = ("max_depth", "train_acc", "cv_acc")


@check(
    "d09.c4", "depth_curve is the accuracy at each depth, seen and unseen", names=("depth_curve",), needs=("d09.c2",)
)
def curve_is_recomputed(work: Work) -> str:
    """Trees of the same depths are grown here on your rows, and both columns have to come out the same.

    How you cross-validate is yours: another shuffle moves a score by about 0.02, and that is allowed. `train_acc` and
    `cv_acc` are close at depth 1 and far apart at depth 12, so it shows on which rows a number was counted.
    """
    curve = curve_of(work)
    y_test = work.array("y_test")
    everybody, fates = all_rows(work)
    parts = [(table_of(work, "X_train"), work.array("y_train")), (as_numbers(everybody.get()), fates)]
    cv_acc = curve["cv_acc"].to_numpy(dtype=float)
    work.require(
        not _counted_on(cv_acc, len(y_test)) or _counted_on(cv_acc, len(parts[0][1])),
        f"each cv_acc is a whole number of the {len(y_test)} test rows",
        "the mean of a cross-validation on the training rows",
        because="the test rows were used to choose the depth, so they are no longer unseen",
        next="cross_val_score with X_train and y_train",
    )
    seen, unseen = zip(*(_recomputed(*part, curve["max_depth"]) for part in parts), strict=True)
    for name, wanted, other, spread in (("train_acc", seen, unseen, 0.04), ("cv_acc", unseen, seen, 0.05)):
        got = curve[name].to_numpy(dtype=float)
        if any(np.abs(got - want).max() <= spread and np.abs(got - want).mean() <= spread / 2 for want in wanted):
            work.proved(f"{name} at {len(got)} depths")
            continue
        raise _curve_failed(name, curve, wanted[0], other)
    best = int(np.argmax(cv_acc))
    depth = curve["max_depth"].iloc[best]
    work.metric("best_depth", depth)
    work.metric("cv_accuracy", cv_acc[best])
    return f"{len(curve)} depths, best {depth:.0f} with {cv_acc[best]:.3f}"


def curve_of(work: Work) -> pd.DataFrame:
    """Return the learner's curve, sorted by depth."""
    curve = work.get("depth_curve")
    if not isinstance(curve, pd.DataFrame):
        raise Failed(f"depth_curve is a {type(curve).__name__}", "a data frame", next="pd.DataFrame(a list of rows)")
    if "max_depth" not in curve:
        curve = curve.assign(max_depth=curve.index)
    missing = [name for name in CURVE if name not in curve]
    if missing:
        raise Failed(
            f"depth_curve has the columns {list(curve.columns)}", f"also {missing}", next="print(depth_curve.head())"
        )
    try:
        curve = curve[list(CURVE)].astype(float)
    except (TypeError, ValueError) as error:
        raise Failed(
            f"depth_curve holds something that is no number: {error}", "numbers", next="print(depth_curve.dtypes)"
        ) from error
    depths = curve["max_depth"].dropna()
    work.require(
        len(depths) >= 6 and depths.min() <= 2 and depths.max() >= 12,
        f"depth_curve has {len(depths)} depths, from {depths.min():.0f} to {depths.max():.0f}",
        "at least six depths, from 1 or 2 up to 12 or more",
        next="look at the range of the loop",
    )
    scores = curve[["train_acc", "cv_acc"]].to_numpy()
    if not np.all((scores >= 0) & (scores <= 1)):
        raise Failed(
            f"an accuracy of {scores.flat[int(np.argmax(~((scores >= 0) & (scores <= 1))))]:.4g}",
            "shares between 0 and 1",
            next="print(depth_curve) and look at the units",
        )
    return curve.dropna(subset=["max_depth"]).sort_values("max_depth", ignore_index=True)


def _recomputed(X: pd.DataFrame, y: Labels, depths: "pd.Series[Any]") -> tuple[Floats, Floats]:
    """Return the accuracies on seen and on unseen rows at each depth."""
    folds = StratifiedKFold(5, shuffle=True)
    seen, unseen = [], []
    for depth in depths:
        tree = DecisionTreeClassifier(max_depth=int(depth))
        unseen.append(cross_validate(tree, X, y, cv=folds)["test_score"].mean())
        seen.append(tree.fit(X, y).score(X, y))
    return np.array(seen), np.array(unseen)


def _curve_failed(name: str, curve: pd.DataFrame, wanted: Floats, other: Sequence[Floats]) -> Failed:
    got = curve[name].to_numpy(dtype=float)
    place = int(np.argmax(np.abs(got - wanted)))
    because = ""
    if any(np.abs(got - want).max() <= 0.06 for want in other):
        rows = "the rows the tree was grown on" if name == "cv_acc" else "rows the tree had not seen"
        because = f"that is the score on {rows}"
    return Failed(
        f"at depth {curve['max_depth'][place]:.0f}, {name} is {got[place]:.3f}",
        f"about {wanted[place]:.3f}",
        because=because,
        next="which rows does fit see, which rows are scored, and does only max_depth change?",
    )


def _counted_on(scores: Floats, rows: int) -> bool:
    """Tell whether all of at least four different scores are whole numbers of this many rows."""
    return len(np.unique(scores)) > 3 and bool(np.allclose(scores * rows, np.round(scores * rows), atol=1e-6))
