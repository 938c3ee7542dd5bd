"""Day 18: examples for checks/backbone.py."""

from sprint.course.examples import Wrong

from .solution import FREEZE, HEAD, HEAD_ONLY, LOSS, SEEN, STEPS, WHOLE, WHOLE_LOSS

WRONG = (
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
)
