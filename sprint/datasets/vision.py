"""The backbone of the day of transfer learning: ResNet-18 with its ImageNet weights, or a small one trained here.

    from sprint.datasets.vision import load_backbone

    model, to_input, variant = load_backbone()

Importing this module makes torchvision's models usable also where its compiled part does not fit the torch at hand, so
it comes before any import of torchvision. It imports torch: nothing but that day's notebook, its checks and
`sprint data backbone` asks for it.
"""

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor, nn

from sprint.datasets.loading import resnet18_weights
from sprint.datasets.store import variant_in_use

if TYPE_CHECKING:
    from PIL.Image import Image


def _declare_missing_operators() -> None:
    """Declare the two operators that torchvision asks torch for when it is imported, where they are not there.

    They come with its compiled part, which loads only beside the torch it was built for. Its models need neither.
    """
    found = importlib.util.find_spec("torchvision")
    if found is None or found.origin is None:
        return
    for compiled in Path(found.origin).parent.glob("_C*"):
        try:
            torch.ops.load_library(str(compiled))
        except (OSError, ImportError):
            continue
    for name in ("nms", "qnms"):
        if not hasattr(torch.ops.torchvision, name):
            torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")


_declare_missing_operators()


class Backbone(NamedTuple):
    """A network that has learned to see on other images, and how it wants an image."""

    net: nn.Module
    """In ResNet-18's layout: conv1, bn1, relu, maxpool, layer1 to layer4, avgpool and, to be replaced, fc."""
    to_input: "ToInput"
    """Turns a PIL image into the tensor (3, side, side) that the network was trained on."""
    variant: str
    """`real`, or `offline variant` for the small backbone that was trained on this machine."""


class ToInput:
    """Turns a PIL image into a normalised tensor (3, side, side): its shorter side is fitted, the middle is kept."""

    def __init__(self, side: int, mean: tuple[float, ...], std: tuple[float, ...]) -> None:
        self.side = side
        """Height and width of the result in pixels."""
        self.mean, self.std = mean, std
        """What is taken from each colour, from 0 to 1, and what it is divided by."""

    def __call__(self, image: "Image") -> Tensor:
        """Return the tensor, float32."""
        import numpy as np
        from PIL import ImageOps

        image.draft("RGB", (2 * self.side, 2 * self.side))  # a photograph is decoded no larger, which is quick
        fitted = ImageOps.fit(image.convert("RGB"), (self.side, self.side))
        colours = torch.from_numpy(np.asarray(fitted, dtype=np.float32).copy()).permute(2, 0, 1) / 255
        mean, std = (torch.tensor(values)[:, None, None] for values in (self.mean, self.std))
        return (colours - mean) / std

    def __repr__(self) -> str:
        return f"ToInput(side={self.side})"


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
        from torchvision.models import resnet18

        net = resnet18()
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
