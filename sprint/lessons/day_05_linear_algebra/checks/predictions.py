"""Day 5: what is guessed before loops and NumPy are timed."""

from sprint.checks.api import Choice, Work, prediction

from .benchmarks import benchmarks_of

CLEAR = 2
"""A lead that changes by less than this factor from the smallest size to the largest stays as it is."""


@prediction(
    "d05.p1",
    "How does NumPy's lead over the loops change as the matrices get larger?",
    name="prediction_lead",
    kind=Choice(("it grows", "it stays", "it shrinks")),
    answered_in="benchmark",
    needs=("d05.c5",),
)
def lead(work: Work) -> str:
    """Your `benchmarks` at the smallest size and at the largest: how many times as long the loops take as NumPy."""
    leads = [loops / numpy for _, (loops, numpy) in sorted(benchmarks_of(work).items())]
    change = leads[-1] / leads[0]
    return "it grows" if change > CLEAR else "it shrinks" if change < 1 / CLEAR else "it stays"


@prediction(
    "d05.p2",
    "By what factor is NumPy faster at your largest size?",
    name="prediction_factor",
    kind=Choice(("tens", "hundreds", "thousands", "more")),
    answered_in="benchmark",
    needs=("d05.c5",),
)
def factor(work: Work) -> str:
    """Your `benchmarks` at the largest size: below 100 it is tens, below 1,000 hundreds, below 10,000 thousands."""
    found = benchmarks_of(work)
    loops, numpy = found[max(found)]
    limits = {"tens": 100, "hundreds": 1_000, "thousands": 10_000}
    return next((word for word, limit in limits.items() if loops / numpy < limit), "more")
