"""Day 18: how a frozen backbone is held against the file it came from, and a map against what the network misses."""

import functools
import hashlib
import itertools
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    LearnerError,
    NotAttempted,
    Remote,
    Work,
    analysis_check,
    check,
    figure_check,
    format_value,
)
from sprint.datasets import variant_in_use

SAMPLES = 12
"""At most so many images are given to `grad_cam`."""
BUFFERS = ("running_mean", "running_var", "num_batches_tracked")
"""What BatchNorm keeps of the images it has seen."""


@functools.cache
def _original() -> dict[str, Any]:
    """Return the backbone's own weights and buffers without its old head, by name, read from the file in this process."""
    from sprint.datasets.vision import backbone_weights

    return {name: value.numpy() for name, value in backbone_weights().items() if not name.startswith("fc.")}


def _network(remote: Remote, what: str) -> Remote:
    if "torch.nn.modules.module.Module" not in remote.look()["bases"]:
        raise Failed(
            f"{what} is {remote.look()['text'][:60]}", "an nn.Module", next="does the function end with `return`?"
        )
    return remote


def _state(net: Remote) -> dict[str, Any]:
    """Return a network's weights and buffers by name."""
    return {str(name): np.asarray(value) for name, value in net.attribute("state_dict")().items()}


def _paired(state: dict[str, Any], original: dict[str, Any]) -> dict[str, str]:
    """Return which name in a network's state is which of the backbone's: by the end of the name, else by the order.

    A network may hold the backbone under a name of its own, or as a sequence of its parts without theirs.
    """
    by_name = {}
    for name in original:
        found = [own for own in state if own == name or own.endswith("." + name)]
        if len(found) != 1:
            break
        by_name[found[0]] = name
    else:
        return by_name
    own, wanted = list(state.items()), list(original.items())
    for start in range(len(own) - len(wanted) + 1):
        part = own[start : start + len(wanted)]
        if all(a.shape == b.shape for (_, a), (_, b) in zip(part, wanted, strict=True)):
            return {name: theirs for (name, _), (theirs, _) in zip(part, wanted, strict=True)}
    raise Failed(
        f"in the network’s {len(state)} tensors the backbone’s {len(original)} were not found",
        "the whole backbone, with a new head in the place of fc",
        next="print(model) and compare it with print(load_backbone().net)",
    )


def _moved(state: dict[str, Any], original: dict[str, Any]) -> list[tuple[str, float]]:
    """Return what of the backbone is not what it was, and by how much, in the backbone's order."""
    found = []
    for own, name in _paired(state, original).items():
        if state[own].tobytes() != original[name].tobytes():
            far = np.abs(state[own].astype(float) - original[name].astype(float)).max()
            found.append((name, float(far)))
    return found


@check(
    "d18.c1",
    "the backbone is frozen, bit for bit, and the head has learned",
    names=("model",),
)
def stays_frozen(work: Work) -> str:
    """Every weight and every buffer of the backbone in `model` is compared with the file the backbone comes from.

    Buffers are what BatchNorm keeps of the images it has seen. Then `model` has to be right on more of `train_paths`
    than the answer that is most frequent there: a head that has learned nothing is not.
    """
    net = _network(work.remote("model"), "model")
    moved = _moved(_state(net), _original())
    buffers = [(name, far) for name, far in moved if name.rpartition(".")[2] in BUFFERS]
    if moved:
        name, far = next((row for row in buffers if "running" in row[0]), moved[0])
        only_buffers = len(buffers) == len(moved)
        seen = (
            f"{name} moved by {far:.2g}, and {len(moved) - 1} more of {len(_original())} tensors are not what they were"
        )
        raise Failed(
            seen,
            "the backbone as it came",
            because="requires_grad_(False) does not stop the statistics of BatchNorm"
            if only_buffers
            else f"{len(moved) - len(buffers)} tensors of weights changed: they were not frozen when the training began, "
            "or the backbone is not the one that load_backbone gives",
            next="keep the backbone in evaluation mode while the head learns, model.eval()"
            if only_buffers
            else "freeze first, then make the optimizer, and give it the weights of the head",
        )
    work.proved(f"{len(_original())} tensors of weights and buffers are those of the file")
    share = _share_right(work, net, _paths(work, "train_paths"))
    labels = _labels(_paths(work, "train_paths"))
    most = max(labels.count(label) for label in labels) / len(labels)
    work.require(
        share > most,
        f"model is right on {share:.0%} of train_paths",
        f"more than {most:.0%}, which one answer for all would reach",
        next="does the loss fall, and was it this model’s head that was trained?",
    )
    if variant_in_use("resnet18") != "real":
        work.note("offline variant: a small backbone trained on this machine stands in for ResNet-18")
    return f"{len(_original())} tensors as they came, {share:.0%} of the training images right"


