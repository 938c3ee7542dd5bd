"""Day 9, task 5: the importances of the columns."""

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Floats, KnownMistake, LearnerError, Work, check


@check(
    "d09.c5", "importances holds the forest's numbers under the right names", names=("importances",), needs=("d09.c2",)
)
def importances_are_named(work: Work) -> str:
    """Every column of the matrix the forest was fitted on has one importance, and together they are 1.

    Each number is compared with what your `forest` says of that column, so the order of the Series is up to you and a
    number under another column's name is found.
    """
    names, weights = forest_importances(work, "forest", "X_train")
    value = work.get("importances")
    if isinstance(value, pd.Series):
        value = value.to_dict()
    if not isinstance(value, dict):
        raise Failed(
            f"importances is a {type(value).__name__}: numbers without names",
            "a pandas Series with the column names as index",
            next="pd.Series takes the values and an index",
        )
    got = {str(name): float(weight) for name, weight in value.items()}
    if got.keys() != set(names):
        strange = min(set(names) ^ got.keys())
        raise Failed(
            f"the index of importances is {list(got)[:8]}",
            f"the columns of X: {names[:8]}",
            next=f"look at {strange!r}: it is in one of the two only",
        )
    expected = dict(zip(names, map(float, weights), strict=True))
    slips = _importance_slips(work, got, expected)
    first = max(names, key=lambda name: abs(got[name] - expected[name]))
    work.require_equal(
        f"importances[{first!r}]",
        got[first],
        expected[first],
        slips=slips,
        next="compare with forest.feature_importances_, which follows the columns of X_train",
        abs=1e-6,
    )
    order = sorted(names, key=lambda name: -expected[name])
    return f"{order[0]} {expected[order[0]]:.2f}, {order[1]} {expected[order[1]]:.2f}"


def forest_importances(work: Work, name: str, table: str) -> tuple[list[str], Floats]:
    """Return the names of the columns a forest was fitted on and their importances, through a pipeline too."""
    forest, names = work.remote(name), list(map(str, work.get(table).columns))
    try:
        steps = forest.attribute("steps").get()
    except LearnerError:
        steps = [("forest", forest)]
    for _, step in steps[:-1]:
        try:
            names = list(map(str, step.attribute("get_feature_names_out")(names)))
        except LearnerError:
            continue
    try:
        weights = np.asarray(steps[-1][1].attribute("feature_importances_").get())
    except LearnerError as error:
        raise Failed(
            f"{name} is {forest.look()['text']}, which keeps no feature_importances_",
            "a fitted random forest",
            next="RandomForestClassifier has them after fit",
        ) from error
    return names, weights


def _importance_slips(work: Work, got: dict[str, float], expected: dict[str, float]) -> list[KnownMistake]:
    """Return the usual slips, each with the very number that was found."""
    first = max(expected, key=lambda name: abs(got[name] - expected[name]))
    tree = work.remote("tree").attribute("feature_importances_")
    try:
        of_tree = np.sort(tree.get())
    except LearnerError:
        of_tree = np.zeros(0)
    values = np.sort(list(got.values()))
    if np.allclose(values, np.sort(list(expected.values())), atol=1e-6):
        owner = min(expected, key=lambda name: abs(expected[name] - got[first]))
        return [
            KnownMistake(got[first], f"the importance of {owner!r}: names and numbers are in different orders",
                 "build the Series first, then sort it")
        ]  # fmt: skip
    if len(of_tree) == len(values) and np.allclose(values, of_tree, atol=1e-6):
        return [KnownMistake(got[first], "what the single tree says", "the forest has importances of its own")]
    if values.sum() > 1.5:
        return [KnownMistake(got[first], "not a share: all importances together are 1", "leave out the scaling")]
    return []
