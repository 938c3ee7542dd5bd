"""Day 17: the figure and the analysis."""

import numpy as np

from sprint.checks.api import Array, Figure, Work, analysis_check, figure_check

from .common import fashion_images

CLOTHES = ("shirt", "t-shirt", "pullover", "coat", "dress", "sneaker", "sandal", "boot", "trouser", "bag")


def _shows_mistakes(work: Work, figure: Figure) -> bool:
    """Match at least nine of a figure's images with misclassified ones, whatever scale they are drawn in."""
    places = work.array("misclassified").ravel().astype(int)
    known = {_scaled(image) for image in fashion_images().X_test[places]}
    return sum(_scaled(image) in known for image in figure.arrays("images")) >= min(9, len(places))


def _scaled(image: Array) -> bytes:
    values = np.squeeze(np.asarray(image, dtype=float))
    low, high = values.min(), values.max()
    return bytes(np.rint(100 * (values - low) / max(high - low, 1e-9)).astype(np.uint8).tobytes())


def _titled(work: Work, figure: Figure) -> bool:
    del work
    names = [name.lower() for name in fashion_images().class_names]
    titles = [f"{axes['title']} {axes['xlabel']}".lower() for axes in figure.axes]
    return sum(any(name in title for name in names) or any(c.isdigit() for c in title) for title in titles) >= 9


view = figure_check(
    "d17.c8",
    "View: a grid of misclassified images is drawn",
    "A figure of this run with something inside its axes. We look for at least nine images from `misclassified` and for "
    "titles with the classes; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"nine misclassified images": _shows_mistakes, "a title with the classes on each": _titled},
)

analysis = analysis_check(
    "d17.c9",
    "Which pair in `confused_pairs` is mixed up most, and would a person mix it up too?",
    numbers=("confused_pairs", "test_accuracy"),
    words=CLOTHES,
)
