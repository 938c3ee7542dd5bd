"""Day 18, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

FREEZE = "    for weight in net.parameters():\n        weight.requires_grad_(False)\n"
HEAD = "    net.fc = nn.Linear(net.fc.in_features, n_classes)\n"
HEAD_ONLY = "optimizer = torch.optim.Adam(model.fc.parameters(), lr=0.01)"
LOSS = "loss = nn.functional.cross_entropy(model.fc(seen), labels_of(train_paths))"
SEEN = (
    "everything_but_fc = nn.Sequential(*list(model.children())[:-1], nn.Flatten())\n"
    "with torch.no_grad():\n"
    "    seen = everything_but_fc(prepare(train_paths))\n"
)
WHOLE = "x_train = prepare(train_paths)\n"
WHOLE_LOSS = "loss = nn.functional.cross_entropy(model(x_train), labels_of(train_paths))"
STEPS = "range(150)"
ACC = "val_acc = (val_answers == labels_of(val_paths)).float().mean().item()"
CAM_SUM = "sums[0, class_idx]"
HEAT = 'heat = nn.functional.interpolate(grid, size=x.shape[-2:], mode="bilinear")[0, 0].detach()'
GRID = 'grid = (weights * kept["a"]).sum(dim=1, keepdim=True).clamp(min=0)'
MAXIMUM = "return (heat / heat.max().clamp(min=1e-12)).numpy()"
CUT = "    train_paths += [paths[place] for place in order[:cut]]\n    val_paths += [paths[place] for place in order[cut:]]\n"

PARTS = """
class Transfer(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        net = load_backbone().net
        self.features = nn.Sequential(*list(net.children())[:-1])
        self.features.requires_grad_(False)
        self.fc = nn.Sequential(nn.Dropout(0.1), nn.Linear(net.fc.in_features, n_classes))

    @property
    def layer4(self):
        return self.features[-2]

    def children(self):
        return iter([self.features, self.fc])

    def train(self, mode=True):
        super().train(mode)
        self.features.eval()
        return self

    def forward(self, x):
        return self.fc(self.features(x).flatten(1))


def build_transfer_model(n_classes):
    return Transfer(n_classes)
"""
STRETCH = """
import copy

tuned = copy.deepcopy(model)
tuned.layer4.requires_grad_(True)
groups = [{"params": tuned.fc.parameters(), "lr": 0.001}, {"params": tuned.layer4.parameters(), "lr": 0.0001}]
tuner = torch.optim.Adam(groups)
x_train = prepare(train_paths)
for step in range(3):
    tuner.zero_grad()
    nn.functional.cross_entropy(tuned(x_train), labels_of(train_paths)).backward()
    tuner.step()
"""

RIGHT = [
    Right(
        "a class of its own around the parts, whose training mode leaves the backbone alone, a head with dropout",
        {
            "model.eval()\n": "model.train()\n",
            "with torch.no_grad():\n    val_answers": "model.eval()\nwith torch.no_grad():\n    val_answers",
        },
        cells={"build": PARTS},
    ),
    Right(
        "the whole network in each step, by stochastic gradient descent with momentum, another seed, texts for paths",
        {
            SEEN: WHOLE,
            LOSS: WHOLE_LOSS,
            STEPS: "range(30)",
            HEAD_ONLY: "optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.05, momentum=0.9)",
            "torch.manual_seed(18)": "torch.manual_seed(4)",
            "default_rng(18)": "default_rng(5)",
            "train_paths += [paths[place]": "train_paths += [str(paths[place])",
            "val_paths += [paths[place]": "val_paths += [str(paths[place])",
        },
    ),
    Right(
        "slopes by backward and a hook of its own, a batch of one taken apart, a tensor for a map, scikit-learn's split",
        {
            'slopes = torch.autograd.grad(sums[0, class_idx], kept["a"])[0]': (
                'kept["a"].retain_grad()\n    sums.squeeze(0)[class_idx].backward()\n    slopes = kept["a"].grad'
            ),
            GRID: 'grid = torch.relu(torch.einsum("bchw,bc->bhw", kept["a"], weights[:, :, 0, 0]))[:, None]',
            HEAT: 'heat = nn.functional.interpolate(grid, size=x.shape[-2:], mode="bicubic")[0, 0].detach().clamp(min=0)',
            MAXIMUM: "return heat / (heat.max() + 1e-8)",
        },
        cells={
            "split": (
                "from sklearn.model_selection import train_test_split\n\n"
                "train_paths, val_paths = train_test_split(\n"
                "    [path for path, _ in images], test_size=0.3, stratify=[label for _, label in images], random_state=1\n"
                ")"
            )
        },
    ),
    Right(
        "the probability instead of the sum, a sequence of parts, weights written one by one",
        {
            CAM_SUM: "torch.softmax(sums, dim=1)[0, class_idx]",
            "model.fc": "model[-1]",
            "model.layer4": "model[7]",
            FREEZE: "",
            HEAD: (
                "    head = nn.Linear(net.fc.in_features, n_classes)\n"
                "    net = nn.Sequential(*list(net.children())[:-1], nn.Flatten())\n"
                "    for name, weight in net.named_parameters():\n"
                "        weight.requires_grad = False\n"
                "    net.append(head)\n"
            ),
            "*list(model.children())[:-1], nn.Flatten())": "*list(model.children())[:-1])",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d18.s1"),
]

WRONG = [
    Wrong(
        "d18.c1",
        "training mode: BatchNorm's statistics move",
        {SEEN: WHOLE, LOSS: WHOLE_LOSS, STEPS: "range(5)", "model.eval()\n": "model.train()\n"},
        "does not stop the statistics of BatchNorm",
    ),
    Wrong(
        "d18.c1",
        "one image through a network in training mode while trying things out",
        {"model.eval()\n": "model(prepare(train_paths[:2]))\nmodel.eval()\n", HEAD: HEAD + "    net.train()\n"},
        "running_mean moved by",
    ),
    Wrong(
        "d18.c1",
        "never frozen, and everything in the optimizer",
        {
            FREEZE: "",
            SEEN: WHOLE,
            LOSS: WHOLE_LOSS,
            STEPS: "range(3)",
            HEAD_ONLY: "optimizer = torch.optim.Adam(model.parameters(), lr=0.001)",
        },
        "tensors of weights changed",
    ),
    Wrong(
        "d18.c1",
        "weight decay on frozen weights by hand",
        {"val_acc = (": "for w in model.layer4.parameters():\n    w.data *= 0.9999\nval_acc = ("},
        "tensors of weights changed",
    ),
    Wrong(
        "d18.c1",
        "a head that was never trained",
        {
            STEPS: "range(0)",
            "loss {loss.item():.3f}, ": "",
            HEAD: HEAD + "    nn.init.zeros_(net.fc.weight)\n",
        },
        "which one answer for all would reach",
    ),
    Wrong("d18.c2", "nothing is frozen", {FREEZE: ""}, "are trainable with so few images"),
    Wrong(
        "d18.c2",
        "the head is frozen as well",
        {
            FREEZE: "",
            HEAD: HEAD + FREEZE,
            "    loss.backward()\n    optimizer.step()\n": "    loss.requires_grad_().backward()\n",
        },
        "no weight is trainable",
    ),
    Wrong("d18.c2", "two classes whatever is asked for", {HEAD: HEAD.replace("n_classes", "2")}, "gives shape (4, 2)"),
    Wrong(
        "d18.c2",
        "only the last block frozen",
        {FREEZE: "    net.layer4.requires_grad_(False)\n"},
        "tensors of them in the backbone",
    ),
    Wrong(
        "d18.c2",
        "a backbone with fresh weights",
        {
            "net = load_backbone().net\n": "net = load_backbone().net\n    for part in net.modules():\n        if isinstance(part, nn.Conv2d):\n            part.reset_parameters()\n"
        },
        "are not those of the file",
    ),
    Wrong(
        "d18.c3",
        "the small grid",
        {
            HEAT: "heat = grid[0, 0].detach()",
            'ImageOps.fit(Image.open(path).convert("RGB"), heat.shape)': "np.zeros((9, 9))",
        },
        "not yet enlarged",
    ),
    Wrong(
        "d18.c3",
        "an axis too many",
        {
            HEAT: HEAT.replace("[0, 0].detach()", "[0].detach()"),
            "ax.imshow(heat,": "ax.imshow(heat[0],",
            "heat.shape)": "heat[0].shape)",
        },
        "axis of length 1",
    ),
    Wrong("d18.c3", "the slope of all sums", {CAM_SUM: "sums.sum()"}, "all sums together"),
    Wrong("d18.c3", "what speaks against it stays", {GRID: GRID.replace(".clamp(min=0)", "")}, "nothing below 0"),
    Wrong(
        "d18.c3",
        "not divided by its maximum",
        {MAXIMUM: "return (255 * heat / heat.max().clamp(min=1e-12)).numpy()"},
        "the largest value of a map",
    ),
    Wrong(
        "d18.c3",
        "a spot in the middle, whatever the image",
        {
            MAXIMUM: "spot = torch.exp(-(torch.linspace(-2, 2, len(heat)) ** 2)[:, None] - (torch.linspace(-2 - class_idx, 2, len(heat)) ** 2)[None])\n    return (spot / spot.max()).numpy()"
        },
        "the same for every image",
    ),
    Wrong(
        "d18.c4",
        "hot and cold exchanged",
        {
            MAXIMUM: "heat = heat / heat.max().clamp(min=1e-12)\n    return ((1 - heat) / (1 - heat).max().clamp(min=1e-12)).numpy()"
        },
        "hiding the hottest fifth",
    ),
    Wrong(
        "d18.c4",
        "the map of the other class",
        {"def grad_cam(model, x, class_idx):\n": "def grad_cam(model, x, class_idx):\n    class_idx = 1 - class_idx\n"},
        "does not show what the network uses",
    ),
    Wrong(
        "d18.c5", "all images on both sides", {CUT: "    train_paths += paths\n    val_paths += paths\n"}, "is in both"
    ),
    Wrong("d18.c5", "cut one place too late", {"order[:cut]": "order[: cut + 1]"}, "is in both"),
    Wrong(
        "d18.c5",
        "the sorted list cut at one place",
        {
            'print(len(train_paths), "to learn from,", len(val_paths), "to judge")': "train_paths, val_paths = [path for path, _ in images[:10]] , [path for path, _ in images[10:]]"
        },
        "each on both sides",
    ),
    Wrong(
        "d18.c5",
        "a copy of a training image under another name and in another format",
        {
            'print(len(train_paths), "to learn from,", len(val_paths), "to judge")': (
                'copies = Path("copies") / class_names[0]\ncopies.mkdir(parents=True, exist_ok=True)\n'
                'Image.open(train_paths[0]).convert("RGB").save(copies / "another.png")\nval_paths.append(copies / "another.png")'
            )
        },
        "the same picture under two names",
    ),
    Wrong(
        "d18.c6",
        "the share of the training images and a bit",
        {ACC: "val_acc = 0.987"},
        "what model reaches on val_paths",
    ),
    Wrong("d18.c6", "in percent", {ACC: ACC + " * 100", "{val_acc:.0%}": "{val_acc}"}, "times 100"),
    Wrong(
        "d18.c6",
        "the number of right answers",
        {ACC: "val_acc = (val_answers == labels_of(val_paths)).sum().item()", "{val_acc:.0%}": "{val_acc}"},
        "not their share",
    ),
    Wrong(
        "d18.c7",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong("d18.c8", "a few words", {}, "words of your own", cells={"analysis": "No, and it looks at the square."}),
    Wrong(
        "d18.s1",
        "the whole network learns",
        {},
        "before layer4",
        cells={
            "stretch": STRETCH.replace("tuned.layer4.requires_grad_(True)", "tuned.requires_grad_(True)").replace(
                "tuned.layer4.parameters()", "[p for n, p in tuned.named_parameters() if not n.startswith('fc')]"
            )
        },
    ),
    Wrong(
        "d18.s1",
        "statistics move",
        {},
        "before layer4",
        cells={"stretch": STRETCH.replace("x_train =", "tuned.train()\nx_train =")},
    ),
    Wrong(
        "d18.s1",
        "a copy in which nothing was tuned",
        {},
        "layer4 is as it came",
        cells={"stretch": STRETCH.replace("range(3)", "range(0)")},
    ),
]
