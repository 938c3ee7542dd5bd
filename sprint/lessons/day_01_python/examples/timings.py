"""Day 1: examples for checks/timings.py."""

from sprint.course.examples import Wrong

WRONG = (
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
)