def _prepared(work: Work, paths: list[str]) -> Remote:
    """Return images as the network's input, (n, 3, side, side), by the notebook's `prepare`."""
    if "prepare" in work.run.names:
        try:
            return work.session.name("prepare").keep(paths)
        except LearnerError as error:
            raise Failed(
                f"prepare({format_value(paths[:1])}) raises {error.stop.type}: {error.stop.message[:120]}",
                "a tensor of shape (n, 3, side, side)",
                next="run it in a cell for one of train_paths",
            ) from error
    to_input = work.session.imported("sprint.datasets.vision:load_backbone").keep().attribute("to_input")
    opened = [work.session.imported("PIL.Image:open").keep(path) for path in paths]
    return work.session.imported("torch:stack").keep([to_input.keep(image) for image in opened])


def _beside(net: Remote, x: Remote) -> Remote:
    """Return a tensor where the network's weights lie: a graphics card, or not."""
    ask = net.session.imported
    first = ask("builtins:next").keep(net.attribute("parameters").keep())
    return x.attribute("to").keep(first.attribute("device", "type").get())


def _answers(net: Remote, x: Remote) -> Any:
    """Return a network's sums in evaluation mode, (n, classes); the mode it was left in does not count."""
    was_training = net.attribute("training").get()
    net.attribute("eval").keep()
    try:
        sums = np.asarray(net(_beside(net, x)), dtype=float)
    except LearnerError as error:
        raise Failed(
            f"for prepared images the network raises {error.stop.type}: {error.stop.message[:140]}",
            "a sum for each class",
            next="print the shape of what goes into it",
        ) from error
    finally:
        if was_training:
            net.attribute("train").keep()
    return sums


@functools.lru_cache(maxsize=8)
def _names(work: Work) -> tuple[str, ...]:
    """Return the classes in the order of the network's outputs."""
    if "class_names" in work.run.names:
        return tuple(map(str, work.get("class_names")))
    return tuple(sorted({*_labels(_paths(work, "train_paths")), *_labels(_paths(work, "val_paths"))}))


def _labels(paths: tuple[str, ...]) -> list[str]:
    return [Path(path).parent.name for path in paths]


def _share_right(work: Work, net: Remote, paths: tuple[str, ...]) -> float:
    answers = _answers(net, _prepared(work, list(paths))).argmax(axis=1)
    names = _names(work)
    return float(np.mean([names[int(a)] == label for a, label in zip(answers, _labels(paths), strict=True)]))


def _paths(work: Work, name: str) -> tuple[str, ...]:
    """Return the files in `train_paths` or `val_paths`, as text; pairs of path and label are taken as well."""
    held = work.get(name)
    if isinstance(held, Remote | str | int | float | dict):
        raise Failed(f"{name} holds {format_value(held)}", "a list of image files", next=f"print(type({name}))")
    items = [item[0] if isinstance(item, list | tuple) and item else item for item in held]
    if not items:
        raise Failed(f"{name} is empty", "image files", next=f"print({name})")
    try:
        found = work.session.map({"import": "os:fspath"}, [(item,) for item in items])
    except LearnerError as error:
        raise Failed(f"{name} holds {format_value(held)}", "image files", next=f"print({name}[0])") from error
    texts = [text for text in found if isinstance(text, str)]
    missing = next((text for text in texts if not (work.folder / text).is_file()), None)
    if len(texts) != len(items) or missing is not None:
        raise Failed(
            f"{name} holds {format_value(missing or items[len(texts) - 1])}, which is no file",
            "image files, as image_folder lists them",
            next=f"print({name}[0])",
        )
    return tuple(texts)


