"""Day 1: how the five functions, their examples and their timings are proved."""

import ast
import builtins
import math
import random
import string
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from sprint.checks.api import (
    DoctestExample,
    Failed,
    Function,
    KnownMistake,
    LearnerError,
    NotAttempted,
    Work,
    analysis_check,
    check,
    format_seconds,
    run_doctests,
    seconds_per_call,
)

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
SEVERAL = 4
"""Where even the best of five timings is this many times longer than ours, they may be totals of a few calls."""
SIEVE_WITHIN = 6
"""A sieve may compute this many times longer than our plainest one; trying divisors takes longer still."""


# The functions as they should be


def _is_prime(n: int) -> bool:
    return n > 1 and all(n % divisor for divisor in range(2, math.isqrt(n) + 1))


def _fibonacci(n: int, first: int = 0, second: int = 1) -> list[int]:
    return [first, *_fibonacci(n - 1, second, first + second)] if n else []


def _fizzbuzz(n: int) -> list[str]:
    return ["Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0) or str(number) for number in range(1, n + 1)]


def _is_palindrome(s: str) -> bool:
    kept = [character.lower() for character in s if character.isalnum()]
    return kept == kept[::-1]


# What usually goes wrong with each


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


def _fibonacci_slips(n: int) -> list[KnownMistake]:
    right, one_more, move = _fibonacci(n), _fibonacci(n + 1), "count how often the loop runs for a small n"
    floats = list(map(float, right))
    return [
        KnownMistake(one_more, "that is one number too many", move),
        KnownMistake(one_more[1:], "that is the row without its first number", "the row starts with 0"),
        KnownMistake(right[:-1], "that is one number too few", move),
        KnownMistake(one_more[-1], "that is a single number", "a list of the first n numbers is asked for"),
        KnownMistake(
            [0, 1], "that is the start of the row, and too long here", "what should come out for n = 0 and n = 1?"
        ),
        KnownMistake(floats, "floats were used, and those round long numbers", "whole numbers stay exact under + only"),
    ]


def _fizzbuzz_slips(n: int) -> list[KnownMistake]:
    right, order = _fizzbuzz(n), "which case comes first?"
    numbers = [int(word) if word.isdigit() else word for word in right]
    only_fizz, only_buzz = ([word.replace("FizzBuzz", other) for word in right] for other in ("Fizz", "Buzz"))
    return [
        KnownMistake(numbers, "numbers stand between the words", "the list holds texts only: str(…)"),
        KnownMistake(only_fizz, "3 is looked at before 3 and 5", order),
        KnownMistake(only_buzz, "5 is looked at before 3 and 5", order),
        KnownMistake(["FizzBuzz", *right][:n], "it counts from 0 to n - 1", "the first number is 1, the last n"),
        KnownMistake(right[:-1], "it stops before n", "where does range(…) end?"),
        KnownMistake(" ".join(right), "that is one text with all of them", "a list of texts is asked for"),
    ]


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
    function.agrees(cases, _is_prime, slips=_prime_slips, next="go through the loop by hand for this number")
    slow = "divisors come in pairs: how far must the loop go until every pair has shown one of its two?"
    function.agrees([(10_000_000_019,)], _is_prime, seconds=3, slow=slow)
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
    factors = [[random.randint(2, 60) for _ in range(3)] for _ in range(30)]
    pairs += [(common * a, common * b) for common, a, b in factors]
    function.agrees(pairs, math.gcd, slips=_gcd_slips, next="write down the divisors of both numbers and compare")


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
    function.agrees(cases, _is_palindrome, slips=_palindrome_slips, next="print what your function compares")


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


@check("d01.c4", "every function carries examples that would notice if it broke", names=FUNCTIONS)
def examples_hold(work: Work) -> str:
    """Each docstring needs at least two different examples with an expected line, and all of them have to hold.

    Then each function is replaced by one that returns None, and its examples run again. At least one of them must
    fail now: examples that pass either way do not test anything.
    """
    found = {name: run_doctests(work, name) for name in FUNCTIONS}
    if not any(actual for actual, _ in found.values()):
        raise NotAttempted("there are no examples in the docstrings yet")
    for name, (actual, _) in found.items():
        different = len(actual) - _repeated(name, actual)
        again = f", and repeats {'it' if different == 1 else 'them'}" if different < len(actual) else ""
        seen = f"the docstring of {name} has {_count(different)} with an expected line{again}"
        move = "a line that starts with >>> and, below it, what Python shows for it"
        work.require(different >= 2, seen, f"at least two in {name}, as in the other four", next=move)
    for name, (actual, emptied) in found.items():
        move = "run the example in a cell: is the function wrong, or the expected line?"
        for broken in [example for example in actual if not example.holds]:
            seen = f"in {name}, the example {broken.source} shows {_shown(broken.came)}"
            alike = "both mean the same, but doctest compares the texts, letter by letter"
            because = alike if _mean_the_same(broken.came, broken.promised) else ""
            move = "copy the line as Python shows it" if because else move
            raise Failed(seen, f"{_shown(broken.promised)}, as the docstring says", because=because, next=move)
        seen, wanted = f"the examples of {name} still hold when {name} returns None", f"one of {name} that then fails"
        tested = not all(example.holds for example in emptied)
        work.require(tested, seen, wanted, next="show the result itself, or a value that depends on it")
    return f"{sum(len(actual) for actual, _ in found.values())} examples"


def _repeated(name: str, examples: list[DoctestExample]) -> int:
    """Return how many examples only say again what one before them says; one that uses a variable never does."""
    known, repeated = set(), 0
    for example in examples:
        words = {node.id for node in ast.walk(_parsed(example.source)) if isinstance(node, ast.Name)}
        if name in words and words <= {name, *FUNCTIONS, *dir(builtins)}:
            said = ast.dump(_parsed(example.source))
            repeated += said in known
            known.add(said)
    return repeated


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # an example may show one
        return ast.Module([], [])


def _count(number: int) -> str:
    return f"{number or 'no'} example{'s' if number != 1 else ''}"


def _mean_the_same(shown: str, other: str) -> bool:
    """Tell whether two texts are the same value, written in two ways."""
    try:
        return bool(ast.literal_eval(shown.strip()) == ast.literal_eval(other.strip()))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else text[:69] + "…"


@check("d01.c5", "timings holds the seconds one call takes", names=("timings",), needs=("d01.c1", "d01.c2"))
def timings_are_plausible(work: Work) -> str:
    """Each call in `CALLS` is timed again in your process, and your number has to be within a factor of thirty.

    That is wide on purpose, since no two runs on a busy computer agree. What it does notice: milliseconds in place of
    seconds, the total of many repeats in place of one call, a function that was named but never called, and one number
    for all five. Where each of the five is several times as long as ours, you get a note.
    """
    for name in FUNCTIONS:
        work.function(name)
    claims = {name: work.number("timings", name) for name in FUNCTIONS}
    seen, move = f"all five are {min(claims.values()):.3g} seconds", "measure each of the five calls for itself"
    work.require(len(set(claims.values())) > 1, seen, "a time for each function, as measured", next=move)
    ratios = []
    for name, claimed in claims.items():
        shortest, longest = seconds_per_call(work, name, *CALLS[name])
        ours = f"about {format_seconds(shortest)}, as one call takes here"
        label = f'timings["{name}"] = {claimed:.3g}'
        if claimed <= 0:
            raise Failed(label, f"more than 0 seconds: {ours}", next="what is subtracted from what?")
        if claimed < shortest / WITHIN:
            move = "is the function called, with parentheses, in the timed part?"
            raise Failed(label, ours, because="that is less than the call needs", next=move)
        calls = f"that is as long as {_rounded(claimed / shortest)} calls take"
        move = "is it the total of all repeats, or another unit than seconds?"
        work.require(claimed <= longest * WITHIN, label, f"{name}: {ours}", because=calls, next=move)
        ratios.append(claimed / longest)
    if min(ratios) > SEVERAL:
        work.note(
            f"each of the five is {min(ratios):.0f} times as long as here, or more: are they the seconds of one call?"
        )
    for name in ("is_prime", "fibonacci"):
        work.metric(f"{name}_us", 1e6 * claims[name])
    return "all five within the noise"


def _rounded(ratio: float) -> str:
    """Return a large number with one significant digit."""
    return f"{round(ratio, -int(math.log10(ratio))):,.0f}"


@check("d01.c6", "View: something is printed under the heading")
def view(work: Work) -> str:
    """The cells under the heading View print something, in this run.

    What and how is up to you. If the doctests are not among it, or no result of a function can be found, you get a
    note, and the check still passes. That results and timings are easy to read, you judge yourself.
    """
    own = work.own_cells("View")
    if not own:
        raise NotAttempted("nothing is printed yet")
    lines = [line for line in work.text_of(own).splitlines() if line.strip() and line.strip() != "Ellipsis"]
    if not lines:
        move = "print(…) shows a value from anywhere in a cell"
        raise Failed("the cells under View print nothing", "a few results", next=move)
    work.proved(f"{len(lines)} lines printed")
    text = "\n".join(lines)
    results = ", results among them" if any(word in text for word in ("FizzBuzz", "True", "False", "[")) else ""
    if not results:
        work.note("no result of the five functions was found in what is printed")
    if not any(word in text.lower() for word in ("failed", "pass", "test", "ok")):
        work.note("print(doctest.testmod()) shows that the examples hold")
    return f"{len(lines)} line{'s' if len(lines) != 1 else ''}{results}"


analysis = analysis_check(
    "d01.c7",
    "Which function grows fastest with n, and how do you know?",
    numbers=("timings",),
    words=(*FUNCTIONS, "prime", "palindrome"),
)


def _crossed_out(n: int) -> list[int]:
    """Return the primes below n by the plainest sieve there is: its time is the yardstick."""
    prime = [True] * n
    for k in range(2, math.isqrt(n) + 1):
        if prime[k]:
            for multiple in range(k * k, n, k):
                prime[multiple] = False
    return [k for k in range(2, n) if prime[k]]


def _primes_below(n: int) -> Any:
    """Return the primes below n as an array, fast."""
    prime = np.arange(n) > 1
    for k in range(2, math.isqrt(n) + 1):
        prime[k * k :: k] &= not prime[k]
    return np.flatnonzero(prime)


def _sieve_slips(n: int) -> list[KnownMistake]:
    right = _crossed_out(n)
    roots = [k for k in range(2, n) if _is_prime(k) or (_is_prime(math.isqrt(k)) and math.isqrt(k) ** 2 == k)]
    ends, start = "below n ends at n - 1", "the first prime is 2"
    return [
        KnownMistake(_crossed_out(n + 1), "the primes up to n, n itself included", ends),
        KnownMistake([1, *right], "the primes and 1", start),
        KnownMistake([k for k in (0, 1) if k < n] + right, "the primes and 0 and 1", start),
        KnownMistake([k for k in right if k > 2], "the row without 2", start),
        KnownMistake(roots, "a row with squares in it", "with which multiple of 2 does the crossing out start?"),
        KnownMistake(
            [_is_prime(k) for k in range(n)], "the sieve itself", "the places that are still True are asked for"
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
        work.equal(f"primes_below({n})", row, _crossed_out(n), slips=_sieve_slips(n), next=move)
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
