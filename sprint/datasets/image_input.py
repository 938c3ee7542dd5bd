"""From an image to the tensor that a network was trained on."""

from typing import TYPE_CHECKING

import torch
from torch import Tensor

if TYPE_CHECKING:
    from PIL.Image import Image


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
