"""Day 9: a tree that asks questions, a forest of them, and the depth at which a tree starts to learn by heart."""
