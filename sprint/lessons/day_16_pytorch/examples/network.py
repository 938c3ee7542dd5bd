"""Day 16: examples for checks/network.py."""

from sprint.course.examples import Wrong

from .solution import LAST, SGD

CALL = "losses_torch = train_torch(net, X_train_t, y_train_t, EPOCHS, LR)"

WRONG = (
    Wrong(
        "d16.c1",
        "every axis of one squeezed away, the row's too",
        {"torch.sigmoid(self.layers[-1](X))[:, 0]": "torch.sigmoid(self.layers[-1](X)).squeeze()"},
        "for one row the network gives shape ()",
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
)
