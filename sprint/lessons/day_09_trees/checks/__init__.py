"""Day 9: how the tree, the forest, the depth curve and the importances are proved."""

from . import curve, features, forest, importances, noise, predictions, splitting, view

__all__ = ["curve", "features", "forest", "importances", "noise", "predictions", "splitting", "view"]
