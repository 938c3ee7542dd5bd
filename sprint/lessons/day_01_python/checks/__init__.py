"""Day 1: how the five functions, their examples and their timings are proved."""

from . import doctests, functions, sieve, timings, view

__all__ = ["doctests", "functions", "sieve", "timings", "view"]
