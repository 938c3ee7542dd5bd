"""Day 15, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

NORMAL = "rng.normal(size=(n_in, n_out)) / np.sqrt(n_in), np.zeros(n_out)"
DELTA = "delta = ((y_hat - y) / len(y))[:, None]"
BOTH = "(inputs[layer].T @ delta, delta.sum(axis=0))"
BACK = "delta = (delta @ W.T) * slope(inputs[layer])"
STEP = "params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, grads)]"
MEAN = "return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"
SHARE = "np.mean((forward(params, X_test)[0] > 0.5) == y_test)"

STRETCH = """def train_momentum(params, X, y, epochs, lr, momentum=0.9):
    speeds = [(0 * W, 0 * b) for W, b in params]
    losses = []
    for _ in range(epochs):
        y_hat, cache = forward(params, X)
        losses.append(loss(y_hat, y))
        grads = backward(params, cache, y)
        speeds = [(momentum * vW + dW, momentum * vb + db) for (vW, vb), (dW, db) in zip(speeds, grads)]
        params = [(W - lr * vW, b - lr * vb) for (W, b), (vW, vb) in zip(params, speeds)]
    return params, losses


for way in (train, train_momentum):
    _, found = way(init_params(SIZES, np.random.default_rng(1)), X_train, y_train, 1500, 0.3)
    print(way.__name__, next((epoch for epoch, value in enumerate(found) if value < 0.1), None))
"""
STRETCH_IN_PLACE = """def train_momentum(params, X, y, epochs, lr, momentum=0.9):
    weights = [array.copy() for pair in params for array in pair]
    moves, losses = [np.zeros_like(array) for array in weights], []
    for _ in range(epochs):
        _, cache = forward(list(zip(weights[::2], weights[1::2])), X)
        slopes = [slope for pair in backward(list(zip(weights[::2], weights[1::2])), cache, y) for slope in pair]
        for array, move, slope in zip(weights, moves, slopes):
            move *= momentum
            move -= lr * slope.reshape(move.shape)
            array += move
        losses.append(loss(forward(list(zip(weights[::2], weights[1::2])), X)[0], y))
    return list(zip(weights[::2], weights[1::2])), losses
