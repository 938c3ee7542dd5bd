#!/usr/bin/env bash
# Guess: a learning-rate scheduler turns the learning rate. OneCycleLR's `cycle_momentum` is about SGD's momentum, so an
# Adam made with betas=(0.8, 0.99) keeps them.
# Seen, torch 2.13.0: the first beta is replaced by 0.95 as soon as the scheduler is made, goes down to 0.85 and back.
# The betas that were asked for are gone without a word; `cycle_momentum=False` keeps them. Day 17 trains that way.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q 'torch==2.13.0' numpy==2.4.6
"$folder/venv/bin/python" -W error - <<'PY'
import torch


def betas(**flags):
    optimizer = torch.optim.Adam([torch.nn.Parameter(torch.zeros(1))], lr=0.01, betas=(0.8, 0.99))
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.01, total_steps=10, **flags)
    seen = [optimizer.param_groups[0]["betas"][0]]
    for _ in range(9):
        optimizer.step()
        scheduler.step()
        seen.append(optimizer.param_groups[0]["betas"][0])
    return seen


turned = betas()
print(f"torch {torch.__version__}: first beta 0.8 becomes {turned[0]}, goes down to {min(turned):.2f}, ends at {turned[-1]:.2f}")
assert turned[0] == 0.95 and min(turned) < 0.86 and 0.8 not in turned
assert set(betas(cycle_momentum=False)) == {0.8}
PY
