"""Day 4, task 1: flips of a coin."""

import math
import secrets

import numpy as np

from sprint.checks.api import Failed, Floats, Function, Work, as_float_array, check, format_value, learner_generator

from .common import FIVE_SIGMA


def _flips(work: Work, function: Function, n: int, p: float) -> Floats:
    """Return n flips of the learner's coin, an array of zeros and ones of that length."""
    call = f"simulate_coin_flips({n}, {p}, rng)"
    got = function(n, p, learner_generator(work, secrets.randbits(32)))
    if got is None:
        raise Failed(f"{call} gives None", f"an array of {n} zeros and ones", next="does it end with `return`?")
    flips: Floats | None = as_float_array(got)
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
    rng = learner_generator(work, secrets.randbits(32))
    counts = np.array([as_float_array(flips).sum() for flips in function.each([(100, 0.3, rng)] * 300)])
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
    first, again = (as_float_array(function(64, 0.5, learner_generator(work, 21))) for _ in range(2))
    work.require(
        np.array_equal(first, again),
        "two generators with the same seed give different flips",
        "the same flips from the same seed",
        because="some of the chance does not come from the rng that is handed in",
        next="use rng's own methods, and nothing from np.random",
    )
    rng = learner_generator(work, 21)
    one, two = (as_float_array(flips) for flips in function.each([(64, 0.5, rng)] * 2))
    work.require(
        not np.array_equal(one, two),
        "two calls with one generator give the same 64 flips",
        "new flips at each call",
        because="a generator is made anew inside the function, with the same seed each time",
        next="use the rng that is handed in",
    )
    one, two = (as_float_array(flips) for flips in function.each([(64,)] * 2))
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
