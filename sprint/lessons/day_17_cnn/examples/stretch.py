"""Day 17: examples for checks/stretch.py."""

from sprint.course.examples import Right, Wrong

STRETCH = """
def shift(images, dx, dy):
    moved = np.zeros_like(images)
    high, wide = images.shape[1:]
    moved[:, max(dy, 0) : high + min(dy, 0), max(dx, 0) : wide + min(dx, 0)] = images[
        :, max(-dy, 0) : high + min(-dy, 0), max(-dx, 0) : wide + min(-dx, 0)
    ]
    return moved


shift_accuracy = {
    dx: float(np.mean(predict(saved, shift(X_test[:2000], dx, 0)) == y_test[:2000])) for dx in range(5)
}
"""

RIGHT = (Right("the stretch", cells={"stretch": STRETCH}, proves="d17.s1"),)

WRONG = (
    Wrong(
        "d17.s1",
        "what leaves on one side comes in on the other",
        {},
        "comes in on the other",
        cells={"stretch": "shift = lambda images, dx, dy: np.roll(images, (dy, dx), axis=(1, 2))\nshift_accuracy = {}"},
    ),
    Wrong(
        "d17.s1",
        "every share that of the images as they are",
        {},
        "shift_accuracy[",
        cells={"stretch": STRETCH.replace("shift(X_test[:2000], dx, 0)", "X_test[:2000]")},
    ),
)
