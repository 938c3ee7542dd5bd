"""Day 4: how the simulations and what is concluded from them are proved."""

import math
import secrets
import time
from typing import Any

import numpy as np
from scipy import stats

from sprint.checks.api import (
    Failed,
    Figure,
    Function,
    KnownMistake,
    NotAttempted,
    Work,
    analysis_check,
    check,
    figure_check,
    format_value,
)

FIVE_SIGMA = 5.0
"""Chance may move a right answer this many standard deviations: it goes further once in a million runs."""


def _fresh() -> np.random.Generator:
    return np.random.default_rng(secrets.randbits(64))


def _generator(work: Work, seed: int) -> Any:
    """Return a generator in the learner's process."""
    return work.session.imported("numpy.random:default_rng").keep(seed)


def _numbers(value: Any) -> Any:
    """Return a learner's value as an array of floats, or None where it is none."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind == "f" else None


# Coins


def _flips(work: Work, function: Function, n: int, p: float) -> Any:
    """Return n flips of the learner's coin, an array of zeros and ones of that length."""
    call = f"simulate_coin_flips({n}, {p}, rng)"
    got = function(n, p, _generator(work, secrets.randbits(32)))
    if got is None:
        raise Failed(f"{call} gives None", f"an array of {n} zeros and ones", next="does it end with `return`?")
    flips = _numbers(got)
    if flips is None or flips.shape != (n,):
        seen = format_value(got) if flips is None else f"something of shape {flips.shape}"
        raise Failed(f"{call} gives {seen}", f"an array of shape ({n},)", next="one flip for each of the n")
    strange = flips[(flips != 0) & (flips != 1)]
    if strange.size:
        raise Failed(
            f"{call} holds {format_value(strange[0])}",
            "zeros and ones only",
            next="a flip is heads, 1, or tails, 0: compare with p",
        )
    return flips


def _share_is_p(work: Work, function: Function) -> None:
    for p, wanted in ((1.0, "only ones"), (0.0, "only zeros")):
        flips = _flips(work, function, 6, p)
        because = "that is the coin turned round: it shows heads with 1 - p" if np.all(flips == 1 - p) else ""
        work.require(
            np.all(flips == p),
            f"simulate_coin_flips(6, {p}, rng) gives {format_value(flips.astype(int))}",
            wanted,
            because=because,
            next="read the comparison aloud: heads when …?",
        )
    for p in (0.5, 0.1, 0.8):
        n = 5000
        share, width = _flips(work, function, n, p).mean(), FIVE_SIGMA * math.sqrt(p * (1 - p) / n)
        because = ""
        if abs(share - (1 - p)) < width:
            because = "that is 1 - p: heads and tails have changed places"
        elif abs(share - 0.5) < 0.04:
            because = "that is a fair coin: p does not reach the generator"
        work.require(
            abs(share - p) < width,
            f"with p={p} the share of ones in {n} flips is {share:.3f}",
            f"close to {p}: chance moves it by less than {width:.3f}",
            because=because,
            next="print the mean of 10,000 flips for p=0.1",
        )


def _flips_are_independent(work: Work, function: Function) -> None:
    rng = _generator(work, secrets.randbits(32))
    counts = np.array([_numbers(flips).sum() for flips in function.each([(100, 0.3, rng)] * 300)])
    spread, expected = counts.var(ddof=1), 100 * 0.3 * 0.7
    work.require(
        spread > 0.5 * expected,
        f"in 300 times 100 flips with p=0.3 the number of heads is always within {counts.min():.0f} to {counts.max():.0f}",
        "about 30 heads, give or take 5",
        because="the number of heads is fixed before, and only their places are left to chance",
        next="let each flip decide for itself",
    )
    flips = _flips(work, function, 5000, 0.5)
    pairs = float(np.corrcoef(flips[1:], flips[:-1])[0, 1])
    work.require(
        abs(pairs) < FIVE_SIGMA / math.sqrt(5000) and spread < 1.6 * expected,
        f"a flip and the one before it go together (correlation {pairs:.2f})",
        "flips that do not know of each other",
        next="is one draw used for several flips, or are they sorted?",
    )


