"""Day 18: no image on both sides, and the accuracy on val_paths."""

import hashlib
from pathlib import Path

from sprint.checks.api import Failed, Work, check, format_value
from sprint.datasets import variant_in_use

from .common import image_paths, labels_of, share_right


@check(
    "d18.c5",
    "no image is on both sides",
    names=("train_paths", "val_paths"),
)
def sides_are_apart(work: Work) -> str:
    """The files of `train_paths` and `val_paths` are compared by name and by what they show, pixel for pixel.

    Each side has images of every class, so that there is something to learn and to judge.
    """
    sides = {name: image_paths(work, name) for name in ("train_paths", "val_paths")}
    shown_by = {_pixels(work.folder / path): path for path in sides["train_paths"]}
    for path in sides["val_paths"]:
        twin = shown_by.get(_pixels(work.folder / path))
        if twin is not None:
            same_file = (work.folder / twin).resolve() == (work.folder / path).resolve()
            called = "" if same_file else f", there as {Path(twin).name}"
            raise Failed(
                f"{Path(path).name} is in both train_paths and val_paths{called}",
                "each image on one side",
                because="" if same_file else "the same picture under two names",
                next="split the list once, then build both from it" if same_file else "remove one of the two",
            )
    labels = {name: set(labels_of(paths)) for name, paths in sides.items()}
    missing = labels["train_paths"] ^ labels["val_paths"]
    work.require(
        not missing and len(labels["train_paths"]) >= 2,
        f"train_paths has {sorted(labels['train_paths'])}, val_paths has {sorted(labels['val_paths'])}",
        "at least two classes, each on both sides",
        because="a list sorted by class was cut at one place" if missing else "",
        next="split each class by itself, or mix the list before cutting it",
    )
    work.require(
        len(set(sides["val_paths"])) >= 2 and len(set(sides["train_paths"])) >= 4,
        f"{len(set(sides['train_paths']))} images to learn from, {len(set(sides['val_paths']))} to judge",
        "four or more to learn from, two or more to judge",
    )
    work.proved("no image on both sides, by name and by pixels")
    return f"{len(sides['train_paths'])} to learn from, {len(sides['val_paths'])} to judge"


def _pixels(path: Path) -> str:
    """Return a hash of what an image file shows, the same for a copy in another lossless format."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            plain = image.convert("RGB")
    except (OSError, UnidentifiedImageError) as error:
        raise Failed(f"{path.name} cannot be read as an image", "an image file", next="open it in a viewer") from error
    return hashlib.sha256(repr(plain.size).encode() + plain.tobytes()).hexdigest()


@check(
    "d18.c6",
    "val_acc is what model reaches on val_paths",
    names=("val_acc", "model", "train_paths", "val_paths"),
    needs=("d18.c1", "d18.c5"),
)
def claim_holds(work: Work) -> str:
    """`model` is asked about `val_paths` once more, in evaluation mode, with the images as `prepare` gives them."""
    net, claimed = work.remote("model"), work.number("val_acc")
    share = share_right(work, net, image_paths(work, "val_paths"))
    if abs(claimed - share) > 0.005:
        train = share_right(work, net, image_paths(work, "train_paths"))
        slips = {
            train: "the share of train_paths",
            100 * share: "the share times 100",
            1 - share: "the share of wrong answers",
            share * len(image_paths(work, "val_paths")): "the number of right answers, not their share",
        }
        raise Failed(
            f"val_acc = {format_value(claimed)}",
            f"{share:.4f}, what model reaches on val_paths",
            because=next((words for value, words in slips.items() if abs(claimed - value) <= 0.005), ""),
            next="model.eval(), then the share of right answers on val_paths",
        )
    work.proved(f"val_acc = {share:.4f}")
    work.metric("val_acc" if variant_in_use("resnet18") == "real" else "val_acc_small_backbone", share)
    return f"{share:.0%} of {len(image_paths(work, 'val_paths'))} images"
