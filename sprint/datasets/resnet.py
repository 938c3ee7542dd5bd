"""Torchvision's ResNet, also where torchvision's compiled part does not fit the torch at hand.

That part loads only beside the torch it was built for. The models need none of it, but torchvision asks torch for two
of its operators when it is imported.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import torch


def torchvision_resnet() -> ModuleType:
    """Return the module `torchvision.models.resnet`; the operators it asks for are declared where they are missing."""
    if "torchvision" not in sys.modules:
        _declare_missing_operators()
    from torchvision.models import resnet

    module: ModuleType = resnet
    return module


def _declare_missing_operators() -> None:
    """Declare the two operators that torchvision asks torch for, where its compiled part does not bring them."""
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
