"""Folders of images: the learner's own, the photographs of the catalogue, or shapes drawn on this machine."""

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sprint import files
from sprint.datasets.catalog import dataset
from sprint.datasets.store import cache_folder, read, variant_in_use
from sprint.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

SHAPES = ("circle", "square")
"""The classes of the drawn set."""

_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
_SIDE = 128


def image_folder(source: str | Path) -> list[tuple[Path, str]]:
    """Return the images of a folder with one subfolder a class: pairs of path and label, sorted.

    Args:
        source: such a folder, or `custom-images`: the 20 photographs of the catalogue, verified, or, where the offline
            variant was chosen and they are not at hand, 20 drawn shapes in the cache.

    Raises:
        DataMissingError: `custom-images` is not at hand and the offline variant was not chosen.
        DataDamagedError: a photograph is not the published one.
        UsageError: the folder is not there, or holds no images in subfolders.
    """
    folder = _custom_images() if source == "custom-images" else Path(source)
    pairs = sorted((path, path.parent.name) for path in folder.glob("*/*") if path.suffix.lower() in _SUFFIXES)
    if not pairs:
        raise UsageError(
            f"No images were found in {folder}.", "Make one subfolder a class there and put its images into it."
        )
    return pairs


def draw_shapes(folder: Path, n: int = 20, seed: int = 0) -> dict[str, list[int]]:
    """Draw circles and squares into a folder, one subfolder a class, and return the box around each.

    Args:
        folder: made when missing; `boxes.json` in it, written last, holds what is returned.
        n: how many images, half of them circles; each is 128 by 128 pixels, RGB.
        seed: fixes sizes, places and colours.

    Returns:
        For each image's path inside the folder its box in pixels: left, top, right, bottom.

    Raises:
        WriteError: the disk would not take them.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    boxes = {}
    for index in range(n):
        shape = SHAPES[index % 2]
        image, box = _drawn(rng, shape)
        buffer = io.BytesIO()
        image.save(buffer, format="PNG")
        name = f"{shape}/{shape}_{index // 2 + 1:02d}.png"
        files.write(folder / name, buffer.getvalue())
        boxes[name] = box
    files.write(folder / "boxes.json", json.dumps(boxes, indent=1).encode())
    return boxes


def _drawn(rng: "np.random.Generator", shape: str) -> tuple["Image.Image", list[int]]:
    """Draw one bright shape on a dark, noisy ground."""
    import numpy as np
    from PIL import Image, ImageDraw

    ground = rng.integers(0, 70, size=(_SIDE, _SIDE, 3), dtype=np.uint8)
    image = Image.fromarray(ground)
    size = int(rng.integers(30, 70))
    left, top = (int(corner) for corner in rng.integers(4, _SIDE - size - 4, size=2))
    box = [left, top, left + size, top + size]
    colour: Any = tuple(int(level) for level in rng.integers(140, 256, size=3))
    pencil = ImageDraw.Draw(image)
    (pencil.ellipse if shape == "circle" else pencil.rectangle)(box, fill=colour)
    return image, box


def _custom_images() -> Path:
    if variant_in_use("custom-images") == "real":
        path, _ = read("custom-images")[0]
        return path.parent.parent
    folder = cache_folder(dataset("custom-images")) / "drawn-shapes"
    if not (folder / "boxes.json").exists():
        draw_shapes(folder)
    print(f"custom-images: offline variant, {dataset('custom-images').offline}.")  # noqa: T201  the notebook's label
    return folder
