"""Day 1, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import doctests, functions, right, sieve, stretch, timings, view

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*functions.WRONG, *doctests.WRONG, *timings.WRONG, *view.WRONG, *sieve.WRONG)
