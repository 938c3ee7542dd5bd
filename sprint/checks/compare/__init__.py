"""When two values are equal, and what a differing one may be a sign of."""
