"""What the running cell puts out, as nbformat dictionaries, the way a notebook's front end would keep it."""

import json
import math
from binascii import b2a_base64
from collections.abc import Callable, Iterable
from datetime import date
from numbers import Integral, Real
from typing import Any

from sprint.lab.protocol.limits import DISPLAY_LIMIT, STREAM_LIMIT

_ITEM_COST = 100
"""What an output costs beside its text."""
_ERROR_LIMIT = 100_000
"""Characters kept of an exception's text, and of its traceback."""

Item = dict[str, Any]


class Outputs:
    """The outputs of the cell that runs now; a stream's text is in pieces until it is taken."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._place = -1
        self._shown: dict[str, list[tuple[int, Item]]] = {}
        self._earlier: dict[int, list[Item]] = {}
        self._revised: set[int] = set()
        self._sizes: dict[int, int] = {}
        self._clearing = False
        self._stream_room = self._display_room = 0
        self.before: Callable[[], None] = lambda: None
        """Called before anything is added: what was put out past Python comes first."""
        self.shown: Callable[[Item], None] = lambda _data: None
        """Told what each display and result shows, by MIME type."""

    def start(self, place: int = -1) -> None:
        """Begin the outputs of a cell, or of something that is no cell."""
        self.before()
        if self._place >= 0:
            self._earlier[self._place] = self._items
        self._place = place
        self._clear()

    def taken(self) -> list[Item]:
        """Return what was put out so far."""
        self.before()
        return _joined(self._items)

    def revised(self) -> list[tuple[int, list[Item]]]:
        """Return the places and outputs of earlier cells that a later one changed since this was last asked."""
        places, self._revised = sorted(self._revised), set()
        return [(place, _joined(self._earlier[place])) for place in places]

    def stream(self, name: str, text: str) -> None:
        """Add printed text; what exceeds the limit is dropped, with a word."""
        if not text:
            return
        self._about_to_add()
        if self._stream_room <= 0:
            return
        pieces = [text[: self._stream_room]]
        self._stream_room -= len(text)
        if self._stream_room <= 0:
            pieces.append("\n… more was printed than is kept here …\n")
        last = self._items[-1] if self._items else None
        if last is not None and last["output_type"] == "stream" and last["name"] == name:
            last["text"] += pieces
        else:
            self._stream_room -= _ITEM_COST
            self._items.append({"output_type": "stream", "name": name, "text": pieces})

    def data(self, kind: str, data: Any, metadata: Any, display_id: str | None = None, **more: Any) -> None:
        """Add a display or a result; what exceeds the limit is dropped, with a word.

        Raises:
            TypeError, ValueError: JSON has no form for it, as a kernel would say to the code that displays it.
        """
        self.before()
        bundle, size = _plain({"data": data, "metadata": metadata or {}})
        self.shown(bundle["data"])
        if display_id is not None:
            self._revise(display_id, bundle)
        self._about_to_add()
        if self._display_room <= 0:
            return
        self._display_room -= size + _ITEM_COST
        if self._display_room <= 0:
            self._items.append(
                {"output_type": "stream", "name": "stderr", "text": ["… more was shown than is kept …\n"]}
            )
            return
        item = {"output_type": kind, **bundle, **more}
        self._items.append(item)
        self._sizes[id(item)] = size
        if display_id is not None:
            self._shown.setdefault(display_id, []).append((self._place, item))

    def update(self, display_id: str, data: Any, metadata: Any) -> None:
        """Put something else in the place of every display of that name, in earlier cells as well."""
        self.before()
        bundle, _ = _plain({"data": data, "metadata": metadata or {}})
        self.shown(bundle["data"])
        self._revise(display_id, bundle)

    def error(self, name: str, text: str, lines: list[str]) -> None:
        """Add an exception as it is shown."""
        self._about_to_add()
        room, kept = _ERROR_LIMIT, []
        for line in lines:
            kept.append(line[:room])
            room = max(0, room - len(line))
        self._items.append({"output_type": "error", "ename": name, "evalue": text[:_ERROR_LIMIT], "traceback": kept})

    def clear(self, *, wait: bool) -> None:
        """Take away what was put out so far, at once or when there is something to put in its place."""
        self.before()
        if wait:
            self._clearing = True
        else:
            self._clear()

    def _clear(self) -> None:
        self._items = []
        for shown in self._shown.values():
            shown[:] = [(place, item) for place, item in shown if place != self._place]
        self._sizes = {}
        self._clearing = False
        self._stream_room, self._display_room = STREAM_LIMIT, DISPLAY_LIMIT

    def _about_to_add(self) -> None:
        self.before()
        if self._clearing:
            self._clear()

    def _revise(self, display_id: str, bundle: Item) -> None:
        size = len(json.dumps(bundle))
        for place, item in self._shown.get(display_id, []):
            grown = size - self._sizes.get(id(item), size)
            if grown < self._display_room:
                self._display_room -= grown
                self._sizes[id(item)] = size
                item.update(json.loads(json.dumps(bundle)))
                if place != self._place:
                    self._revised.add(place)


def _joined(items: list[Item]) -> list[Item]:
    return [{**item, "text": "".join(item["text"])} if "text" in item else item for item in items]


def _plain(bundle: Item) -> tuple[Item, int]:
    """Return what a kernel sends for a bundle, and its size: NaN as text, bytes as base64, other iterables as lists.

    Raises:
        TypeError, ValueError: JSON has no form for it.
    """
    try:
        text = json.dumps(bundle, default=_form, allow_nan=False)
    except ValueError:  # the strict form has no NaN and no circles
        text = json.dumps(_clean(bundle), default=_form, allow_nan=False)
    return json.loads(text), len(text)


def _form(value: Any) -> Any:
    """Return a JSON form of what JSON does not know, as jupyter_client gives it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b2a_base64(value, newline=False).decode("ascii")
    if isinstance(value, Iterable):
        return list(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    raise TypeError(f"{value!r} is not JSON serializable")


def _clean(value: Any) -> Any:
    """Return a value with the numbers that JSON lacks as their texts."""
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, dict):
        return {str(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_clean(item) for item in value]
    return value
