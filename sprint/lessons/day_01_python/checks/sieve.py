"""Day 1, stretch: a sieve, right and fast."""

import math
import random
import time
from typing import Any

import numpy as np

from sprint.checks.api import Array, Failed, Function, KnownMistake, LearnerError, Work, check, format_seconds

from .functions import is_prime_number

SIEVE_WITHIN = 6
"""A sieve may compute this many times longer than our plainest one; trying divisors takes longer still."""


def _crossed_out(n: int) -> list[int]:
    """Return the primes below n by the plainest sieve there is: its time is the yardstick."""
    prime = [True] * n
    for k in range(2, math.isqrt(n) + 1):
        if prime[k]:
            for multiple in range(k * k, n, k):
                prime[multiple] = False
    return [k for k in range(2, n) if prime[k]]


def _primes_below(n: int) -> Array:
    """Return the primes below n as an array, fast."""
    prime = np.arange(n) > 1
    for k in range(2, math.isqrt(n) + 1):
        prime[k * k :: k] &= not prime[k]
    return np.flatnonzero(prime)


def _sieve_slips(n: int) -> list[KnownMistake]:
    right = _crossed_out(n)
    roots = [
        k for k in range(2, n) if is_prime_number(k) or (is_prime_number(math.isqrt(k)) and math.isqrt(k) ** 2 == k)
    ]
    ends, start = "below n ends at n - 1", "the first prime is 2"
    return [
        KnownMistake(_crossed_out(n + 1), "the primes up to n, n itself included", ends),
        KnownMistake([1, *right], "the primes and 1", start),
        KnownMistake([k for k in (0, 1) if k < n] + right, "the primes and 0 and 1", start),
        KnownMistake([k for k in right if k > 2], "the row without 2", start),
        KnownMistake(roots, "a row with squares in it", "with which multiple of 2 does the crossing out start?"),
        KnownMistake(
            [is_prime_number(k) for k in range(n)], "the sieve itself", "the places that are still True are asked for"
        ),
    ]


@check("d01.s1", "Stretch: a sieve finds the primes below ten million", names=("primes_below",), stretch=True)
def sieve(work: Work) -> str:
    """`primes_below` is asked for every n from 0 to 60 and a few larger ones, then for a million, then for ten million.

    Each row is compared with that of a sieve of ours, number by number. The two large ones may take six times as long as
    a plain sieve takes here, so a busy or slow computer is no reason to fail. What counts is the time your function
    computes, not the time it waits.
    """
    function = work.function("primes_below")
    cases = [*range(61), *sorted(random.randint(61, 3_000) for _ in range(10))]
    for n, got in zip(cases, function.each([(n,) for n in cases]), strict=True):
        move = "which multiples of which numbers have to be crossed out for this n?"
        row = _listed(n, got)
        work.require_equal(f"primes_below({n})", row, _crossed_out(n), slips=_sieve_slips(n), next=move)
    start = time.process_time()
    _crossed_out(1_000_000)
    plain = time.process_time() - start
    for n in (1_000_000, 10_000_000 + random.randint(0, 999)):
        spent = _large(work, function, n, 0.5 + SIEVE_WITHIN * plain * n / 1_000_000)
    return f"ten million in {format_seconds(spent)}"


def _listed(n: int, got: Any) -> list[Any]:
    if not isinstance(got, list | tuple | np.ndarray):
        seen = "nothing" if got is None else f"something of the kind {type(got).__name__}"
        move = "does it end with `return`?" if got is None else "list(…) makes a list, sorted(…) one in rising order"
        raise Failed(f"primes_below({n}) gives {seen}", "a list or an array of numbers", next=move)
    return list(got)


def _large(work: Work, function: Function, n: int, allowed: float) -> float:
    """Return the seconds one large call computes; its result stays there until it is an array."""
    call, move = f"primes_below({n:_})", "crossing out needs no division: it moves on in steps of the prime"
    clock = work.session.imported("time:process_time")
    start = float(clock())
    try:
        kept = work.session.call(function.remote.target, n, keep=True, seconds=max(15, 4 * allowed)).value
    except LearnerError as error:
        if error.kind != "timeout":
            raise
        raise Failed(f"{call} had not come back when its time was up", "an answer in time", next=move) from error
    spent = float(clock()) - start
    seen, wanted = f"{call} computes for {format_seconds(spent)}", f"at most {format_seconds(allowed)} here"
    work.require(spent <= allowed, seen, wanted, because="our plainest sieve needs a sixth of that", next=move)
    got, right = work.session.imported("numpy:asarray")(kept), _primes_below(n)
    seen = f"{call} gives {len(got):,} numbers"
    work.require(len(got) == len(right), seen, f"{len(right):,}", next="how far does each loop go for a large n?")
    for place in np.flatnonzero(got != right)[:1]:
        raise Failed(f"number {place} of {call} is {got[place]}", f"{right[place]}", next="is the row rising?")
    return spent
