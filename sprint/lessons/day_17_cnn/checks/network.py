"""Day 17, tasks 1 and 2: build_cnn and predict."""

from typing import Any

import numpy as np

from sprint.checks.api import Failed, LearnerError, Work, check, new_rng

from .common import as_classes, fashion_images, image_tensor, predict_in, trained_network

MOST_WEIGHTS = 5_000_000


@check("d17.c1", "build_cnn makes a convolutional network for ten classes", names=("build_cnn",))
def builds(work: Work) -> str:
    """`build_cnn()` is called for a new network, which is asked about a few images: ten sums for each are wanted.

    It has to hold at least one convolution, that is, weights with a height and a width, and fewer than five million
    weights, so that a laptop can train it.
    """
    net = work.function("build_cnn").remote.keep()
    if "torch.nn.modules.module.Module" not in net.look()["bases"]:
        raise Failed(
            f"build_cnn() gives {net.look()['text'][:60]}", "an nn.Module", next="does build_cnn end with `return`?"
        )
    net.attribute("cpu").keep()
    try:
        sums = np.asarray(
            net(image_tensor(work.session, fashion_images().X_test[:5]))
        )  # a lazy layer knows its weights after this
    except LearnerError as error:
        raise Failed(
            f"for a tensor of shape (5, 1, 28, 28) it raises {error.stop.type}: {error.stop.message[:160]}",
            "ten sums for each image",
            because="the linear layer expects another number of inputs" if "mat1" in error.stop.message else "",
            next="print the shape after nn.Flatten",
        ) from error
    work.require(
        sums.shape == (5, 10), f"for 5 images it gives shape {sums.shape}", "shape (5, 10)", next="the last layer"
    )
    shapes = [np.shape(weights) for weights in net.attribute("parameters")()]
    count = sum(int(np.prod(shape)) for shape in shapes)
    work.require(
        any(len(shape) == 4 for shape in shapes),
        f"a network with {len(shapes)} tensors of weights, none of them with a height and a width",
        "at least one convolution",
        next="nn.Conv2d is the layer",
    )
    work.require(count < MOST_WEIGHTS, f"{count:,} weights", "fewer than 5,000,000", next="fewer channels")
    return f"{count:,} weights"


@check(
    "d17.c2",
    "an image gets the same answer alone as among others",
    names=("build_cnn",),
    needs=("d17.c1",),
)
def predicts(work: Work) -> str:
    """A copy of your network is put into training mode, as one fresh from `build_cnn()` is, and `predict` is asked.

    The answers have to be whole numbers from 0 to 9, the same when asked again, and the same for an image alone as among
    others. With BatchNorm or Dropout in the network that takes `net.eval()`.
    """
    predict = predict_in(work, work.session)
    net = work.session.imported("sprint.lab.worker.handler:clone").keep(trained_network(work))
    rng = new_rng()
    images = fashion_images().X_test[rng.choice(len(fashion_images().X_test), 60, replace=False)]

    def asked(some: Any) -> Any:
        net.attribute("train").keep()
        return as_classes(predict(net, some), len(some))

    together = asked(images)
    answers = {"when it is asked again": asked(images)}
    answers["alone"] = np.concatenate([asked(images[place : place + 1]) for place in range(12)])
    answers["in another order"] = asked(images[::-1])[::-1]
    for words, other in answers.items():
        differ = np.flatnonzero(other != together[: len(other)])
        if len(differ):
            raise Failed(
                f"{len(differ)} of {len(other)} images get another class {words}",
                "one answer for one image",
                because="the network is in training mode: Dropout or BatchNorm look at the batch",
                next="net.eval() before anything is predicted",
            )
    work.proved("the same answers alone, in a batch, and in another order")
    return "60 images, one answer each"