def _chance_comes_from_rng(work: Work, function: Function) -> None:
    first, again = (_numbers(function(64, 0.5, _generator(work, 21))) for _ in range(2))
    work.require(
        np.array_equal(first, again),
        "two generators with the same seed give different flips",
        "the same flips from the same seed",
        because="some of the chance does not come from the rng that is handed in",
        next="use rng's own methods, and nothing from np.random",
    )
    rng = _generator(work, 21)
    one, two = (_numbers(flips) for flips in function.each([(64, 0.5, rng)] * 2))
    work.require(
        not np.array_equal(one, two),
        "two calls with one generator give the same 64 flips",
        "new flips at each call",
        because="a generator is made anew inside the function, with the same seed each time",
        next="use the rng that is handed in",
    )
    one, two = (_numbers(flips) for flips in function.each([(64,)] * 2))
    work.require(
        one is not None and two is not None and one.shape == (64,) and not np.array_equal(one, two),
        "two calls without rng give the same 64 flips",
        "new flips at each call",
        because="the generator made for rng=None has a fixed seed",
        next="np.random.default_rng() without a number takes a new seed each time",
    )


@check("d04.c1", "the flips are zeros and ones, heads with probability p", names=("simulate_coin_flips",))
def coins(work: Work) -> str:
    """Your coin is flipped some 40,000 times, with several p.

    The share of heads has to be as close to p as chance allows (five standard deviations: a right coin is refused once in
    a million checks). Each flip has to be independent of the others, the same seed has to give the same flips, and two
    calls with one generator different ones. How you draw them, and in which order, is up to you.
    """
    function = work.function("simulate_coin_flips")
    _flips(work, function, 1, 0.5)
    _share_is_p(work, function)
    _chance_comes_from_rng(work, function)
    _flips_are_independent(work, function)
    return "fair and unfair coins"


# Samples


def _slips_of(key: str, x: Any) -> list[KnownMistake]:
    n, var, std = len(x), float(np.var(x, ddof=1)), float(np.std(x, ddof=1))
    ddof = "what dividing by n gives"
    look = "for a sample it is n - 1: look for ddof"
    return {
        "mean": [
            KnownMistake(float(np.median(x)), "the median", "the mean is the sum divided by n"),
            KnownMistake(float(np.sum(x)), "the sum", "the mean is the sum divided by n"),
        ],
        "var": [
            KnownMistake(float(np.var(x)), ddof, look),
            KnownMistake(var * (n - 1), "the sum of the squares", "it is divided by n - 1"),
            KnownMistake(std, "the standard deviation", "the variance is its square"),
        ],
        "std": [
            KnownMistake(float(np.std(x)), ddof, look),
            KnownMistake(var, "the variance", "the standard deviation is its root"),
            KnownMistake(std / math.sqrt(n), "how much the mean wobbles", "the spread of single values is asked for"),
        ],
    }[key]


@check("d04.c2", "sample_stats gives mean, variance and spread of a sample", names=("sample_stats",))
def summaries(work: Work) -> str:
    """`sample_stats` is called with small arrays first, then with random ones of 3 to 50 values.

    Small samples show the difference between n and n - 1 best: for three values the variance is half as large again.
    """
    function, rng = work.function("sample_stats"), _fresh()
    samples = [np.array([1.0, 2.0, 4.0]), np.array([7, 3, 3, 8]), rng.normal(50, 9, 3).round(1)]
    samples += [rng.normal(20, rng.uniform(2, 30), int(n)) for n in rng.integers(5, 50, size=8)]
    for x in samples:
        got, call = function(x), f"sample_stats({format_value(x)})"
        if not isinstance(got, dict):
            raise Failed(
                f"{call} gives {format_value(got)}",
                "a dictionary",
                next='the keys are "mean", "var" and "std"; does it return?',
            )
        for key, value in (("mean", np.mean(x)), ("var", np.var(x, ddof=1)), ("std", np.std(x, ddof=1))):
            if key not in got:
                raise Failed(
                    f"{call} has the keys {format_value(sorted(map(str, got)))}",
                    f"the key {key!r}",
                    next="compare the spelling",
                )
            work.equal(
                f'{call}["{key}"]',
                got[key],
                float(value),
                slips=_slips_of(key, x),
                next="go through the table of the three bags",
            )
    function.leaves_alone(np.array([3.0, 1.0, 2.0, 9.0]))
    return f"{len(samples)} samples"


