"""Day 18: Grad-CAM maps, their form and whether they show what the network uses."""

import functools
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from sprint.checks.api import Failed, Floats, Remote, Work, check, format_value

from .common import as_network, class_order, class_sums, image_paths, on_device_of, prepared_images

SAMPLES = 12
"""At most so many images are given to `grad_cam`."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """One image, and the map for the class that the network finds."""

    x: Floats
    """The prepared image, (3, side, side)."""
    answer: int
    """The class with the largest sum."""
    heat: Floats
    """Its map, (side, side)."""
    other: Any
    """The map for another class."""


@functools.lru_cache(maxsize=1)
def _maps(work: Work) -> tuple[Mapped, ...]:
    """Return maps of some of the learner's images, of each class, as they come from `grad_cam`."""
    net = as_network(work.remote("model"), "model")
    paths = [*image_paths(work, "val_paths"), *image_paths(work, "train_paths")]
    some = [paths[place * len(paths) // SAMPLES] for place in range(SAMPLES)] if len(paths) > SAMPLES else paths
    prepared = prepared_images(work, some)
    tensors = np.asarray(prepared.get(), dtype=np.float32)
    answers = class_sums(net, prepared).argmax(axis=1)
    net.attribute("eval").keep()
    return tuple(
        Mapped(
            x,
            int(answer),
            _map(work, net, x, int(answer)),
            _map(work, net, x, (int(answer) + 1) % len(class_order(work))),
        )
        for x, answer in zip(tensors, answers, strict=True)
    )


def _map(work: Work, net: Remote, x: Floats, answer: int) -> Any:
    """Return the map of one image for a class; the image goes in as a batch of one."""
    tensor = work.session.imported("torch:from_numpy")
    call = work.function("grad_cam")
    try:
        got = call(net, on_device_of(net, tensor.keep(np.ascontiguousarray(x[None]))), answer)
    except Failed as with_batch:
        try:  # an image without the axis of the batch is meant by some
            got = call(net, on_device_of(net, tensor.keep(np.ascontiguousarray(x))), answer)
        except Failed:
            raise with_batch from None
    if isinstance(got, Remote) or got is None:
        raise Failed(f"grad_cam gives {format_value(got)}", "a map of numbers", next="does grad_cam end with `return`?")
    heat, side = np.asarray(got), x.shape[-1]
    if heat.shape != (side, side):
        because = ""
        if heat.size == side * side:
            because = "there is an axis of length 1 too many"
        elif heat.ndim >= 2 and heat.shape[-1] < side:
            because = "that is the grid of layer4, not yet enlarged to the image"
        raise Failed(
            f"grad_cam gives shape {heat.shape} for an image of {side} by {side}",
            f"shape ({side}, {side})",
            because=because,
            next="print the shape after each step",
        )
    if not np.issubdtype(heat.dtype, np.number) or not np.all(np.isfinite(heat)):
        because = "0 divided by 0: a map without any heat" if np.any(np.isnan(heat.astype(float))) else ""
        raise Failed("grad_cam gives values that are no finite numbers", "numbers from 0 to 1", because=because)
    return heat.astype(float)


@check(
    "d18.c3",
    "grad_cam gives a map of the image’s size, from 0 to 1, for one class",
    names=("grad_cam", "model", "train_paths", "val_paths"),
    needs=("d18.c1",),
)
def maps_have_form(work: Work) -> str:
    """`grad_cam(model, x, class_idx)` is asked about up to twelve of your images, for the class that is found and another.

    Each map has the size of the image, nothing below 0, and 1 as its largest value (a map without any heat, which can
    happen for a class that is not found, stays 0). It has to differ from image to image and from class to class.
    """
    maps = _maps(work)
    heats = [heat for row in maps for heat in (row.heat, row.other)]
    low, high = min(float(heat.min()) for heat in heats), max(float(heat.max()) for heat in heats)
    work.require(
        low >= -1e-6, f"a map has {low:.3g} in it", "nothing below 0", next="what speaks against the class is set to 0"
    )
    lit = [row for row in maps if row.heat.max() > 0]
    work.require(
        len(lit) >= max(1, len(maps) // 2),
        f"{len(maps) - len(lit)} of {len(maps)} maps are 0 everywhere, for the class that the network finds",
        "some heat",
        next="which sign do the weights have?",
    )
    odd = next((row.heat.max() for row in lit if abs(row.heat.max() - 1) > 0.02), None)
    work.require(
        odd is None, f"the largest value of a map is {odd or high:.3g}", "1", next="divide by the map’s own maximum"
    )
    _maps_differ(work, lit)
    return f"{2 * len(maps)} maps of {heats[0].shape[0]} by {heats[0].shape[1]}"


def _maps_differ(work: Work, lit: list[Mapped]) -> None:
    """Fail unless maps with some heat differ from place to place, from class to class and from image to image."""
    work.require(
        np.median([row.heat.std() for row in lit]) > 0.03,
        "the maps are nearly the same everywhere",
        "hot and cold places",
    )
    work.require(
        np.median([np.abs(row.heat - row.other).max() for row in lit]) > 0.05,
        "the map is the same for both classes",
        "another map for another class",
        because="the slope of one sum is needed, not that of all sums together",
        next="which number is backward called on?",
    )
    alike = [
        float(np.abs(one.heat - other.heat).max())
        for one, other in itertools.combinations(lit, 2)
        if one.answer == other.answer
    ]
    work.require(
        not alike or max(alike) > 0.05,
        "the map is the same for every image",
        "a map of the image that is given",
        next="does grad_cam use x?",
    )


@check(
    "d18.c4",
    "the maps show what the network uses",
    names=("grad_cam", "model"),
    needs=("d18.c3",),
)
def maps_are_true(work: Work) -> str:
    """In each image the hottest fifth of the map is painted over with a plain colour, and in a copy the coldest fifth.

    The network is asked about both. Over all images, hiding what is hot has to take more from the class that was found
    (its sum, less the best of the others) than hiding what is cold.
    """
    net = work.remote("model")
    tensor = work.session.imported("torch:from_numpy")
    lit = [row for row in _maps(work) if row.heat.max() > 0]

    def lead(images: list[Any]) -> Any:
        sums = class_sums(net, tensor.keep(np.stack(images).astype(np.float32)))
        own = np.array([row[found.answer] for row, found in zip(sums, lit, strict=True)])
        rest = np.array([np.delete(row, found.answer).max() for row, found in zip(sums, lit, strict=True)])
        return own - rest

    before = lead([row.x for row in lit])
    hot = float(np.mean(before - lead([_hidden(row, hottest=True) for row in lit])))
    cold = float(np.mean(before - lead([_hidden(row, hottest=False) for row in lit])))
    work.require(
        hot > cold,
        f"hiding the hottest fifth takes {hot:.2f} from the class, hiding the coldest {cold:.2f}",
        "more for the hottest",
        because="the map does not show what the network uses",
        next="is it upside down, or are hot and cold exchanged? Lay it over an image and look",
    )
    return f"hiding the hottest fifth takes {hot:.2f}, the coldest {cold:.2f}"


def _hidden(row: Mapped, *, hottest: bool) -> Any:
    """Return an image with a fifth of it in the colour that is 0 for the network; ties of the map are cut by chance."""
    rng = np.random.default_rng(18)
    order = np.lexsort((rng.random(row.heat.size), row.heat.ravel()))
    count = row.heat.size // 5
    image = row.x.copy().reshape(3, -1)
    image[:, order[-count:] if hottest else order[:count]] = 0
    return image.reshape(row.x.shape)
