"""Day 10: how the boosted model, its stop, its curves and its SHAP values are proved."""

from . import curve, monotone, parts, rmse, shap_values, stopping, view

__all__ = ["curve", "monotone", "parts", "rmse", "shap_values", "stopping", "view"]
