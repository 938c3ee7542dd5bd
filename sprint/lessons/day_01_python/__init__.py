"""Day 1: five small functions, their examples, and what a call of them costs."""
