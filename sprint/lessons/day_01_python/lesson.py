# %% title [markdown]
# # Day 1 · Python core blitz
#
# ## Goal
#
# Tonight you write five small functions, put examples into them that check themselves, and measure what a call costs.
#
# By the end you can say of a function what it promises, show that it keeps the promise, and tell whether it will still
# be fast when its input grows.

# %% why [markdown]
# **Why it matters.** A model is made of functions: one reads a table, one cleans a column, one measures an error. A wrong
# answer in the smallest of them spreads silently into every number after it. Two habits keep that away, and both take a
# minute: write an **example** next to the function that anyone can run again, and **measure** before you worry about speed.
#
# **A small example.** The cell under Setup defines `initials`. The lines after `>>>` are what you would type, the line
# below each is what you expect to see. Python can run such lines and compare: that is a **doctest**, and it lives in the
# **docstring**, the text between triple quotes right below `def`.
#
# The words after the colons and after the arrow are *type hints*: `name: str` says that a text goes in, `-> str` that a
# text comes out. Python does not enforce them; they are there for you.

# %% setup-text [markdown]
# ## Setup
#
# Nothing to install today: `doctest` and `timeit` come with Python.

# %% setup
import doctest
import timeit


def initials(name: str) -> str:
    """Return the first letter of each word of a name, in capitals.

    >>> initials("Ada Lovelace")
    'AL'
    >>> initials("")
    ''
    """
    return "".join(word[0].upper() for word in name.split())


doctest.run_docstring_examples(initials, globals())  # silent: both examples hold

# %% setup-more [markdown]
# Change `'AL'` into `'AB'`, run the cell again and read what doctest says. Then change it back.
#
# A doctest compares text by text, as Python shows it: a string in single quotes, a list with a space after each comma.

# %% fizzbuzz-text [markdown]
# ## Model
#
# Each of the five functions gets **a docstring with at least two examples** in it, as `initials` has, and then its body.
# Write the examples first: they force you to decide what should come out before you think about how.
#
# An example is worth something if it would fail for a function that returns nothing. `>>> fizzbuzz(2)` with the expected
# line `['1', '2']` does; a bare `>>> x = fizzbuzz(2)` expects nothing and proves nothing.
#
# ### 1 · FizzBuzz
#
# Count from 1 to `n`, as *texts*. In place of a multiple of 3 say `Fizz`, of 5 say `Buzz`, of both say `FizzBuzz`.
#
# **Write** `fizzbuzz(n)`: it returns a list of `n` texts. `fizzbuzz(6)` gives `['1', '2', 'Fizz', '4', 'Buzz', 'Fizz']`,
# and `fizzbuzz(0)` an empty list.
#
# *A pitfall:* the first condition that is true wins. Which numbers must be recognised before the others?

# %% fizzbuzz
def fizzbuzz(n: int) -> list[str]:
    # BEGIN SOLUTION
    """Return the numbers 1 to n as texts, with Fizz for 3, Buzz for 5 and FizzBuzz for both.

    >>> fizzbuzz(3)
    ['1', '2', 'Fizz']
    >>> fizzbuzz(15)[-1]
    'FizzBuzz'
    """
    said = []
    for number in range(1, n + 1):
        word = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)
        said.append(word or str(number))
    return said
    # END SOLUTION

# %% is-prime-text [markdown]
# ### 2 · Is it prime?
#
# A prime has exactly two divisors, 1 and itself. So 0, 1 and the negative numbers are none, and 2 is the first.
#
# **Write** `is_prime(n)`: it returns `True` or `False` for any whole number. `is_prime(2027)` gives `True`, `is_prime(2021)`
# gives `False`, because 2021 = 43 · 47.
#
# *What good looks like:* `is_prime(10_000_000_019)` answers `True` before you have lifted your finger. Trying every number
# below would take minutes. But divisors come in pairs, 43 with 47, and the smaller one of a pair is never larger
# than the square root.

