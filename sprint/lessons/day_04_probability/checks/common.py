"""What several tasks of day 4 need: the room that chance gets."""

FIVE_SIGMA = 5.0
"""Chance may move a right answer this many standard deviations: it goes further once in a million runs."""
