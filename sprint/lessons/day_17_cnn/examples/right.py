"""Day 17: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import BUILT, PAIRS, PLACES, SAVE

RIGHT = (
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
)
