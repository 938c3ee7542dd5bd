"""Day 19: what is proved, in processes of their own, on rows nobody has seen. Nothing is unpickled over here."""

from . import elsewhere, metadata, pipeline, stretch, tampering, timings, view

__all__ = ["elsewhere", "metadata", "pipeline", "stretch", "tampering", "timings", "view"]
