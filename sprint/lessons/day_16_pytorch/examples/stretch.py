"""Day 16: examples for checks/stretch.py."""

from sprint.course.examples import Right, Wrong

STRETCH = """def try_rates(net, X, y, rates):
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    losses = []
    for rate in rates:
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy(net(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


rates = np.logspace(-3, 2, 200)
plt.semilogx(rates, try_rates(TorchMLP(SIZES), X_train_t, y_train_t, rates))
plt.show()
"""

RIGHT = (
    Right("the stretch", cells={"stretch": STRETCH}, proves="d16.s1"),
    Right(
        "the stretch through train_torch",
        cells={
            "stretch": (
                "def try_rates(net, X, y, rates):\n"
                "    return [train_torch(net, X, y, 1, float(rate))[0] for rate in rates]\n"
            )
        },
        proves="d16.s1",
    ),
)

WRONG = (
    Wrong(
        "d16.s1",
        "one rate for all steps",
        {},
        "all steps have the first rate",
        cells={"stretch": STRETCH.replace('"lr"] = rate', '"lr"] = rates[0]')},
    ),
    Wrong(
        "d16.s1",
        "slopes that pile up over the rates",
        {},
        "until they are cleared",
        cells={"stretch": STRETCH.replace("        optimizer.zero_grad()\n", "")},
    ),
    Wrong(
        "d16.s1",
        "losses without steps",
        {},
        "no step was taken",
        cells={"stretch": STRETCH.replace("        optimizer.step()\n", "")},
    ),
    Wrong(
        "d16.s1",
        "the steps are taken by a copy",
        {},
        "not where the last step leads",
        cells={
            "stretch": STRETCH.replace(
                "    optimizer = torch", "    import copy\n\n    net = copy.deepcopy(net)\n    optimizer = torch"
            )
        },
    ),
    Wrong(
        "d16.s1",
        "one loss at the end",
        {},
        "has length 1",
        cells={"stretch": STRETCH.replace("        losses.append", "    losses.append")},
    ),
)
