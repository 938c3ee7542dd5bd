"""Day 17: examples for checks/network.py."""

from sprint.course.examples import Wrong

from .solution import BUILT

ARGMAX = "parts.append(sums.argmax(dim=1).cpu())"

WRONG = (
    Wrong(
        "d17.c1",
        "no convolution",
        {BUILT: "return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))"},
        "at least one convolution",
    ),
    Wrong("d17.c1", "one sum too many", {"96 * 3 * 3, 10)": "96 * 3 * 3, 11)"}, "shape (5, 11)"),
    Wrong(
        "d17.c1",
        "a linear layer for another size",
        {"96 * 3 * 3, 10)": "96 * 7 * 7, 10)"},
        "another number of inputs",
    ),
    Wrong("d17.c2", "never put into evaluation mode", {"    net.eval()\n": ""}, "training mode"),
    Wrong(
        "d17.c2",
        "sums instead of classes",
        {
            ARGMAX: "parts.append(sums.cpu())",
            "answers = predict(saved, X_test)": "answers = predict(saved, X_test).argmax(axis=1)",
        },
        "ten sums",
    ),
)