# Intervals

POPULATION = (50.0, 7.0)
"""Mean and standard deviation that the intervals are tried on."""
SIZE = 40
ROUNDED = 0.0051
"""A share with two decimals is this close to the exact one."""


def _intervals(function: Function, samples: Any, confidence: float) -> Any:
    """Return the learner's intervals for some samples, shape (samples, 2)."""
    results = function.each([(sample, confidence) for sample in samples], seconds=90)
    for sample, got in zip(samples, results, strict=True):
        pair = None if isinstance(got, dict | set | str) else _numbers(got)
        if pair is None or pair.shape != (2,) or not np.all(np.isfinite(pair)):
            raise Failed(
                f"{function.name}(x, {confidence}) gives {format_value(got)}",
                "a pair (lo, hi) of two numbers",
                next="return both ends, separated by a comma",
            )
        if pair[0] >= pair[1]:
            raise Failed(
                f"{function.name}(x, {confidence}) gives ({format_value(pair[0])}, {format_value(pair[1])}) for a sample with mean {format_value(sample.mean())}",
                "the lower end first, the upper end second",
                next="which sign does the margin have at each end?",
            )
    return np.asarray(results, dtype=float)


def _width_slip(ratio: float, confidence: float) -> tuple[str, str]:
    """Return what a half width, in units of s / √n, is a sign of, and where to look."""
    tail = 1 - confidence
    known = {
        "one end takes the whole rest, though it is shared by both ends": stats.norm.ppf(1 - tail),
        "an interval this wide uses the spread of the values, not of their mean": stats.norm.ppf(1 - tail / 2)
        * math.sqrt(SIZE),
        "s was divided by n": stats.norm.ppf(1 - tail / 2) / math.sqrt(SIZE),
        "the factor is missing": 1.0,
    }
    if confidence != 0.95:
        known["that is the width for 95 %: confidence does not reach the factor"] = stats.norm.ppf(0.975)
    because, wanted = min(known.items(), key=lambda item: abs(math.log(ratio / item[1])))
    if abs(math.log(ratio / wanted)) > 0.09:
        return "", "print the factor and compare it with the table"
    move = {
        "an": "which number shrinks when more is measured? Look for √n",
        "s": "how does the spread of the mean depend on n? Look for the root",
        "one": "at 95 %, how much is left out at each end?",
    }
    return because, move.get(because.split()[0], "compare the factors for 80 % and 95 % with the table")


@check("d04.c3", "the intervals hold the true mean as often as they promise", names=("confidence_interval",))
def coverage(work: Work) -> str:
    """Up to a thousand samples of 40 values are drawn from a population whose mean we know, and you give an interval for each.

    At 95 % confidence about 95 % of them have to hold that mean, at 80 % about 80 %; chance gets five standard deviations
    of room. So any recipe is welcome that keeps its promise: with t, with the normal distribution, or by bootstrap. Samples
    of four times as many values have to give intervals about half as wide.
    """
    function, rng = work.function("confidence_interval"), _fresh()
    mean, std = POPULATION
    started = time.monotonic()
    _intervals(function, rng.normal(mean, std, (2, SIZE)), 0.95)
    count = 1000 if time.monotonic() - started < 0.02 else 250
    shares = {}
    for confidence in (0.8, 0.95):
        samples = rng.normal(mean, std, (count, SIZE))
        found = _intervals(function, samples, confidence)
        inside = (found[:, 0] <= mean) & (mean <= found[:, 1])
        ratio = float(np.median((found[:, 1] - found[:, 0]) / 2 / (samples.std(axis=1, ddof=1) / math.sqrt(SIZE))))
        because, move = _width_slip(ratio, confidence)
        room = FIVE_SIGMA * math.sqrt(confidence * (1 - confidence) / count) + 0.01
        shares[confidence] = inside.mean()
        work.require(
            abs(shares[confidence] - confidence) < room,
            f"of {count} intervals at {confidence:.0%}, {inside.sum()} hold the true mean",
            f"about {confidence * count:.0f}",
            because=because,
            next=move,
        )
    _narrower_with_more(work, function, rng)
    _same_without_confidence(work, function, rng)
    function.leaves_alone(np.array([3.0, 1.0, 2.0, 9.0, 5.0]))
    work.metric("coverage_95", shares[0.95])
    return f"{shares[0.8]:.1%} and {shares[0.95]:.1%} of {count} intervals"