"""

RIGHT = [
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
    Right("the stretch", cells={"stretch": STRETCH}, proves="d15.s1"),
    Right("the stretch with lr in the speeds, in place", cells={"stretch": STRETCH_IN_PLACE}, proves="d15.s1"),
]

WRONG = [
    Wrong("d15.c1", "all weights 0", {NORMAL: "np.zeros((n_in, n_out)), np.zeros(n_out)"}, "stay equal"),
    Wrong("d15.c1", "its own generator", {NORMAL: NORMAL.replace("rng.normal", "np.random.normal")}, "passed in"),
    Wrong(
        "d15.c1",
        "one neuron, many times",
        {NORMAL: "rng.normal(size=(n_in, 1)) / np.sqrt(n_in) * np.ones((1, n_out)), np.zeros(n_out)"},
        "columns",
    ),
    Wrong("d15.c1", "large sums in wide layers", {" / np.sqrt(n_in)": ""}, "spread"),
    Wrong(
        "d15.c1",
        "rows and columns in each other's place",
        {
            NORMAL: NORMAL.replace("(n_in, n_out)", "(n_out, n_in)"),
            "a @ W": "a @ W.T",
            "inputs[-1] @ W": "inputs[-1] @ W.T",
        },
        "each other's place",
    ),
    Wrong("d15.c2", "no squeeze", {"sigmoid(inputs[-1] @ W + b)[:, 0]": "(inputs[-1] @ W + b)[:, 0]"}, "probabilities"),
    Wrong(
        "d15.c2",
        "no bend in the second hidden layer",
        {
            "inputs.append(bend(inputs[-1] @ W + b))": (
                "z = inputs[-1] @ W + b\n        inputs.append(bend(z) if len(inputs) == 1 else z)"
            )
        },
        "act like a single one",
    ),
    Wrong("d15.c2", "a bias left out", {"bend(inputs[-1] @ W + b)": "bend(inputs[-1] @ W)"}, "stay the same when b"),
    Wrong(
        "d15.c2",
        "sums centred over the batch",
        {"bend(inputs[-1] @ W + b)": "bend(inputs[-1] @ W - (inputs[-1] @ W).mean(axis=0) + b)"},
        "alone",
    ),
    Wrong(
        "d15.c2",
        "tanh whatever is asked for",
        {"bend, _ = ACTIVATIONS[hidden]": 'bend, _ = ACTIVATIONS["tanh"]'},
        "the same answers with hidden",
    ),
    Wrong("d15.c3", "a sum, not a mean", {MEAN: MEAN.replace("np.mean", "np.sum")}, "sum over the points"),
    Wrong("d15.c3", "one term only", {MEAN: "return -np.mean(y * np.log(p))"}, "0.8"),
    Wrong("d15.c3", "squared error", {MEAN: "return np.mean((p - y) ** 2)"}, "squared error"),
    Wrong(
        "d15.c3",
        "columns against rows",
        {MEAN: "p = p[:, None]\n    " + MEAN},
        "every probability with every truth",
    ),
    Wrong(
        "d15.c4",
        "the bias gradient summed over the wrong axis, shaped to fit",
        {"delta.sum(axis=0))": "np.resize(delta.sum(axis=1), delta.shape[1]))"},
        "delta is right",
    ),
    Wrong("d15.c4", "not divided by the rows", {DELTA: "delta = (y_hat - y)[:, None]"}, "a mean"),
    Wrong("d15.c4", "divided twice", {"inputs[layer].T @ delta,": "inputs[layer].T @ delta / len(y),"}, "twice"),
    Wrong("d15.c4", "uphill", {DELTA: "delta = ((y - y_hat) / len(y))[:, None]"}, "other sign"),
    Wrong("d15.c4", "no slope on the way back", {BACK: "delta = delta @ W.T"}, "without the slope"),
    Wrong(
        "d15.c4",
        "the slope of tanh as 1 − a",
        {'"tanh": (np.tanh, lambda a: 1 - a**2)': '"tanh": (np.tanh, lambda a: 1 - a)'},
        "1 − a",
    ),
    Wrong(
        "d15.c4",
        "the wrong slope for tanh",
        {BACK: "delta = (delta @ W.T) * inputs[layer] * (1 - inputs[layer])"},
        "that of the sigmoid",
    ),
    Wrong(
        "d15.c4",
        "the slope of tanh whatever the bend",
        {"_, slope = ACTIVATIONS[hidden]\n    delta": '_, slope = ACTIVATIONS["tanh"]\n    delta'},
        'with hidden="sigmoid" differs',
    ),
    Wrong(
        "d15.c4",
        "last layer first",
        {"    return grads\n": "    return grads[::-1]\n", "zip(params, grads)": "zip(params, grads[::-1])"},
        "shape",
    ),
    Wrong(
        "d15.c5",
        "only the last layer steps",
        {
            STEP: STEP.replace("params = [", "params = params[:-1] + [").replace(
                "zip(params, grads)]", "zip(params[-1:], grads[-1:])]"
            )
        },
        "as it was",
    ),
    Wrong(
        "d15.c5",
        "returns the start",
        {
            "    losses = []\n    for": "    losses, start = [], params\n    for",
            "return params, losses": "return start, losses",
        },
        "the ones it was given",
    ),
    Wrong("d15.c5", "uphill steps", {STEP: STEP.replace("-", "+")}, "uphill"),
    Wrong(
        "d15.c5",
        "the loss of the last epoch only",
        {"    return params, losses": "    return params, losses[-1:]"},
        "1 losses",
    ),
    Wrong("d15.c5", "biases never step", {STEP: STEP.replace("b - lr * db", "b")}, "b of layer 1 is as it was"),
    Wrong(
        "d15.c6",
        "the training points",
        {SHARE: SHARE.replace("X_test", "X_train").replace("y_test", "y_train")},
        "on the training points",
    ),
    Wrong(
        "d15.c6",
        "trained on the test points as well",
        {"train(init_params(SIZES, rng), X_train, y_train": "train(init_params(SIZES, rng), X, y"},
        "the loss on all points",
    ),
    Wrong("d15.c6", "hard-coded", {SHARE: "0.9876"}, "test_accuracy ="),
    Wrong("d15.c6", "hardly trained", {"y_train, epochs=1500, lr=0.3": "y_train, epochs=20, lr=0.1"}, "straight line"),
    Wrong(
        "d15.c6",
        "losses of another training",
        {
            "params, losses = train": "params, losses = train(init_params(SIZES, rng), X_train, y_train, 100, 0.05)\nparams, _ = train"
        },
        "same call",
    ),
    Wrong(
        "d15.c7",
        "last layer first",
        {"for dW, db in backward(deep, cache, y_train)]": "for dW, db in backward(deep, cache, y_train)[::-1]]"},
        "last layer",
    ),
    Wrong("d15.c7", "tanh twice", {"forward(deep, X_train, hidden)": "forward(deep, X_train)"}, "numbers of tanh"),
    Wrong(
        "d15.c7",
        "the three layers of the moons",
        {"deep = init_params(DEEP, rng)": "deep = init_params(SIZES, rng)"},
        "8, one for each",
    ),
    Wrong(
        "d15.c8",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d15.c5",
        "the notebook's rate in the place of lr",
        {"(W - lr * dW, b - lr * db)": "(W - 0.3 * dW, b - 0.3 * db)"},
        "lr makes no difference",
    ),
    Wrong("d15.c9", "a few words", {}, "words of your own", cells={"analysis": "With sigmoid it is tiny, 0.00001."}),
    Wrong(
        "d15.s1",
        "a speed that is forgotten",
        {},
        "no speed is kept",
        cells={
            "stretch": STRETCH.replace(
                "        y_hat, cache", "        speeds = [(0 * W, 0 * b) for W, b in params]\n        y_hat, cache"
            )
        },
    ),
    Wrong(
        "d15.s1",
        "a running mean of the slopes",
        {},
        "only 1 − momentum",
        cells={
            "stretch": STRETCH.replace("vW + dW", "vW + (1 - momentum) * dW").replace(
                "vb + db", "vb + (1 - momentum) * db"
            )
        },
    ),
    Wrong(
        "d15.s1",
        "the biases roll without speed",
        {},
        "b of layer 1",
        cells={"stretch": STRETCH.replace("momentum * vb + db", "db")},
    ),
    Wrong(
        "d15.s1",
        "a momentum that was typed in",
        {},
        "whatever was asked for",
        cells={"stretch": STRETCH.replace("momentum * v", "0.9 * v")},
    ),
    Wrong(
        "d15.s1",
        "the losses are not kept",
        {},
        "gives the losses",
        cells={"stretch": STRETCH.replace("return params, losses", "return params, losses[-1:]")},
    ),
]
