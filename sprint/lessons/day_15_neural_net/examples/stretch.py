"""Day 15: examples for checks/stretch.py."""

from sprint.course.examples import Right, Wrong

from .solution import NORMAL, STEP

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
STRETCH_IN_LISTS = (
    STRETCH.replace("(0 * W, 0 * b) for", "[0 * W, 0 * b] for")
    .replace("(momentum * vW + dW, momentum * vb + db) for", "[momentum * vW + dW, momentum * vb + db] for")
    .replace(
        "        params = [(W - lr * vW, b - lr * vb) for (W, b), (vW, vb) in zip(params, speeds)]\n",
        "        for layer, (vW, vb) in enumerate(speeds):\n"
        "            params[layer][0] = params[layer][0] - lr * vW\n"
        "            params[layer][1] = params[layer][1] - lr * vb\n",
    )
)

RIGHT = (
    Right(
        "lists in the place of tuples, changed in place",
        {
            f"params.append(({NORMAL}))": f"params.append([{NORMAL}])",
            STEP: (
                "for layer, (dW, db) in enumerate(grads):\n"
                "            params[layer][0] -= lr * dW\n"
                "            params[layer][1] -= lr * db"
            ),
        },
        cells={"stretch": STRETCH_IN_LISTS},
        proves="d15.s1",
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d15.s1"),
    Right("the stretch with lr in the speeds, in place", cells={"stretch": STRETCH_IN_PLACE}, proves="d15.s1"),
)

WRONG = (
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
)
