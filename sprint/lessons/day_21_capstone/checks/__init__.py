"""Day 21: how a capstone of the learner's own making, its face and its two pages are proved."""

from . import readme, retrospective, score, service, stretch

__all__ = ["readme", "retrospective", "score", "service", "stretch"]
