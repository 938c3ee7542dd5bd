"""Bringing the files of a data set into the user's cache: resumable, verified, whole or not at all.

A download grows in a `.part` file and goes on from there the next time, also from another mirror, because the checksum
fixes the bytes. The finished file is held against it and only then put in place.
"""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sprint import __version__, files
from sprint.datasets.catalog import DataFile, Dataset, dataset
from sprint.datasets.store import (
    DataDamagedError,
    DataError,
    Status,
    cache_folder,
    checked,
    locate,
    partial_path,
    status,
)

if TYPE_CHECKING:
    from http.client import HTTPException, HTTPResponse

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes there will be, over all files of the data set."""

_CHUNK = 256 * 1024


class DownloadError(DataError):
    """A data set could not be fetched; what came is kept only as a `.part` file that can be gone on from."""


class _MirrorError(Exception):
    """One address did not give the file; the text says what its host did, to be read after the host's name."""


def fetch(data: Dataset | str, progress: Progress | None = None, *, timeout_seconds: float = 20.0) -> Status:
    """Download what is missing or damaged of a data set into the cache, and return its status.

    Args:
        data: its name, or a row of an author's own.
        progress: called as bytes come in.
        timeout_seconds: how long a server may stay silent.

    Raises:
        DownloadError: no address gave the published file, or the disk would not take it.
        DataDamagedError: a damaged file lies in `SPRINT_DATA`, which is not ours to change.
        NeedsPersonError: another process is fetching the same data set.
        UsageError: there is no such data set, or `SPRINT_DATA` is no folder.
    """
    row = dataset(data) if isinstance(data, str) else data
    if all(_at_hand(row, file) for file in row.files):
        return status(row)
    try:
        with files.locked(cache_folder(row) / ".lock"):
            _fetch_missing(row, progress or (lambda _done, _total: None), timeout_seconds)
    except (files.WriteError, OSError) as error:
        sentence = error.sentence if isinstance(error, files.WriteError) else f"The cache cannot be written: {error}."
        raise DownloadError(
            sentence, f"Free some disk space or mend its permissions, then run `sprint data fetch {row.name}` again."
        ) from error
    return status(row)


def _at_hand(row: Dataset, file: DataFile) -> bool:
    place = locate(row, file)
    if place is None:
        return False
    try:
        checked(row, *place)
    except DataDamagedError:
        if place[1].is_relative_to(cache_folder(row)):
            return False
        raise
    return True


def _fetch_missing(row: Dataset, progress: Progress, timeout_seconds: float) -> None:
    before = 0
    for file in row.files:
        if not _at_hand(row, file):
            _fetch_file(row, file, functools.partial(_report, progress, before, row.size), timeout_seconds)
        before += file.size or 0
        progress(before, row.size)


def _report(progress: Progress, before: int, total: int, size: int) -> None:
    progress(min(before + size, total), total)


def _fetch_file(row: Dataset, file: DataFile, grown: Callable[[int], None], timeout_seconds: float) -> None:
    reasons = []
    choices = [file] if file.instead is None else [file, file.instead]
    for published, url in ((choice, url) for choice in choices for url in choice.urls):
        try:
            _fetch_from(url, published, cache_folder(row) / published.name, grown, timeout_seconds)
        except _MirrorError as error:
            reasons.append(f"{urlsplit(url).hostname} {error}")
        else:
            files.remove(partial_path(cache_folder(row) / file.name))  # of the file, where its stand-in came
            return
    raise DownloadError(
        f"{file.name} could not be downloaded: {'; '.join(reasons)}.",
        f"Look at the connection, then run `sprint data fetch {row.name}` again; it goes on where it stopped."
        + (" To work without it: `sprint check --offline-variant`." if row.offline else ""),
    )


def _fetch_from(
    url: str, published: DataFile, target: Path, grown: Callable[[int], None], timeout_seconds: float
) -> None:
    """Put one file in place from one address; a wrong end of a resumed download is tried once more from its start."""
    part = partial_path(target)
    resumed = part.exists()
    _grow(url, published, part, grown, timeout_seconds)
    if files.digest(part.read_bytes()) == published.sha256:
        files.move(part, target)
        return
    files.remove(part)
    if not resumed:
        raise _MirrorError("sent something else than the published file (its SHA-256 differs; removed)")
    _fetch_from(url, published, target, grown, timeout_seconds)


def _grow(url: str, published: DataFile, part: Path, grown: Callable[[int], None], timeout_seconds: float) -> None:
    """Bring a partial file to its full length, from where it is."""
    from http.client import HTTPException  # spares everyone who does not download

    have = part.stat().st_size if part.exists() else 0
    if have and have == published.size:
        return  # complete, and interrupted before it was put in place
    try:
        with _open(url, have, timeout_seconds) as response:
            after = have if response.status == 206 else 0  # 200: this server starts over
            _refuse_other_length(response, after, published.size)
            files.receive(part, _chunks(response, after, published.size, grown), after=after)
    except (OSError, HTTPException) as error:
        if have and getattr(error, "code", None) == 416:  # nothing behind what we have: it may be complete, or junk
            files.remove(part)
            _grow(url, published, part, grown, timeout_seconds)
            return
        raise _MirrorError(_reason(error, timeout_seconds)) from error
    if published.size is not None and part.stat().st_size < published.size:
        raise _MirrorError("ended the connection early")


def _refuse_other_length(response: "HTTPResponse", after: int, size: int | None) -> None:
    promised = response.headers.get("Content-Length", "")
    if promised.isdigit() and size is not None and after + int(promised) != size:  # a login page, for one
        raise _MirrorError(f"has {after + int(promised)} bytes there where the published file has {size}")


def _open(url: str, have: int, timeout_seconds: float) -> "HTTPResponse":
    from urllib.request import Request, urlopen  # spares everyone who does not download

    headers = {"User-Agent": f"sprint/{__version__}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = Request(url, headers=headers)  # noqa: S310  addresses come from the catalogue only
    response: HTTPResponse = urlopen(request, timeout=timeout_seconds)  # noqa: S310  the same
    return response


def _chunks(response: "HTTPResponse", size: int, limit: int | None, grown: Callable[[int], None]) -> Iterator[bytes]:
    while chunk := response.read1(_CHUNK):  # what is there, so that a slow line shows its progress and keeps its bytes
        size += len(chunk)
        if limit is not None and size > limit:
            raise _MirrorError("sent more than the published file")
        grown(size)
        yield chunk


def _reason(error: "OSError | HTTPException", timeout_seconds: float) -> str:
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return f"was silent for {timeout_seconds:g} seconds"
    if hasattr(error, "code"):
        return f"answered {error.code}"
    return f"cannot be reached ({getattr(cause, 'strerror', None) or cause})"
