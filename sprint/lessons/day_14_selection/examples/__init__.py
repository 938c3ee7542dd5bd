"""Day 14, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import curve, right, search, stretch, test_rows

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*search.WRONG, *test_rows.WRONG, *curve.WRONG, *stretch.WRONG)
