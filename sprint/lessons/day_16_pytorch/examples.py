"""Day 16, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

LAYERS = "self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in zip(sizes[:-1], sizes[1:]))"
LAST = "return torch.sigmoid(self.layers[-1](X))[:, 0]"
BENT = "X = torch.tanh(layer(X))"
WEIGHT = "layer.weight.copy_(torch.from_numpy(W.T))"
LOSS = "loss = nn.functional.binary_cross_entropy(net(X), y)"
SGD = "optimizer = torch.optim.SGD(net.parameters(), lr=lr)"
CALL = "losses_torch = train_torch(net, X_train_t, y_train_t, EPOCHS, LR)"
VIEW = "plt.show()"

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

RIGHT = [
    Right(
        "nn.Sequential, weights set through .data, the step by hand",
        {
            LAYERS: (
                "parts = []\n"
                "        for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "            parts += [nn.Linear(n_in, n_out), nn.Tanh()]\n"
                "        self.stack = nn.Sequential(*parts[:-1], nn.Sigmoid())"
            ),
            "        for layer in self.layers[:-1]:\n            " + BENT + "\n        " + LAST: (
                "        return self.stack(X).squeeze(1)"
            ),
            "zip(net.layers, params)": "zip(net.stack[::2], params)",
            WEIGHT: "layer.weight.data = torch.tensor(W.T, dtype=torch.float32)",
            SGD: "weights = list(net.parameters())",
            "        optimizer.zero_grad()\n": "",
            LOSS: "loss = -(y * net(X).log() + (1 - y) * (1 - net(X)).log()).mean()",
            "        loss.backward()\n": "        slopes = torch.autograd.grad(loss, weights)\n",
            "        optimizer.step()\n": (
                "        with torch.no_grad():\n"
                "            for weight, slope in zip(weights, slopes):\n"
                "                weight -= lr * slope\n"
            ),
        },
    ),
    Right(
        "matrices of its own with NumPy's shape, the loss from sums",
        {
            LAYERS: (
                "self.W = nn.ParameterList(torch.randn(m, n) / m**0.5 for m, n in zip(sizes, sizes[1:]))\n"
                "        self.b = nn.ParameterList(torch.zeros(n) for n in sizes[1:])"
            ),
            "        for layer in self.layers[:-1]:\n            " + BENT + "\n        " + LAST: (
                "        for W, b in list(zip(self.W, self.b))[:-1]:\n"
                "            X = (X @ W + b).tanh()\n"
                "        return (X @ self.W[-1] + self.b[-1])[:, 0]"
            ),
            "        for layer, (W, b) in zip(net.layers, params):\n            "
            + WEIGHT
            + "\n            layer.bias.copy_(torch.from_numpy(b))": (
                "        for k, (W, b) in enumerate(params):\n"
                "            net.W[k].copy_(torch.tensor(W))\n"
                "            net.b[k].copy_(torch.tensor(b))"
            ),
            LOSS: "loss = nn.functional.binary_cross_entropy_with_logits(net(X), y)",
            "net(X_test_t).numpy() > 0.5": "net(X_test_t).numpy() > 0",
        },
    ),
    Right(
        "truths as a column, through a state dict, losses as tensors",
        {
            "y_train_t = torch.tensor(y_train, dtype=torch.float32)": (
                "y_train_t = torch.tensor(y_train, dtype=torch.float32)[:, None]"
            ),
            LAST: "return torch.sigmoid(self.layers[-1](X))",
            "        for layer, (W, b) in zip(net.layers, params):\n            "
            + WEIGHT
            + "\n            layer.bias.copy_(torch.from_numpy(b))": (
                "        state = {}\n"
                "        for k, (W, b) in enumerate(params):\n"
                "            state[f'layers.{k}.weight'] = torch.tensor(W.T)\n"
                "            state[f'layers.{k}.bias'] = torch.tensor(b)\n"
                "        net.load_state_dict(state)"
            ),
            "losses.append(loss.item())": "losses.append(loss.detach())",
            "net(X_test_t).numpy() > 0.5": "net(X_test_t).numpy().ravel() > 0.5",
            "net(X_test_t).detach().numpy() -": "net(X_test_t).detach().numpy().ravel() -",
        },
    ),
    Right(
        "another start, more epochs, scatter instead of lines",
        {
            "default_rng(16)": "default_rng(3)",
            "EPOCHS, LR = 800, 0.5": "EPOCHS, LR = 1000, 0.3",
            "for the same 800": "for the same 1000",
            "left.plot(losses_numpy, linewidth=6, alpha=0.4": "left.scatter(range(EPOCHS), losses_numpy, alpha=0.4",
        },
    ),
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
]

WRONG = [
    Wrong(
        "d16.c1",
        "every axis of one squeezed away, the row's too",
        {"torch.sigmoid(self.layers[-1](X))[:, 0]": "torch.sigmoid(self.layers[-1](X)).squeeze()"},
        "for one row the network gives shape ()",
    ),
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
        "d16.c1",
        "layers in a plain list",
        {
            "nn.ModuleList(nn": "list(nn",
            SGD: SGD.replace("net.parameters()", "[p for layer in net.layers for p in layer.parameters()]"),
        },
        "plain Python list",
    ),
    Wrong(
        "d16.c1",
        "no bias",
        {
            "nn.Linear(n_in, n_out)": "nn.Linear(n_in, n_out, bias=False)",
            "            layer.bias.copy_(torch.from_numpy(b))\n": "",
        },
        "weights and biases",
    ),
    Wrong(
        "d16.c1",
        "one probability for the whole batch",
        {
            LAST: "return torch.sigmoid(self.layers[-1](X)).mean()",
            CALL: "losses_torch = [1.0]",
            "net(X_test_t).numpy() > 0.5": "np.zeros(200)",
        },
        "shape ()",
    ),
    Wrong("d16.c2", "no bend", {BENT: "X = layer(X)"}, "no bend"),
    Wrong("d16.c2", "ReLU", {BENT: "X = torch.relu(layer(X))"}, "ReLU"),
    Wrong(
        "d16.c2",
        "square matrices not turned round",
        {WEIGHT: "layer.weight.copy_(torch.from_numpy(W if W.shape[0] == W.shape[1] else W.T))"},
        "without being turned round",
    ),
    Wrong(
        "d16.c2",
        "not turned round at all",
        {
            WEIGHT: "layer.weight.copy_(torch.from_numpy(W))",
            "load_numpy_params(net, start)\n": "",
            '", np.abs(net(X_test_t).detach().numpy() - forward(start, X_test)[0]).max())': '")',
        },
        "RuntimeError",
    ),
    Wrong(
        "d16.c2",
        "only the weights",
        {"            layer.bias.copy_(torch.from_numpy(b))\n": "            layer.bias.zero_()\n"},
        "biases are 0",
    ),
    Wrong(
        "d16.c2",
        "dropout in forward",
        {BENT: "X = nn.functional.dropout(torch.tanh(layer(X)), 0.1)"},
        "drawn at random",
    ),
    Wrong("d16.c2", "pairs in the other order", {"zip(net.layers, params)": "zip(net.layers, params[:1])"}, "row"),
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
    Wrong(
        "d16.c4",
        "the net made anew afterwards",
        {"with torch.no_grad():\n    torch_answers": "net = TorchMLP(SIZES)\nwith torch.no_grad():\n    torch_answers"},
        "of X_test",
    ),
    Wrong(
        "d16.c4",
        "trained on the test points as well",
        {
            "losses_torch = train_torch(net, X_train_t, y_train_t": (
                "X_t, y_t = torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)\n"
                "losses_torch = train_torch(net, X_t, y_t"
            )
        },
        "the loss on all points",
    ),
    Wrong(
        "d16.c4",
        "losses of NumPy",
        {
            "with torch.no_grad():\n    torch_answers": "losses_torch = [loss + 0.1 for loss in losses_numpy]\nwith torch.no_grad():\n    torch_answers"
        },
        "same call",
    ),
    Wrong("d16.c5", "milliseconds", {'"torch_s": torch_s': '"torch_s": 1000 * torch_s'}, "milliseconds"),
    Wrong(
        "d16.c5",
        "the wrong answers are counted",
        {"forward(params_numpy, X_test)[0] > 0.5) == y_test": "forward(params_numpy, X_test)[0] > 0.5) != y_test"},
        "share of wrong answers",
    ),
    Wrong(
        "d16.c5",
        "a key in another spelling",
        {'"numpy_s": numpy_s': '"numpy_sec": numpy_s', '[compare["numpy_s"], ': '[compare["numpy_sec"], '},
        "numpy_s",
    ),
    Wrong("d16.c5", "seconds of one epoch", {'"torch_s": torch_s': '"torch_s": torch_s / EPOCHS'}, "single epoch"),
    Wrong(
        "d16.c6",
        "drawn on a figure that is thrown away",
        {VIEW: "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d16.c7", "a few words", {}, "words of your own", cells={"analysis": "It saved me the backward pass, 0.995."}
    ),
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
]
