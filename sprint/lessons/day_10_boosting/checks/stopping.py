"""Day 10, task 3: training stopped early."""

import numpy as np

from sprint.checks.api import Failed, KnownMistake, LearnerError, Remote, Work, check

from .common import require_no_noise_known
from .rounds import best_round_of, errors_after, rounds_of, some_rounds, whole_number


@check("d10.c3", "training stopped early, by the watched rows", names=("best_iteration",), needs=("d10.c2",))
def stopped_early(work: Work) -> str:
    """Fewer rounds were kept than allowed, and `best_iteration` is where the error on `X_valid` is lowest.

    Your model is asked for its answers after many different numbers of rounds, and the error on `X_valid` is computed
    from them (one round more or less is fine). If the lowest point is that of `X_test`, the test rows were watched. And
    a model that has learned from the rows it is judged by gives itself away: it knows their noise.
    """
    model = work.remote("model")
    kept, most = rounds_of(model), _allowed(model)
    work.require(
        most is None or kept < most,
        f"all {kept} rounds were used",
        f"fewer rounds than the {most} allowed",
        because="the fit of `model` itself was not stopped by anything",
        next="that fit needs rows to watch and a number of rounds to wait",
    )
    require_no_noise_known(work)
    best = whole_number(work, "best_iteration")
    own = best_round_of(model)
    rounds = some_rounds(kept, best, own or best)
    valid, test = errors_after(work, "valid", rounds), errors_after(work, "test", rounds)
    lowest, lowest_test = min(valid, key=valid.__getitem__), min(test, key=test.__getitem__)
    if own is not None and abs(own - lowest_test) <= 1 < abs(own - lowest):
        raise Failed(
            f"the model stopped at round {own}, where the error on X_test is lowest; on X_valid that is round {lowest}",
            "a stop decided by X_valid",
            because="the test rows were watched, so the test score has been tuned on",
            next="which pair is in the eval_set?",
        )
    close = min(valid.get(best + step, np.inf) for step in (-1, 0, 1)) <= valid[lowest] * (1 + 1e-9)
    if not close:
        lowest = _nearer_lowest(work, lowest, kept)
        slips = _stop_slips(work, lowest_test, kept, most)
        work.require_equal(
            "best_iteration", best, lowest, slips=slips, next="compute the error on X_valid after each round"
        )
    work.proved(f"best round {lowest} of {kept} kept")
    work.metric("best_iteration", best)
    return f"{best} rounds of {most or 'any number'}"


def _nearer_lowest(work: Work, lowest: int, kept: int) -> int:
    """Return the round of the lowest error on `X_valid` around `lowest`, which was the best of a coarse grid."""
    step = kept // 8 + 2
    errors = errors_after(work, "valid", range(max(1, lowest - step), min(kept, lowest + step) + 1))
    return min(errors, key=errors.__getitem__)


def _stop_slips(work: Work, lowest_test: int, kept: int, most: int | None) -> list[KnownMistake]:
    """Return the usual mistakes in the number of rounds with the lowest error on X_valid."""
    return [
        KnownMistake(lowest_test, "where the error on X_test is lowest", "which rows were watched?"),
        KnownMistake(kept, "the number of all rounds, with those it waited at the end", "look for the lowest point"),
        KnownMistake(most or -1, "the most rounds allowed", "look for the lowest point of the watched curve"),
        KnownMistake(_length(work), "the length of eval_curve, with the rounds it waited", "look for the lowest point"),
    ]


def _length(work: Work) -> int:
    """Return the number of rows of eval_curve, if it is there."""
    try:
        return int(work.remote("eval_curve").look()["length"] or -1)
    except Exception:  # noqa: BLE001  it only names a slip; the curve has a check of its own
        return -1


def _allowed(model: Remote) -> int | None:
    """Return the most rounds the model was allowed, where it says so."""
    try:
        settings = model.attribute("get_params")()
    except LearnerError:
        return None
    found = (settings.get(name) for name in ("max_iter", "n_estimators", "num_boost_round", "iterations"))
    return next((int(most) for most in found if isinstance(most, int)), None)
