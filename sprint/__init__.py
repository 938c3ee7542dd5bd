"""A companion for learning machine learning in 21 days."""

__version__ = "0.1.0"
