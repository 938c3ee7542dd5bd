"""Day 17: the network in the file, loaded in a new process and asked about the test images."""

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    Labels,
    LearnerError,
    Remote,
    Work,
    new_process_with_definitions,
    new_rng,
    require_file,
)

from .common import as_classes, device_of, fashion_images, predict_in

FILE = "artifacts/cnn_fashion_mnist.pt"
TRAIN_IMAGES = 4000
PATIENCE = 240.0
"""Seconds for 10,000 images: a slow machine needs twenty."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What the network in the file answers."""

    answers: Labels
    """The class of each test image, (m,)."""
    moved: float
    """The share of 1,000 answers that change when pixels change by one in 255."""
    blank: float
    """The share of 1,000 answers that a network gives as well which has learned nothing."""
    on_train: float
    """The share of right answers for `TRAIN_IMAGES` of the training images."""

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return float(np.mean(self.answers == fashion_images().y_test))


@functools.lru_cache(maxsize=1)
def saved_answers(work: Work) -> Saved:
    """Load the file in a new process and ask it about the test images, in a new random order."""
    require_file(work, FILE)
    rng = new_rng()
    images = fashion_images().X_test
    order = rng.permutation(len(images))
    some = order[:1000]
    noisy = np.clip(images[some].astype(int) + rng.integers(-1, 2, images[some].shape), 0, 255).astype(np.uint8)
    place = device_of(work)
    with new_process_with_definitions(work, PATIENCE) as session:
        session.imported("torch:set_num_threads").keep(1)  # steady on a busy machine, where waiting threads cost most
        predict = predict_in(work, session)
        try:
            net = session.name("build_cnn").keep().attribute("to").keep(place)
        except LearnerError as error:
            raise _not_alone("build_cnn()", error) from error
        weights, answers = weights_in_file(session), np.empty(len(images), dtype=int)
        try:
            blank = as_classes(predict(net, images[some]), len(some))
            load_weights(net, weights)
            answers[order] = as_classes(predict(net, images[order]), len(images))
            moved = as_classes(predict(net, noisy), len(noisy))
            known = rng.permutation(len(fashion_images().X_train))[:TRAIN_IMAGES]
            on_train = (
                as_classes(predict(net, fashion_images().X_train[known]), len(known)) == fashion_images().y_train[known]
            )
        except LearnerError as error:
            raise _not_alone("predict(net, images)", error) from error
    return Saved(
        answers,
        float(np.mean(moved != answers[some])),
        float(np.mean(blank == answers[some])),
        float(np.mean(on_train)),
    )


def load_weights(net: Remote, weights: Remote) -> None:
    """Load weights into a network of the learner's, every tensor of it; fail if they do not fit."""
    try:
        net.attribute("load_state_dict").keep(weights, strict=True)
    except LearnerError as error:
        said = " ".join(error.stop.message.split())
        raise Failed(
            f"the weights in {FILE} do not fit a new build_cnn(): {said[:170]}",
            "the same layers",
            next="was build_cnn changed after the file was written, and is it net.state_dict() that was saved?",
        ) from error


def weights_in_file(session: Any) -> Remote:
    """Return what is in the file, which has to be a dictionary of tensors, and leave it there."""
    try:
        weights: Remote = session.imported("torch:load").keep(FILE, weights_only=True, map_location="cpu")
    except LearnerError as error:
        raise Failed(
            f"{FILE} cannot be loaded as plain weights: {error.stop.type}",
            "a dictionary of tensors",
            because="the whole network was saved, not its weights" if "nsupported" in error.stop.message else "",
            next="torch.save(net.state_dict(), path)",
        ) from error
    looked = weights.look()
    if "builtins.dict" not in looked["bases"]:
        raise Failed(f"{FILE} holds {looked['text'][:60]}", "a dictionary of tensors", next="save net.state_dict()")
    return weights


def _not_alone(call: str, error: LearnerError) -> Failed:
    missing = error.stop.type == "NameError"
    return Failed(
        f"in a new process {call} raises {error.stop.type}: {error.stop.message[:140]}",
        "a result",
        because="it uses something that another cell computes; a new process has imports and functions only"
        if missing
        else "",
        next="make it inside the function" if missing else "run it in a new notebook with nothing but your functions",
    )
