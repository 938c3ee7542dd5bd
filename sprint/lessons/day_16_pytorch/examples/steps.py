"""Day 16: examples for checks/steps.py."""

from sprint.course.examples import Wrong

from .solution import LOSS, SGD

WRONG = (
    Wrong(
        "d16.c3",
        "a hundred rows at a time",
        {
            "        loss = nn.functional.binary_cross_entropy(net(X), y)\n        loss.backward()\n        optimizer.step()\n": (
                "        for some in torch.randperm(len(X)).split(100):\n"
                "            optimizer.zero_grad()\n"
                "            loss = nn.functional.binary_cross_entropy(net(X[some]), y[some])\n"
                "            loss.backward()\n"
                "            optimizer.step()\n"
            )
        },
        "once an epoch",
    ),
    Wrong(
        "d16.c3",
        "slopes never cleared",
        {"        optimizer.zero_grad()\n": "", "EPOCHS, LR = 800, 0.5": "EPOCHS, LR = 800, 0.01"},
        "add up",
    ),
    Wrong(
        "d16.c3",
        "a sum for a loss",
        {
            LOSS: LOSS.replace("(net(X), y)", '(net(X), y, reduction="sum")'),
            "EPOCHS, LR = 800, 0.5": "EPOCHS, LR = 800, 0.002",
        },
        "the sum over the rows",
    ),
    Wrong(
        "d16.c3",
        "Adam",
        {
            SGD: "optimizer = torch.optim.Adam(net.parameters(), lr=lr)",
            "EPOCHS, LR = 800, 0.5": "EPOCHS, LR = 800, 0.01",
        },
        "Adam",
    ),
    Wrong(
        "d16.c3",
        "momentum",
        {SGD: SGD.replace("lr=lr", "lr=lr, momentum=0.9"), "EPOCHS, LR = 800, 0.5": "EPOCHS, LR = 800, 0.1"},
        "the first step is right",
    ),
    Wrong("d16.c3", "a rate of its own", {SGD: SGD.replace("lr=lr", "lr=0.1")}, "rate 0.1"),
    Wrong("d16.c3", "no step", {"        optimizer.step()\n": ""}, "no step"),
    Wrong(
        "d16.c3",
        "only the last loss",
        {
            "    return losses\n": "    return losses[-1:]\n",
            "optimizer.step()": "optimizer.step()",
            "losses_torch = train": "losses_torch = 2 * train",
        },
        "1 losses for 3",
    ),
    Wrong("d16.c3", "uphill", {"        loss.backward()": "        (-loss).backward()"}, "uphill"),
)
