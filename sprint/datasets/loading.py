"""The loaders of the notebooks: one line each, what the library's own loader would give, never a download."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sprint.datasets import offline
from sprint.datasets.catalog import dataset
from sprint.datasets.store import Variant, missing_error, read, status, variant_in_use

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LABELS: dict[Variant, str] = {"real": "real", "offline": "offline variant"}
"""What a frame's `attrs["variant"]` and `Images.variant` say."""
CLOTHES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
"""The classes of Fashion-MNIST, by label."""
DIGITS = tuple("0123456789")
"""The classes of MNIST, by label."""

_HOUSING_COLUMNS = (
    "MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude",
)  # fmt: skip


class Images(NamedTuple):
    """Labelled grey images, split as their publisher split them."""

    X_train: "np.ndarray"
    """Shape (n, 28, 28), uint8, 0 to 255."""
    y_train: "np.ndarray"
    """Shape (n,), int64."""
    X_test: "np.ndarray"
    """Shape (m, 28, 28), uint8."""
    y_test: "np.ndarray"
    """Shape (m,), int64."""
    class_names: tuple[str, ...]
    """What each label means."""
    variant: str
    """`real` or `offline variant`."""


def load_titanic() -> "pd.DataFrame":
    """Return the Titanic's passengers with the 15 columns `seaborn.load_dataset("titanic")` gives.

    891 rows; the offline variant has 2,201, the crew among them as `pclass` 4 and `class` Crew, and
    `attrs["simulated"]` names the columns that are made up. `attrs["variant"]` says which it is.

    Raises:
        DataMissingError: it is not at hand and the offline variant was not chosen.
        DataDamagedError: the file is not the published one.
    """
    variant = _announced("titanic")
    if variant == "offline":
        return _labelled(offline.titanic(), variant, target="survived", simulated=list(offline.SIMULATED))
    import pandas as pd

    ((_, content),) = read("titanic")
    frame = pd.read_csv(io.BytesIO(content))
    frame["class"] = pd.Categorical(frame["class"], ["First", "Second", "Third"])
    frame["deck"] = pd.Categorical(frame["deck"], list("ABCDEFG"))
    return _labelled(frame, variant, target="survived")


def load_california() -> "pd.DataFrame":
    """Return the frame of `fetch_california_housing(as_frame=True)`: eight features, then `MedHouseVal`.

    Shape (20640, 9), float64; the target is the median house value in 100,000 dollars. The offline variant is
    scikit-learn's diabetes table, shape (442, 11). In both the target is the last column and `attrs["target"]` its
    name; `attrs["variant"]` says which it is.

    Raises:
        DataMissingError: it is not at hand and the offline variant was not chosen.
        DataDamagedError: the file is not the published one.
    """
    variant = _announced("california")
    if variant == "offline":
        return _labelled(offline.diabetes(), variant, target="target")
    import numpy as np
    import pandas as pd

    ((path, content),) = read("california")
    text = _housing_text(content) if path.suffix == ".tgz" else content
    table = np.loadtxt(io.BytesIO(text), delimiter=",")
    longitude, latitude, age, rooms, bedrooms, population, households, income, value = table.T
    features = (income, age, rooms / households, bedrooms / households, population, population / households)
    frame = pd.DataFrame(dict(zip(_HOUSING_COLUMNS, (*features, latitude, longitude), strict=True)))
    frame["MedHouseVal"] = value / 100_000
    return _labelled(frame, variant, target="MedHouseVal")


def load_mnist() -> Images:
    """Return the 60,000 and 10,000 handwritten digits of MNIST; the offline variant has 1,437 and 360.

    Raises:
        DataMissingError: it is not at hand and the offline variant was not chosen.
        DataDamagedError: a file is not the published one.
    """
    return _load_images("mnist", DIGITS)


def load_fashion_mnist() -> Images:
    """Return the 60,000 and 10,000 pieces of clothing of Fashion-MNIST; the offline variant is 1,437 and 360 digits.

    Raises:
        DataMissingError: it is not at hand and the offline variant was not chosen.
        DataDamagedError: a file is not the published one.
    """
    return _load_images("fashion-mnist", CLOTHES)


def resnet18_weights() -> Path:
    """Return the path of ResNet-18's weights, verified, for `torch.load(path, weights_only=True)`.

    Raises:
        DataMissingError: they are not at hand.
        DataDamagedError: the file is not the published one.
    """
    if not status("resnet18").complete:
        raise missing_error(status("resnet18"))
    ((path, _),) = read("resnet18")
    return path


def _load_images(name: str, class_names: tuple[str, ...]) -> Images:
    variant = _announced(name)
    if variant == "offline":
        return Images(*offline.digits(), class_names=DIGITS, variant=LABELS[variant])
    X_train, y_train, X_test, y_test = (_idx(content) for _, content in read(name))  # noqa: N806  the field's names
    return Images(
        X_train,
        y_train.astype("int64"),
        X_test,
        y_test.astype("int64"),
        class_names=class_names,
        variant=LABELS[variant],
    )


def _idx(content: bytes) -> "np.ndarray":
    """Return the array of a gzipped IDX file: two zeros, the type, the number of axes, their lengths, the bytes."""
    import gzip

    import numpy as np

    plain = gzip.decompress(content)
    axes = plain[3]
    shape = [int.from_bytes(plain[4 * (1 + axis) : 4 * (2 + axis)], "big") for axis in range(axes)]
    return np.frombuffer(plain, dtype=np.uint8, offset=4 * (1 + axes)).reshape(shape).copy()


def _housing_text(archive: bytes) -> bytes:
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as members:
        member = members.extractfile("CaliforniaHousing/cal_housing.data")
        return member.read() if member else b""


def _announced(name: str) -> Variant:
    variant = variant_in_use(name)
    if variant == "offline":
        print(f"{name}: offline variant, {dataset(name).offline}.")  # noqa: T201  the label belongs into the notebook
    return variant


def _labelled(frame: "pd.DataFrame", variant: Variant, **notes: object) -> "pd.DataFrame":
    frame.attrs.update(variant=LABELS[variant], **notes)
    return frame
