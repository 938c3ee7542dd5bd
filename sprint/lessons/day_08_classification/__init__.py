"""Day 8: a classifier, its probabilities, and what to read off them."""