def _narrower_with_more(work: Work, function: Function, rng: np.random.Generator) -> None:
    """Compare the typical width for SIZE values with that for four times as many: half, with room on both sides."""
    mean, std = POPULATION
    few, many = (
        float(np.median(np.ptp(_intervals(function, rng.normal(mean, std, (30, size)), 0.95), axis=1)))
        for size in (SIZE, 4 * SIZE)
    )
    work.require(
        0.35 < many / few < 0.7,
        f"for {4 * SIZE} values the intervals are typically {many / few:.2f} times as wide as for {SIZE}",
        "about half as wide",
        because=f"each interval is as wide as that of {SIZE} values" if abs(many / few - 1) < 0.15 else "",
        next="n is the number of values in x, whatever x is",
    )


def _same_without_confidence(work: Work, function: Function, rng: np.random.Generator) -> None:
    """Ask for the default of 95 %, and note where few values get the factor for many."""
    x = rng.normal(0, 1, 200)
    got, named = (np.ptp(_numbers(pair)) for pair in (function(x), function(x, confidence=0.95)))
    work.require(
        abs(got / named - 1) < 0.2,
        f"confidence_interval(x) is {format_value(got)} wide, with confidence=0.95 it is {format_value(named)}",
        "95 % where nothing else is said",
        next="look at the default in the def line",
    )
    few = np.array([4.0, 6.0, 9.0, 5.0, 7.0])
    factor = np.ptp(_numbers(function(few))) / 2 / (few.std(ddof=1) / math.sqrt(len(few)))
    if abs(factor - 1.96) < 0.01:
        work.note(
            "for 5 values, intervals with the factor 1.96 hold the mean in 88 % of the cases only; t knows about small n"
        )


# p-values


def _p(function: Function, a: Any, b: Any) -> float:
    try:
        got = function(a, b)
    except Failed as raised:
        if "equal length" in raised.seen or "broadcast" in raised.seen:
            raised.because = "a test of pairs takes a[0] with b[0], a[1] with b[1], and here nobody has a partner"
        raise
    value = _numbers(got)
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


def _p_slip(got: Any, right: Any, low: Any, spread: Any) -> tuple[str, str]:
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


