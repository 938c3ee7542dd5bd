"""Frames: how a message and the bytes that belong to it stand on the line between the two processes.

A frame is two sizes, a JSON header and a body of raw bytes. Both sides use this module.
"""

import io
import json
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

HEADER_LIMIT = 16 * 2**20
"""Bytes of JSON a frame may have at most."""
BODY_LIMIT = 512 * 2**20
"""Bytes of arrays a frame may have at most."""

Frame = tuple[dict[str, Any], list[bytes]]
"""A message and the buffers that belong to it."""

_PREFIX = struct.Struct(">IQ")


class ProtocolError(ValueError):
    """The bytes are no frame of ours, or a value cannot be sent."""


def pack(message: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> Iterator[bytes]:
    """Yield the bytes of a frame, piece by piece.

    Raises:
        ProtocolError: larger than a frame may be.
    """
    header = json.dumps({**message, "sizes": [len(part) for part in buffers]}, allow_nan=False).encode()
    body = sum(len(part) for part in buffers)
    if len(header) > HEADER_LIMIT or body > BODY_LIMIT:
        raise ProtocolError(f"an answer of {(len(header) + body) / 2**20:.0f} MB is too large")
    yield _PREFIX.pack(len(header), body) + header
    yield from buffers


def unpack(read: Callable[[int], bytes]) -> Frame:
    """Read one frame through `read(size)`, which returns exactly that many bytes.

    Raises:
        ProtocolError: the bytes are no frame of ours.
        EOFError: the other side closed the pipe (raised by `read`).
    """
    header_size, body_size = _sizes(read(_PREFIX.size))
    try:
        message = json.loads(read(header_size), parse_constant=_refuse)
        sizes = message.pop("sizes")
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise ProtocolError(f"a frame that cannot be read: {error}") from error
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes):
        raise ProtocolError("a frame without sizes")
    if sum(sizes) != body_size:
        raise ProtocolError("a frame whose sizes do not add up")
    return message, [read(size) for size in sizes]


def take(inbox: bytearray) -> Frame | None:
    """Take the first frame off the bytes received so far; None while it is incomplete.

    Raises:
        ProtocolError: the bytes are no frame of ours.
    """
    if len(inbox) < _PREFIX.size:
        return None
    header_size, body_size = _sizes(bytes(inbox[: _PREFIX.size]))
    end = _PREFIX.size + header_size + body_size
    if len(inbox) < end:
        return None
    frame = unpack(io.BytesIO(inbox[:end]).read)
    del inbox[:end]
    return frame


def _sizes(prefix: bytes) -> tuple[int, int]:
    header_size, body_size = _PREFIX.unpack(prefix)
    if header_size > HEADER_LIMIT or body_size > BODY_LIMIT:
        raise ProtocolError("a frame of impossible size")
    return header_size, body_size


def _refuse(name: str) -> float:
    raise ProtocolError(f"{name} is no JSON")
