"""Day 6: how f, its slope by three ways and the picture of both are proved."""

from . import autograd, backward, by_hand, numerical, view

__all__ = ["autograd", "backward", "by_hand", "numerical", "view"]
