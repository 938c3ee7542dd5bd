"""Day 15: examples for checks/initialization.py."""

from sprint.course.examples import Wrong

from .solution import NORMAL

WRONG = (
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
)
