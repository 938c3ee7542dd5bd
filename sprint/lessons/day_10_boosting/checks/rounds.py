"""Asks a boosted model, of whichever library, for its rounds and its answers after some of them."""

from collections.abc import Iterable

import numpy as np

from sprint.checks.api import Failed, Floats, LearnerError, Remote, Work

from .common import part_of, rmse_of


def rounds_of(model: Remote) -> int:
    """Return how many rounds a boosted model has kept."""
    for path, call in (
        (("booster_", "num_trees"), True),
        (("num_trees",), True),
        (("n_iter_",), False),
        (("n_estimators_",), False),
    ):
        try:
            return int(model.attribute(*path)() if call else model.attribute(*path).get())
        except (LearnerError, TypeError):
            continue
    try:
        return int(model.attribute("get_booster").keep().attribute("num_boosted_rounds")())
    except LearnerError as error:
        raise Failed(
            f"model is {model.look()['text']}, which has no rounds",
            "a fitted boosting model",
            next="LGBMRegressor is the one the text suggests",
        ) from error


def _staged(model: Remote, X: Remote, rounds: Iterable[int]) -> dict[int, Floats]:
    """Return the model's answers after some numbers of rounds."""
    kinds = " ".join(model.look()["bases"])
    predict = model.attribute("predict")
    if "lightgbm" in kinds:
        return {count: predict(X, num_iteration=count) for count in rounds}
    if "xgboost" in kinds:
        return {count: predict(X, iteration_range=(0, count)) for count in rounds}
    answers = model.attribute("staged_predict")(X)
    return {count: answers[count - 1] for count in rounds}


def errors_after(work: Work, part: str, rounds: Iterable[int]) -> dict[int, float]:
    """Return the error on one part after some numbers of rounds, recomputed from the model."""
    _, y = part_of(work, part)
    staged = _staged(work.remote("model"), work.remote(f"X_{part}"), rounds)
    return {count: rmse_of(y, answers) for count, answers in staged.items()}


def some_rounds(kept: int, *near: int) -> list[int]:
    """Return a few rounds over the whole length, and all those near some of them."""
    grid = {1, 2, *np.linspace(3, max(3, kept), 10, dtype=int).tolist()}
    around = {place + step for place in near for step in range(-5, 6)}
    return sorted(count for count in grid | around if 1 <= count <= kept)


def whole_number(work: Work, name: str) -> int:
    """Return a count of the learner's: a whole number, 0 or more."""
    value = work.number(name)
    if value != int(value) or value < 0:
        raise Failed(f"{name} is {value:g}", "a number of rounds", next=f"print({name})")
    return int(value)


def best_round_of(model: Remote) -> int | None:
    """Return the round at which the model itself says it was best."""
    for name, more in (("best_iteration_", 0), ("best_iteration", 1 if "xgboost" in model.look()["type"] else 0)):
        try:
            found = model.attribute(name).get()
        except LearnerError:
            continue
        if isinstance(found, int) and found > 0:
            return found + more
    return None
