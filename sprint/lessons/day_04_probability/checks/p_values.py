"""Day 4, task 4: p-values of two samples."""

import math
import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from sprint.checks.api import Failed, Floats, Function, Work, as_float_array, check, format_value, new_rng

PValue = Callable[[Floats, Floats], float]
"""Gives a p-value from two groups, (m,) and (n,)."""


def _p(function: Function, a: Floats, b: Floats) -> float:
    try:
        got = function(a, b)
    except Failed as raised:
        if "equal length" in raised.seen or "broadcast" in raised.seen:
            raised.because = "a test of pairs takes a[0] with b[0], a[1] with b[1], and here nobody has a partner"
        raise
    value = as_float_array(got)
    if value is not None and value.shape == (2,):
        raise Failed(
            f"p_value(a, b) gives {format_value(got)}",
            "one number",
            because="a test gives its statistic and its p-value",
            next="return the p-value only",
        )
    if value is None or value.shape != () or not 0 <= value <= 1:
        because = (
            "that is the number of deals, not their share"
            if value is not None and value.shape == () and value > 1
            else ""
        )
        raise Failed(
            f"p_value(a, b) gives {format_value(got)}",
            "a number between 0 and 1",
            because=because,
            next="how often, out of how many?",
        )
    return float(value)


def _p_slip(got: Floats, right: Floats, low: Floats, spread: Floats) -> tuple[str, str]:
    """Return the usual slip that gives these p-values, if one does, and where to look.

    Args:
        got: the learner's p-values.
        right: ours.
        low: ours for one direction: how often a is further below b.
        spread: ours if the spread of single values were that of the mean.
    """
    one_side = ("only one direction is counted", "a difference in either direction counts: look at its size")
    known = [
        (right / 2, "that is half of it: " + one_side[0], one_side[1]),
        (low, *one_side),
        (1 - low, *one_side),
        (
            1 - right,
            "that is 1 minus the p-value",
            "is it the share of deals that are at least as far apart, or of the others?",
        ),
        (spread, "the difference is measured in spreads of single values", "the spread of a mean shrinks with √n"),
    ]
    values, because, move = min(known, key=lambda item: float(np.abs(got - item[0]).mean()))
    fits = np.abs(got - values).mean() < min(0.03, 0.5 * np.abs(got - right).mean())
    return (because, move) if fits else ("", "deal six numbers by hand, as in the example, and follow your function")


def _not_another_test(pairs: list[tuple[Floats, Floats]], got: Floats) -> None:
    """Fail where the p-values are to all digits those of a test that asks another question than the means do."""
    ranks = (
        "that is a test of ranks, which knows who is larger and not by how much",
        "what if the largest value were ten times as large?",
    )
    paired = (
        "that is a test of pairs: it takes a[0] with b[0], a[1] with b[1]",
        "does the order within a group mean anything?",
    )
    known: list[tuple[PValue, tuple[str, str]]] = [
        (lambda a, b: stats.mannwhitneyu(a, b).pvalue, ranks),
        (lambda a, b: stats.ranksums(a, b).pvalue, ranks),
        (lambda a, b: stats.ks_2samp(a, b).pvalue, ranks),
        (lambda a, b: stats.ttest_rel(a[: len(b)], b[: len(a)]).pvalue, paired),
    ]
    for test, (because, move) in known:
        values = np.array([test(a, b) for a, b in pairs])
        worst = int(np.abs(got - values).argmax())
        if np.allclose(got, values, rtol=1e-6, atol=1e-9):
            a, b = pairs[worst]
            seen = f"for groups of {len(a)} and {len(b)} values p_value gives {got[worst]:.3f}"
            raise Failed(seen, "the p-value for the difference of their means", because=because, next=move)


def _groups(rng: np.random.Generator, count: int) -> list[tuple[Floats, Floats]]:
    """Return pairs of groups, (m,) and (n,) with m other than n, half of them from sources with different means."""
    pairs = []
    for place in range(count):
        shift = (0.0, 0.0, 0.3, 0.6)[place % 4] * rng.choice([-1, 1])
        m, n = rng.integers(20, 40, size=2)
        pairs.append((rng.normal(50, 7, m), rng.normal(50 + 7 * shift, 7, n + (m == n))))
    return pairs


@check("d04.c4", "p_value says how often chance alone does this", names=("p_value",))
def p_values(work: Work) -> str:
    """`p_value` gets pairs of groups of different sizes, some from one source, some with different means.

    Ours come from a t-test. Yours may come from anywhere: shuffling gives a slightly different number each time, so the
    two have to agree on average, and closely enough to notice a missing side. For a large difference p has to be small. A test
    that asks another question, of ranks or of pairs, is told by its very numbers.
    """
    function, rng = work.function("p_value"), new_rng()
    started = time.monotonic()
    _p(function, rng.normal(50, 7, 25), rng.normal(50, 7, 30))
    count = 24 if time.monotonic() - started < 0.5 else 10
    pairs = _groups(rng, count)
    got = np.array([_p(function, a, b) for a, b in pairs])
    tests = [stats.ttest_ind(a, b, equal_var=False) for a, b in pairs]
    right = np.array([test.pvalue for test in tests])
    low = np.array([stats.norm.cdf(test.statistic) for test in tests])
    single = [abs(a.mean() - b.mean()) / math.hypot(a.std(ddof=1), b.std(ddof=1)) for a, b in pairs]
    _not_another_test(pairs, got)
    because, move = _p_slip(got, right, low, 2 * stats.norm.sf(single))
    worst = int(np.abs(got - right).argmax())
    a, b = pairs[worst]
    work.require(
        np.abs(got - right).mean() < 0.045,
        f"for groups of {len(a)} and {len(b)} with means {format_value(a.mean())} and {format_value(b.mean())}, p_value gives {got[worst]:.3f}",
        f"about {right[worst]:.3f}",
        because=because,
        next=move,
    )
    far = [_p(function, rng.normal(50 + 14 * sign, 7, 30), rng.normal(50, 7, 35)) for sign in (-1, 1)]
    work.require(
        max(far) < 0.02,
        f"for two groups that are two standard deviations apart p_value gives {format_value(max(far))}",
        "a p-value close to 0, whichever group is larger",
        next="how many deals of chance come that far?",
    )
    function.require_unchanged_arguments(rng.normal(0, 1, 12), rng.normal(0, 1, 15))
    return f"{count} pairs of groups"