def _not_another_test(pairs: list[tuple[Any, Any]], got: Any) -> None:
    """Fail where the p-values are to all digits those of a test that asks another question than the means do."""
    ranks = (
        "that is a test of ranks, which knows who is larger and not by how much",
        "what if the largest value were ten times as large?",
    )
    paired = (
        "that is a test of pairs: it takes a[0] with b[0], a[1] with b[1]",
        "does the order within a group mean anything?",
    )
    known: list[tuple[Any, tuple[str, str]]] = [
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


@check("d04.c4", "p_value says how often chance alone does this", names=("p_value",))
def p_values(work: Work) -> str:
    """`p_value` gets pairs of groups of different sizes, some from one source, some with different means.

    Ours come from a t-test. Yours may come from anywhere: shuffling gives a slightly different number each time, so the
    two have to agree on average, and closely enough to notice a missing side. For a large difference p has to be small. A test
    that asks another question, of ranks or of pairs, is told by its very numbers.
    """
    function, rng = work.function("p_value"), _fresh()
    started = time.monotonic()
    _p(function, rng.normal(50, 7, 25), rng.normal(50, 7, 30))
    count = 24 if time.monotonic() - started < 0.5 else 10
    pairs = []
    for place in range(count):
        shift = (0.0, 0.0, 0.3, 0.6)[place % 4] * rng.choice([-1, 1])
        m, n = rng.integers(20, 40, size=2)
        pairs.append((rng.normal(50, 7, m), rng.normal(50 + 7 * shift, 7, n + (m == n))))
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
    function.leaves_alone(rng.normal(0, 1, 12), rng.normal(0, 1, 15))
    return f"{count} pairs of groups"


# The country


@check("d04.c5", "sample_means scatters as means do", names=("sample_means",))
def means(work: Work) -> str:
    """`sample_means` needs at least 1,000 means of samples of `SAMPLE_SIZE`; their own mean and spread tell whether they are that.

    Means scatter around the true mean with its standard deviation divided by √n. `missed` is the share of your intervals
    that do not hold the true mean: at 95 % confidence, about 0.05. Where you keep the intervals themselves in `intervals`
    and they say something else, you get a note.
    """
    true_mean, std, size = (work.number(name) for name in ("TRUE_MEAN", "TRUE_STD", "SAMPLE_SIZE"))
    found = work.array("sample_means", (None,)).astype(float)
    work.require(
        len(found) >= 1000,
        f"sample_means holds {len(found)} values",
        "one mean for each of 1,000 samples or more",
        because="that is one value for each place in a sample" if len(found) == size else "",
        next="print samples.shape: which axis are the samples, which the people?",
    )
    wobble = std / math.sqrt(size)
    expected = f"about {format_value(wobble)}, that is {format_value(std)} / √{size:.0f}"
    because = "that is the spread of single people" if abs(found.std() / std - 1) < 0.1 else ""
    work.require(
        abs(found.std(ddof=1) / wobble - 1) < FIVE_SIGMA / math.sqrt(2 * len(found)),
        f"the values in sample_means have the standard deviation {format_value(found.std(ddof=1))}",
        expected,
        because=because,
        next="each value is the mean of a sample of its own, of SAMPLE_SIZE people",
    )
    work.require(
        abs(found.mean() - true_mean) < FIVE_SIGMA * wobble / math.sqrt(len(found)),
        f"the mean of sample_means is {format_value(found.mean())}",
        f"close to {format_value(true_mean)}",
        next="which mean goes into rng.normal?",
    )
    return f"{len(found)} means" + _missed(work)


def _missed(work: Work) -> str:
    """Look at the share of missed intervals, where it is kept."""
    try:
        missed = work.number("missed")
    except (Failed, NotAttempted):
        work.note(
            "a number called missed, the share of intervals without the true mean, is what the Analysis asks about"
        )
        return ""
    because = ""
    if missed > 100 * 0.11:
        because = "that is a count: divide by the number of samples"
    elif missed > 1:
        because = "that is a percentage: a share lies between 0 and 1"
    elif missed > 0.85:
        because = "that is the share that hit"
    work.require(
        0.01 <= missed <= 0.12,
        f"missed = {format_value(missed)}",
        "a share near 0.05, as 95 % confidence promises",
        because=because,
        next="for how many intervals is TRUE_MEAN below lo or above hi?",
    )
    _as_in_intervals(work, missed)
    work.metric("missed", missed)
    return f", {missed:.1%} of the intervals missed"


def _as_in_intervals(work: Work, missed: float) -> None:
    """Note where `intervals`, kept under that name and those of `sample_means`, miss another share."""
    try:
        means, intervals = work.array("sample_means").astype(float), work.array("intervals").astype(float)
    except (Failed, NotAttempted, TypeError, ValueError):
        return
    if intervals.shape != (len(means), 2):
        return
    lo, hi = intervals.T
    true_mean = work.number("TRUE_MEAN")
    share = float(np.mean((lo > true_mean) | (hi < true_mean)))
    if np.all((lo <= means) & (means <= hi)) and abs(missed - share) > ROUNDED:
        work.note(
            f"of the intervals that are kept {share:.3f} miss the true mean, and missed is {format_value(missed)}"
        )


def _shows_means(work: Work, figure: Figure) -> bool:
    return figure.has_histogram(work.array("sample_means"))


def _shows_draws(work: Work, figure: Figure) -> bool:
    """Tell whether some histogram is as wide as single draws are."""
    std = work.number("TRUE_STD")
    for bars in figure.arrays("bars"):
        middle, weight = bars[:, 0] + bars[:, 2] / 2, np.abs(bars[:, 3])
        if len(bars) > 4 and weight.sum() > 0:
            centre = np.average(middle, weights=weight)
            spread = math.sqrt(np.average((middle - centre) ** 2, weights=weight))
            if 0.7 < spread / std < 1.4:
                return True
    return False


def _shows_interval(work: Work, figure: Figure) -> bool:
    """Tell whether a vertical line stands at the true mean, and two more where an interval may end."""
    true_mean, std, size = (work.number(name) for name in ("TRUE_MEAN", "TRUE_STD", "SAMPLE_SIZE"))
    away = {round(abs(place - true_mean) * math.sqrt(size) / std, 9) for place in figure.verticals}
    return min(away, default=1.0) < 0.2 and len(figure.verticals) > 2


view = figure_check(
    "d04.c6",
    "View: histograms of single draws and of the means",
    "A figure of this run with something inside its axes. We look for a histogram of `sample_means`, for one that is as wide "
    "as single heights are, and for vertical lines at the true mean and at two ends of an interval; what cannot be matched "
    "gives a note and the check still passes.",
    {
        "a histogram of sample_means": _shows_means,
        "a histogram of single draws": _shows_draws,
        "vertical lines at the true mean and an interval around it": _shows_interval,
    },
)

analysis = analysis_check(
    "d04.c7",
    "What share of your intervals missed the true mean? When would a small p-value not matter to you?",
    numbers=("missed",),
    words=("interval", "p-value", "p value", "chance"),
)


# The stretch

MEDIAN_SIZE = 41
"""How many values a sample has whose median is asked for; odd, so that the median is one of them."""
WIDTHS = (0.8, 1.38)
"""A right interval may be this many times as wide as ours: one read off the sorted sample alone is 1.25 times as wide."""


def _bootstrap(samples: Any, confidence: float) -> Any:
    """Return the bootstrap intervals of the medians of samples (k, MEDIAN_SIZE), shape (k, 2), computed without chance.

    A drawn median is at most the j-th smallest value when more than half of the draws are, each with probability j / n.
    """
    n = samples.shape[1]
    share = stats.binom.sf((n - 1) // 2, n, np.arange(1, n + 1) / n)
    places = np.searchsorted(share, [(1 - confidence) / 2, (1 + confidence) / 2])
    return np.sort(samples, axis=1)[:, places]


def _median_slip(found: Any, ours: Any, samples: Any, confidence: float) -> tuple[str, str]:
    """Return what these intervals of medians are a sign of, and where to look."""
    centre, ratio = found.mean(axis=1), np.median(np.ptp(found, axis=1) / np.ptp(ours, axis=1))
    from_mean, from_ours = (np.abs(centre - other).mean() for other in (samples.mean(axis=1), ours.mean(axis=1)))
    one_end = np.ptp(_bootstrap(samples, 2 * confidence - 1), axis=1)
    as_for_95 = np.ptp(_bootstrap(samples, 0.95), axis=1)
    known = [
        (ratio > 3, "that is the middle of the values themselves", "the quantiles are taken of a thousand medians"),
        (
            from_mean < 0.3 * from_ours,
            "they lie around the mean of the sample",
            "which number do you take of each draw?",
        ),
        (
            abs(np.median(np.ptp(found, axis=1) / one_end) - 1) < 0.1,
            "one end takes the whole rest, though it is shared by both ends",
            f"at {confidence:.0%}, how much is left out at each end?",
        ),
        (
            confidence != 0.95 and abs(np.median(np.ptp(found, axis=1) / as_for_95) - 1) < 0.1,
            "that is the width for 95 %: confidence does not reach the quantiles",
            "which two quantiles leave out the rest, half at each end?",
        ),
        (ratio < WIDTHS[0], "larger samples have narrower intervals", "does each draw have as many values as x?"),
    ]
    said = next(((because, move) for holds, because, move in known if holds), None)
    return said or ("", "draw with replacement, take the median, and print a few of those medians")


def _first_median_interval(function: Function, x: Any) -> float:
    """Look at one interval of a median, asked for without confidence and rng, and return how many seconds it took."""
    started = time.monotonic()
    got = function(x)
    taken, call = time.monotonic() - started, f"median_interval({format_value(x)})"
    pair = None if isinstance(got, dict | set | str) else _numbers(got)
    if pair is None or pair.shape != (2,) or not np.all(np.isfinite(pair)):
        move = "does the function end with `return`?" if got is None else "return both ends, separated by a comma"
        raise Failed(f"{call} gives {format_value(got)}", "a pair (lo, hi) of two numbers", next=move)
    if pair[0] >= pair[1]:
        alike = pair[0] == pair[1]
        raise Failed(
            f"{call} gives ({format_value(pair[0])}, {format_value(pair[1])})",
            "the lower end first, the upper end second",
            because="all the medians are alike: the same values in another order have the same median" if alike else "",
            next="draw with replacement: a value may come twice, another not at all" if alike else "swap the two",
        )
    return taken


@check(
    "d04.s1",
    "Stretch: the bootstrap interval holds the true median as often as it promises",
    names=("median_interval",),
    stretch=True,
)
def medians(work: Work) -> str:
    """Up to 300 samples of 41 values come from a lopsided source whose median we know, and you give an interval for each.

    At 95 % about 95 % of them have to hold that median, at 80 % about 80 %; chance gets five standard deviations of room.
    They also have to be about as wide as the bootstrap makes them. The same seed has to give the same interval.
    """
    function, rng = work.function("median_interval"), _fresh()
    median, shares = round(float(rng.uniform(20, 90)), 1), {}
    seconds = _first_median_interval(function, rng.permutation(np.array([2.0, 3, 3, 4, 5, 8, 30, 31, 44])))
    count = int(np.clip(4 / max(seconds, 1e-3), 30, 300))
    for confidence in (0.8, 0.95):
        samples = median * rng.lognormal(0, 1, (count, MEDIAN_SIZE))
        found, ours = _intervals(function, samples, confidence), _bootstrap(samples, confidence)
        shares[confidence] = float(np.mean((found[:, 0] <= median) & (median <= found[:, 1])))
        because, move = _median_slip(found, ours, samples, confidence)
        work.require(
            abs(shares[confidence] - confidence) < FIVE_SIGMA * math.sqrt(confidence * (1 - confidence) / count) + 0.02,
            f"of {count} intervals at {confidence:.0%}, {shares[confidence] * count:.0f} hold the true median",
            f"about {confidence * count:.0f}",
            because=because,
            next=move,
        )
        ratio = float(np.median(np.ptp(found, axis=1) / np.ptp(ours, axis=1)))
        work.require(
            WIDTHS[0] < ratio < WIDTHS[1],
            f"your intervals at {confidence:.0%} are typically {ratio:.2f} times as wide as those of the bootstrap",
            "about as wide",
            because=because,
            next=move,
        )
    _draws_as_many(work, function, median * rng.lognormal(0, 1, (12, 4 * MEDIAN_SIZE + 1)))
    _same_interval(work, function, samples[0])
    return f"{shares[0.8]:.1%} and {shares[0.95]:.1%} of {count} intervals"


def _draws_as_many(work: Work, function: Function, samples: Any) -> None:
    """Look whether samples of another size get intervals of about our width, too."""
    found, ours = _intervals(function, samples, 0.95), _bootstrap(samples, 0.95)
    ratio = float(np.median(np.ptp(found, axis=1) / np.ptp(ours, axis=1)))
    work.require(
        0.65 < ratio < 1.55,
        f"for {samples.shape[1]} values your intervals are typically {ratio:.2f} times as wide as those of the bootstrap",
        "about as wide",
        because=f"that is the width for {MEDIAN_SIZE} values" if 1.7 < ratio < 2.4 else "",
        next="each draw has as many values as x, whatever x is",
    )


def _same_interval(work: Work, function: Function, x: Any) -> None:
    """Ask twice with the same seed, and look whether the sample stays as it was."""
    first, again = (_numbers(function(x, 0.9, _generator(work, 21))) for _ in range(2))
    work.require(
        np.array_equal(first, again),
        "two generators with the same seed give different intervals",
        "the same interval from the same seed",
        because="some of the chance does not come from the rng that is handed in",
        next="use rng's own methods, and nothing from np.random",
    )
    function.leaves_alone(x)
