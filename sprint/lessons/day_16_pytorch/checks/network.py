"""Day 16, task 1: an nn.Module with the layers it is asked for."""

import itertools

import numpy as np

from sprint.checks.api import Failed, Work, check, new_rng

from .common import new_network, outputs_of


@check("d16.c1", "TorchMLP is a network with the layers it is asked for", names=("TorchMLP",))
def is_a_network(work: Work) -> str:
    """`TorchMLP(sizes)` is made for several sizes: PyTorch has to find every weight and bias in it, and no more.

    Then it answers for made-up rows: one number for each. What it answers is looked at in the next check.
    """
    for sizes in ([2, 3, 1], [3, 5, 4, 1], [4, 6, 3, 5, 1]):
        net = new_network(work, sizes)
        if "torch.nn.modules.module.Module" not in net.look()["bases"]:
            raise Failed(
                f"TorchMLP({sizes}) is a {net.look()['type']}", "an nn.Module", next="class TorchMLP(nn.Module)"
            )
        found = sum(int(np.size(values)) for values in net.attribute("parameters")())
        wanted = sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))
        because, move = "", "one layer for each step from a size to the next, with its bias"
        if found == 0:
            because, move = "layers in a plain Python list stay hidden from PyTorch", "nn.ModuleList shows them"
        work.require(
            found == wanted,
            f"PyTorch finds {found} weights and biases in TorchMLP({sizes})",
            f"{wanted}",
            because=because,
            next=move,
        )
        for rows in (6, 1):
            outputs_of(work, net, new_rng().normal(size=(rows, sizes[0])))
    return "every weight is found, one answer a row"
