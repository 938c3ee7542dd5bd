"""Day 17, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason.

They train briefly, as SPRINT_FAST asks for, which cannot show 90 %; a heavy test trains the solution in full.
"""

from . import accuracy, mistakes, network, recognition, right, stretch

ENVIRONMENT = {"SPRINT_FAST": "1"}
LEFT_OPEN = ("d17.c4",)

RIGHT = (*right.RIGHT, *stretch.RIGHT)
WRONG = (*network.WRONG, *recognition.WRONG, *accuracy.WRONG, *mistakes.WRONG, *stretch.WRONG)
