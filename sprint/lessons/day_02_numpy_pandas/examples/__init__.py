"""Day 2, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import ages, arrays, missing, rates, right, stretch, summary, view

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*arrays.WRONG, *rates.WRONG, *ages.WRONG, *missing.WRONG, *view.WRONG, *summary.WRONG)
