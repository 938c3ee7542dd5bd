"""What several tasks of day 17 share: the images, and how a network of the learner's is asked about them."""

import contextlib
import functools
import io
from collections.abc import Callable
from typing import Any

import numpy as np

from sprint.checks.api import Array, Failed, Labels, Remote, Work, format_value, make_tensor
from sprint.datasets import Images, load_fashion_mnist


@functools.cache
def fashion_images() -> Images:
    """Return our own copy of the images; what the loader prints is for notebooks."""
    with contextlib.redirect_stdout(io.StringIO()):
        return load_fashion_mnist()


def image_tensor(ask: Any, images: Array) -> Remote:
    """Return images as a float tensor (n, 1, 28, 28) from 0 to 1 in the process of that session."""
    return make_tensor(ask, images[:, None] / 255)


def predict_in(work: Work, session: Any) -> Callable[[Remote, Array], Any]:
    """Return what answers `predict(net, images)` in a session: the learner's function.

    A notebook that has none is no worse for it: the network is asked here, in evaluation mode, with values from 0 to 1.
    """
    if "predict" in work.run.names or "predict" in work.placeholders or not work.run.complete:
        remote = work.function("predict").remote
        return remote if session is work.session else session.name("predict")

    def directly(net: Remote, images: Array) -> Any:
        net.attribute("eval").keep()
        parts = [net(image_tensor(session, images[start : start + 500])) for start in range(0, len(images), 500)]
        return np.concatenate([np.asarray(sums) for sums in parts]).argmax(axis=1)

    return directly


def trained_network(work: Work) -> Remote:
    """Return the learner's trained network, or a new one where there is none yet."""
    for name in ("net", "model"):
        if name not in work.run.names:
            continue
        net = work.session.name(name)
        if "torch.nn.modules.module.Module" in net.look()["bases"]:
            return net
    return work.function("build_cnn").remote.keep()


def device_of(work: Work) -> str:
    """Return where the learner's network lies: `cpu`, `cuda`, `mps`."""
    first = work.session.imported("builtins:next").keep(trained_network(work).attribute("parameters").keep())
    return str(first.attribute("device", "type").get())


def as_classes(found: Any, rows: int) -> Labels:
    """Return what the learner's predict gives as whole numbers, (rows,)."""
    labels = np.asarray(found)
    if labels.shape != (rows,) or labels.dtype.kind not in "iu":
        kind = f"shape {labels.shape}, {labels.dtype}" if labels.dtype != object else format_value(found)
        raise Failed(
            f"predict gives {kind} for {rows} images",
            f"{rows} whole numbers from 0 to 9, shape ({rows},)",
            because="ten sums for each image" if labels.shape == (rows, 10) else "",
            next="the place of the largest of the ten sums is the class",
        )
    return labels
