"""Day 16: examples for checks/moons.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d16.c4",
        "the net made anew afterwards",
        {"with torch.no_grad():\n    torch_answers": "net = TorchMLP(SIZES)\nwith torch.no_grad():\n    torch_answers"},
        "of X_test",
    ),
    Wrong(
        "d16.c4",
        "trained on the test points as well",
        {
            "losses_torch = train_torch(net, X_train_t, y_train_t": (
                "X_t, y_t = torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)\n"
                "losses_torch = train_torch(net, X_t, y_t"
            )
        },
        "the loss on all points",
    ),
    Wrong(
        "d16.c4",
        "losses of NumPy",
        {
            "with torch.no_grad():\n    torch_answers": "losses_torch = [loss + 0.1 for loss in losses_numpy]\nwith torch.no_grad():\n    torch_answers"
        },
        "same call",
    ),
)
