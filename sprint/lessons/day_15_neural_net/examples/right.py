"""Day 15: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import DELTA, MEAN, NORMAL, SHARE, STEP

RIGHT = (
    Right(
        "ReLU with He's start, biases as rows, updated in place",
        {
            NORMAL: "rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in), np.zeros((1, n_out))",
            'def forward(params, X, hidden="tanh")': 'def forward(params, X, hidden="relu")',
            '    "tanh": (np.tanh, lambda a: 1 - a**2),': (
                '    "relu": (lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(float)),\n'
                '    "tanh": (np.tanh, lambda a: 1 - a**2),'
            ),
            "delta.sum(axis=0))": "delta.sum(axis=0, keepdims=True))",
            STEP: ("for (W, b), (dW, db) in zip(params, grads):\n            W -= lr * dW\n            b -= lr * db"),
            "train(init_params(SIZES, rng), X_train, y_train, epochs=1500, lr=0.3)": (
                "train(init_params(SIZES, np.random.default_rng(2)), X_train, y_train, 1200, 0.2)"
            ),
        },
    ),
    Right(
        "mini-batches, Xavier's start, a dictionary for a cache, no clip",
        {
            NORMAL: "rng.uniform(-1, 1, (n_in, n_out)) * np.sqrt(6 / (n_in + n_out)), 0.01 * rng.normal(size=n_out)",
            "    p = np.clip(y_hat, 1e-12, 1 - 1e-12)\n    " + MEAN: (
                "    return float(np.where(y == 1, -np.log(y_hat), -np.log(1 - y_hat)).mean())"
            ),
            "return y_hat, (hidden, inputs, y_hat)": (
                'return y_hat, {"name": hidden, "A": inputs, "bend": bend, "y_hat": y_hat}'
            ),
            "hidden, inputs, y_hat = cache\n    _, slope = ACTIVATIONS[hidden]\n    delta": (
                'inputs, y_hat = cache["A"], cache["y_hat"]\n    _, slope = ACTIVATIONS[cache["name"]]\n    delta'
            ),
        },
        cells={
            "train": (
                "def train(params, X, y, epochs, lr):\n"
                "    order, losses = np.random.default_rng(0), []\n"
                "    for _ in range(epochs):\n"
                "        losses.append(loss(forward(params, X)[0], y))\n"
                "        rows = order.permutation(len(X))\n"
                "        for start in range(0, len(X), 100):\n"
                "            batch = rows[start:start + 100]\n"
                "            _, cache = forward(params, X[batch])\n"
                "            grads = backward(params, cache, y[batch])\n"
                "            params = [(W - lr * g[0], b - lr * g[1]) for (W, b), g in zip(params, grads)]\n"
                "    return params, losses"
            )
        },
    ),
    Right(
        "everything as columns: truths and probabilities of shape (n, 1)",
        {
            "print(X_train.shape, y": (
                "y_train, y_test, y_xor = y_train[:, None], y_test[:, None], y_xor[:, None]\nprint(X_train.shape, y"
            ),
            "y_hat = sigmoid(inputs[-1] @ W + b)[:, 0]": "y_hat = sigmoid(inputs[-1] @ W + b)",
            DELTA: "delta = (y_hat - y) / len(y)",
            "SIZES, rng), X_train, y_train, epochs=1500, lr=0.3": "SIZES, rng), X_train, y_train, 2500, 0.1",
        },
    ),
    Right(
        "two outputs and softmax, the loss before the first and after each epoch",
        {
            "SIZES = [2, 16, 16, 1]": "SIZES = [2, 12, 10, 2]",
            "[2, 8, 8, 1]": "[2, 8, 8, 2]",
            "y_hat = sigmoid(inputs[-1] @ W + b)[:, 0]": (
                "z = inputs[-1] @ W + b\n"
                "    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
                "    y_hat = e / e.sum(axis=1, keepdims=True)"
            ),
            MEAN: "return -np.mean(np.log(p[np.arange(len(y)), y]))",
            DELTA: "delta = (y_hat - np.eye(y_hat.shape[1])[y]) / len(y)",
            "DEEP = [2, 16, 16, 16, 16, 16, 16, 16, 1]": "DEEP = [2, 16, 16, 16, 16, 16, 16, 2]",
            "gradient_check(init_params([2, 5, 4, 1]": "gradient_check(init_params([2, 5, 4, 2]",
            SHARE: "float((forward(params, X_test)[0].argmax(axis=1) == y_test).mean())",
            "    return params, losses": "    return params, losses + [loss(forward(params, X)[0], y)]",
            "))[0].reshape(across.shape)": "))[0][:, 1].reshape(across.shape)",
        },
    ),
    Right(
        "sigmoids in all hidden layers, which need longer and larger steps",
        {
            'def forward(params, X, hidden="tanh")': 'def forward(params, X, hidden="sigmoid")',
            "SIZES, rng), X_train, y_train, epochs=1500, lr=0.3": "SIZES, rng), X_train, y_train, epochs=6000, lr=2.0",
        },
    ),
    Right(
        "one row after the other, a few epochs",
        {"epochs=1500, lr=0.3": "epochs=20, lr=0.05", "epochs=1500, lr=1.0": "epochs=300, lr=0.3"},
        cells={
            "train": (
                "def train(params, X, y, epochs, lr):\n"
                "    losses = []\n"
                "    for _ in range(epochs):\n"
                "        losses.append(loss(forward(params, X)[0], y))\n"
                "        for row in range(len(X)):\n"
                "            _, cache = forward(params, X[row:row + 1])\n"
                "            grads = backward(params, cache, y[row:row + 1])\n"
                "            params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]\n"
                "    return params, losses"
            )
        },
    ),
    Right("a stretch that stops", cells={"stretch": "speeds = [0 * W for W, b in params]\nspeeds[len(speeds)]"}),
)
