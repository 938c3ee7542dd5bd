"""Day 15, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import backward, forward, initialization, loss, moons, right, stretch, training, vanishing

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (
    *initialization.WRONG,
    *forward.WRONG,
    *loss.WRONG,
    *backward.WRONG,
    *training.WRONG,
    *moons.WRONG,
    *vanishing.WRONG,
    *stretch.WRONG,
)
