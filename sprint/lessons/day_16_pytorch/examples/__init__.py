"""Day 16, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import comparison, moons, network, right, steps, stretch, weights

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*network.WRONG, *steps.WRONG, *weights.WRONG, *moons.WRONG, *comparison.WRONG, *stretch.WRONG)
