"""Day 16: examples for checks/comparison.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong("d16.c5", "milliseconds", {'"torch_s": torch_s': '"torch_s": 1000 * torch_s'}, "milliseconds"),
    Wrong(
        "d16.c5",
        "the wrong answers are counted",
        {"forward(params_numpy, X_test)[0] > 0.5) == y_test": "forward(params_numpy, X_test)[0] > 0.5) != y_test"},
        "share of wrong answers",
    ),
    Wrong(
        "d16.c5",
        "a key in another spelling",
        {'"numpy_s": numpy_s': '"numpy_sec": numpy_s', '[compare["numpy_s"], ': '[compare["numpy_sec"], '},
        "numpy_s",
    ),
    Wrong("d16.c5", "seconds of one epoch", {'"torch_s": torch_s': '"torch_s": torch_s / EPOCHS'}, "single epoch"),
)
