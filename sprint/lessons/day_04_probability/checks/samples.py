"""Day 4, task 2: mean, variance and spread of a sample."""

import math

import numpy as np

from sprint.checks.api import Failed, MistakeTable, Work, check, format_value, known_mistakes, new_rng

DDOF = "what dividing by n gives"
LOOK = "for a sample it is n - 1: look for ddof"

MISTAKES: dict[str, MistakeTable] = {
    "mean": (
        (lambda x: float(np.median(x)), "the median", "the mean is the sum divided by n"),
        (lambda x: float(np.sum(x)), "the sum", "the mean is the sum divided by n"),
    ),
    "var": (
        (lambda x: float(np.var(x)), DDOF, LOOK),
        (lambda x: float(np.var(x, ddof=1)) * (len(x) - 1), "the sum of the squares", "it is divided by n - 1"),
        (lambda x: float(np.std(x, ddof=1)), "the standard deviation", "the variance is its square"),
    ),
    "std": (
        (lambda x: float(np.std(x)), DDOF, LOOK),
        (lambda x: float(np.var(x, ddof=1)), "the variance", "the standard deviation is its root"),
        (
            lambda x: float(np.std(x, ddof=1)) / math.sqrt(len(x)),
            "how much the mean wobbles",
            "the spread of single values is asked for",
        ),
    ),
}
"""For each figure of a sample x (n,): what a usual mistake gives, what it is, and where to look."""


@check("d04.c2", "sample_stats gives mean, variance and spread of a sample", names=("sample_stats",))
def summaries(work: Work) -> str:
    """`sample_stats` is called with small arrays first, then with random ones of 3 to 50 values.

    Small samples show the difference between n and n - 1 best: for three values the variance is half as large again.
    """
    function, rng = work.function("sample_stats"), new_rng()
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
            work.require_equal(
                f'{call}["{key}"]',
                got[key],
                float(value),
                slips=known_mistakes(MISTAKES[key], x),
                next="go through the table of the three bags",
            )
    function.require_unchanged_arguments(np.array([3.0, 1.0, 2.0, 9.0]))
    return f"{len(samples)} samples"
