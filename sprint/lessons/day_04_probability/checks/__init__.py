"""Day 4: how the simulations and what is concluded from them are proved."""

from . import bootstrap, coins, intervals, means, p_values, samples, view

__all__ = ["bootstrap", "coins", "intervals", "means", "p_values", "samples", "view"]
