"""Day 10: many small trees, each mending what is left, and the round at which to stop."""
