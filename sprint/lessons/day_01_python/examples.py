"""Day 1, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_FIZZBUZZ = '''def fizzbuzz(n: int) -> list[str]:
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
_PRIME = '''from math import isqrt


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
_FIBONACCI = '''from functools import cache


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
_CACHED = '''from functools import lru_cache


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
_GCD = '''def gcd(a, b):
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
_PALINDROME = '''import re


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
_MAGIC = """timings = {}
for name, call in CALLS.items():
    result = %timeit -o -q -r 3 call()
    timings[name] = result.average
"""
_ONCE = """import time
timings = {}
for name in reversed(list(CALLS)):
    start = time.perf_counter()
    CALLS[name]()
    timings[name] = time.perf_counter() - start
"""
_SIEVE = """import math


def primes_below(n):
    prime = [False, False] + [True] * (n - 2)
    for k in range(2, math.isqrt(n) + 1):
        if prime[k]:
            for multiple in range(k * k, n, k):
                prime[multiple] = False
    return [k for k in range(n) if prime[k]]
"""
_ARRAY = """import numpy as np


def primes_below(n: int) -> np.ndarray:
    odd = np.ones(n // 2, dtype=bool)
    for k in range(3, int(n**0.5) + 1, 2):
        if odd[k // 2]:
            odd[k * k // 2 :: k] = False
    return np.r_[2, 2 * np.flatnonzero(odd)[1:] + 1] if n > 2 else np.array([])
"""
_BYTES = """def primes_below(n):
    left = bytearray([1]) * n
    found = []
    for k in range(2, n):
        if left[k]:
            found.append(k)
            left[2 * k :: k] = bytes(len(range(2 * k, n, k)))
    return tuple(found)
"""

RIGHT = [
    Right(
        "loops and early returns, everything written another way",
        cells={"fizzbuzz": _FIZZBUZZ, "is-prime": _PRIME, "gcd": _GCD, "palindrome": _PALINDROME},
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
    Right("a cache, and %timeit", cells={"fibonacci": _FIBONACCI, "timing": _MAGIC}),
    Right(
        "a cached function that calls itself, each call measured once",
        {"for n in (5_000, 10_000, 20_000)": "for n in (50, 100, 200)"},
        cells={"fibonacci": _CACHED, "timing": _ONCE},
    ),
    Right(
        "the library's gcd, examples with an option, Euclid by itself",
        {
            "    while b:\n        a, b = b, a % b\n    return a": "    return a if b == 0 else gcd(b, a % b)",
            "    [2, 3, 5, 7, 11]": "    [2, ..., 11]",
            "if is_prime(n)]\n    [": "if is_prime(n)]  # doctest: +ELLIPSIS\n    [",
        },
    ),
    Right(
        "an answer in another language, code names in backticks",
        cells={
            "analysis": "Am schnellsten wächst `fibonacci`, weil die Zahlen in der Reihe immer länger werden und jede Addition "
            "dadurch teurer wird als die vorige. Verdoppelt man die Eingabe, braucht sie gut drei Mal so lange, die anderen nicht."
        },
    ),
    Right("the stretch, in plain loops", cells={"stretch": _SIEVE}, proves="d01.s1"),
    Right("the stretch, with an array of the odd numbers", cells={"stretch": _ARRAY}, proves="d01.s1"),
    Right("the stretch, with bytes, without the root, a tuple", cells={"stretch": _BYTES}, proves="d01.s1"),
]

WRONG = [
    Wrong(
        "d01.c1",
        "1 is called prime",
        {"    if n < 2:\n        return False\n    divisor": "    divisor"},
        "nothing to try",
    ),
    Wrong(
        "d01.c1",
        "squares are called prime",
        {"divisor * divisor <= n": "divisor * divisor < n"},
        "is_prime(4) gives True",
    ),
    Wrong(
        "d01.c1",
        "a square root of negative numbers",
        {"    if n < 2:\n        return False\n": "    if int(n**0.5) == n:\n        return False\n"},
        "is_prime(-1) raises",
    ),
    Wrong("d01.c1", "0 and 1 in place of False and True", {"    return True\n": "    return 1\n"}, "not a bool"),
    Wrong("d01.c1", "2 is left out", {"    if n < 2:": "    if n < 3:"}, "even and prime"),
    Wrong(
        "d01.c1",
        "every number below is tried",
        {"while divisor * divisor <= n:": "while divisor < n:"},
        "divisors come in pairs",
    ),
    Wrong(
        "d01.c1",
        "a test that some composite numbers pass",
        {
            "    divisor = 2\n    while divisor * divisor <= n:\n        if n % divisor == 0:\n            return False\n        divisor += 1\n    return True": "    return n == 2 or pow(2, n - 1, n) == 1"
        },
        "is_prime(341) gives True",
    ),
    Wrong(
        "d01.c2",
        "a function that calls itself twice",
        {
            "    numbers = []\n    current, following = 0, 1\n    for _ in range(n):\n        numbers.append(current)\n        current, following = following, current + following\n    return numbers": "    def nth(k):\n        return k if k < 2 else nth(k - 1) + nth(k - 2)\n\n    return [nth(k) for k in range(n)]",
            "fibonacci(300)": "fibonacci(20)",
            "for n in (5_000, 10_000, 20_000)": "for n in (5, 10, 20)",
        },
        "call start two more calls",
    ),
    Wrong(
        "d01.c2",
        "the row starts with 1",
        {"current, following = 0, 1": "current, following = 1, 1"},
        "without its first number",
    ),
    Wrong(
        "d01.c2", "one number too many", {"    for _ in range(n):": "    for _ in range(n + 1):"}, "one number too many"
    ),
    Wrong(
        "d01.c2",
        "a formula with floats",
        {
            "    current, following = 0, 1\n    for _ in range(n):\n        numbers.append(current)\n        current, following = following, current + following\n": "    root = 5**0.5\n    for k in range(n):\n        numbers.append(round(((1 + root) / 2) ** k / root))\n"
        },
        "round long numbers",
    ),
    Wrong("d01.c2", "the number, not the row", {"    return numbers\n": "    return current\n"}, "single number"),
    Wrong(
        "d01.c3",
        "3 before 15",
        {
            '        word = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)': '        word = "Fizz" if number % 3 == 0 else "Buzz" if number % 5 == 0 else ""'
        },
        "which case comes first",
    ),
    Wrong("d01.c3", "numbers among the texts", {"word or str(number)": "word or number"}, "holds texts only"),
    Wrong("d01.c3", "one short", {"range(1, n + 1)": "range(1, n)"}, "where does range"),
    Wrong(
        "d01.c3",
        "fizzbuzz prints and returns nothing",
        {"    return said\n": "    print(said)\n", '" ".join(fizzbuzz(15))': "fizzbuzz(15)"},
        "without `return`",
    ),
    Wrong(
        "d01.c3",
        "the smallest common multiple",
        {"    while b:\n        a, b = b, a % b\n    return a": "    import math\n\n    return math.lcm(a, b)"},
        "common multiple",
    ),
    Wrong(
        "d01.c3",
        "a divisor, not the greatest",
        {
            "    while b:\n        a, b = b, a % b\n    return a": "    return next((d for d in range(2, min(a, b) + 1) if a % d == b % d == 0), 1)"
        },
        "smallest common divisor",
    ),
    Wrong(
        "d01.c3",
        "0 is forgotten",
        {
            "    while b:\n        a, b = b, a % b\n    return a": "    return max(d for d in range(1, min(a, b) + 1) if a % d == b % d == 0)"
        },
        "gcd(0, 7) raises",
    ),
    Wrong(
        "d01.c3",
        "1 divides 0, and so does more",
        {"    while b:\n        a, b": "    if a == 0 or b == 0:\n        return 1\n    while b:\n        a, b"},
        "every number divides 0",
    ),
    Wrong("d01.c3", "only the ends are compared", {"kept == kept[::-1]": "kept[:1] == kept[-1:]"}, "further inside"),
    Wrong(
        "d01.c3",
        "the innermost pair is left out",
        {"return kept == kept[::-1]": "return all(kept[i] == kept[-1 - i] for i in range(len(kept) // 2 - 1))"},
        "is_palindrome(",
    ),
    Wrong("d01.c3", "capitals count", {"character.lower() for": "character for"}, "same case"),
    Wrong("d01.c3", "spaces count", {" if character.isalnum()]": "]"}, "letters and digits only"),
    Wrong("d01.c3", "digits are thrown away", {"character.isalnum()": "character.isalpha()"}, "digits count as well"),
    Wrong("d01.c4", "one example only", {"    >>> gcd(0, 5)\n    5\n": ""}, "gcd has 1 example"),
    Wrong(
        "d01.c4",
        "the same example twice",
        {"    >>> gcd(0, 5)\n    5\n": "    >>> gcd(12,18)\n    6\n"},
        "gcd has 1 example with an expected line, and repeats it",
    ),
    Wrong(
        "d01.c4",
        "an example that does not hold",
        {"    >>> gcd(0, 5)\n    5\n": "    >>> gcd(0, 5)\n    0\n"},
        "gcd(0, 5) shows 5",
    ),
    Wrong(
        "d01.c4",
        "double quotes where Python shows single ones",
        {"    ['1', '2', 'Fizz']\n": '    ["1", "2", "Fizz"]\n'},
        "both mean the same",
    ),
    Wrong(
        "d01.c4",
        "examples that test nothing",
        {
            '    >>> is_palindrome("Step on no pets!")\n    True\n    >>> is_palindrome("Python")\n    False': '    >>> is_palindrome("Python") is True\n    False\n    >>> bool(is_palindrome("ab"))\n    False'
        },
        "still hold when is_palindrome returns None",
    ),
    Wrong("d01.c5", "milliseconds", {"seconds / repeats": "1000 * seconds / repeats"}, "another unit"),
    Wrong("d01.c5", "one number for all", {"seconds / repeats": "3e-5"}, "all five are 3e-05"),
    Wrong("d01.c5", "the total of all repeats", {"seconds / repeats": "seconds"}, "total of all repeats"),
    Wrong(
        "d01.c5",
        "the function is never called",
        {"timeit.Timer(call)": "timeit.Timer(lambda: call)"},
        "with parentheses",
    ),
    Wrong(
        "d01.c5",
        "a name is missing",
        {"in CALLS.items():\n    repeats": "in list(CALLS.items())[:4]:\n    repeats"},
        "the key 'is_palindrome'",
    ),
    Wrong("d01.c5", "texts with a unit", {"seconds / repeats": "f'{seconds / repeats} s'"}, "a number"),
    Wrong("d01.c6", "nothing is printed", {}, "print nothing", cells={"view": "shown = fizzbuzz(15)"}),
    Wrong(
        "d01.c7",
        "a few words",
        {},
        "words of your own",
        cells={"analysis": "I think that fibonacci is the slowest one."},
    ),
    Wrong(
        "d01.c7",
        "nothing of today",
        {},
        "no number and no name",
        cells={
            "analysis": "Some of them are slow and others are quick, and what is slow gets slower the more work it has to do, which was to be expected, although I had not seen it on my own machine before tonight."
        },
    ),
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
        cells={"stretch": _SIEVE.replace("range(k * k, n, k)", "range(k * k + k, n, k)")},
    ),
    Wrong(
        "d01.s1",
        "n itself is in",
        {},
        "n itself included",
        cells={"stretch": _SIEVE.replace("def primes_below(n):", "def primes_below(n):\n    n = n + 1")},
    ),
    Wrong(
        "d01.s1",
        "the sieve itself",
        {},
        "the sieve itself",
        cells={"stretch": _SIEVE.replace("[k for k in range(n) if prime[k]]", "prime[:n]")},
    ),
    Wrong(
        "d01.s1",
        "a set",
        {},
        "a list or an array",
        cells={"stretch": _SIEVE.replace("return [", "return set([").replace("prime[k]]\n", "prime[k]])\n")},
    ),
]
