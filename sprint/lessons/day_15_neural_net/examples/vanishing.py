"""Day 15: examples for checks/vanishing.py."""

from sprint.course.examples import Wrong

WRONG = (
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
)
