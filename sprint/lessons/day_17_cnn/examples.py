"""Day 17, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason.

They train briefly, as SPRINT_FAST asks for; the full training is the solution as a learner runs it.
"""

from sprint.course.examples import Right, Wrong

ENVIRONMENT = {"SPRINT_FAST": "1"}

SAVE = "torch.save(net.state_dict(), path)"
SHARE = "test_accuracy = float(np.mean(answers == y_test))"
PLACES = "misclassified = np.flatnonzero(answers != y_test)"
PAIRS = "confused_pairs = [(truth, answer, count) for (truth, answer), count in pairs.most_common(5)]"
BUILT = "return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(96 * 3 * 3, 10))"
ARGMAX = "parts.append(sums.argmax(dim=1).cpu())"

RIGHT = [
    Right(
        "a class of its own, no BatchNorm, Adam, a state dict with a loop over the file's tensors",
        {
            BUILT: "return Clothes()",
            "        layers += [nn.Conv2d(n_in, n_out, 3, padding=1, bias=False), nn.BatchNorm2d(n_out), nn.ReLU(), nn.MaxPool2d(2)]\n": (
                "        layers += [n_in, n_out]\n"
            ),
            "def build_cnn():": (
                "class Clothes(nn.Module):\n"
                "    def __init__(self):\n"
                "        super().__init__()\n"
                "        self.one, self.two = nn.Conv2d(1, 16, 5, padding=2), nn.Conv2d(16, 32, 3, padding=1)\n"
                "        self.last = nn.Linear(32 * 49, 10)\n\n"
                "    def forward(self, x):\n"
                "        x = torch.max_pool2d(torch.relu(self.one(x)), 2)\n"
                "        x = torch.max_pool2d(torch.relu(self.two(x)), 2)\n"
                "        return self.last(x.flatten(1))\n\n\n"
                "def build_cnn():"
            ),
            "torch.optim.AdamW": "torch.optim.Adam",
            "max_lr=0.01": "max_lr=0.005",
            SAVE: "torch.save({name: tensor.clone() for name, tensor in net.state_dict().items()}, path)",
        },
    ),
    Right(
        "standardised inputs, labels instead of names, a dictionary of pairs, another seed, plain SGD",
        {
            ".float() / 255": ".float().sub(72.9).div(90.0)",
            "manual_seed(17)": "manual_seed(2)",
            "torch.optim.AdamW(net.parameters())": "torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)",
            "max_lr=0.01": "max_lr=0.1",
            "Counter((class_names[y_test[place]], class_names[answers[place]]) for": "Counter((y_test[place], answers[place]) for",
            PAIRS: ("confused_pairs = {(int(a), int(b)): count for (a, b), count in pairs.most_common(8)}"),
            "for truth, answer, count in confused_pairs:\n": "for (truth, answer), count in confused_pairs.items():\n",
        },
    ),
    Right(
        "answers from the trained network, every pair, images as fractions in a 3 by 3 grid",
        {
            "answers = predict(saved, X_test)": "answers = predict(net, X_test)",
            "pairs.most_common(5)": "pairs.most_common()",
            "plt.subplots(3, 5, ": "plt.subplots(3, 3, ",
            "ax.imshow(X_test[place]": "ax.imshow(X_test[place] / 255",
            PLACES: "misclassified = np.array([place for place in range(len(y_test)) if answers[place] != y_test[place]])",
        },
    ),
]

WRONG = [
    Wrong(
        "d17.c1",
        "no convolution",
        {BUILT: "return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))"},
        "at least one convolution",
    ),
    Wrong("d17.c1", "one sum too many", {"96 * 3 * 3, 10)": "96 * 3 * 3, 11)"}, "shape (5, 11)"),
    Wrong(
        "d17.c1",
        "a linear layer for another size",
        {"96 * 3 * 3, 10)": "96 * 7 * 7, 10)"},
        "another number of inputs",
    ),
    Wrong("d17.c2", "never put into evaluation mode", {"    net.eval()\n": ""}, "training mode"),
    Wrong(
        "d17.c2",
        "sums instead of classes",
        {
            ARGMAX: "parts.append(sums.cpu())",
            "answers = predict(saved, X_test)": "answers = predict(saved, X_test).argmax(axis=1)",
        },
        "ten sums",
    ),
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
        "build_cnn needs a number of another cell",
        {
            "nn.Linear(96 * 3 * 3, 10)": "nn.Linear(96 * 3 * 3, n_classes)",
            "def build_cnn():": "n_classes = len(class_names)\n\n\ndef build_cnn():",
        },
        "imports and functions only",
    ),
    Wrong(
        "d17.c3",
        "other layers in the file",
        {
            SAVE: "torch.save(nn.Sequential(net).state_dict(), path)",
            'saved.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))': "saved = net",
        },
        "do not fit",
    ),
    Wrong(
        "d17.c3",
        "known by heart",
        {},
        "by heart",
        cells={
            "predict": (
                "def predict(net, images):\n"
                "    known = load_fashion_mnist()\n"
                "    table = {image.tobytes(): label for image, label in zip(known.X_test, known.y_test)}\n"
                "    return np.array([table.get(image.tobytes(), 0) for image in images])"
            )
        },
    ),
    Wrong(
        "d17.c4",
        "the accuracy of the training images",
        {SHARE: "test_accuracy = float(np.mean(predict(saved, X_train) == y_train)) + 0.05"},
        "test_accuracy =",
    ),
    Wrong("d17.c4", "a number from a book", {SHARE: "test_accuracy = 0.9178"}, "test_accuracy ="),
    Wrong(
        "d17.c4",
        "in percent",
        {
            SHARE: "test_accuracy = 100 * float(np.mean(answers == y_test))",
            ":.1%} of {len(X_test)}": "} of {len(X_test)}",
        },
        "times 100",
    ),
    Wrong(
        "d17.c5",
        "places of a shuffled copy",
        {
            PLACES: "misclassified = np.random.default_rng(0).permutation(len(y_test))[np.flatnonzero(answers != y_test)]"
        },
        "shuffled",
    ),
    Wrong(
        "d17.c5",
        "the right ones",
        {
            PLACES: "misclassified = np.flatnonzero(answers == y_test)",
            "for place in misclassified)": "for place in np.flatnonzero(answers != y_test))",
        },
        "right answers",
    ),
    Wrong("d17.c5", "the first hundred", {PLACES: PLACES + "[:100]"}, "100 of the"),
    Wrong(
        "d17.c5",
        "True and False",
        {
            PLACES: "misclassified = answers != y_test",
            "for place in misclassified)": "for place in np.flatnonzero(misclassified))",
            "np.concatenate([misclassified, ": "np.concatenate([np.flatnonzero(misclassified), ",
        },
        "True or False",
    ),
    Wrong(
        "d17.c6",
        "answer first",
        {
            "(class_names[y_test[place]], class_names[answers[place]]) for": "(class_names[answers[place]], class_names[y_test[place]]) for"
        },
        "called",
    ),
    Wrong("d17.c6", "rarest first", {"pairs.most_common(5)": "pairs.most_common()[::-1][:5]"}, "begins with"),
    Wrong(
        "d17.c6",
        "names only",
        {
            PAIRS: "confused_pairs = [pair for pair, count in pairs.most_common(5)]",
            'for truth, answer, count in confused_pairs:\n    print(f"{count:4d} times {truth} called {answer}")': "print(confused_pairs)",
        },
        "confused_pairs holds",
    ),
    Wrong(
        "d17.c7",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d17.c8", "a few words", {}, "words of your own", cells={"analysis": "Shirt and T-shirt/top, and so would I."}
    ),
]
