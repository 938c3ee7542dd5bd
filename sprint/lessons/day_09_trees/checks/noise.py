"""Day 9, stretch: what a column of noise weighs."""

from typing import Any

import numpy as np

from sprint.checks.api import KnownMistake, Work, check, require_learned_only_from, stack_rows

from .common import accuracy_of, same_numbers, table_of
from .importances import forest_importances


@check(
    "d09.s1",
    "Stretch: two answers to how important noise is",
    names=("X_train_noise", "X_test_noise", "forest_noise", "noise_impurity", "noise_permutation"),
    needs=("d09.c2",),
    stretch=True,
)
def noise_is_weighed(work: Work) -> str:
    """Both numbers are found once more from your `forest_noise` and your two tables.

    `noise_impurity` has to be what the forest keeps for the column `noise`. For `noise_permutation`, that column of
    `X_test_noise` is shuffled here thirty times and the accuracy lost is averaged; another shuffle gives a slightly
    different number, and that is allowed.
    """
    for name, part in (("X_train_noise", "X_train"), ("X_test_noise", "X_test")):
        _has_noise(work, name, part)
    X_train, y_train, X_test = (work.remote(name) for name in ("X_train_noise", "y_train", "X_test_noise"))
    fates = np.concatenate([work.array("y_train"), work.array("y_test")])
    everybody: tuple[Any, Any] = (stack_rows(X_train.get(), X_test.get()), fates)
    impurity = _noise_by_impurity(work)
    require_learned_only_from(work, "forest_noise", (X_train, y_train), everybody, X_test)
    got, (lost, spread) = work.number("noise_permutation"), _accuracy_lost(work, "test", 30)
    known, _ = _accuracy_lost(work, "train", 3)
    because = ""
    if abs(got - impurity) < 1e-6:
        because = "that is the importance by impurity once more"
    elif abs(got - known) < 0.3 * abs(known - lost):
        because = f"shuffled among the training rows it is {known:.3f}: the forest has learned their noise by heart"
    work.require(
        abs(got - lost) <= max(0.012, 2.5 * spread),
        f"noise_permutation is {got:.3f}",
        f"about {lost:.3f}",
        because=because,
        next="shuffle the column noise of X_test_noise, score with y_test, and average the loss over many shuffles",
    )
    return f"impurity says {impurity:.3f}, shuffling {lost:.3f}"


def _noise_by_impurity(work: Work) -> float:
    """Return what forest_noise keeps for the column noise, if noise_impurity is that."""
    names, weights = forest_importances(work, "forest_noise", "X_train_noise")
    short = [name.rpartition("__")[2] for name in names]  # a pipeline's columns are called remainder__noise and so on
    work.require(
        "noise" in short and len(weights) == len(names),
        f"forest_noise keeps {len(weights)} importances, X_train_noise has {len(names)} columns",
        "a forest fitted on X_train_noise",
        next="what goes into the fit of forest_noise?",
    )
    impurity = float(weights[short.index("noise")])
    others = [
        KnownMistake(float(weight), f"the importance of {name!r}", "which place has the column noise?")
        for name, weight in zip(short, weights, strict=True)
    ]
    work.require_equal(
        "noise_impurity",
        work.number("noise_impurity"),
        impurity,
        slips=[KnownMistake(100 * impurity, "a percentage", "a share lies between 0 and 1"), *others],
        next="look up the place of the column noise in forest_noise.feature_importances_",
    )
    return impurity


def _has_noise(work: Work, name: str, part: str) -> None:
    """Fail unless a table is another one with a column of noise beside the columns it had."""
    table, known = table_of(work, name), table_of(work, part)
    work.require(
        set(map(str, table)) == {*map(str, known), "noise"} and len(table) == len(known),
        f"{name} has {len(table)} rows and the columns {list(table)}",
        f"the {len(known)} rows and the columns of {part}, and a column noise",
        next=f"{part}.assign(noise=...) gives a copy with one more column",
    )
    moved = next((column for column in known if not same_numbers(table[column], known[column])), None)
    work.require(
        moved is None,
        f"in {name} the column {moved!r} is not the one of {part}",
        f"the rows of {part} in their order, with one more column",
        next="only the column noise is new",
    )
    noise = table["noise"].to_numpy()
    work.require(
        len(np.unique(noise)) > 0.5 * len(noise),
        f"the column noise of {name} has {len(np.unique(noise))} different values in {len(noise)} rows",
        "a random number for each row",
        next="a generator's random(<rows>) gives one for each row",
    )
    truth = np.unique(work.array(part.replace("X", "y")), return_inverse=True)[1]
    follows = abs(float(np.corrcoef(noise, truth)[0, 1]))
    work.require(
        follows < 5 / np.sqrt(len(noise)),
        f"the column noise of {name} follows the fates, with a correlation of {follows:.2f}",
        "numbers that know nothing of the passengers",
        next="draw them from a generator",
    )


def _accuracy_lost(work: Work, part: str, times: int) -> tuple[float, float]:
    """Return how much accuracy a shuffled column noise costs in one part: the mean and the spread over some shuffles."""
    forest, X, y = work.remote("forest_noise"), work.remote(f"X_{part}_noise"), work.array(f"y_{part}")
    rng, noise = np.random.default_rng(), np.asarray(X.attribute("noise").get(), dtype=float)
    shuffled = (X.attribute("assign").keep(noise=rng.permutation(noise)) for _ in range(times))
    right = [accuracy_of(forest, table, y) for table in shuffled]
    return accuracy_of(forest, X, y) - float(np.mean(right)), float(np.std(right))
