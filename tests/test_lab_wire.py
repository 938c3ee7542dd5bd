"""Values cross the line between the two processes unchanged, and bytes that are no frame of ours are refused."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sprint.lab.protocol.framing import HEADER_LIMIT, ProtocolError, pack, take
from sprint.lab.protocol.serialization import DEPTH_LIMIT, Decoder, Encoder, Handle

PLAIN = (
    st.none() | st.booleans() | st.integers() | st.integers(2**60, 2**80) | st.floats() | st.complex_numbers()
    | st.text() | st.binary()
)  # fmt: skip
KEYS = st.integers() | st.text() | st.tuples(st.integers(), st.text()) | st.booleans() | st.none()
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(KEYS, inner)
    | st.sets(st.integers() | st.text()),
    max_leaves=20,
)  # fmt: skip
DTYPES = (
    hnp.boolean_dtypes() | hnp.integer_dtypes(endianness="?") | hnp.unsigned_integer_dtypes() | hnp.floating_dtypes()
    | hnp.complex_number_dtypes() | hnp.datetime64_dtypes() | hnp.timedelta64_dtypes()
    | hnp.unicode_string_dtypes(max_len=5) | hnp.byte_string_dtypes(max_len=5)
)  # fmt: skip
ARRAYS = hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))


def crossed(value: Any) -> Any:
    """Return a value after its way over the wire, bytes and all."""
    encoder = Encoder()
    message = {"id": "x", "value": encoder.node(value)}
    inbox = bytearray(b"".join(pack(message, encoder.buffers)))
    frame = take(inbox)
    assert frame is not None
    assert not inbox
    return Decoder(frame[1]).value(frame[0]["value"])


def alike(a: Any, b: Any) -> bool:
    """Tell whether two values are the same in kind and content, nan included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return alike(list(a.items()), list(b.items()))
    if isinstance(a, float):
        return (a == b and math.copysign(1, a) == math.copysign(1, b)) or (math.isnan(a) and math.isnan(b))
    if isinstance(a, complex):
        return alike(a.real, b.real) and alike(a.imag, b.imag)
    if isinstance(a, np.ndarray | np.generic):
        same = a.dtype == b.dtype and a.shape == b.shape
        return same and (a.tobytes() == b.tobytes() if not a.dtype.hasobject else alike(a.tolist(), b.tolist()))
    return bool(a == b)


@given(NESTED)
@settings(max_examples=150, deadline=None)
def test_plain_values_cross_unchanged(value: Any) -> None:
    """A tuple stays a tuple, 1 is not 1.0 or True, nan and big numbers arrive."""
    assert alike(crossed(value), value)


@given(ARRAYS)
@settings(max_examples=150, deadline=None)
def test_arrays_and_their_scalars_cross_unchanged(array: Any) -> None:
    """Arrays of any kind of number, date or text, without dimensions or rows too, keep dtype, shape and bytes."""
    back = crossed(array)
    assert alike(back, array)
    assert back.flags.writeable
    for scalar in array.ravel()[:1]:
        assert alike(crossed(scalar), scalar)


@given(hnp.arrays(object, hnp.array_shapes(min_dims=0, max_dims=2, max_side=3), elements=NESTED))
@settings(max_examples=50, deadline=None)
def test_object_arrays_cross_value_by_value(array: Any) -> None:
    """An array of objects arrives as an array of the same plain values."""
    assert alike(crossed(array), array)


