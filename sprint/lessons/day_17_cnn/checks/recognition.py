"""Day 17, task 4: the file recognises images, and what a higher claim may come from."""

import functools

import numpy as np

from sprint.checks.api import Failed, NotAttempted, Work, check

from .common import as_classes, fashion_images, trained_network
from .saved import FILE, Saved, saved_answers


@functools.cache
def _nearest_mean() -> float:
    """Return what the nearest mean image reaches on the test images: no network that has learned is below it."""
    data = fashion_images()
    means = np.stack([data.X_train[data.y_train == label].mean(axis=0).ravel() for label in range(10)])
    rows = data.X_test.reshape(len(data.X_test), -1).astype(float)
    nearest = (means**2).sum(axis=1) - 2 * rows @ means.T
    return float(np.mean(nearest.argmin(axis=1) == data.y_test))


@check(
    "d17.c3",
    "the saved file, loaded in a new process, gives the trained network back",
    names=("build_cnn",),
    needs=("d17.c2",),
)
def file_recognises(work: Work) -> str:
    """A new process gets your imports and functions, nothing you trained. It calls `build_cnn()`, loads the file strictly
    and with plain weights only, and `predict` is asked about the test images in a new order. The labels stay with us.

    The network has to be right more often than a comparison with the mean image of each class is. Pixels that change by
    one in 255 must not change its answers, and a network with fresh weights must not give the same ones.
    """  # noqa: D205  the first sentence needs two lines
    if not (work.folder / FILE).exists() and "test_accuracy" in work.run.names:
        work.remote("test_accuracy")  # not come to the saving yet is not attempted
        raise Failed(
            f"there is no {FILE} after the run", "the weights of net in it", next="which line writes the file?"
        )
    saved = saved_answers(work)
    work.require(
        saved.accuracy > _nearest_mean(),
        f"the saved network is right on {saved.accuracy:.1%} of {len(saved.answers):,} test images",
        f"more than {_nearest_mean():.1%}, which the mean image of each class reaches without a network",
        because=why_claim_is_higher(work, saved),
        next="is the file written after the last training, and is the loss still falling at the end of it?",
    )
    work.require(
        saved.moved <= 0.05,
        f"{saved.moved:.0%} of the answers change when pixels change by one in 255",
        "the same class for the same thing",
        because="the images are known by heart",
        next="predict asks the network, and nothing else",
    )
    work.require(
        saved.blank <= 0.8,
        f"a network that has learned nothing gives {saved.blank:.0%} of these answers as well",
        "answers that come from the weights in the file",
        because="predict does not ask the network it is given",
        next="which network does predict call?",
    )
    return f"{saved.accuracy:.1%} of {len(saved.answers):,} test images"


def why_claim_is_higher(work: Work, saved: Saved) -> str:
    """Say what a claim that is better than the file may come from; empty where nothing better is claimed."""
    claimed = _claim(work)
    if claimed is None or claimed <= saved.accuracy + 0.005:
        return ""
    return f"the notebook says {claimed:.1%}: {why_less(work, claimed)}"


def _claim(work: Work) -> float | None:
    try:
        return work.number("test_accuracy")
    except (Failed, NotAttempted):
        return None


def why_less(work: Work, claimed: float) -> str:
    """Say where a number that is too good may come from."""
    data, rows = fashion_images(), slice(0, 5000)
    try:
        net, predict = trained_network(work), work.function("predict")
        on_test, on_train = (
            float(np.mean(as_classes(predict(net, X[rows]), len(X[rows])) == y[rows]))
            for X, y in ((data.X_test, data.y_test), (data.X_train, data.y_train))
        )
    except (Failed, NotAttempted):
        return "another network, or other images"
    if abs(on_test - claimed) < 0.01:
        return "that is what `net` reaches; the file is older than the last training"
    return (
        "about what the training images give" if abs(on_train - claimed) < 0.015 else "another network, or other images"
    )
