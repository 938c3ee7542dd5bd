"""Where the files of a data set lie, and whether they are what was published. Nothing here uses the network.

A file is looked for in `SPRINT_DATA/<data set>/` and then in the user's cache; a file of the wrong length counts as not
there. Reading always holds the bytes against their checksum: hashing the largest data set takes about 50 milliseconds,
which is less than a memory of earlier verdicts would cost in trust.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sprint import files
from sprint.datasets.catalog import DataFile, Dataset, dataset, in_words
from sprint.errors import CannotCheckError, UsageError

Variant = Literal["real", "offline"]
"""Which of the two a loader gives: the published data, or what stands in for it."""


WHERE_MISSING = "missing"
"""What `SPRINT_OFFLINE_VARIANT` says where a stand-in is wanted only for data that is not at hand."""


class DataError(CannotCheckError):
    """The data is not at hand; in a notebook the message carries the next step too."""

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}"


class DataMissingError(DataError):
    """A data set is needed and not on this machine."""


class DataDamagedError(DataError):
    """A file is there and is not the published one."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is at hand of one data set, by the presence and length of its files."""

    dataset: Dataset
    """The row of the catalogue."""
    paths: tuple[Path, ...]
    """The files that are there."""
    missing: tuple[DataFile, ...]
    """The files that are not."""
    odd: tuple[Path, ...]
    """Files of a missing one's name and the wrong length."""
    partial: int
    """Bytes of the missing files that an interrupted download left to go on from."""

    @property
    def complete(self) -> bool:
        """Whether every file is there."""
        return not self.missing

    @property
    def to_fetch(self) -> int:
        """Bytes still to download."""
        return max(0, sum(file.size or 0 for file in self.missing) - self.partial)


def status(data: Dataset | str) -> Status:
    """Return what is at hand of a data set; looks at names and lengths only, so it is cheap.

    Args:
        data: its name, or a row of an author's own.

    Raises:
        UsageError: there is no such data set, or `SPRINT_DATA` is no folder.
    """
    row = _row(data)
    found = [(file, locate(row, file)) for file in row.files]
    missing = tuple(file for file, place in found if place is None)
    kept = [partial_path(cache_folder(row) / file.name) for file in missing]
    return Status(
        dataset=row,
        paths=tuple(place[1] for _, place in found if place),
        missing=missing,
        odd=tuple(path for folder in _folders(row) for file in missing if (path := folder / file.name).is_file()),
        partial=sum(path.stat().st_size for path in kept if path.is_file()),
    )


def verify(data: Dataset | str) -> Status:
    """Hold every file of a data set against its checksum and return its status.

    Raises:
        DataMissingError: a file is not there.
        DataDamagedError: a file is not the published one.
        UsageError: there is no such data set, or `SPRINT_DATA` is no folder.
    """
    read(data)
    return status(data)


def read(data: Dataset | str) -> tuple[tuple[Path, bytes], ...]:
    """Return the path and the verified bytes of each file of a data set, in the catalogue's order.

    Raises:
        DataMissingError: a file is not there.
        DataDamagedError: a file is not the published one.
    """
    row = _row(data)
    contents = []
    for file in row.files:
        place = locate(row, file)
        if place is None:
            raise missing_error(status(row))
        contents.append((place[1], checked(row, *place)))
    return tuple(contents)


def checked(row: Dataset, published: DataFile, path: Path) -> bytes:
    """Return the bytes of a file that was located, if they are the published ones.

    Raises:
        DataDamagedError: they are not, or they cannot be read.
    """
    if path.is_relative_to(cache_folder(row)):
        mend = f"Run `sprint data fetch {row.name}`; it replaces the file."
    else:
        mend = "Put the published file there, or unset SPRINT_DATA to use the one in the cache."
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataDamagedError(f"{path} cannot be read: {error.strerror}.", mend) from error
    if files.digest(content) != published.sha256:
        raise DataDamagedError(f"{path} is not the published file: its SHA-256 differs.", mend)
    return content


def variant_in_use(data: Dataset | str) -> Variant:
    """Return what a loader gives here and now.

    `SPRINT_OFFLINE_VARIANT=1` asks for the stand-in, `=missing` for it where the real data is not at hand; without it,
    and where nothing stands in, it is the real data. Looks at names and lengths only; `verify` tells whether the real
    data is intact.

    Raises:
        DataMissingError: the real data is not at hand and the offline variant was not chosen, or there is none.
    """
    state, wish = status(data), os.environ.get("SPRINT_OFFLINE_VARIANT", "0")
    chosen = state.dataset.offline is not None and wish not in {"", "0"}
    if chosen and not (state.complete and wish == WHERE_MISSING):
        return "offline"
    if state.complete:
        return "real"
    raise missing_error(state)


def missing_error(state: Status) -> DataMissingError:
    """Return the error that says what is missing and what the learner can choose."""
    row = state.dataset
    sentence = f"The data set {row.name} is not on this machine."
    if state.odd:
        sentence = f"{state.odd[0]} is not the published file: its length differs."
    fetch = f"Run `sprint data fetch {row.name}` ({in_words(row.size)})"
    if row.offline is None:
        return DataMissingError(sentence, f"{fetch}.")
    return DataMissingError(
        sentence,
        f"{fetch}, or choose the offline variant ({row.offline}): `sprint check --offline-variant`, "
        "in a notebook `%env SPRINT_OFFLINE_VARIANT=1`.",
    )


def cache_folder(row: Dataset) -> Path:
    """Return the folder that downloads of a data set go to, in the user's cache."""
    import platformdirs  # spares the commands that never ask for data

    return platformdirs.user_cache_path("sprint") / "data" / row.name


def free_bytes(row: Dataset) -> int:
    """Return the free space of the disk that downloads of a data set go to."""
    folder = cache_folder(row)
    return shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists())).free


def partial_path(target: Path) -> Path:
    """Return where a file grows while it is downloaded."""
    return target.with_name(f"{target.name}.part")


def locate(row: Dataset, file: DataFile) -> tuple[DataFile, Path] | None:
    """Return which of a file and its stand-in is there, and where; `None` when neither is, in full length."""
    for folder in _folders(row):
        for published in (file, file.instead):
            if published is not None:
                path = folder / published.name
                if path.is_file() and published.size in {None, path.stat().st_size}:
                    return published, path
    return None


def _row(data: Dataset | str) -> Dataset:
    return dataset(data) if isinstance(data, str) else data


def _folders(row: Dataset) -> tuple[Path, ...]:
    chosen = os.environ.get("SPRINT_DATA")
    if not chosen:
        return (cache_folder(row),)
    if not Path(chosen).is_dir():
        raise UsageError(f"SPRINT_DATA is {chosen!r}, which is no folder.", "Give it a folder's path, or unset it.")
    return (Path(chosen).absolute() / row.name, cache_folder(row))
