"""Day 4, task 5: the means of many samples, and the interval around one."""

import math

import numpy as np

from sprint.checks.api import Failed, NotAttempted, Work, check, format_value

from .common import FIVE_SIGMA

ROUNDED = 0.0051
"""A share with two decimals is this close to the exact one."""


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
