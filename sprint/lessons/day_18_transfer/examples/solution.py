"""Day 18: what several examples change in the solution, text by text."""

FREEZE = "    for weight in net.parameters():\n        weight.requires_grad_(False)\n"
HEAD = "    net.fc = nn.Linear(net.fc.in_features, n_classes)\n"
HEAD_ONLY = "optimizer = torch.optim.Adam(model.fc.parameters(), lr=0.01)"
LOSS = "loss = nn.functional.cross_entropy(model.fc(seen), labels_of(train_paths))"
SEEN = (
    "everything_but_fc = nn.Sequential(*list(model.children())[:-1], nn.Flatten())\n"
    "with torch.no_grad():\n"
    "    seen = everything_but_fc(prepare(train_paths))\n"
)
WHOLE = "x_train = prepare(train_paths)\n"
WHOLE_LOSS = "loss = nn.functional.cross_entropy(model(x_train), labels_of(train_paths))"
STEPS = "range(150)"
CAM_SUM = "sums[0, class_idx]"
HEAT = 'heat = nn.functional.interpolate(grid, size=x.shape[-2:], mode="bilinear")[0, 0].detach()'
GRID = 'grid = (weights * kept["a"]).sum(dim=1, keepdim=True).clamp(min=0)'
MAXIMUM = "return (heat / heat.max().clamp(min=1e-12)).numpy()"
