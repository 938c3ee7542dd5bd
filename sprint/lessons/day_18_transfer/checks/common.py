"""What several tasks of day 18 share: a network's tensors beside the backbone's file, and its answers for images."""

import functools
from pathlib import Path

import numpy as np

from sprint.checks.api import Array, Failed, Floats, LearnerError, Remote, Work, format_value

BUFFERS = ("running_mean", "running_var", "num_batches_tracked")
"""What BatchNorm keeps of the images it has seen."""


State = dict[str, Array]
"""Weights and buffers by name."""


@functools.cache
def original_state() -> State:
    """Return the backbone's own weights and buffers without its old head, by name, read from the file in this process."""
    from sprint.datasets.vision import backbone_weights

    return {name: value.numpy() for name, value in backbone_weights().items() if not name.startswith("fc.")}


def as_network(remote: Remote, what: str) -> Remote:
    """Return a remote object that has to be an `nn.Module`."""
    if "torch.nn.modules.module.Module" not in remote.look()["bases"]:
        raise Failed(
            f"{what} is {remote.look()['text'][:60]}", "an nn.Module", next="does the function end with `return`?"
        )
    return remote


def state_of(net: Remote) -> State:
    """Return a network's weights and buffers by name."""
    return {str(name): np.asarray(value) for name, value in net.attribute("state_dict")().items()}


def pair_with_backbone(state: State, original: State) -> dict[str, str]:
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


def moved_tensors(state: State, original: State) -> list[tuple[str, float]]:
    """Return what of the backbone is not what it was, and by how much, in the backbone's order."""
    found = []
    for own, name in pair_with_backbone(state, original).items():
        if state[own].tobytes() != original[name].tobytes():
            far = np.abs(state[own].astype(float) - original[name].astype(float)).max()
            found.append((name, float(far)))
    return found


def prepared_images(work: Work, paths: list[str]) -> Remote:
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


def on_device_of(net: Remote, x: Remote) -> Remote:
    """Return a tensor where the network's weights lie: a graphics card, or not."""
    ask = net.session.imported
    first = ask("builtins:next").keep(net.attribute("parameters").keep())
    return x.attribute("to").keep(first.attribute("device", "type").get())


def class_sums(net: Remote, x: Remote) -> Floats:
    """Return a network's sums in evaluation mode, (n, classes); the mode it was left in does not count."""
    was_training = net.attribute("training").get()
    net.attribute("eval").keep()
    try:
        sums = np.asarray(net(on_device_of(net, x)), dtype=float)
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
def class_order(work: Work) -> tuple[str, ...]:
    """Return the classes in the order of the network's outputs."""
    if "class_names" in work.run.names:
        return tuple(map(str, work.get("class_names")))
    return tuple(sorted({*labels_of(image_paths(work, "train_paths")), *labels_of(image_paths(work, "val_paths"))}))


def labels_of(paths: tuple[str, ...]) -> list[str]:
    """Return the class of each image file: the name of its folder."""
    return [Path(path).parent.name for path in paths]


def share_right(work: Work, net: Remote, paths: tuple[str, ...]) -> float:
    """Return the share of images that a network gives their own class."""
    answers = class_sums(net, prepared_images(work, list(paths))).argmax(axis=1)
    names = class_order(work)
    return float(np.mean([names[int(a)] == label for a, label in zip(answers, labels_of(paths), strict=True)]))


def image_paths(work: Work, name: str) -> tuple[str, ...]:
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
