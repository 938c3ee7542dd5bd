"""The values that travel between the learner's process and ours: plain data, and nothing that runs when read.

A value becomes a JSON node and the raw bytes of the arrays it mentions. Values keep their kind: a tuple is not a list,
`1` is not `1.0`, a NumPy scalar is not a float. What has no plain form travels as a handle: a number that stands for an
object kept on the other side, its type's name and a short text. `sprint.lab.protocol.framing` puts nodes and bytes on
the line.

Both sides use this module, so it imports neither NumPy nor pandas until a value needs them.
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sprint.lab.protocol.framing import ProtocolError

DEPTH_LIMIT = 40
"""How deep values may nest."""

_SAFE_INTEGER = 2**53


@dataclass(frozen=True, slots=True)
class Handle:
    """Stands for an object that stays in the process it was made in."""

    ref: int
    """Its number there."""
    type: str
    """The full name of its type, `sklearn.pipeline.Pipeline`."""
    text: str = ""
    """The start of its `repr`, on one line."""
    callable: bool = False
    """Whether it can be called."""


@dataclass(slots=True)
class Encoder:
    """Turns values into JSON nodes and collects the bytes of their arrays.

    Attributes:
        keep: called with an object that has no plain form, returns its handle; without it such objects are refused.
    """

    keep: Callable[[Any], Handle] | None = None
    buffers: list[bytes] = field(default_factory=list)

    def node(self, value: Any, depth: int = 0) -> Any:
        """Return the JSON node of a value.

        Raises:
            ProtocolError: too deep, or no plain form and nobody to keep it.
        """
        if depth > DEPTH_LIMIT:
            raise ProtocolError("nested too deep")
        if value is None or value is True or value is False:
            return value
        found = _array_node(self, value, depth)
        if found is not None:
            return found
        return self._plain_node(value, depth)

    def _plain_node(self, value: Any, depth: int) -> Any:
        match value:
            case str():
                return str.__str__(value)
            case int():
                number = int.__int__(value)
                return number if abs(number) < _SAFE_INTEGER else {"int": hex(number)}
            case float():
                real = float.__float__(value)
                return real if math.isfinite(real) else {"float": repr(real)}
            case complex():
                return {"complex": [repr(value.real), repr(value.imag)]}
            case bytes() | bytearray():
                return {"bytes": self.buffer(bytes(value))}
            case Handle():
                return {"handle": value.ref, "type": value.type, "text": value.text, "callable": value.callable}
            case list():
                return [self.node(item, depth + 1) for item in list.__iter__(value)]
            case tuple():
                return {"tuple": [self.node(item, depth + 1) for item in tuple.__iter__(value)]}
            case dict():
                items = dict.items(value)
                return {"dict": [[self.node(key, depth + 1), self.node(item, depth + 1)] for key, item in items]}
            case set() | frozenset():
                return {"set": [self.node(item, depth + 1) for item in value]}
            case _ if self.keep is not None:
                return self.node(self.keep(value))
        raise ProtocolError(f"a {type(value).__name__} has no plain form")

    def buffer(self, content: bytes) -> int:
        """Keep some bytes for the frame's body and return their place in it."""
        self.buffers.append(content)
        return len(self.buffers) - 1


def _array_node(encoder: Encoder, value: Any, depth: int) -> Any:
    """Return the node of a NumPy, pandas or torch value, or None for anything else."""
    np, pd, torch = (sys.modules.get(name) for name in ("numpy", "pandas", "torch"))
    if torch is not None and hasattr(torch, "Tensor") and isinstance(value, torch.Tensor):
        return _array_node(encoder, value.detach().cpu().resolve_conj().numpy(), depth)
    if np is not None and hasattr(np, "ndarray"):
        if isinstance(value, np.generic):
            return {**_array_node(encoder, np.asarray(value), depth), "scalar": True}
        if isinstance(value, np.ndarray):
            array = np.asarray(value)
            if array.dtype.hasobject or array.dtype.fields:
                items = [encoder.node(item, depth + 1) for item in array.ravel().tolist()]
                return {"objects": items, "shape": array.shape}
            content = np.ascontiguousarray(array).tobytes()
            return {"array": encoder.buffer(content), "dtype": array.dtype.str, "shape": array.shape}
    if pd is not None and hasattr(pd, "DataFrame"):
        if isinstance(value, pd.DataFrame):
            return {
                "frame": [_column_node(encoder, value.iloc[:, place], depth) for place in range(value.shape[1])],
                "columns": _column_node(encoder, value.columns, depth),
                "index": _column_node(encoder, value.index, depth),
            }
        if isinstance(value, pd.Series):
            column, name = _column_node(encoder, value, depth), encoder.node(value.name, depth + 1)
            return {"series": column, "name": name, "index": _column_node(encoder, value.index, depth)}
        if isinstance(value, pd.Index):
            return _column_node(encoder, value, depth)
        if value is pd.NA or value is pd.NaT:
            return {"float": "nan"}
    return None


