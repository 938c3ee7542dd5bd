"""Day 16: the same network in PyTorch, with the same weights, the same answers and the same step."""
