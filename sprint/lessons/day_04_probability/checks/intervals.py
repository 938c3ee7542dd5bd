"""Day 4, task 3: confidence intervals that keep their promise."""

import math
import time

import numpy as np
from scipy import stats

from sprint.checks.api import Failed, Floats, Function, Rows, Work, as_float_array, check, format_value, new_rng

from .common import FIVE_SIGMA

POPULATION = (50.0, 7.0)
"""Mean and standard deviation that the intervals are tried on."""
SIZE = 40


def intervals_of(function: Function, samples: Floats, confidence: float) -> Rows:
    """Return the learner's intervals for some samples, shape (samples, 2)."""
    results = function.each([(sample, confidence) for sample in samples], seconds=90)
    for sample, got in zip(samples, results, strict=True):
        pair = None if isinstance(got, dict | set | str) else as_float_array(got)
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
    function, rng = work.function("confidence_interval"), new_rng()
    mean, std = POPULATION
    started = time.monotonic()
    intervals_of(function, rng.normal(mean, std, (2, SIZE)), 0.95)
    count = 1000 if time.monotonic() - started < 0.02 else 250
    shares = {}
    for confidence in (0.8, 0.95):
        samples = rng.normal(mean, std, (count, SIZE))
        found = intervals_of(function, samples, confidence)
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
    function.require_unchanged_arguments(np.array([3.0, 1.0, 2.0, 9.0, 5.0]))
    work.metric("coverage_95", shares[0.95])
    return f"{shares[0.8]:.1%} and {shares[0.95]:.1%} of {count} intervals"


def _narrower_with_more(work: Work, function: Function, rng: np.random.Generator) -> None:
    """Compare the typical width for SIZE values with that for four times as many: half, with room on both sides."""
    mean, std = POPULATION
    few, many = (
        float(np.median(np.ptp(intervals_of(function, rng.normal(mean, std, (30, size)), 0.95), axis=1)))
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
    got, named = (np.ptp(as_float_array(pair)) for pair in (function(x), function(x, confidence=0.95)))
    work.require(
        abs(got / named - 1) < 0.2,
        f"confidence_interval(x) is {format_value(got)} wide, with confidence=0.95 it is {format_value(named)}",
        "95 % where nothing else is said",
        next="look at the default in the def line",
    )
    few = np.array([4.0, 6.0, 9.0, 5.0, 7.0])
    factor = np.ptp(as_float_array(function(few))) / 2 / (few.std(ddof=1) / math.sqrt(len(few)))
    if abs(factor - 1.96) < 0.01:
        work.note(
            "for 5 values, intervals with the factor 1.96 hold the mean in 88 % of the cases only; t knows about small n"
        )
