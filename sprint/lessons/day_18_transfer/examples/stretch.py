"""Day 18: examples for checks/stretch.py."""

from sprint.course.examples import Right, Wrong

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

RIGHT = (Right("the stretch", cells={"stretch": STRETCH}, proves="d18.s1"),)

WRONG = (
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
)
