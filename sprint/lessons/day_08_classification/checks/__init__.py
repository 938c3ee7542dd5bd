"""Day 8: how the classifier and what was read off it are proved."""

from . import auc, confusion, model, predictions, roc, splitting, threshold, view

__all__ = ["auc", "confusion", "model", "predictions", "roc", "splitting", "threshold", "view"]
