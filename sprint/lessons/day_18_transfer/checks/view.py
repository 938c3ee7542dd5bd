"""Day 18: the figure and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _overlays(work: Work, figure: Figure) -> bool:
    """Look for two images that are maps: one number a pixel, from 0 to 1."""
    del work
    pictures = [np.squeeze(image) for image in figure.arrays("images")]
    return bool(sum(image.ndim == 2 and image.min() >= -1e-6 for image in pictures) >= 2)


view = figure_check(
    "d18.c7",
    "View: Grad-CAM maps of two images are drawn",
    "A figure of this run with something inside its axes. We look for two maps laid over images; when the drawn data cannot "
    "be matched, you get a note and the check still passes.",
    {"the maps of two images": _overlays},
)

analysis = analysis_check(
    "d18.c8",
    "Would 20 images be enough from scratch? What does the map look at, the thing itself or what surrounds it?",
    numbers=("val_acc", "train_paths"),
    words=("resnet", "imagenet", "backbone", "hemlock", "cherry", "circle", "square", "grad-cam"),
)
