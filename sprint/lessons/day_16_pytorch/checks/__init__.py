"""Day 16: how the PyTorch network is held against a NumPy one: same weights, same answers, same steps."""

from . import comparison, moons, network, steps, stretch, view, weights

__all__ = ["comparison", "moons", "network", "steps", "stretch", "view", "weights"]