FRAMES = [
    pd.DataFrame({"a": [1, 2], "b": [0.5, math.nan], "c": ["x", None]}),
    pd.DataFrame({"a": [1.5]}, index=["row"]),
    pd.DataFrame({("x", 1): [1], ("x", 2): [2]}),
    pd.DataFrame({"when": pd.DatetimeIndex(["2020-01-01", pd.NaT])}, index=pd.date_range("2021", periods=2)),
    pd.DataFrame([[1, 2], [3, 4]], columns=["same", "same"]),
    pd.DataFrame({"c": pd.Categorical(["a", "b", "a"]), "n": pd.array([1, None, 3], dtype="Int64")}),
    pd.DataFrame({"g": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
    pd.DataFrame(index=[1, 2, 3]),
    pd.DataFrame(columns=["a", "b"]),
    pd.DataFrame(),
]


@pytest.mark.parametrize("frame", FRAMES, ids=range(len(FRAMES)))
def test_frames_and_series_cross_with_their_labels(frame: pd.DataFrame) -> None:
    """Columns, rows and values of a frame arrive, missing values as missing, and each column as a series."""
    back = crossed(frame)
    assert back.shape == frame.shape
    assert list(back.columns) == list(frame.columns)
    assert list(back.index) == list(frame.index)
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        for got in (back.iloc[:, place], crossed(column)):
            assert got.isna().tolist() == column.isna().tolist()
            assert got.dropna().tolist() == column.dropna().tolist()
        assert crossed(column).name == column.name
    assert crossed(frame.index).tolist() == list(frame.index)


def test_what_nests_too_deep_is_refused() -> None:
    """Lists, object arrays and things that hold themselves stop at a bounded depth."""
    deep: Any = 1
    for _ in range(DEPTH_LIMIT + 2):
        deep = [deep]
    endless: list[Any] = []
    endless.append(endless)
    array = np.empty(1, dtype=object)
    array[0] = array
    for value in (deep, endless, array):
        with pytest.raises(ProtocolError, match="deep"):
            crossed(value)


def test_subclasses_cross_as_what_they_are() -> None:
    """A number or text of a class of one's own, with an `__eq__` that is always true, arrives as the plain one."""

    class Yes(int):
        __hash__ = int.__hash__

        def __eq__(self, other: object) -> bool:
            return True

    class Rows(np.ndarray[Any, Any]):
        def tobytes(self, *_: Any) -> bytes:
            return b"\0" * 16

    assert type(crossed(Yes(3))) is int
    assert crossed(Yes(3)) != 4
    assert type(crossed(np.ones(2).view(Rows))) is np.ndarray
    assert crossed(np.ones(2).view(Rows)).tolist() == [1, 1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["int", "float", "complex", "bytes", "tuple", "dict", "set", "array", "dtype", "shape", "objects", "frame",
             "columns", "index", "series", "name", "handle", "type", "text", "callable", "scalar"]
        ),
        inner | st.sampled_from(["<f8", "O", "M8[ns]", "V8", "0x1", "nan"]),
        max_size=5,
    ),
    max_leaves=15,
)  # fmt: skip


@given(JSON, st.lists(st.binary(max_size=16), max_size=3))
@settings(max_examples=400, deadline=None)
def test_a_malformed_node_is_refused_and_nothing_else(node: Any, buffers: list[bytes]) -> None:
    """Whatever JSON a learner's process sends becomes a plain value or a ProtocolError."""
    try:
        value = Decoder(buffers).value(node)
    except ProtocolError:
        return
    assert isinstance(
        value,
        None | bool | int | float | complex | str | bytes | list | tuple | dict | set | np.ndarray | np.generic
        | pd.DataFrame | pd.Series | Handle,
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"\xff" * 40,
        (HEADER_LIMIT + 1).to_bytes(4, "big") + bytes(8),
        b"\0\0\0\2" + bytes(8) + b"[]",
        b"\0\0\0\2" + bytes(8) + b"{}",
        b"\0\0\0\x14" + bytes(8) + b'{"sizes":[],"x":NaN}',
        b"\0\0\0\x0c" + bytes(8) + b'{"sizes":[1]}'[:12],
        b"\0\0\0\x0e" + bytes(8) + b'{"sizes":[-1]}',
        b"\0\0\0\x0d" + bytes(8) + b'{"sizes":[5]}',
        b"\0\0\x40\0" + bytes(8) + b"[" * 0x4000,
        b"\0\0\x20\0" + bytes(8) + b"9" * 0x2000,
    ],
)
def test_bytes_that_are_no_frame_are_refused(content: bytes) -> None:
    """Impossible sizes, other JSON, NaN, deep or endless JSON are a ProtocolError, never anything else."""
    with pytest.raises(ProtocolError):
        take(bytearray(content))
