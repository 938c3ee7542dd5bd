"""Day 1: solutions that are right though different."""

from sprint.course.examples import Right

FIZZBUZZ = '''def fizzbuzz(n: int) -> list[str]:
    """Count, with words.

    >>> fizzbuzz(2)
    ['1', '2']
    >>> "FizzBuzz" in fizzbuzz(15)
    True
    """
    said = []
    for i in range(n):
        if (i + 1) % 15 == 0:
            said.append("FizzBuzz")
        elif (i + 1) % 3 == 0:
            said.append("Fizz")
        elif (i + 1) % 5 == 0:
            said.append("Buzz")
        else:
            said.append(f"{i + 1}")
    return said
'''
PRIME = '''from math import isqrt


def is_prime(n):
    """
    >>> is_prime(2), is_prime(1)
    (True, False)

    >>> is_prime("x")
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'str' and 'int'
    """
    if n < 4:
        return 1 < n
    if n % 2 == 0 or n % 3 == 0:
        return False
    return all(n % k and n % (k + 2) for k in range(5, isqrt(n) + 1, 6))
'''
FIBONACCI = '''from functools import cache


@cache
def nth(n):
    return n if n < 2 else nth(n - 1) + nth(n - 2)


def fibonacci(n):
    """Give the row.

    >>> fibonacci(3)
    [0, 1, 1]
    >>> print(fibonacci(5))
    [0, 1, 1, 2, 3]
    """
    return [nth(k) for k in range(n)]
'''
CACHED = '''from functools import lru_cache


@lru_cache(maxsize=None)
def fibonacci(n):
    """Give the row.

    >>> len(fibonacci(12))
    12
    >>> fibonacci(2)
    [0, 1]
    """
    if n < 3:
        return [0, 1, 1][:n]
    before = fibonacci(n - 1)
    return before + [before[-1] + before[-2]]
'''
GCD = '''def gcd(a, b):
    """
    >>> gcd(8, 12)
    4
    >>> gcd(8, 12) == gcd(12, 8) == 4
    True
    """
    for d in range(max(a, b), 0, -1):
        if a % d == 0 and b % d == 0:
            return d
'''
PALINDROME = '''import re


def is_palindrome(s):
    """
    >>> is_palindrome("Otto")
    True
    >>> is_palindrome("ab")
    False
    """
    cleaned = re.sub("[^a-z0-9]", "", s.lower())
    return all(cleaned[i] == cleaned[-1 - i] for i in range(len(cleaned) // 2))
'''
MAGIC = """timings = {}
for name, call in CALLS.items():
    result = %timeit -o -q -r 3 call()
    timings[name] = result.average
"""
ONCE = """import time
timings = {}
for name in reversed(list(CALLS)):
    start = time.perf_counter()
    CALLS[name]()
    timings[name] = time.perf_counter() - start
"""

RIGHT = (
    Right(
        "loops and early returns, everything written another way",
        cells={"fizzbuzz": FIZZBUZZ, "is-prime": PRIME, "gcd": GCD, "palindrome": PALINDROME},
    ),
    Right(
        "examples that use a variable twice, a palindrome compared from both ends",
        {
            "    >>> gcd(12, 18)\n    6\n    >>> gcd(0, 5)\n    5": "    >>> n = 12\n    >>> gcd(n, 18)\n    6\n"
            "    >>> n = 24\n    >>> gcd(n, 18)\n    6",
            "    return kept == kept[::-1]": "    while len(kept) > 1:\n        if kept.pop(0) != kept.pop():\n"
            "            return False\n    return True",
        },
    ),
    Right("a cache, and %timeit", cells={"fibonacci": FIBONACCI, "timing": MAGIC}),
    Right(
        "a cached function that calls itself, each call measured once",
        {"for n in (5_000, 10_000, 20_000)": "for n in (50, 100, 200)"},
        cells={"fibonacci": CACHED, "timing": ONCE},
    ),
    Right(
        "the library's gcd, examples with an option, Euclid by itself",
        {
            "    while b:\n        a, b = b, a % b\n    return a": "    return a if b == 0 else gcd(b, a % b)",
            "if is_prime(n)]\n    [2, 3, 5, 7, 11]": "if is_prime(n)]  # doctest: +ELLIPSIS\n    [2, ..., 11]",
        },
    ),
    Right(
        "an answer in another language, code names in backticks",
        cells={
            "analysis": "Am schnellsten wächst `fibonacci`, weil die Zahlen in der Reihe immer länger werden und jede Addition "
            "dadurch teurer wird als die vorige. Verdoppelt man die Eingabe, braucht sie gut drei Mal so lange, die anderen nicht."
        },
    ),
)
