"""Day 15: what several examples change in the solution, text by text."""

NORMAL = "rng.normal(size=(n_in, n_out)) / np.sqrt(n_in), np.zeros(n_out)"
DELTA = "delta = ((y_hat - y) / len(y))[:, None]"
BOTH = "(inputs[layer].T @ delta, delta.sum(axis=0))"
STEP = "params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]"
MEAN = "return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"
SHARE = "np.mean((forward(params, X_test)[0] > 0.5) == y_test)"