# %% is-prime
def is_prime(n: int) -> bool:
    # BEGIN SOLUTION
    """Tell whether n has exactly two divisors.

    >>> is_prime(13)
    True
    >>> [n for n in range(12) if is_prime(n)]
    [2, 3, 5, 7, 11]
    """
    if n < 2:
        return False
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            return False
        divisor += 1
    return True
    # END SOLUTION

# %% fibonacci-text [markdown]
# ### 3 · Fibonacci
#
# Each number of the row is the sum of the two before it; the row starts with 0 and 1.
#
# **Write** `fibonacci(n)`: it returns the list of the first `n` numbers. `fibonacci(8)` gives `[0, 1, 1, 2, 3, 5, 8, 13]`,
# and `fibonacci(0)` an empty list.
#
# *What good looks like:* `fibonacci(300)` comes at once, and its last number is exact. Python's whole numbers can be as
# long as you like; a float keeps about 16 digits and rounds the rest away.

# %% fibonacci
def fibonacci(n: int) -> list[int]:
    # BEGIN SOLUTION
    """Return the first n Fibonacci numbers, starting with 0.

    >>> fibonacci(0)
    []
    >>> fibonacci(7)
    [0, 1, 1, 2, 3, 5, 8]
    """
    numbers = []
    current, following = 0, 1
    for _ in range(n):
        numbers.append(current)
        current, following = following, current + following
    return numbers
    # END SOLUTION

# %% gcd-text [markdown]
# ### 4 · The greatest common divisor
#
# Cut a floor of 48 by 36 into equal squares without a rest: the largest that fits has side 12. That is the greatest
# common divisor. Euclid's way to it is some 2,300 years old: a number that divides `a` and `b` also divides what is left
# over when `a` is divided by `b`. So the pair (48, 36) becomes (36, 12), then (12, 0), and 12 is the answer.
#
# **Write** `gcd(a, b)` for two whole numbers that are 0 or larger, not both 0. `gcd(48, 36)` gives `12`. Every number
# divides 0, so `gcd(0, 9)` is 9. Python's `math.gcd` would do it too; write your own today.

# %% gcd
def gcd(a: int, b: int) -> int:
    # BEGIN SOLUTION
    """Return the largest number that divides a and b.

    >>> gcd(12, 18)
    6
    >>> gcd(0, 5)
    5
    """
    while b:
        a, b = b, a % b
    return a
    # END SOLUTION

# %% palindrome-text [markdown]
# ### 5 · Palindromes
#
# A palindrome reads the same from both ends. People ignore capitals, spaces and punctuation when they say so, and the
# function should, too: only letters and digits count, and `A` is `a`.
#
# **Write** `is_palindrome(s)`: it returns `True` or `False`. `is_palindrome("Was it a car or a cat I saw?")` gives `True`,
# `is_palindrome("Hello")` gives `False`. A text without letters and digits is a palindrome.

# %% palindrome
def is_palindrome(s: str) -> bool:
    # BEGIN SOLUTION
    """Tell whether the letters and digits of a text read the same from both ends.

    >>> is_palindrome("Step on no pets!")
    True
    >>> is_palindrome("Python")
    False
    """
    kept = [character.lower() for character in s if character.isalnum()]
    return kept == kept[::-1]
    # END SOLUTION

# %% timing-text [markdown]
# ### 6 · What does a call cost?
#
# Type `%timeit sorted(range(1000))` into a cell of its own and run it: the notebook repeats the call many times and says
# how long one takes. A single measurement is mostly noise, since your computer does a hundred other things; many repeats
# average that out. By itself it makes seven rounds, some ten seconds in all; `%timeit -r 3` makes three and is nearly as
# good. Fourteen or so of them are fine tonight: `sprint check` gives this notebook four minutes.
#
# `timeit.Timer(call).autorange()` does the same from code. It returns two numbers: how many repeats it made, and the
# seconds for *all* of them, in less than a second. (`%timeit -o` hands its result over as well, with the seconds per call in `.average`.)
#
# The cell below keeps one call of each function for later: a `lambda: …` is a nameless function that waits to be called.
#
# **Make** `timings`: a dictionary from each name in `CALLS` to the **seconds one call takes**. For `sorted(range(1000))` it
# would hold about `{'sorted': 1e-05}`.
#
# *A pitfall:* a millisecond is 0.001 seconds, a microsecond (µs) 0.000001. Say the unit whenever you say a number.

