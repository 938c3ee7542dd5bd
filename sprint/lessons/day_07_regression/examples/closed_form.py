"""Day 7: examples for checks/closed_form.py."""

from sprint.course.examples import Wrong

from .solution import STRETCH

WRONG = (
    Wrong(
        "d07.s1",
        "the constant last",
        {},
        "the constant is the last number",
        cells={"stretch": STRETCH.replace("[np.ones(len(X)), X]", "[X, np.ones(len(X))]")},
    ),
    Wrong(
        "d07.s1",
        "no column of ones",
        {},
        "pass through 0",
        cells={"stretch": STRETCH.replace("np.column_stack([np.ones(len(X)), X])", "X")},
    ),
    Wrong(
        "d07.s1",
        "the weights of scaled columns",
        {},
        "scaled columns",
        cells={
            "stretch": STRETCH.replace("np.ones(len(X)), X]", "np.ones(len(X)), (X - X.mean(axis=0)) / X.std(axis=0)]")
        },
    ),
    Wrong(
        "d07.s1",
        "the columns are shifted where they are",
        {},
        "changed the ndarray",
        cells={"stretch": STRETCH.replace("    return np.linalg", "    X *= 1.0000001\n    return np.linalg")},
    ),
)
