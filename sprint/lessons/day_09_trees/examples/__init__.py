"""Day 9, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from .right import RIGHT
from .wrong import WRONG

__all__ = ["RIGHT", "WRONG"]