@check(
    "d18.c2",
    "build_transfer_model freezes all but a new head",
    names=("build_transfer_model",),
)
def only_the_head_learns(work: Work) -> str:
    """New networks are made for three and for five classes. Each holds the backbone as it came and gives one sum a class.

    Only the head may ask for slopes (`requires_grad`): with twenty images, eleven million weights would learn them by
    heart. And an image gets the same sums alone as among others.
    """
    for n_classes in (3, 5):
        net = _network(work.function("build_transfer_model").remote.keep(n_classes), "build_transfer_model's result")
        moved = _moved(_state(net), _original())
        work.require(
            not moved,
            f"in a new network {len(moved)} of the backbone’s {len(_original())} tensors are not those of the file",
            "the backbone as it came",
            next="load_backbone().net gives it with its weights",
        )
        rng = np.random.default_rng(secrets.randbits(64))
        side = int(_prepared(work, list(_paths_at_hand(work))[:1]).look()["shape"][-1])
        x = rng.normal(size=(4, 3, side, side)).astype(np.float32)
        tensor = work.session.imported("torch:from_numpy")
        sums = _answers(net, tensor.keep(x))
        work.require(
            sums.shape == (4, n_classes),
            f"build_transfer_model({n_classes}) gives shape {sums.shape} for 4 images",
            f"shape (4, {n_classes})",
            because="the old head is still there" if sums.ndim == 2 and sums.shape[1] in {8, 1000} else "",
            next="the new head has n_classes outputs",
        )
        alone = np.concatenate([_answers(net, tensor.keep(x[place : place + 1])) for place in range(4)])
        work.require(
            np.allclose(sums, alone, atol=1e-3), "an image gets other sums alone than among others", "the same sums"
        )
        _trainable(work, net)
    return "one sum a class, only the head learns"


def _paths_at_hand(work: Work) -> tuple[str, ...]:
    """Return files to try things on: the learner's training images, or those the notebook found."""
    try:
        return _paths(work, "train_paths")
    except (Failed, NotAttempted):
        return _paths(work, "images")


def _trainable(work: Work, net: Remote) -> None:
    ask = work.session.imported
    names = ask("builtins:map")(ask("operator:itemgetter").keep(0), net.attribute("named_parameters").keep())
    flags = ask("builtins:map")(ask("operator:attrgetter").keep("requires_grad"), net.attribute("parameters").keep())
    state = _state(net)
    backbone = _paired(state, _original())
    open_ones = [name for name, flag in zip(names, flags, strict=True) if flag]
    of_backbone = [name for name in open_ones if name in backbone]
    head = sum(state[name].size for name in names if name not in backbone)
    count = sum(state[name].size for name in open_ones)
    work.require(
        not of_backbone,
        f"{count:,} weights are trainable with so few images, {len(of_backbone)} tensors of them in the backbone",
        f"only those of the head, {head:,}",
        next="weight.requires_grad_(False) for each of the backbone’s parameters",
    )
    work.require(
        bool(open_ones),
        "no weight is trainable",
        f"those of the head, {head:,}",
        because="the new head was put in before everything was frozen",
        next="freeze first, then put in the head",
    )


@dataclass(frozen=True, slots=True)
class Mapped:
    """One image, and the map for the class that the network finds."""

    x: Any
    """The prepared image, (3, side, side)."""
    answer: int
    """The class with the largest sum."""
    heat: Any
    """Its map, (side, side)."""
    other: Any
    """The map for another class."""


