"""Day 1: how the five functions, their examples and their timings are proved."""

import doctest
import math
import random
import string
from collections.abc import Iterable, Iterator
from typing import Any

from sprint.checks import Failed, Function, NotAttempted, Slip, Work, analysis_check, check

CALLS = {
    "fizzbuzz": (1_000,),
    "is_prime": (1_000_003,),
    "fibonacci": (300,),
    "gcd": (832_040, 514_229),
    "is_palindrome": ("Never odd or even! " * 50,),
}
FUNCTIONS = tuple(CALLS)
WITHIN = 30
"""A timing may be this many times longer or shorter than ours: machines are noisy, units differ by a thousand."""


# The functions as they should be


def _is_prime(n: int) -> bool:
    return n > 1 and all(n % divisor for divisor in range(2, math.isqrt(n) + 1))


def _fibonacci(n: int, first: int = 0, second: int = 1) -> list[int]:
    numbers = []
    for _ in range(n):
        numbers.append(first)
        first, second = second, first + second
    return numbers


def _fizzbuzz(n: int) -> list[str]:
    return ["Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0) or str(number) for number in range(1, n + 1)]


def _is_palindrome(s: str) -> bool:
    kept = [character.lower() for character in s if character.isalnum()]
    return kept == kept[::-1]


# What usually goes wrong with each


def _prime_slips(n: int) -> Iterator[Slip]:
    root = math.isqrt(max(n, 0))
    if n < 2:
        yield Slip(
            True, "where there is nothing to try, nothing divides", "a prime is at least 2: what about the rest?"
        )
    elif root * root == n:
        yield Slip(True, f"its only divisor between is {root}, the square root itself", "how far does the loop go?")
    elif n == 2:
        yield Slip(False, "2 is even and prime", "which numbers does the loop try for 2?")
    else:
        yield Slip(True, "it has a divisor that was not tried", "print every divisor the loop tries for this number")
        yield Slip(False, "something was called a divisor", "print the divisor that was found for this number")


def _fibonacci_slips(n: int) -> list[Slip]:
    right, one_more = _fibonacci(n), _fibonacci(n + 1)
    return [
        Slip(one_more, "that is one number too many", "count how often the loop runs for a small n"),
        Slip(one_more[1:], "that is the row without its first number", "the row starts with 0"),
        Slip(right[:-1], "that is one number too few", "count how often the loop runs for a small n"),
        Slip(one_more[-1], "that is a single number", "a list of the first n numbers is asked for"),
        Slip([0, 1], "that is the start of the row, and too long here", "what should come out for n = 0 and n = 1?"),
        Slip(
            list(map(float, right)),
            "floats were used, and those round long numbers",
            "stay with whole numbers: no / and **0.5",
        ),
    ]


def _fizzbuzz_slips(n: int) -> list[Slip]:
    right = _fizzbuzz(n)
    numbers = [int(word) if word.isdigit() else word for word in right]
    return [
        Slip(numbers, "numbers stand between the words", "the list holds texts only: str(…)"),
        Slip(
            [word.replace("FizzBuzz", "Fizz") for word in right],
            "3 is looked at before 3 and 5",
            "which case comes first?",
        ),
        Slip(
            [word.replace("FizzBuzz", "Buzz") for word in right],
            "5 is looked at before 3 and 5",
            "which case comes first?",
        ),
        Slip(["FizzBuzz", *right][:n], "it counts from 0 to n - 1", "the first number is 1, the last n"),
        Slip(right[:-1], "it stops before n", "where does range(…) end?"),
        Slip(" ".join(right), "that is one text with all of them", "a list of texts is asked for"),
    ]


def _gcd_slips(a: int, b: int) -> Iterator[Slip]:
    if not a or not b:
        yield Slip(0, "every number divides 0", "which numbers divide both?")
        yield Slip(1, "1 divides both, and so does a larger one", "every number divides 0")
        return
    common = [divisor for divisor in range(2, min(a, b) + 1) if a % divisor == b % divisor == 0]
    yield Slip(math.lcm(a, b), "that is the smallest common multiple", "the result has to divide both numbers")
    yield Slip(a % b, "that is the rest of one division", "the division is repeated until nothing is left over")
    yield Slip(1, "1 divides both, and so does a larger one", "when does the loop end?")
    if common:
        yield Slip(
            common[0], "that is the smallest common divisor above 1", "does the loop return at the first one it meets?"
        )


def _palindrome_slips(s: str) -> Iterator[Slip]:
    one_case = s.lower()
    if s != s[::-1] and one_case == one_case[::-1]:
        yield Slip(False, "it is one apart from capitals", "compare all letters in the same case")
    elif s != s[::-1]:
        yield Slip(False, "it is one without its spaces and punctuation", "keep letters and digits only, then compare")
    letters = [character for character in one_case if character.isalpha()]
    if letters == letters[::-1]:
        yield Slip(True, "the letters read the same, the digits do not", "digits count as well")


@check("d01.c1", "is_prime tells primes from other numbers, in good time", names=("is_prime",))
def primes(work: Work) -> str:
    """`is_prime` is asked about every number from -5 to 2,000 and about larger ones chosen anew each time.

    Our own answer comes from trying divisors. The first number on which the two differ is shown to you, the smallest
    there is. Then a prime of eleven digits has to be recognised within three seconds: with the divisors up to its square
    root that is a hundred thousand steps, with all numbers below it ten billion.
    """
    function = work.function("is_prime")
    larger = [999_983, 1_000_003, 101 * 103, 1009**2, *(random.randint(2_000, 1_000_000) for _ in range(40))]
    cases = [(n,) for n in [*range(-5, 2_001), *sorted(larger)]]
    function.agrees(cases, _is_prime, slips=_prime_slips, next="go through the loop by hand for this number")
    function.agrees(
        [(10_000_000_019,)],
        _is_prime,
        seconds=3,
        slow="divisors come in pairs: how far must the loop go until every pair has shown one of its two?",
    )
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
    function.agrees(small, _fibonacci, slips=_fibonacci_slips, next="write down the row for this n and compare")
    slow = "does a call start two more calls? Keep the last two numbers instead of working them out again"
    for n in (40, 90, 300):
        function.agrees([(n,)], _fibonacci, slips=_fibonacci_slips, seconds=2, slow=slow)
    return "right up to n = 300"


def _proves_fizzbuzz(function: Function) -> None:
    cases = [(n,) for n in (0, 1, 3, 5, 15, 16, random.randint(30, 60))]
    function.agrees(cases, _fizzbuzz, slips=_fizzbuzz_slips, next="go through the conditions by hand for this number")


def _proves_gcd(function: Function) -> None:
    pairs = [(1, 1), (2, 4), (6, 4), (8, 4), (12, 18), (9, 6), (6, 9), (7, 5), (17, 17), (0, 7), (7, 0)]
    for _ in range(30):
        common = random.randint(2, 40)
        pairs.append((common * random.randint(2, 60), common * random.randint(2, 60)))
    function.agrees(pairs, math.gcd, slips=_gcd_slips, next="write down the divisors of both numbers and compare")


def _disguised(text: str) -> str:
    """Return a text with capitals, spaces and punctuation put in at random."""
    parts = []
    for character in text:
        parts.append(random.choice([character, character.upper()]))
        parts.append(random.choice(["", "", "", " ", ", ", "!", "-", "'"]))
    return "".join(parts)


def _proves_palindrome(function: Function) -> None:
    texts = ["", "x", "ab", "aba", "Xx", "a, a", "?!", "1a2", "12:21", "No lemon, no melon?", "Never even odd"]
    for _ in range(20):
        half = "".join(random.choices(string.ascii_lowercase + string.digits, k=random.randint(1, 8)))
        whole = half + half[::-1][random.randint(0, 1) :]
        texts += [_disguised(whole), _disguised(whole + random.choice("qxz9"))]
    cases = [(text,) for text in sorted(texts, key=len)]
    function.agrees(cases, _is_palindrome, slips=_palindrome_slips, next="print what your function compares")


PROOFS = {"fizzbuzz": _proves_fizzbuzz, "gcd": _proves_gcd, "is_palindrome": _proves_palindrome}


@check("d01.c3", "fizzbuzz, gcd and is_palindrome do what they promise")
def three_functions(work: Work) -> str:
    """Each of the three is called with fixed and with random inputs, the smallest first.

    `fizzbuzz` must give n texts, with the words in the right places. `gcd` must give the largest number that divides
    both, in either order, 0 included. `is_palindrome` gets texts with capitals, spaces and punctuation strewn in, and
    some with one letter too many.
    """
    waiting = []
    for name, proves in PROOFS.items():
        try:
            proves(work.function(name))
        except NotAttempted:
            waiting.append(f"`{name}`")
    if waiting:
        raise NotAttempted(f"{' and '.join(waiting)} not written yet")
    return "all three on random inputs"


def _holds(example: tuple[str, str, str, int]) -> bool:
    _, promised, came, flags = example
    return doctest.OutputChecker().check_output(promised, came, flags)


def _examples(work: Work, name: str) -> tuple[list[Any], list[Any]]:
    """Return the examples that expect something: as they came out, and with the function giving None."""
    answered = work.session.imported("sprint.lab.doctests:examples")(work.get(name), name)
    actual, emptied = ([tuple(example) for example in run if example[1].strip()] for run in answered)
    return actual, emptied


@check("d01.c4", "every function carries examples that would notice if it broke", names=FUNCTIONS)
def examples_hold(work: Work) -> str:
    """Each docstring needs at least two examples with an expected line, and all of them have to hold.

    Then each function is replaced by one that returns None, and its examples run again. At least one of them must
    fail now: examples that pass either way do not test anything.
    """
    found = {name: _examples(work, name) for name in FUNCTIONS}
    if not any(actual for actual, _ in found.values()):
        raise NotAttempted("there are no examples in the docstrings yet")
    for name, (actual, _) in found.items():
        work.require(
            len(actual) >= 2,
            f"the docstring of {name} has {_count(len(actual))} with an expected line",
            "at least two in each of the five",
            next="a line that starts with >>> and, below it, what Python shows for it",
        )
    for name, (actual, emptied) in found.items():
        broken = next((example for example in actual if not _holds(example)), None)
        if broken is not None:
            source, promised, came, _ = broken
            raise Failed(
                f"in {name}, the example {source} shows {_shown(came)}",
                f"{_shown(promised)}, as the docstring says",
                next="run the example in a cell: is the function wrong, or the expected line?",
            )
        work.require(
            not all(map(_holds, emptied)),
            f"the examples of {name} still hold when {name} returns None",
            "an example that fails without the function's result",
            next="show the result itself, or a value that depends on it",
        )
        work.proved(f"{len(actual)} examples of {name}")
    return f"{sum(len(actual) for actual, _ in found.values())} examples"


def _count(number: int) -> str:
    return f"{number or 'no'} example{'s' if number != 1 else ''}"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else text[:69] + "…"


def _seconds(work: Work, name: str) -> tuple[float, float]:
    """Return the seconds of a call as measured now: the shortest, and the longest that can be meant.

    The two differ for a function that remembers its results: its first call is the long one.
    """
    function, bound = work.get(name), work.session.imported("functools:partial")
    remembers = function.look()["type"] == "functools._lru_cache_wrapper"
    if remembers:
        function.attribute("cache_clear")()
    timer = work.session.imported("timeit:Timer").keep(bound.keep(function, *CALLS[name]))
    first = float(timer.attribute("timeit")(1))
    repeats = max(1, min(20_000, int(0.02 / max(first, 1e-7))))
    shortest = min(timer.attribute("repeat")(3, repeats)) / repeats
    return shortest, first if remembers else shortest


def _readable(seconds: float) -> str:
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


@check("d01.c5", "timings holds the seconds one call takes", names=("timings",), needs=("d01.c1", "d01.c2"))
def timings_are_plausible(work: Work) -> str:
    """Each call in `CALLS` is timed again in your process, and your number has to be within a factor of thirty.

    That is wide on purpose, since no two runs on a busy computer agree. What it does notice: milliseconds in place of
    seconds, the total of all repeats in place of one call, and a function that was named but never called.
    """
    for name in FUNCTIONS:
        work.function(name)
    for name in FUNCTIONS:
        claimed = work.number("timings", name)
        shortest, longest = _seconds(work, name)
        ratio = claimed / shortest
        ours = f"about {_readable(shortest)}, as one call takes here"
        label = f'timings["{name}"] = {claimed:.3g}'
        work.require(claimed > 0, label, f"more than 0 seconds: {ours}", next="what is subtracted from what?")
        if claimed < shortest / WITHIN:
            because = "that is the price of a call that does nothing" if claimed > 2e-8 else ""
            raise Failed(
                label, ours, because=because, next="is the function called, with parentheses, in the timed part?"
            )
        if claimed > longest * WITHIN:
            because = f"that is as long as {_rounded(ratio)} calls take"
            raise Failed(
                label, ours, because=because, next="is it the total of all repeats, or another unit than seconds?"
            )
        work.proved(f"{name}: {_readable(claimed)}")
    for name in ("is_prime", "fibonacci"):
        work.metric(f"{name}_us", 1e6 * work.number("timings", name))
    return "all five within the noise"


def _rounded(ratio: float) -> str:
    digits = max(0, int(math.log10(ratio)))
    return f"{round(ratio, -digits):,.0f}"


@check("d01.c6", "View: a few results of the functions are printed")
def view(work: Work) -> str:
    """The cells under the heading View print something, in this run.

    What and how is up to you. If the doctests are not among it, or no result of a function can be found, you get a
    note, and the check still passes.
    """
    own = work.own_cells("View")
    if not own:
        raise NotAttempted("nothing is printed yet")
    lines = [line for line in work.text_of(own).splitlines() if line.strip() and line.strip() != "Ellipsis"]
    if not lines:
        raise Failed(
            "the cells under View print nothing", "a few results", next="print(…) shows a value from anywhere in a cell"
        )
    work.proved(f"{len(lines)} lines printed")
    text = "\n".join(lines)
    if not _any_in(text, ("FizzBuzz", "True", "False", "[")):
        work.note("no result of the five functions was found in what is printed")
    if not _any_in(text.lower(), ("failed=", "passed", "doctest", "test", "ok")):
        work.note("print(doctest.testmod()) shows that the examples hold")
    return f"{len(lines)} line{'s' if len(lines) != 1 else ''}"


def _any_in(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


analysis = analysis_check(
    "d01.c7",
    "Which function grows fastest with n, and how do you know?",
    numbers=("timings",),
    words=(*FUNCTIONS, "prime", "palindrome"),
)
