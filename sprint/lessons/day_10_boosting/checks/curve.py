"""Day 10, task 4: the error after each round."""

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Floats, NotAttempted, Work, check

from .common import PARTS
from .rounds import best_round_of, errors_after, rounds_of, some_rounds, whole_number


@check(
    "d10.c4",
    "eval_curve holds the error after each round, learned and watched",
    names=("eval_curve",),
    needs=("d10.c2",),
)
def curve_is_recomputed(work: Work) -> str:
    """At many rounds, the error on `X_train` and on `X_valid` is computed once more from your model.

    Row i of `eval_curve` belongs to round i + 1. The rounds that the model tried and threw away after the best one are
    in your curve and no longer in the model, so they are not compared.
    """
    curve = work.get("eval_curve")
    if not isinstance(curve, pd.DataFrame) or not {"train", "valid"} <= set(curve):
        columns = list(curve.columns) if isinstance(curve, pd.DataFrame) else f"a {type(curve).__name__}"
        raise Failed(
            f"eval_curve: {columns}",
            "a data frame with the columns train and valid",
            next="print(eval_curve.head())",
        )
    kept = rounds_of(work.remote("model"))
    least = min(kept, best_round_of(work.remote("model")) or _kept_as_best(work) or kept)
    work.require(
        len(curve) >= least,
        f"eval_curve has {len(curve)} rows, the model {least} rounds up to its best one",
        "one row for each round",
        next="print(len(eval_curve))",
    )
    rounds = some_rounds(min(kept, len(curve)))
    errors = {part: errors_after(work, part, rounds) for part in PARTS}
    for part in ("valid", "train"):
        got = curve[part].to_numpy(dtype=float)
        wanted = errors[part]
        count = next((count for count in rounds if abs(got[count - 1] - wanted[count]) > 1e-3 * wanted[count]), None)
        if count is None:
            work.proved(f"{part} after {len(rounds)} different numbers of rounds")
            continue
        raise _curve_failed(part, count, got, errors, rounds)
    end = min(kept, len(curve)) - 1
    return f"{len(curve)} rounds, at the last kept one {curve['valid'].iloc[end]:.2f} watched, {curve['train'].iloc[end]:.2f} learned"


def _kept_as_best(work: Work) -> int | None:
    """Return the learner's best_iteration, if there is one; it has a check of its own."""
    try:
        return whole_number(work, "best_iteration")
    except (Failed, NotAttempted):
        return None


def _curve_failed(part: str, count: int, got: Floats, errors: dict[str, dict[int, float]], rounds: list[int]) -> Failed:
    wanted = errors[part][count]
    because, move = "", "compare with the error after that many rounds, computed by hand"
    for other in PARTS:
        if other != part and all(abs(got[place - 1] - errors[other][place]) < 1e-3 * wanted for place in rounds):
            because, move = f"that is the curve of X_{other}", "which rows belong to which name?"
    if part == "valid" and because.endswith("X_test"):
        because = "that is the curve of X_test: the test rows were watched, so the test score has been tuned on"
        move = "which pair is in the eval_set?"
    if all(abs(got[place - 1] - errors[part][place] ** 2) < 1e-3 * wanted**2 for place in rounds):
        because, move = "that is the mean squared error, without the root", "the metric called rmse has it"
    if all(abs(got[place - 1] - errors[part].get(place - 1, np.nan)) < 1e-3 * wanted for place in rounds[1:3]):
        because, move = "the curve is one round late", "does it start before the first tree?"
    return Failed(
        f"eval_curve: {part} after round {count} is {got[count - 1]:.4g}", f"{wanted:.4g}", because=because, next=move
    )