def _column_node(encoder: Encoder, column: Any, depth: int) -> Any:
    """Return a pandas column or index as an array where NumPy has its kind, else value by value, missing ones None."""
    kind = getattr(column.dtype, "kind", "O")
    if isinstance(column.dtype, sys.modules["numpy"].dtype) and kind in "biufcmM":
        return _array_node(encoder, column.to_numpy(), depth)
    items = column.tolist()
    missing = [False] * len(items) if getattr(column, "nlevels", 1) > 1 else column.isna().tolist()
    values = [None if gone else encoder.node(item, depth + 1) for item, gone in zip(items, missing, strict=True)]
    return {"objects": values, "shape": [len(values)]}


@dataclass(frozen=True, slots=True)
class Decoder:
    """Turns JSON nodes back into values.

    Attributes:
        buffers: the bytes of the frame's arrays.
        resolve: called with a handle, returns what it stands for; without it handles stay handles.
    """

    buffers: Sequence[bytes]
    resolve: Callable[[Handle], Any] | None = None

    def value(self, node: Any, depth: int = 0) -> Any:
        """Return the value of a node.

        Raises:
            ProtocolError: the node is none of ours.
        """
        if depth > 2 * DEPTH_LIMIT:
            raise ProtocolError("nested too deep")
        if node is None or isinstance(node, bool | int | float | str):
            return node
        if isinstance(node, list):
            return [self.value(item, depth + 1) for item in node]
        if not isinstance(node, dict):
            raise ProtocolError("unknown node")
        try:
            return self._tagged(node, depth + 1)
        except ProtocolError:
            raise
        except Exception as error:
            raise ProtocolError(f"malformed node: {error}") from error

    def _tagged(self, node: Mapping[str, Any], depth: int) -> Any:
        match node:
            case {"int": str(text)}:
                return int(text, 16)
            case {"float": str(text)}:
                return float(text)
            case {"complex": [str(real), str(imaginary)]}:
                return complex(float(real), float(imaginary))
            case {"bytes": int(place)}:
                return self.buffers[place]
            case {"tuple": list(items)}:
                return tuple(self.value(item, depth) for item in items)
            case {"dict": list(items)}:
                return {_hashable(self.value(key, depth)): self.value(item, depth) for key, item in items}
            case {"set": list(items)}:
                return {_hashable(self.value(item, depth)) for item in items}
            case {"array": int(place), "dtype": str(dtype), "shape": list(shape)}:
                array = self._array(place, dtype, shape)
                return array[()] if node.get("scalar") else array
            case {"objects": list(items), "shape": list(shape)}:
                return self._objects(items, shape, depth)
            case {"frame": list(columns), "columns": dict(names), "index": dict(index)}:
                return self._frame(columns, names, index, depth)
            case {"series": dict(column), "name": name, "index": dict(index)}:
                import pandas as pd

                return pd.Series(
                    self.value(column, depth), index=self._index(index, depth), name=self.value(name, depth)
                )
            case {"handle": int(ref), "type": str(kind), "text": str(text), "callable": bool(can)}:
                handle = Handle(ref, kind[:200], text[:200], can)
                return self.resolve(handle) if self.resolve is not None else handle
        raise ProtocolError(f"unknown node {sorted(node)}")

    def _array(self, place: int, dtype: str, shape: list[int]) -> Any:
        import numpy as np

        kind = np.dtype(dtype)
        if kind.hasobject:
            raise ProtocolError("objects travel one by one")
        return np.frombuffer(self.buffers[place], dtype=kind).reshape(shape).copy()

    def _objects(self, items: list[Any], shape: list[int], depth: int) -> Any:
        import numpy as np

        array = np.empty(len(items), dtype=object)
        for place, item in enumerate(items):
            array[place] = self.value(item, depth)
        return array.reshape(shape)

    def _frame(self, columns: list[Any], names: Mapping[str, Any], index: Mapping[str, Any], depth: int) -> Any:
        import pandas as pd

        rows = self._index(index, depth)
        frame = pd.DataFrame(dict(enumerate(self.value(column, depth) for column in columns)), index=range(len(rows)))
        frame.index, frame.columns = rows, self._index(names, depth)
        return frame.infer_objects()

    def _index(self, node: Mapping[str, Any], depth: int) -> Any:
        import pandas as pd

        values = self.value(node, depth)
        return pd.Index([_hashable(item) for item in values] if values.dtype == object else values)


def _hashable(value: Any) -> Any:
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else value


def one_line(value: object, limit: int = 120) -> str:
    """Return the start of a value's `repr` on one line; never raises, whatever the value's class does."""
    try:
        text = " ".join(repr(value).split())
    except Exception as error:  # noqa: BLE001  a learner's __repr__ may raise anything
        text = f"<{type(value).__name__}, whose repr raises {type(error).__name__}>"
    return text if len(text) <= limit else text[: limit - 1] + "…"