@functools.lru_cache(maxsize=1)
def _maps(work: Work) -> tuple[Mapped, ...]:
    """Return maps of some of the learner's images, of each class, as they come from `grad_cam`."""
    net = _network(work.remote("model"), "model")
    paths = [*_paths(work, "val_paths"), *_paths(work, "train_paths")]
    some = [paths[place * len(paths) // SAMPLES] for place in range(SAMPLES)] if len(paths) > SAMPLES else paths
    prepared = _prepared(work, some)
    tensors = np.asarray(prepared.get(), dtype=np.float32)
    answers = _answers(net, prepared).argmax(axis=1)
    net.attribute("eval").keep()
    return tuple(
        Mapped(
            x,
            int(answer),
            _map(work, net, x, int(answer)),
            _map(work, net, x, (int(answer) + 1) % len(_names(work))),
        )
        for x, answer in zip(tensors, answers, strict=True)
    )


def _map(work: Work, net: Remote, x: Any, answer: int) -> Any:
    """Return the map of one image for a class; the image goes in as a batch of one."""
    tensor = work.session.imported("torch:from_numpy")
    call = work.function("grad_cam")
    try:
        got = call(net, _beside(net, tensor.keep(np.ascontiguousarray(x[None]))), answer)
    except Failed as with_batch:
        try:  # an image without the axis of the batch is meant by some
            got = call(net, _beside(net, tensor.keep(np.ascontiguousarray(x))), answer)
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
    return f"{2 * len(maps)} maps of {heats[0].shape[0]} by {heats[0].shape[1]}"


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
        sums = _answers(net, tensor.keep(np.stack(images).astype(np.float32)))
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


@check(
    "d18.c5",
    "no image is on both sides",
    names=("train_paths", "val_paths"),
)
def sides_are_apart(work: Work) -> str:
    """The files of `train_paths` and `val_paths` are compared by name and by what they show, pixel for pixel.

    Each side has images of every class, so that there is something to learn and to judge.
    """
    sides = {name: _paths(work, name) for name in ("train_paths", "val_paths")}
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
    labels = {name: set(_labels(paths)) for name, paths in sides.items()}
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
    share = _share_right(work, net, _paths(work, "val_paths"))
    if abs(claimed - share) > 0.005:
        train = _share_right(work, net, _paths(work, "train_paths"))
        slips = {
            train: "the share of train_paths",
            100 * share: "the share times 100",
            1 - share: "the share of wrong answers",
            share * len(_paths(work, "val_paths")): "the number of right answers, not their share",
        }
        raise Failed(
            f"val_acc = {format_value(claimed)}",
            f"{share:.4f}, what model reaches on val_paths",
            because=next((words for value, words in slips.items() if abs(claimed - value) <= 0.005), ""),
            next="model.eval(), then the share of right answers on val_paths",
        )
    work.proved(f"val_acc = {share:.4f}")
    work.metric("val_acc" if variant_in_use("resnet18") == "real" else "val_acc_small_backbone", share)
    return f"{share:.0%} of {len(_paths(work, 'val_paths'))} images"


def _overlays(work: Work, figure: Any) -> bool:
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


@check(
    "d18.s1",
    "Stretch: in tuned the last block has learned as well, and nothing before it",
    names=("tuned", "val_paths"),
    needs=("d18.c1", "d18.c6"),
    stretch=True,
)
def last_block_is_tuned(work: Work) -> str:
    """In `tuned`, some weight of `layer4` has to differ from the file, and nothing before `layer4`, buffers included.

    It has to be right on at least as many of `val_paths` as `model` is.
    """
    tuned = _network(work.remote("tuned"), "tuned")
    moved = _moved(_state(tuned), _original())
    before = [(name, far) for name, far in moved if not name.startswith("layer4")]
    work.require(
        not before,
        f"{before[0][0] if before else ''} moved by {before[0][1] if before else 0:.2g}, before layer4",
        "only layer4 and the head learn",
        next="which parameters does the optimizer hold, and in which mode is the network?",
    )
    learned = [name for name, _ in moved if name.rpartition(".")[2] not in BUFFERS]
    work.require(
        bool(learned), "layer4 is as it came", "some of its weights moved", next="requires_grad_(True) for layer4"
    )
    paths = _paths(work, "val_paths")
    own, plain = (_share_right(work, net, paths) for net in (tuned, work.remote("model")))
    work.require(
        own >= plain,
        f"tuned is right on {own:.0%} of val_paths",
        f"at least {plain:.0%}, as model",
        next="a lower rate for layer4, or fewer steps",
    )
    return f"{own:.0%} of val_paths, {len(learned)} tensors of layer4 learned"
