"""Day 16: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import BENT, LAST, LOSS, SGD, WEIGHT

LAYERS = "self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in zip(sizes[:-1], sizes[1:]))"

RIGHT = (
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
)
