"""Day 10, tasks 2 and 5: better than the baseline, and the error on the test rows."""

from sprint.checks.api import KnownMistake, Work, check, predict

from .common import PARTS, fresh_rows, part_of, rmse_of


@check("d10.c2", "the boosted model beats the baseline on new rows", names=("model",), needs=("d10.c1",))
def beats_baseline(work: Work) -> str:
    """Model and baseline are asked about 2,000 new rows that the same formula gives, made for this check.

    The model's error has to be a fifth smaller than the baseline's. No model can come below the noise, which is 2.
    """
    X, y = fresh_rows(work)
    model, baseline = (rmse_of(y, predict(work.remote(name), X)) for name in ("model", "baseline"))
    work.require(
        model <= 0.8 * baseline,
        f"on new rows: model {model:.2f}, baseline {baseline:.2f}",
        "an error at least a fifth below the baseline's",
        next="how many rounds did it take, and is y_train in the order of X_train?",
    )
    return f"RMSE {model:.2f} against {baseline:.2f}"


@check("d10.c5", "rmse is the error on the test rows", names=("rmse",), needs=("d10.c2",))
def error_is_recomputed(work: Work) -> str:
    """Both errors are computed once more from your `baseline`, your `model` and the rows of `X_test`."""
    parts = {part: part_of(work, part) for part in PARTS}
    for key in ("baseline", "model"):
        remote = work.remote(key)
        errors = {part: rmse_of(y, predict(remote, X)) for part, (X, y) in parts.items()}
        error = errors["test"]
        slips = [
            KnownMistake(error**2, "the mean squared error, without the root", "the unit of y has to come out"),
            KnownMistake(errors["train"], "the error on the training rows", "which rows were predicted?"),
            KnownMistake(errors["valid"], "the error on the watched rows", "which rows were predicted?"),
        ]
        got = work.number("rmse", key)
        work.require_equal(f'rmse["{key}"]', got, error, slips=slips, next="compare y_test with the answers", rel=1e-4)
        work.metric("rmse" if key == "model" else "rmse_baseline", error)
    return f"{error:.2f}"
