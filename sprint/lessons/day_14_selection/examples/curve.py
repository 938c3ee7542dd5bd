"""Day 14: examples for checks/curve.py."""

from sprint.course.examples import Wrong

from .solution import CURVE, MEANS

WRONG = (
    Wrong(
        "d14.c5",
        "in each other's place",
        {"train_scores, valid_scores = validation": "valid_scores, train_scores = validation"},
        "each other's place",
    ),
    Wrong(
        "d14.c5",
        "the curve of all rows",
        {CURVE: CURVE.replace("X_train, y_train", "X, y")},
        "the test rows among them",
    ),
    Wrong("d14.c5", "the same curve twice", {CURVE: CURVE + "\nvalid_scores = train_scores"}, "are the same"),
    Wrong("d14.c5", "the best value at the edge", {"np.logspace(-5, 2, 8)": "np.logspace(-7, -3, 9)"}, "still rises"),
    Wrong("d14.c5", "one power of ten", {"np.logspace(-5, 2, 8)": "np.linspace(0.01, 0.1, 8)"}, "powers of ten"),
    Wrong(
        "d14.c5",
        "the mean over the values",
        {
            CURVE: CURVE + "\ntrain_scores, valid_scores = train_scores.mean(axis=0), valid_scores.mean(axis=0)",
            "train_scores.mean(axis=1)": "[0.5] * 8",
            "valid_scores.mean(axis=1)": "np.ones(8)",
        },
        "over the values",
    ),
    Wrong(
        "d14.c5",
        "a curve from a book",
        {
            CURVE: "train_scores = np.linspace(0.5, 1, 8)\nvalid_scores = np.array([0.5, 0.6, 0.7, 0.8, 0.9, 0.8, 0.7, 0.6])",
            **MEANS,
        },
        "if the knob is",
    ),
)
