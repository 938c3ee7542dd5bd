"""Day 11: how the street, the lift, the kernel and the two machines are proved."""

from . import circles, kernel, linear, stretch, view

__all__ = ["circles", "kernel", "linear", "stretch", "view"]
