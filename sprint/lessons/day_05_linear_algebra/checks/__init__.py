"""Day 5: how the products, the movements and the benchmark are proved."""

from . import benchmarks, power_iteration, predictions, products, transforms, view

__all__ = ["benchmarks", "power_iteration", "predictions", "products", "transforms", "view"]
