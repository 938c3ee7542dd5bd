"""Day 11: the widest street between two groups, and a kernel where no straight street exists."""
