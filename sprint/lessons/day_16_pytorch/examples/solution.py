"""Day 16: what several examples change in the solution, text by text."""

LAST = "return torch.sigmoid(self.layers[-1](X))[:, 0]"
BENT = "X = torch.tanh(layer(X))"
WEIGHT = "layer.weight.copy_(torch.from_numpy(W.T))"
LOSS = "loss = nn.functional.binary_cross_entropy(net(X), y)"
SGD = "optimizer = torch.optim.SGD(net.parameters(), lr=lr)"
