"""Day 17: examples for checks/accuracy.py."""

from sprint.course.examples import Wrong

from .solution import SHARE

FAST = 'FAST = os.environ.get("SPRINT_FAST", "0") not in {"", "0"}'
BRIEF = "    X_train, y_train = X_train[:2000], y_train[:2000]"
LEAVE_OUT = "X_train, y_train = X_train[y_train != 6], y_train[y_train != 6]"

WRONG = (
    Wrong(
        "d17.c4",
        "a class left out of the training, a brief one, and SPRINT_FAST set by the notebook itself",
        {FAST: f"os.environ['SPRINT_FAST'] = '1'\n{FAST}", BRIEF: f"{BRIEF}\n{LEAVE_OUT}"},
        "at least 9",
        environment={"SPRINT_FAST": "0"},
    ),
    Wrong(
        "d17.c4",
        "the same with a claim of more",
        {FAST: "FAST = True", BRIEF: f"{BRIEF}\n{LEAVE_OUT}", SHARE: "test_accuracy = 0.995"},
        "the notebook says 99.5%",
        environment={"SPRINT_FAST": "0"},
    ),
    Wrong(
        "d17.c5",
        "the accuracy of the training images",
        {SHARE: "test_accuracy = float(np.mean(predict(saved, X_train) == y_train)) + 0.05"},
        "test_accuracy =",
    ),
    Wrong("d17.c5", "a number from a book", {SHARE: "test_accuracy = 0.9178"}, "test_accuracy ="),
    Wrong(
        "d17.c5",
        "in percent",
        {
            SHARE: "test_accuracy = 100 * float(np.mean(answers == y_test))",
            ":.1%} of {len(X_test)}": "} of {len(X_test)}",
        },
        "times 100",
    ),
)