# %% calls
CALLS = {
    "fizzbuzz": lambda: fizzbuzz(1_000),
    "is_prime": lambda: is_prime(1_000_003),
    "fibonacci": lambda: fibonacci(300),
    "gcd": lambda: gcd(832_040, 514_229),
    "is_palindrome": lambda: is_palindrome("Never odd or even! " * 50),
}

# %% timing
# BEGIN SOLUTION
timings = {}
for name, call in CALLS.items():
    repeats, seconds = timeit.Timer(call).autorange()
    timings[name] = seconds / repeats
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Show somebody who has never seen your code what it does. **Print** a few results of each function with a word of what
# they are, and the timings as a small table. Then run all the doctests of the notebook: `print(doctest.testmod())` says
# how many examples were tried and how many failed.
#
# *A pitfall:* `0.000012345678` is hard to read. An f-string rounds for you: `f"{seconds * 1e6:8.1f} µs"`.

# %% view
# BEGIN SOLUTION
print("FizzBuzz up to 15:   ", " ".join(fizzbuzz(15)))
print("primes below 30:     ", [n for n in range(30) if is_prime(n)])
print("12 Fibonacci numbers:", fibonacci(12))
print("gcd of 84 and 36:    ", gcd(84, 36))
print("'No lemon, no melon':", is_palindrome("No lemon, no melon"))
for name, seconds in timings.items():
    print(f"{name:14} {seconds * 1e6:8.1f} µs a call")
print(doctest.testmod())
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# One timing says little; what matters is how it *grows*. Use the first cell below to time three of your functions at some
# `n`, at twice and at four times that `n` (for `is_prime` choose primes, such as 1_000_003, 2_000_003 and 4_000_037, since
# other numbers stop early). Then write into the second cell:
#
# Which function grows fastest with n, and how do you know?

# %% growth
# BEGIN SOLUTION
growth = {
    "fizzbuzz": [lambda n=n: fizzbuzz(n) for n in (1_000, 2_000, 4_000)],
    "is_prime": [lambda n=n: is_prime(n) for n in (1_000_003, 2_000_003, 4_000_037)],
    "fibonacci": [lambda n=n: fibonacci(n) for n in (5_000, 10_000, 20_000)],
}
for name, calls in growth.items():
    costs = [min(timeit.repeat(call, number=1, repeat=5)) for call in calls]
    print(f"{name:10}", *(f"x {cost / costs[0]:5.2f}" for cost in costs))
# END SOLUTION

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# I doubled the input twice and compared. The time of fizzbuzz doubles each time, because it does the same small work for
# every number. is_prime only gets about 1.4 times slower, the square root of two, since it stops trying at the root. The
# winner is fibonacci for large inputs: its numbers get longer and longer, so every addition is dearer than the one before
# and doubling costs more than twice as much.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* to find **all** primes up to a limit, nobody needs to divide. The sieve of Eratosthenes writes
# the numbers down in one long list and crosses out the multiples of 2, then those of 3; 4 is crossed out by now, so the
# next are those of 5. What is never crossed out is prime.
#
# **Write** `primes_below(n)`: it returns the primes smaller than `n` in rising order, as a list or an array.
# `primes_below(14)` gives `[2, 3, 5, 7, 11, 13]`, `primes_below(13)` stops at 11, and for `n` up to 2 it is empty. Below ten
# million there are 664,579 primes. Can you find them in two seconds? (The check gives a slow computer more time.)

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: Python's own pages on
# [functions](https://docs.python.org/3/tutorial/controlflow.html#defining-functions), [doctest](https://docs.python.org/3/library/doctest.html), [timeit](https://docs.python.org/3/library/timeit.html).
