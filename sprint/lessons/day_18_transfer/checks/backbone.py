"""Day 18, tasks 1 and 2: the backbone is frozen, only the head learns."""

import numpy as np

from sprint.checks.api import Failed, NotAttempted, Remote, Work, check, new_rng
from sprint.datasets import variant_in_use

from .common import (
    BUFFERS,
    as_network,
    class_sums,
    image_paths,
    labels_of,
    moved_tensors,
    original_state,
    pair_with_backbone,
    prepared_images,
    share_right,
    state_of,
)


@check(
    "d18.c1",
    "the backbone is frozen, bit for bit, and the head has learned",
    names=("model",),
)
def stays_frozen(work: Work) -> str:
    """Every weight and every buffer of the backbone in `model` is compared with the file the backbone comes from.

    Buffers are what BatchNorm keeps of the images it has seen. Then `model` has to be right on more of `train_paths`
    than the answer that is most frequent there: a head that has learned nothing is not.
    """
    net = as_network(work.remote("model"), "model")
    moved = moved_tensors(state_of(net), original_state())
    buffers = [(name, far) for name, far in moved if name.rpartition(".")[2] in BUFFERS]
    if moved:
        name, far = next((row for row in buffers if "running" in row[0]), moved[0])
        only_buffers = len(buffers) == len(moved)
        seen = f"{name} moved by {far:.2g}, and {len(moved) - 1} more of {len(original_state())} tensors are not what they were"
        raise Failed(
            seen,
            "the backbone as it came",
            because="requires_grad_(False) does not stop the statistics of BatchNorm"
            if only_buffers
            else f"{len(moved) - len(buffers)} tensors of weights changed: they were not frozen when the training began, "
            "or the backbone is not the one that load_backbone gives",
            next="keep the backbone in evaluation mode while the head learns, model.eval()"
            if only_buffers
            else "freeze first, then make the optimizer, and give it the weights of the head",
        )
    work.proved(f"{len(original_state())} tensors of weights and buffers are those of the file")
    share = share_right(work, net, image_paths(work, "train_paths"))
    labels = labels_of(image_paths(work, "train_paths"))
    most = max(labels.count(label) for label in labels) / len(labels)
    work.require(
        share > most,
        f"model is right on {share:.0%} of train_paths",
        f"more than {most:.0%}, which one answer for all would reach",
        next="does the loss fall, and was it this model’s head that was trained?",
    )
    if variant_in_use("resnet18") != "real":
        work.note("offline variant: a small backbone trained on this machine stands in for ResNet-18")
    return f"{len(original_state())} tensors as they came, {share:.0%} of the training images right"


@check(
    "d18.c2",
    "build_transfer_model freezes all but a new head",
    names=("build_transfer_model",),
)
def only_the_head_learns(work: Work) -> str:
    """New networks are made for three and for five classes. Each holds the backbone as it came and gives one sum a class.

    Only the head may ask for slopes (`requires_grad`): with twenty images, eleven million weights would learn them by
    heart. And an image gets the same sums alone as among others.
    """
    for n_classes in (3, 5):
        net = as_network(work.function("build_transfer_model").remote.keep(n_classes), "build_transfer_model's result")
        moved = moved_tensors(state_of(net), original_state())
        work.require(
            not moved,
            f"in a new network {len(moved)} of the backbone’s {len(original_state())} tensors are not those of the file",
            "the backbone as it came",
            next="load_backbone().net gives it with its weights",
        )
        rng = new_rng()
        side = int(prepared_images(work, list(_paths_at_hand(work))[:1]).look()["shape"][-1])
        x = rng.normal(size=(4, 3, side, side)).astype(np.float32)
        tensor = work.session.imported("torch:from_numpy")
        sums = class_sums(net, tensor.keep(x))
        work.require(
            sums.shape == (4, n_classes),
            f"build_transfer_model({n_classes}) gives shape {sums.shape} for 4 images",
            f"shape (4, {n_classes})",
            because="the old head is still there" if sums.ndim == 2 and sums.shape[1] in {8, 1000} else "",
            next="the new head has n_classes outputs",
        )
        alone = np.concatenate([class_sums(net, tensor.keep(x[place : place + 1])) for place in range(4)])
        work.require(
            np.allclose(sums, alone, atol=1e-3), "an image gets other sums alone than among others", "the same sums"
        )
        _trainable(work, net)
    return "one sum a class, only the head learns"


def _paths_at_hand(work: Work) -> tuple[str, ...]:
    """Return files to try things on: the learner's training images, or those the notebook found."""
    try:
        return image_paths(work, "train_paths")
    except (Failed, NotAttempted):
        return image_paths(work, "images")


def _trainable(work: Work, net: Remote) -> None:
    ask = work.session.imported
    names = ask("builtins:map")(ask("operator:itemgetter").keep(0), net.attribute("named_parameters").keep())
    flags = ask("builtins:map")(ask("operator:attrgetter").keep("requires_grad"), net.attribute("parameters").keep())
    state = state_of(net)
    backbone = pair_with_backbone(state, original_state())
    open_ones = [name for name, flag in zip(names, flags, strict=True) if flag]
    of_backbone = [name for name in open_ones if name in backbone]
    head = sum(state[name].size for name in names if name not in backbone)
    count = sum(state[name].size for name in open_ones)
    work.require(
        not of_backbone,
        f"{count:,} weights are trainable with so few images, {len(of_backbone)} tensors of them in the backbone",
        f"only those of the head, {head:,}",
        next="weight.requires_grad_(False) for each of the backbone’s parameters",
    )
    work.require(
        bool(open_ones),
        "no weight is trainable",
        f"those of the head, {head:,}",
        because="the new head was put in before everything was frozen",
        next="freeze first, then put in the head",
    )
