"""Day 15: a neural network from NumPy alone, its gradients checked against numbers, and the ones that vanish."""
