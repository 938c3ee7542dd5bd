"""What several tasks of day 16 share: the learner's networks, their tensors, and what they answer."""

from collections.abc import Sequence

import numpy as np

from sprint.checks.api import (
    Failed,
    Floats,
    Labels,
    LearnerError,
    Params,
    Remote,
    Rows,
    Work,
    format_value,
    make_tensor,
    new_rng,
    random_network,
    require_losses,
    sigmoid,
)

ROWS = 400
"""How many rows a step is taken with: more than fit into a usual mini-batch, which has no place here."""


def label_tensor(work: Work, labels: Labels) -> Remote:
    """Return truths as a tensor of the form of the learner's `y_train_t`: (n,) or (n, 1)."""
    look = work.remote("y_train_t").look() if "y_train_t" in work.run.names else {}
    return make_tensor(work.session, labels[:, None] if len(look.get("shape") or ()) == 2 else labels)


def new_network(work: Work, sizes: Sequence[int]) -> Remote:
    """Make a new network of the learner's class."""
    try:
        return work.function("TorchMLP").remote.keep(list(sizes))
    except LearnerError as error:
        raise Failed(
            f"TorchMLP({list(sizes)}) raises {error.stop.type}: {error.stop.message[:120]}",
            "a network with these sizes",
            because="the layers are set before nn.Module is ready" if "before Module" in error.stop.message else "",
            next="super().__init__() comes first in __init__" if "before Module" in error.stop.message else "",
        ) from error


def outputs_of(work: Work, net: Remote, X: Rows) -> Floats:
    """Return what the learner's network gives for rows X, one number each, (n,)."""
    try:
        found = net(make_tensor(work.session, X))
    except LearnerError as error:
        where = f" (cell {error.stop.cell}, line {error.stop.line})" if error.stop.cell else ""
        raise Failed(
            f"for a tensor of shape {np.shape(X)} the network raises {error.stop.type}: "
            f"{error.stop.message[:140]}{where}",
            "one probability a row",
            next="call it on X_train_t in a cell and read the last line",
        ) from error
    if isinstance(found, Remote) or found is None:
        raise Failed(f"the network gives {format_value(found)}", "a tensor", next="does forward end with `return`?")
    found = np.asarray(found, dtype=float)
    if found.shape not in [(len(X),), (len(X), 1)]:
        raise Failed(
            f"for {f'{len(X)} rows' if len(X) > 1 else 'one row'} the network gives shape {found.shape}",
            f"shape ({len(X)},), one probability a row",
            next="the last layer gives one column; which index takes it out?",
        )
    return found.ravel()


def probabilities_of(work: Work, net: Remote, X: Rows) -> Floats:
    """Return the learner's probabilities for rows X, (n,); a network that gives sums is squeezed here, with a note."""
    found = outputs_of(work, net, X)
    if not _gives_sums(work):
        return found
    work.note("the network gives sums, not probabilities; they were squeezed before comparing")
    return sigmoid(found)


def _gives_sums(work: Work) -> bool:
    """Tell whether the learner's class gives the sums of its last layer: where these are large, they are no shares.

    One network is not enough to tell, since its sums may all lie between 0 and 1.
    """
    rng = new_rng()
    *before, (W, b) = random_network(rng, [2, 5, 4, 1])
    found = outputs_of(work, network_with(work, [*before, (100 * W, b)]), rng.normal(size=(40, 2)))
    return bool(np.any((found < 0) | (found > 1)))


def network_with(work: Work, params: Params) -> Remote:
    """Return a new network of the learner's with these weights in it, loaded by the learner's function."""
    sizes = [len(params[0][0]), *(W.shape[1] for W, _ in params)]
    net = new_network(work, sizes)
    work.function("load_numpy_params")(net, params)
    return net


def class_labels(work: Work, name: str) -> Labels:
    """Return labels of the learner's as 0 and 1, (n,)."""
    return np.ravel(work.array(name)).astype(int)


def accuracy_of(work: Work, net: Remote, part: str) -> float:
    """Return the share of right answers of a network on `train` or `test`."""
    X, labels = work.array(f"X_{part}"), class_labels(work, f"y_{part}")
    return float(np.mean((probabilities_of(work, net, X) > 0.5) == labels))


def loss_curve(work: Work, name: str) -> Floats:
    """Return a list of losses of the learner's, (epochs,); fail if it is short or holds nan."""
    return require_losses(work, name, next=f"print(len({name}))")
