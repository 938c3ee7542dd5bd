"""Day 7: how the regression and its figures are proved."""

from . import closed_form, metrics, model, predictions, splitting, view

__all__ = ["closed_form", "metrics", "model", "predictions", "splitting", "view"]
