"""Day 5: how the products, the movements and the benchmark are proved."""

from . import benchmarks, power_iteration, products, transforms, view

__all__ = ["benchmarks", "power_iteration", "products", "transforms", "view"]
