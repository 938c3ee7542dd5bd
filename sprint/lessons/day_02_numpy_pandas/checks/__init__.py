"""Day 2: how the array operations, the table operations and the report are proved."""

from . import ages, arrays, missing, predictions, rates, summary, view

__all__ = ["ages", "arrays", "missing", "predictions", "rates", "summary", "view"]
