"""Day 18: how a frozen backbone is held against the file it came from, and a map against what the network misses."""

from . import backbone, grad_cam, split, stretch, view

__all__ = ["backbone", "grad_cam", "split", "stretch", "view"]
