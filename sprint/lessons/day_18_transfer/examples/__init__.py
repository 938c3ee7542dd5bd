"""Day 18, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from . import backbone, grad_cam, right, split, stretch

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*backbone.WRONG, *grad_cam.WRONG, *split.WRONG, *stretch.WRONG)
