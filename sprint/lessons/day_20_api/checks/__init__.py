"""Day 20: what is proved, over HTTP, of a service that was started for it and is ended afterwards."""

from . import answers, concurrency, latency, refusals, stretch, view

__all__ = ["answers", "concurrency", "latency", "refusals", "stretch", "view"]
