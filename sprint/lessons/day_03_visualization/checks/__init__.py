"""Day 3: how the three charts and the gallery are proved."""

from . import charts, gallery, same_points, view

__all__ = ["charts", "gallery", "same_points", "view"]
