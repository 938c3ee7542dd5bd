"""What several tasks of day 4 need: generators, numbers, and the room that chance gets."""

from sprint.checks.api import Remote, Work

FIVE_SIGMA = 5.0
"""Chance may move a right answer this many standard deviations: it goes further once in a million runs."""


def learner_generator(work: Work, seed: int) -> Remote:
    """Return a generator in the learner's process."""
    return work.session.imported("numpy.random:default_rng").keep(seed)
