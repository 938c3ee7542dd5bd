"""Day 13, the sample: about a thousand digits, drawn at random, with their labels."""

import numpy as np

from sprint.checks.api import Failed, Labels, LearnerError, Work, check, require_numbers

from .common import one_per_row, stranger_share

DIGITS = 10


@check("d13.c1", "the sample is about a thousand digits with their labels", names=("X_sample", "y_sample"))
def sample_is_random(work: Work) -> str:
    """About 1,000 images, one a row, none of them twice, all ten digits among them, and the labels that belong to them.

    Whether labels and rows belong together shows in the neighbours: the image that looks most like a digit is nearly
    always the same digit (around 88 % on MNIST, 10 % when the labels are mixed up).
    """
    held = work.array("X_sample")
    if held.ndim != 2:
        raise Failed(
            f"X_sample has shape {held.shape}",
            "one row of 784 numbers for each image",
            next="reshape lays the pixels of an image out in a row",
        )
    X = require_numbers(work, "X_sample", (None, None))
    y = one_per_row(work, "y_sample", len(X))
    work.require(
        900 <= len(X) <= 1100, f"{len(X)} rows in X_sample", "about 1000", next="how many row numbers were drawn?"
    )
    twice = len(X) - len(np.unique(X, axis=0))
    work.require(
        twice == 0,
        f"{twice} rows of X_sample are there more than once",
        "a thousand different images",
        because="a draw puts each row back unless it is told not to",
        next="look at replace in the help of rng.choice",
    )
    _drawn_at_random(work, y)
    alike = 1 - stranger_share(X, y, 1)
    work.require(
        alike >= 0.7,
        f"the most similar other image has the same digit in {alike:.0%} of the cases",
        "in about nine of ten",
        because="the rows of X_sample and y_sample do not belong together",
        next="draw the row numbers once and use them for both",
    )
    if X.shape[1] != 28 * 28:
        work.note(f"the rows have {X.shape[1]} numbers; an image of MNIST has 784 pixels")
    return f"{len(X)} images, {alike:.0%} beside one of their kind"


def _drawn_at_random(work: Work, y: Labels) -> None:
    """Fail if the labels y, (n,), lack a digit, hold too much of one, or are those the data begin with."""
    found, digits, counts = np.unique(y, return_inverse=True, return_counts=True)
    work.require(
        len(found) == DIGITS and counts.max() <= len(y) / 4,
        f"the sample has {len(found)} different digits, {counts.max() / len(y):.0%} of it {found[counts.argmax()]}",
        "all ten, about a tenth each",
        because="the first rows of something that is sorted are not a random sample",
        next="draw the row numbers at random",
    )
    work.require(
        not _begin_the_data(work, digits),
        f"y_sample holds the first {len(y)} labels of the training images, in their order",
        "images from anywhere in the data",
        because="whether the first ones are like the others depends on how the data were collected",
        next="draw the row numbers at random",
    )


def _begin_the_data(work: Work, digits: Labels) -> bool:
    """Tell whether these are the digits that the training images begin with; of images from elsewhere we cannot say."""
    try:
        labels = work.session.imported("sprint.datasets:load_mnist").keep().attribute("y_train").get()
    except LearnerError:
        return False
    return bool(np.array_equal(labels[: len(digits)], digits))
