"""Day 0: a place to work in."""
