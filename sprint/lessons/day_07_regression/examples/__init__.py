"""Day 7, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import closed_form, metrics, model, right, splitting, stretch

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*model.WRONG, *metrics.WRONG, *splitting.WRONG, *closed_form.WRONG)
