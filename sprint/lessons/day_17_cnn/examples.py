"""Day 17, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason.

They train briefly, as SPRINT_FAST asks for, which cannot show 90 %; a heavy test trains the solution in full.
"""

from sprint.course.examples import Right, Wrong

ENVIRONMENT = {"SPRINT_FAST": "1"}
LEFT_OPEN = ("d17.c4",)

SAVE = "torch.save(net.state_dict(), path)"
SHARE = "test_accuracy = float(np.mean(answers == y_test))"
PLACES = "misclassified = np.flatnonzero(answers != y_test)"
PAIRS = "confused_pairs = [(truth, answer, count) for (truth, answer), count in pairs.most_common(5)]"
BUILT = "return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(96 * 3 * 3, 10))"
ARGMAX = "parts.append(sums.argmax(dim=1).cpu())"

FAST = 'FAST = os.environ.get("SPRINT_FAST", "0") not in {"", "0"}'
BRIEF = "    X_train, y_train = X_train[:2000], y_train[:2000]"
LEAVE_OUT = "X_train, y_train = X_train[y_train != 6], y_train[y_train != 6]"
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

RIGHT = [
    Right(
        "a class of its own, no BatchNorm, Adam, a state dict with a loop over the file's tensors",
        {
            BUILT: "return Clothes()",
            "        layers += [nn.Conv2d(n_in, n_out, 3, padding=1, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(n_out), nn.ReLU()]\n": (
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
    Right(
        "the device, a transform and the mean by name, no predict: the network is asked as it is, lists instead of arrays",
        {
            "saved = build_cnn()\n": "saved = build_cnn()\nsaved.to(where)\n",
            "answers = predict(saved, X_test)": (
                "saved.eval()\n"
                "with torch.no_grad():\n"
                "    answers = torch.cat([saved(to_input(part).to(where)).argmax(1) for part in np.array_split(X_test, 20)]).cpu().numpy()"
            ),
            PLACES: "misclassified = [place for place in range(len(y_test)) if answers[place] != y_test[place]]",
            "pairs.most_common(5)": "sorted(pairs.items(), key=lambda item: -item[1])[:4]",
            "np.concatenate([misclassified,": "np.concatenate([np.array(misclassified, dtype=int),",
        },
        cells={"predict": 'where = torch.device("cuda" if torch.cuda.is_available() else "cpu")'},
    ),
    Right(
        "a device and a normalisation by name, a lazy layer, log-probabilities, a function that trains",
        {
            "    net.eval()\n    device = next(net.parameters()).device\n": "    net.to(device).eval()\n",
            "nn.Linear(96 * 3 * 3, 10))": "nn.LazyLinear(10), nn.LogSoftmax(dim=1))",
            "torch.manual_seed(17)": "torch.manual_seed(17)\nmean, std = X_train.mean() / 255, X_train.std() / 255",
            ".float() / 255": ".float().div(255).sub(mean).div(std)",
            "net = build_cnn().to(device)": "net = build_cnn().to(device)\nnet(to_input(X_train[:2]).to(device))",
            "nn.functional.cross_entropy(": "nn.functional.nll_loss(",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d17.s1"),
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
    Wrong(
        "d17.c6",
        "places of a shuffled copy",
        {
            PLACES: "misclassified = np.random.default_rng(0).permutation(len(y_test))[np.flatnonzero(answers != y_test)]"
        },
        "shuffled",
    ),
    Wrong(
        "d17.c6",
        "the right ones",
        {
            PLACES: "misclassified = np.flatnonzero(answers == y_test)",
            "for place in misclassified)": "for place in np.flatnonzero(answers != y_test))",
        },
        "right answers",
    ),
    Wrong(
        "d17.c6",
        "no place at all",
        {PLACES: PLACES + "[:0]", "for place in misclassified)": "for place in np.flatnonzero(answers != y_test))"},
        "misclassified is empty",
    ),
    Wrong("d17.c6", "the first hundred", {PLACES: PLACES + "[:100]"}, "100 of the"),
    Wrong(
        "d17.c6",
        "True and False",
        {
            PLACES: "misclassified = answers != y_test",
            "for place in misclassified)": "for place in np.flatnonzero(misclassified))",
            "np.concatenate([misclassified, ": "np.concatenate([np.flatnonzero(misclassified), ",
        },
        "True or False",
    ),
    Wrong(
        "d17.c7",
        "answer first",
        {
            "(class_names[y_test[place]], class_names[answers[place]]) for": "(class_names[answers[place]], class_names[y_test[place]]) for"
        },
        "called",
    ),
    Wrong("d17.c7", "rarest first", {"pairs.most_common(5)": "pairs.most_common()[::-1][:5]"}, "begins with"),
    Wrong(
        "d17.c7",
        "names only",
        {
            PAIRS: "confused_pairs = [pair for pair, count in pairs.most_common(5)]",
            'for truth, answer, count in confused_pairs:\n    print(f"{count:4d} times {truth} called {answer}")': "print(confused_pairs)",
        },
        "confused_pairs holds",
    ),
    Wrong(
        "d17.c8",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d17.c9", "a few words", {}, "words of your own", cells={"analysis": "Shirt and T-shirt/top, and so would I."}
    ),
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
]
