"""Day 15: how a network from NumPy alone is proved: tensor by tensor against numbers, then by what it learns."""

from . import backward, forward, initialization, loss, moons, stretch, training, vanishing, view

__all__ = ["backward", "forward", "initialization", "loss", "moons", "stretch", "training", "vanishing", "view"]
