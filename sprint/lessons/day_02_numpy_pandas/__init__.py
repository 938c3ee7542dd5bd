"""Day 2: arrays without loops, tables by groups, and what to do about what is missing."""
