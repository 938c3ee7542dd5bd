"""Day 17: how the network in the saved file is proved: loaded in a new process, asked here about images we chose."""

from . import accuracy, mistakes, network, recognition, stretch, view

__all__ = ["accuracy", "mistakes", "network", "recognition", "stretch", "view"]
