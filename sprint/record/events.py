"""One thing that happened, as a value and as a line of the record.

A line is one JSON object: `v, id, at, date, day, type` and whatever else the type of event carries.
"""

import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

VERSION = 1
RESERVED = frozenset({"v", "id", "at", "date", "day", "type"})
"""The keys every line has; an event's own data uses others."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID_LENGTH = 26
_TIME_LENGTH = 10
_LARGEST_DAY = 999_999


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    id: str
    """Unique, and behind every id that was known when it was made, whatever the clock did (a ULID)."""
    at: datetime
    """When, with the offset of the learner's clock at that moment."""
    date: date
    """The learner's local date at that moment; it stays what it was when the learner travels."""
    day: int | None
    """The day of the sprint it belongs to, or None for the sprint as a whole."""
    type: str
    """What happened, such as `check` or `focus.end`; a reader leaves aside what it does not know."""
    data: Mapping[str, Any]
    """What else is known about it, as plain JSON values."""

    def to_line(self) -> bytes:
        """Return the event as one line of JSON, without a line end.

        Raises:
            ValueError: the data uses a reserved key, or holds NaN or an infinity.
            TypeError: the data holds something that is no plain JSON value.
        """
        if taken := RESERVED & self.data.keys():
            raise ValueError(f"reserved: {', '.join(sorted(taken))}")
        record = {
            "v": VERSION,
            "id": self.id,
            "at": self.at.isoformat(),
            "date": self.date.isoformat(),
            "day": self.day,
            "type": self.type,
            **self.data,
        }
        text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode(errors="backslashreplace")  # a lone surrogate becomes the JSON escape it needs

    @classmethod
    def from_line(cls, line: bytes) -> "Event":
        """Read one line of the record.

        Raises:
            ValueError: the line is damaged; the message says how, in words for a person.
        """
        return _event(_object(line))


def new_id(at: datetime, after: str | None = None) -> str:
    """Return a new id for a moment: milliseconds and 80 random bits, in 26 characters that sort as text.

    Args:
        at: the moment.
        after: an id the new one must sort behind, even if the clock went back meanwhile.
    """
    milliseconds = max(0, int(at.timestamp() * 1000))
    if after is not None and (previous := milliseconds_of(after)) is not None:
        milliseconds = max(milliseconds, previous + 1)
    number = milliseconds << 80 | int.from_bytes(os.urandom(10))
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_ID_LENGTH - 1), -1, -5))


def milliseconds_of(identifier: str) -> int | None:
    """Return the moment inside an id in milliseconds since 1970, or None if it is no id of ours."""
    if len(identifier) != _ID_LENGTH or not set(identifier) <= set(_ALPHABET):
        return None
    value = 0
    for letter in identifier[:_TIME_LENGTH]:
        value = value << 5 | _ALPHABET.index(letter)
    return value


def _object(line: bytes) -> dict[str, Any]:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise ValueError("it is no UTF-8 text") from None
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no complete JSON object: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004  one kind of error says that a line is damaged
    return value


def _event(record: dict[str, Any]) -> Event:
    version = record.pop("v", None)
    if version != VERSION:
        raise ValueError(f"its version is {version!r}, this sprint reads version {VERSION}")
    identifier, kind, day = record.pop("id", None), record.pop("type", None), record.pop("day", None)
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("it has no id")
    if not isinstance(kind, str) or not kind:
        raise ValueError("it has no type")
    if day is not None and (type(day) is not int or not 0 <= day <= _LARGEST_DAY):
        raise ValueError("its day is no number from 0 up")
    try:
        at = datetime.fromisoformat(record.pop("at"))
        local = date.fromisoformat(record.pop("date"))
    except (KeyError, TypeError, ValueError):
        raise ValueError("its time or date cannot be read") from None
    if at.tzinfo is None:
        raise ValueError("its time has no offset")
    return Event(identifier, at, local, day, kind, record)


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    pairs = list(pairs)
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("it has the same key twice")
    return record


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is no number")
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_finite, parse_float=_finite)
