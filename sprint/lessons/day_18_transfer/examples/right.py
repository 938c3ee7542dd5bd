"""Day 18: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import CAM_SUM, FREEZE, GRID, HEAD, HEAD_ONLY, HEAT, LOSS, MAXIMUM, SEEN, STEPS, WHOLE, WHOLE_LOSS

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

RIGHT = (
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
)
