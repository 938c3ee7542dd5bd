"""Day 1: examples for checks/stretch.py."""

from sprint.course.examples import Right

from .solution import SIEVE

ARRAY = """import numpy as np


def primes_below(n: int) -> np.ndarray:
    odd = np.ones(n // 2, dtype=bool)
    for k in range(3, int(n**0.5) + 1, 2):
        if odd[k // 2]:
            odd[k * k // 2 :: k] = False
    return np.r_[2, 2 * np.flatnonzero(odd)[1:] + 1] if n > 2 else np.array([])
"""
BYTES = """def primes_below(n):
    left = bytearray([1]) * n
    found = []
    for k in range(2, n):
        if left[k]:
            found.append(k)
            left[2 * k :: k] = bytes(len(range(2 * k, n, k)))
    return tuple(found)
"""

RIGHT = (
    Right("the stretch, in plain loops", cells={"stretch": SIEVE}, proves="d01.s1"),
    Right("the stretch, with an array of the odd numbers", cells={"stretch": ARRAY}, proves="d01.s1"),
    Right("the stretch, with bytes, without the root, a tuple", cells={"stretch": BYTES}, proves="d01.s1"),
)
