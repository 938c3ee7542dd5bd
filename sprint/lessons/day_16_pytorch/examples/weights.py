"""Day 16: examples for checks/weights.py."""

from sprint.course.examples import Wrong

from .solution import BENT, WEIGHT

WRONG = (
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
)
