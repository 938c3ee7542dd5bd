"""The backbone of the day of transfer learning: ResNet-18 with its ImageNet weights, or a small one trained here.

    from sprint.datasets.vision import load_backbone

    model, to_input, variant = load_backbone()

It imports torch: nothing but that day's notebook, its checks and `sprint data backbone` asks for it.
"""

from typing import Any, NamedTuple

import torch
from torch import nn

from sprint.datasets.image_input import ToInput
from sprint.datasets.loading import resnet18_weights
from sprint.datasets.resnet import torchvision_resnet
from sprint.datasets.store import variant_in_use


class Backbone(NamedTuple):
    """A network that has learned to see on other images, and how it wants an image."""

    net: nn.Module
    """In ResNet-18's layout: conv1, bn1, relu, maxpool, layer1 to layer4, avgpool and, to be replaced, fc."""
    to_input: ToInput
    """Turns a PIL image into the tensor (3, side, side) that the network was trained on."""
    variant: str
    """`real`, or `offline variant` for the small backbone that was trained on this machine."""


IMAGENET = ToInput(224, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
"""How ResNet-18's weights were trained, by torchvision's documentation of them."""


def load_backbone() -> Backbone:
    """Return a new copy of the backbone: ResNet-18 as trained on ImageNet, or the labelled stand-in for it.

    The stand-in is trained on this machine when it is first asked for, which takes a minute, and kept in the cache.

    Raises:
        DataMissingError: the weights are not at hand and the offline variant was not chosen.
        DataDamagedError: the file is not the published one.
    """
    if variant_in_use("resnet18") == "real":
        net: nn.Module = torchvision_resnet().resnet18()
        net.load_state_dict(backbone_weights())
        return Backbone(net.eval(), IMAGENET, "real")
    from sprint.datasets import small_backbone

    small = small_backbone.SmallResNet()
    small.load_state_dict(backbone_weights())
    print(f"resnet18: offline variant, {small_backbone.ABOUT}.")  # noqa: T201  the label belongs into the notebook
    return Backbone(small.eval(), small_backbone.TO_INPUT, "offline variant")


def backbone_weights() -> dict[str, Any]:
    """Return the weights and buffers of the backbone in use, by name; see `load_backbone` for the errors."""
    if variant_in_use("resnet18") == "real":
        path = resnet18_weights()
    else:
        from sprint.datasets import small_backbone

        path = small_backbone.trained()
    weights: dict[str, Any] = torch.load(path, weights_only=True, map_location="cpu")
    return weights
