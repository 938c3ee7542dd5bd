"""Day 13: how a map of digits and the dense groups on it are proved against the learner's own sample."""

from . import dbscan, embedding, sample, stretch, view

__all__ = ["dbscan", "embedding", "sample", "stretch", "view"]
