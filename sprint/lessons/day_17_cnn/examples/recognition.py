"""Day 17: examples for checks/recognition.py."""

from sprint.course.examples import Wrong

from .solution import SAVE, SHARE

WRONG = (
    Wrong(
        "d17.c3",
        "saved before the training",
        {
            "net = build_cnn().to(device)": "net = build_cnn().to(device)\nPath('artifacts').mkdir(exist_ok=True)\ntorch.save(net.state_dict(), 'artifacts/cnn_fashion_mnist.pt')",
            SAVE: "pass",
            "saved = build_cnn()": "saved = net",
            'saved.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))': "pass",
        },
        "older than the last training",
    ),
    Wrong(
        "d17.c3",
        "the whole network in the file",
        {
            SAVE: "torch.save(net, path)",
            'saved.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))': "saved = net",
        },
        "the whole network",
    ),
    Wrong(
        "d17.c3",
        "nothing saved",
        {SAVE: "pass", 'saved.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))': "saved = net"},
        "there is no artifacts",
    ),
    Wrong(
        "d17.c3",
        "hardly trained, and a fine claim",
        {"max_lr=0.01": "max_lr=0.000001", SHARE: "test_accuracy = 0.921"},
        "the notebook says 92.1%",
    ),
    Wrong(
        "d17.c3",
        "predict asks the network of the notebook",
        {
            "next(net.parameters())": "next(globals()['net'].parameters())",
            "sums = net(": "sums = globals()['net'].eval()(",
        },
        "nothing but your functions",
    ),
    Wrong(
        "d17.c3",
        "build_cnn needs weights of another cell",
        {
            "    layers = []\n": "    layers, first = [], start.clone()\n",
            "def build_cnn():": "start = to_input(X_train[:1])\n\n\ndef build_cnn():",
        },
        "imports and functions only",
    ),
    Wrong(
        "d17.c3",
        "predict looks the images up and never asks the network",
        {},
        "learned nothing",
        cells={
            "predict": (
                "def predict(net, images):\n"
                "    known = load_fashion_mnist()\n"
                "    rows = known.X_test.reshape(len(known.X_test), -1).astype(np.float32)\n"
                "    asked = np.asarray(images).reshape(len(images), -1).astype(np.float32)\n"
                "    far = (rows**2).sum(axis=1) - 2 * asked @ rows.T\n"
                "    return known.y_test[far.argmin(axis=1)]"
            )
        },
    ),
)
