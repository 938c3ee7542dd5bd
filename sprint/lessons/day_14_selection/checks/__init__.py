"""Day 14: how a search for the best setting is proved to keep its judges apart, by what it promises."""

from . import curve, search, stretch, test_rows, view

__all__ = ["curve", "search", "stretch", "test_rows", "view"]
