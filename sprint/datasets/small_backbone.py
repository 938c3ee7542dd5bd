"""The stand-in for ResNet-18: a small network of the same layout, trained on this machine on drawn things.

It learns to tell eight kinds of drawn things apart, none of them a circle or a square, and is kept in the user's cache.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from sprint import files
from sprint.datasets.catalog import dataset
from sprint.datasets.image_input import ToInput
from sprint.datasets.resnet import torchvision_resnet
from sprint.datasets.store import cache_folder

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

ABOUT = "a small network of the same layout, trained on this machine on drawn things"
TO_INPUT = ToInput(128, (0.5, 0.5, 0.5), (0.25, 0.25, 0.25))
WIDTHS = (24, 32, 64, 96)
"""The channels of layer1 to layer4."""
KINDS = ("triangle", "cross", "ring", "star", "bar", "crescent", "ellipse", "stripes")
SEED = 18
SIDE = 80
"""Height and width of an image it is trained on; used on larger ones, it finds the same things."""
IMAGES, EPOCHS, BATCH = 1600, 8, 32
_PATIENCE_SECONDS = 600.0
"""How long to wait for another process that is training it already."""


class SmallResNet(nn.Module):
    """ResNet-18's layout with one narrow block a layer; layer4 keeps the height and width of layer3."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, WIDTHS[0], 5, stride=2, padding=2, bias=False)
        self.bn1, self.relu, self.maxpool = nn.BatchNorm2d(WIDTHS[0]), nn.ReLU(), nn.MaxPool2d(2)
        before = WIDTHS[0]
        for place, (width, stride) in enumerate(zip(WIDTHS, (1, 2, 2, 1), strict=True), 1):
            shorter = nn.Sequential(nn.Conv2d(before, width, 1, stride, bias=False), nn.BatchNorm2d(width))
            block = torchvision_resnet().BasicBlock(
                before, width, stride, None if before == width and stride == 1 else shorter
            )
            setattr(self, f"layer{place}", nn.Sequential(block))
            before = width
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(before, len(KINDS))

    def forward(self, x: Tensor) -> Tensor:
        """Return a sum for each kind, (n, kinds), for images (n, 3, h, w)."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        for place in range(1, 5):
            x = getattr(self, f"layer{place}")(x)
        found: Tensor = self.fc(torch.flatten(self.avgpool(x), 1))
        return found


def trained() -> Path:
    """Return the file of its weights; train it first where it is not in the cache yet, which takes a minute.

    Raises:
        WriteError: the disk would not take it.
        NeedsPersonError: another process has been training it for ten minutes.
    """
    path = cache_folder(dataset("resnet18")) / "small-backbone-1.pt"
    if path.exists():
        return path
    with files.locked(path.with_suffix(".lock"), patience_seconds=_PATIENCE_SECONDS):
        if not path.exists():
            kept = io.BytesIO()
            torch.save(_train().state_dict(), kept)
            files.write(path, kept.getvalue())
    return path


def _train() -> SmallResNet:
    import numpy as np

    rng = np.random.default_rng(SEED)
    labels = np.arange(IMAGES) % len(KINDS)
    images = torch.stack([_prepared(scene(rng, KINDS[label])) for label in labels])
    truths = torch.from_numpy(labels)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        net = SmallResNet()
        optimizer = torch.optim.AdamW(net.parameters(), weight_decay=0.01)
        steps = EPOCHS * -(-IMAGES // BATCH)
        scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.01, total_steps=steps)
        for _ in range(EPOCHS):
            for rows in torch.randperm(IMAGES).split(BATCH):
                optimizer.zero_grad()
                nn.functional.cross_entropy(net(images[rows]), truths[rows]).backward()
                optimizer.step()
                scheduler.step()
    return net


def _prepared(image: "Image.Image") -> Tensor:
    return ToInput(SIDE, TO_INPUT.mean, TO_INPUT.std)(image)


def scene(rng: "np.random.Generator", kind: str) -> "Image.Image":
    """Draw one thing of that kind, turned and somewhere, on a ground of another colour with noise."""
    import numpy as np
    from PIL import Image, ImageChops, ImageDraw

    def colour(low: int, high: int) -> tuple[int, ...]:
        return tuple(int(level) for level in rng.integers(low, high, 3))

    dark = rng.random() < 0.7
    ground = colour(0, 90) if dark else colour(120, 256)
    size = int(rng.integers(26, 56))
    stencil = Image.new("L", (size, size))
    _KINDS_DRAWN[kind](ImageDraw.Draw(stencil), size, rng)
    stencil = stencil.rotate(float(rng.uniform(0, 360)), expand=True)
    left, top = (int(rng.integers(0, max(1, SIDE - side))) for side in stencil.size)
    image = Image.new("RGB", (SIDE, SIDE), ground)
    image.paste(colour(130, 256) if dark else colour(0, 100), (left, top), stencil)
    spread = int(rng.integers(5, 60))
    noise = Image.fromarray(rng.integers(0, spread, (SIDE, SIDE, 3)).astype(np.uint8))
    return ImageChops.add(image, noise)


def _polygon(corners: int, inner: float) -> Any:
    """Return what draws a polygon whose every second corner lies nearer to the middle."""
    import math

    def draw(pencil: Any, size: int, _rng: Any) -> None:
        reach = [size / 2 * (1.0 if corner % 2 == 0 else inner) for corner in range(2 * corners)]
        turns = [math.pi * corner / corners for corner in range(2 * corners)]
        pencil.polygon(
            [(size / 2 + r * math.sin(t), size / 2 - r * math.cos(t)) for r, t in zip(reach, turns, strict=True)],
            fill=255,
        )

    return draw


def _cross(pencil: Any, size: int, _rng: Any) -> None:
    for box in ((0, 0.36, 1, 0.64), (0.36, 0, 0.64, 1)):
        pencil.rectangle([size * edge for edge in box], fill=255)


def _ring(pencil: Any, size: int, _rng: Any) -> None:
    pencil.ellipse([0, 0, size - 1, size - 1], fill=255)
    pencil.ellipse([size * 0.25, size * 0.25, size * 0.75, size * 0.75], fill=0)


def _crescent(pencil: Any, size: int, _rng: Any) -> None:
    pencil.ellipse([0, 0, size - 1, size - 1], fill=255)
    pencil.ellipse([size * 0.35, -size * 0.1, size * 1.3, size * 0.85], fill=0)


def _bar(pencil: Any, size: int, _rng: Any) -> None:
    pencil.rectangle([0, size * 0.26, size, size * 0.74], fill=255)


def _stripes(pencil: Any, size: int, rng: Any) -> None:
    step = int(rng.integers(6, 12))
    for top in range(0, size, step):
        pencil.rectangle([0, top, size, top + step // 2], fill=255)


def _ellipse(pencil: Any, size: int, _rng: Any) -> None:
    pencil.ellipse([0, size * 0.22, size - 1, size * 0.78], fill=255)


_KINDS_DRAWN = {
    "triangle": _polygon(3, 0.5),
    "cross": _cross,
    "ring": _ring,
    "star": _polygon(5, 0.45),
    "bar": _bar,
    "crescent": _crescent,
    "ellipse": _ellipse,
    "stripes": _stripes,
}
