"""Day 10, task 6: SHAP values that add up to the model's answers."""

import numpy as np

from sprint.checks.api import Failed, Floats, KnownMistake, Remote, Rows, Work, check, predict

from .common import part_of


@check(
    "d10.c6",
    "base value and SHAP values add up to the model's answers",
    names=("shap_values", "base_value"),
    needs=("d10.c2",),
)
def pushes_add_up(work: Work) -> str:
    """For each row of `X_test`: the base value plus all pushes of the row is what your model answers.

    Adding up alone could be arranged, so the formula is asked, too: `y` rises with `x3`, so the pushes of `x3` have to
    rise with it, and the columns that are not in the formula push little.
    """
    shares, base = pushes_of(work)
    X, _ = part_of(work, "test")
    answers = np.ravel(predict(work.remote("model"), X))
    totals = base + shares.sum(axis=1)
    row = int(np.argmax(np.abs(totals - answers)))
    work.require_equal(
        f"base_value and the pushes of row {row}, added,",
        float(totals[row]),
        float(answers[row]),
        slips=_sum_slips(work, shares, base, answers, row),
        next="which model and which rows went into the explainer?",
        rel=1e-4,
        abs=1e-3,
    )
    values = np.asarray(X, dtype=float)
    rises = np.corrcoef(shares[:, 3], values[:, 3])[0, 1] if np.ptp(shares[:, 3]) else 0.0
    strength = np.abs(shares).mean(axis=0)
    work.require(
        rises > 0.8 and strength[5:].max() < 0.5 * strength[3],
        f"the pushes of x3 follow x3 with a correlation of {rises:.2f}; x5 to x9 push up to {strength[5:].max():.2f}",
        "pushes of x3 that rise with x3, and little from columns that are not in the formula",
        next="column j of shap_values belongs to column j of X_test",
    )
    return f"base {base:.2f}, strongest {'x' + str(int(strength.argmax()))}"


def _sum_slips(work: Work, shares: Floats, base: float, answers: Floats, row: int) -> list[KnownMistake]:
    """Return the usual mistakes in the sum of one row.

    Args:
        work: the learner's work.
        shares: the pushes, (n, p).
        base: the base value.
        answers: what the model says, (n,).
        row: which row.
    """
    totals = base + shares.sum(axis=1)
    slips = [
        KnownMistake(
            base + shares[:, row % shares.shape[1]].sum(), "a sum over a column", "the pushes of one row add up"
        ),
        KnownMistake(answers[row] + base, "the answer and one base value too much", "what is base_value?"),
    ]
    for part in ("train", "valid"):
        others = np.ravel(predict(work.remote("model"), part_of(work, part)[0]))[: len(answers)]
        if others.shape == totals.shape and np.allclose(totals, others, atol=1e-3):
            slips.append(KnownMistake(totals[row], f"the answer for a row of X_{part}", "explain the rows of X_test"))
    if np.allclose(shares.sum(axis=1), answers, atol=1e-2) and abs(base) > 1e-6:
        slips.append(KnownMistake(totals[row], "the base value counted twice", "is it in shap_values already?"))
    if np.allclose(totals - answers, (totals - answers)[0], atol=1e-6 + 1e-4 * np.std(answers)):
        slips.append(
            KnownMistake(totals[row], "off by the same amount in every row", "take the explainer's expected_value")
        )
    return slips


def pushes_of(work: Work) -> tuple[Rows, float]:
    """Return the learner's SHAP values (n, p) and base value, also out of a shap Explanation."""
    remote = work.remote("shap_values")
    if "Explanation" in remote.look()["type"]:
        remote = remote.attribute("values")
    shares = remote.get()
    shares = np.asarray([] if isinstance(shares, Remote) else shares, dtype=float)
    wanted = np.shape(work.get("X_test"))
    if shares.shape != wanted:
        raise Failed(
            f"shap_values has shape {shares.shape}",
            f"{wanted}: a row for each row of X_test, a column for each feature",
            because="it is turned round" if shares.shape == wanted[::-1] else "",
            next="print(shap_values.shape, X_test.shape)",
        )
    base = np.ravel(np.asarray(work.get("base_value"), dtype=float))
    if base.size != 1:
        raise Failed(f"base_value holds {base.size} numbers", "a single number", next="they are all the same: take one")
    return shares, float(base[0])
