"""Day 1, tasks 1 to 3: five functions, compared with our own, and the usual slips in them."""

import math
import random
import string
from collections.abc import Iterator
from functools import partial

from sprint.checks.api import Function, KnownMistake, MistakeTable, NotAttempted, Work, check, known_mistakes


def is_prime_number(n: int) -> bool:
    """Tell whether n has exactly two divisors."""
    return n > 1 and all(n % divisor for divisor in range(2, math.isqrt(n) + 1))


def _fibonacci(n: int, first: int = 0, second: int = 1) -> list[int]:
    return [first, *_fibonacci(n - 1, second, first + second)] if n else []


def _fizzbuzz(n: int) -> list[str]:
    return ["Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0) or str(number) for number in range(1, n + 1)]


def _is_palindrome(s: str) -> bool:
    kept = [character.lower() for character in s if character.isalnum()]
    return kept == kept[::-1]


def _prime_slips(n: int) -> list[KnownMistake]:
    root = math.isqrt(max(n, 0))
    if n < 2:
        return [
            KnownMistake(True, "where there is nothing to try, nothing divides", "is every number below 2 dealt with?")
        ]
    if root * root == n:
        return [KnownMistake(True, f"its only divisor between is {root}, the square root", "how far does the loop go?")]
    if n == 2:
        return [KnownMistake(False, "2 is even and prime", "which numbers does the loop try for 2?")]
    move = "print what the loop tries for this number"
    return [
        KnownMistake(True, "it has a divisor that was not tried", move),
        KnownMistake(False, "none of them divides it", move),
    ]


COUNT = "count how often the loop runs for a small n"
ORDER = "which case comes first?"

FIBONACCI_MISTAKES: MistakeTable = (
    (lambda n: _fibonacci(n + 1), "that is one number too many", COUNT),
    (lambda n: _fibonacci(n + 1)[1:], "that is the row without its first number", "the row starts with 0"),
    (lambda n: _fibonacci(n)[:-1], "that is one number too few", COUNT),
    (lambda n: _fibonacci(n + 1)[-1], "that is a single number", "a list of the first n numbers is asked for"),
    (lambda _: [0, 1], "that is the start of the row, and too long here", "what should come out for n = 0 and n = 1?"),
    (
        lambda n: list(map(float, _fibonacci(n))),
        "floats were used, and those round long numbers",
        "whole numbers stay exact under + only",
    ),
)
"""What usual mistakes give as the first n Fibonacci numbers, what it is, and where to look."""

FIZZBUZZ_MISTAKES: MistakeTable = (
    (
        lambda n: [int(word) if word.isdigit() else word for word in _fizzbuzz(n)],
        "numbers stand between the words",
        "the list holds texts only: str(…)",
    ),
    (lambda n: [word.replace("FizzBuzz", "Fizz") for word in _fizzbuzz(n)], "3 is looked at before 3 and 5", ORDER),
    (lambda n: [word.replace("FizzBuzz", "Buzz") for word in _fizzbuzz(n)], "5 is looked at before 3 and 5", ORDER),
    (lambda n: ["FizzBuzz", *_fizzbuzz(n)][:n], "it counts from 0 to n - 1", "the first number is 1, the last n"),
    (lambda n: _fizzbuzz(n)[:-1], "it stops before n", "where does range(…) end?"),
    (lambda n: " ".join(_fizzbuzz(n)), "that is one text with all of them", "a list of texts is asked for"),
)
"""The same for the words from 1 to n."""


def _gcd_slips(a: int, b: int) -> list[KnownMistake]:
    common = [divisor for divisor in range(1, min(a, b) + 1) if a % divisor == b % divisor == 0]
    smaller = KnownMistake(1, "1 divides both, and so does a larger one", "when does the loop end?")
    if not common:
        largest = max(a, b)
        because = f"every number divides 0, so {largest}, which divides itself, divides both"
        return [KnownMistake(wrong, because, "which numbers divide both?") for wrong in (0, 1) if wrong != largest]
    smallest = KnownMistake(common[:2][-1], "that is the smallest common divisor above 1", "is there a larger one?")
    multiple = KnownMistake(
        math.lcm(a, b), "that is the smallest common multiple", "the result has to divide both numbers"
    )
    return [
        multiple,
        KnownMistake(a % b, "that is the rest of one division", "repeat until nothing is left"),
        smaller,
        smallest,
    ]


def _palindrome_slips(s: str) -> Iterator[KnownMistake]:
    one_case = s.lower()
    if s != s[::-1] and one_case == one_case[::-1]:
        yield KnownMistake(False, "it is one apart from capitals", "compare all letters in the same case")
    elif s != s[::-1]:
        yield KnownMistake(
            False, "it is one without its spaces and punctuation", "keep letters and digits only, then compare"
        )
    kept = [character for character in one_case if character.isalnum()]
    if kept[:1] == kept[-1:]:
        yield KnownMistake(
            True, "the two ends agree, and two characters further inside do not", "how far in does it compare?"
        )
    letters = [character for character in one_case if character.isalpha()]
    if letters == letters[::-1]:
        yield KnownMistake(True, "the letters read the same, the digits do not", "digits count as well")


@check("d01.c1", "is_prime tells primes from other numbers, in good time", names=("is_prime",))
def primes(work: Work) -> str:
    """`is_prime` is asked about every number up to 2,000, a few below 0, and larger ones chosen anew each time.

    Our own answer comes from trying divisors. The first number on which the two differ is shown to you, the smallest
    there is. Then a prime of eleven digits has to be recognised within three seconds: with the divisors up to its square
    root that is a hundred thousand steps, with all numbers below it ten billion.
    """
    function = work.function("is_prime")
    larger = [999_983, 1_000_003, 101 * 103, 1009**2, *(random.randint(2_000, 1_000_000) for _ in range(40))]
    cases = [(n,) for n in [*range(2_001), *range(-1, -6, -1), *sorted(larger)]]
    function.require_agreement(
        cases, is_prime_number, slips=_prime_slips, next="go through the loop by hand for this number"
    )
    slow = "divisors come in pairs: how far must the loop go until every pair has shown one of its two?"
    function.require_agreement([(10_000_000_019,)], is_prime_number, seconds=3, slow=slow)
    return f"{len(cases)} numbers and a prime of eleven digits"


@check("d01.c2", "fibonacci gives the first n numbers, exact and fast", names=("fibonacci",))
def fibonacci_row(work: Work) -> str:
    """`fibonacci` is called for small n first, then for 40 within two seconds, then for 90 and 300.

    A function that calls itself twice doubles its work with almost every step: for 40 it needs most of a minute, for 300
    longer than the age of the universe. The long rows show whether the numbers are exact: floats start to round somewhere
    after the seventieth.
    """
    function = work.function("fibonacci")
    small = [(n,) for n in (0, 1, 2, 3, 4, 5, 10, random.randint(11, 20))]
    function.require_agreement(
        small,
        _fibonacci,
        slips=partial(known_mistakes, FIBONACCI_MISTAKES),
        next="write down the row for this n and compare",
    )
    slow = "does a call start two more calls? Keep the last two numbers instead of working them out again"
    for n in (40, 90, 300):
        function.require_agreement(
            [(n,)], _fibonacci, slips=partial(known_mistakes, FIBONACCI_MISTAKES), seconds=2, slow=slow
        )
    return "right up to n = 300"


def _proves_fizzbuzz(function: Function) -> None:
    cases = [(n,) for n in (0, 1, 3, 5, 15, 16, random.randint(30, 60))]
    function.require_agreement(
        cases,
        _fizzbuzz,
        slips=partial(known_mistakes, FIZZBUZZ_MISTAKES),
        next="go through the conditions by hand for this number",
    )


def _proves_gcd(function: Function) -> None:
    pairs = [(1, 1), (2, 4), (6, 4), (8, 4), (12, 18), (9, 6), (6, 9), (7, 5), (17, 17), (0, 7), (7, 0)]
    factors = [[random.randint(2, 60) for _ in range(3)] for _ in range(30)]
    pairs += [(common * a, common * b) for common, a, b in factors]
    function.require_agreement(
        pairs, math.gcd, slips=_gcd_slips, next="write down the divisors of both numbers and compare"
    )


def _disguised(text: str) -> str:
    """Return a text with capitals, spaces and punctuation put in at random."""
    between = ["", "", "", " ", ", ", "!", "-", "'"]
    return "".join(random.choice([letter, letter.upper()]) + random.choice(between) for letter in text)


def _proves_palindrome(function: Function) -> None:
    texts = ["", "x", "ab", "aba", "abca", "Xx", "a, a", "?!", "1a2", "12:21", "No lemon, no melon?", "Never even odd"]
    for _ in range(20):
        half = "".join(random.choices(string.ascii_lowercase + string.digits, k=random.randint(1, 8)))
        whole = half + half[::-1][random.randint(0, 1) :]
        texts += [_disguised(whole), _disguised(whole + random.choice("qxz9"))]
        if len(half) > 1:  # one pair further inside that does not agree, often the innermost
            place = random.choice([len(half) - 1, random.randint(1, len(half) - 1)])
            other = "y" if half[place] != "y" else "w"
            texts.append(_disguised(f"{half[:place]}{other}{half[place + 1 :]}{half[::-1]}"))
    cases = [(text,) for text in sorted(texts, key=len)]
    function.require_agreement(cases, _is_palindrome, slips=_palindrome_slips, next="print what your function compares")


PROOFS = {"fizzbuzz": _proves_fizzbuzz, "gcd": _proves_gcd, "is_palindrome": _proves_palindrome}


@check("d01.c3", "fizzbuzz, gcd and is_palindrome do what they promise")
def three_functions(work: Work) -> str:
    """Each of the three is called with fixed and with random inputs, the smallest first.

    `fizzbuzz` must give n texts, with the words in the right places. `gcd` must give the largest number that divides
    both, in either order, 0 included. `is_palindrome` gets texts with capitals, spaces and punctuation strewn in,
    some with one letter too many and some with a single pair inside that does not agree.
    """
    waiting: list[str] = []
    right: list[str] = []
    for name, proves in PROOFS.items():
        try:
            proves(work.function(name))
            right.append(f"`{name}`")
        except NotAttempted:
            waiting.append(f"`{name}`")
    if waiting:
        done = f"{_listing(right)} right so far; " if right else ""
        raise NotAttempted(f"{done}{_listing(waiting)} not written yet")
    return "all three on random inputs"


def _listing(names: list[str]) -> str:
    """Return names with a verb: `a` is, `a` and `b` are, `a`, `b` and `c` are."""
    *others, last = names
    return f"{', '.join(others)} and {last} are" if others else f"{last} is"
