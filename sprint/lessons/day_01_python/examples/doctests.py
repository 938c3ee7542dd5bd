"""Day 1: examples for checks/doctests.py."""

from sprint.course.examples import Wrong

WRONG = (
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
)
