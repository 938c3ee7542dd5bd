"""Day 12: how clusters and components are proved against the table they were found in."""

from . import clusters, components, stretch, table, view

__all__ = ["clusters", "components", "stretch", "table", "view"]
