"""Day 15: examples for checks/forward.py."""

from sprint.course.examples import Wrong

WRONG = (
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
)
