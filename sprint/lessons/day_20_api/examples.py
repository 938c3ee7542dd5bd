"""Day 20, for the author's gate."""

from sprint.course.examples import Right, Wrong

RIGHT = [Right("x"), Right("y")]
WRONG: list[Wrong] = []
