"""Day 15: examples for checks/moons.py."""

from sprint.course.examples import Wrong

from .solution import SHARE

WRONG = (
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
)
