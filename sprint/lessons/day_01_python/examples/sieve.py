"""Day 1: examples for checks/sieve.py."""

from sprint.course.examples import Wrong

from .solution import SIEVE

WRONG = (
    Wrong(
        "d01.s1",
        "divisors are tried for each number",
        {},
        "no division",
        cells={"stretch": "def primes_below(n):\n    return [k for k in range(n) if is_prime(k)]"},
    ),
    Wrong(
        "d01.s1",
        "the squares are left",
        {},
        "with squares in it",
        cells={"stretch": SIEVE.replace("range(k * k, n, k)", "range(k * k + k, n, k)")},
    ),
    Wrong(
        "d01.s1",
        "n itself is in",
        {},
        "n itself included",
        cells={"stretch": SIEVE.replace("def primes_below(n):", "def primes_below(n):\n    n = n + 1")},
    ),
    Wrong(
        "d01.s1",
        "the sieve itself",
        {},
        "the sieve itself",
        cells={"stretch": SIEVE.replace("[k for k in range(n) if prime[k]]", "prime[:n]")},
    ),
    Wrong(
        "d01.s1",
        "a set",
        {},
        "a list or an array",
        cells={"stretch": SIEVE.replace("return [", "return set([").replace("prime[k]]\n", "prime[k]])\n")},
    ),
)
