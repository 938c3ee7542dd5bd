"""Day 4, stretch: an interval for the median, by bootstrap."""

import math
import time

import numpy as np
from scipy import stats

from sprint.checks.api import (
    Failed,
    Floats,
    Function,
    Rows,
    Work,
    as_float_array,
    check,
    format_value,
    learner_generator,
    new_rng,
)

from .common import FIVE_SIGMA
from .intervals import intervals_of

MEDIAN_SIZE = 41
"""How many values a sample has whose median is asked for; odd, so that the median is one of them."""
WIDTHS = (0.8, 1.38)
"""A right interval may be this many times as wide as ours: one read off the sorted sample alone is 1.25 times as wide."""


def _bootstrap(samples: Floats, confidence: float) -> Rows:
    """Return the bootstrap intervals of the medians of samples (k, MEDIAN_SIZE), shape (k, 2), computed without chance.

    A drawn median is at most the j-th smallest value when more than half of the draws are, each with probability j / n.
    """
    n = samples.shape[1]
    share = stats.binom.sf((n - 1) // 2, n, np.arange(1, n + 1) / n)
    places = np.searchsorted(share, [(1 - confidence) / 2, (1 + confidence) / 2])
    return np.sort(samples, axis=1)[:, places]


def _median_slip(found: Rows, ours: Floats, samples: Floats, confidence: float) -> tuple[str, str]:
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


def _first_median_interval(function: Function, x: Floats) -> float:
    """Look at one interval of a median, asked for without confidence and rng, and return how many seconds it took."""
    started = time.monotonic()
    got = function(x)
    taken, call = time.monotonic() - started, f"median_interval({format_value(x)})"
    pair = None if isinstance(got, dict | set | str) else as_float_array(got)
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
    function, rng = work.function("median_interval"), new_rng()
    median, shares = round(float(rng.uniform(20, 90)), 1), {}
    seconds = _first_median_interval(function, rng.permutation(np.array([2.0, 3, 3, 4, 5, 8, 30, 31, 44])))
    count = int(np.clip(4 / max(seconds, 1e-3), 30, 300))
    for confidence in (0.8, 0.95):
        samples = median * rng.lognormal(0, 1, (count, MEDIAN_SIZE))
        found, ours = intervals_of(function, samples, confidence), _bootstrap(samples, confidence)
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


def _draws_as_many(work: Work, function: Function, samples: Floats) -> None:
    """Look whether samples of another size get intervals of about our width, too."""
    found, ours = intervals_of(function, samples, 0.95), _bootstrap(samples, 0.95)
    ratio = float(np.median(np.ptp(found, axis=1) / np.ptp(ours, axis=1)))
    work.require(
        0.65 < ratio < 1.55,
        f"for {samples.shape[1]} values your intervals are typically {ratio:.2f} times as wide as those of the bootstrap",
        "about as wide",
        because=f"that is the width for {MEDIAN_SIZE} values" if 1.7 < ratio < 2.4 else "",
        next="each draw has as many values as x, whatever x is",
    )


def _same_interval(work: Work, function: Function, x: Floats) -> None:
    """Ask twice with the same seed, and look whether the sample stays as it was."""
    first, again = (as_float_array(function(x, 0.9, learner_generator(work, 21))) for _ in range(2))
    work.require(
        np.array_equal(first, again),
        "two generators with the same seed give different intervals",
        "the same interval from the same seed",
        because="some of the chance does not come from the rng that is handed in",
        next="use rng's own methods, and nothing from np.random",
    )
    function.require_unchanged_arguments(x)
