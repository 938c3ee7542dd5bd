"""When two values are the same, and what a differing one may be a sign of."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sprint.lab.protocol.serialization import one_line
from sprint.lab.supervisor.session import Remote

SHOWN_ITEMS = 12
"""The longest list or array that a message shows whole."""


@dataclass(frozen=True, slots=True)
class KnownMistake:
    """A usual mistake and the value it gives on this very data."""

    value: Any
    """What the mistake gives."""
    because: str
    """What it is, as the end of 'X is …': 'what hard 0/1 predictions give'."""
    next: str = ""
    """Where to look, if better than the check's own next move."""


MistakeTable = Sequence[tuple[Callable[..., Any], str, str]]
"""Usual mistakes as data: what gives the value on some case, what it is, and where to look."""


def known_mistakes(table: MistakeTable, *case: Any) -> list[KnownMistake]:
    """Return what each mistake of a table gives on a case; one that gives None cannot be told there and is left out.

    Args:
        table: the mistakes.
        case: what each of them is worked out from.
    """
    found = ((value(*case), because, move) for value, because, move in table)
    return [KnownMistake(value, because, move) for value, because, move in found if value is not None]


def is_equal(got: Any, expected: Any, *, rel: float = 1e-6, abs: float = 1e-9) -> bool:
    """Tell whether a learner's value is the expected one.

    Booleans are booleans and texts are texts, of Python or NumPy; whole numbers are equal exactly; other numbers and
    arrays within `rel` and `abs`, nan equals nan. A list is not a tuple. Arrays agree in shape.
    """
    import numpy as np

    match expected:
        case bool() | np.bool_():
            return isinstance(got, bool | np.bool_) and bool(got) == bool(expected)
        case int() | np.integer():
            return isinstance(got, int | np.integer) and not isinstance(got, bool) and int(got) == int(expected)
        case float() | np.floating():
            value = to_float(got)
            return value is not None and _close(value, float(expected), rel, abs)
        case str() | None:
            return bool(got == expected) and isinstance(got, str | None)
        case list() | tuple():
            return type(got) is type(expected) and _all_same(got, expected, rel, abs)
        case dict():
            return isinstance(got, dict) and got.keys() == expected.keys() and _all_same(
                [got[key] for key in expected], list(expected.values()), rel, abs
            )  # fmt: skip
        case np.ndarray():
            return is_array_equal(got, expected, rel, abs)
    raise TypeError(f"no rule for comparing a {type(expected).__name__}")


def is_array_equal(got: Any, expected: Any, rel: float = 1e-6, abs: float = 1e-9) -> bool:
    """Tell whether two arrays have one shape and equal numbers, nan included."""
    import numpy as np

    got = _as_array(got)
    if got.shape != expected.shape:
        return False
    if expected.dtype.kind in "biufc" and got.dtype.kind in "biufc":
        return bool(np.allclose(got, expected, rtol=rel, atol=abs, equal_nan=True))
    return bool(np.array_equal(got, expected))


def _as_array(value: Any) -> Any:
    """Return a learner's value as an array; lists of different lengths as an array of lists."""
    import numpy as np

    try:
        return np.asarray(value)
    except ValueError:
        return np.asarray(value, dtype=object)


def to_float(value: Any) -> float | None:
    """Return a learner's value as a float, or None where it is no single real number."""
    import numpy as np

    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | float | np.integer | np.floating):
        try:
            return float(value)
        except OverflowError:  # a whole number beyond any float
            return math.inf if value > 0 else -math.inf
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf":
        return float(value)
    return None


def find_mistake(
    got: Any, slips: Iterable[KnownMistake], *, rel: float = 1e-6, abs: float = 1e-9
) -> KnownMistake | None:
    """Return the slip whose value this is, if any."""
    for slip in slips:
        if is_equal(got, slip.value, rel=rel, abs=abs):
            return slip
    return None


def first_difference(got: Any, expected: Any, *, rel: float = 1e-6, abs: float = 1e-9) -> tuple[str, Any, Any] | None:
    """Return where two long lists or arrays of one shape first differ, as `[3]` or `[0, 2]`, and the two items there.

    None where they are short enough to be shown whole, or have no place in common.
    """
    import numpy as np

    if isinstance(expected, np.ndarray):
        got = _as_array(got)
        if expected.size <= SHOWN_ITEMS or got.shape != expected.shape:
            return None
        places = (
            place for place in np.ndindex(expected.shape) if not is_equal(got[place], expected[place], rel=rel, abs=abs)
        )
        return next(((str(list(place)), got[place], expected[place]) for place in places), None)
    if not isinstance(expected, list) or type(got) is not list or len(got) != len(expected) or len(got) <= SHOWN_ITEMS:
        return None
    pairs = enumerate(zip(got, expected, strict=True))
    return next(((f"[{place}]", a, b) for place, (a, b) in pairs if not is_equal(a, b, rel=rel, abs=abs)), None)


def first_mismatch(got: Any, expected: Any, *, rel: float = 1e-5, abs: float = 1e-6) -> tuple[float, float]:
    """Return the first pair of numbers that differ, or the first pair of all.

    Args:
        got: the learner's numbers, (n,).
        expected: what they are held against, (n,).
        rel: relative tolerance.
        abs: absolute tolerance.
    """
    import numpy as np

    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    places = np.flatnonzero(~np.isclose(got, expected, rtol=rel, atol=abs))
    place = int(places[0]) if places.size else 0
    return float(got[place]), float(expected[place])


def as_float_array(value: Any) -> Any:
    """Return a learner's value as an array of floats of its shape, or None where it is none."""
    import numpy as np

    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind == "f" else None


def format_value(value: Any, limit: int = 70) -> str:
    """Return a value as a learner would write it, short enough for a line: numbers to four significant digits."""
    import numpy as np

    if isinstance(value, Remote):
        if value.handle is not None and value.handle.text.startswith("<function "):
            return value.handle.text[len("<function ") :].rpartition(" at 0x")[0]
        table = value.handle is not None and value.handle.type.startswith("pandas.")
        return value.handle.text if value.handle and not table else f"a {type_name(value)}"
    if hasattr(value, "columns"):
        return f"a DataFrame of shape {value.shape}"
    if hasattr(value, "to_dict"):
        return one_line(value.to_dict(), limit)
    if isinstance(value, float | np.floating):
        return f"{float(value):.4g}"
    if isinstance(value, np.generic):
        return repr(value.item())
    if isinstance(value, np.ndarray) and value.size > SHOWN_ITEMS:
        return f"an array of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return one_line(np.round(value, 4).tolist() if value.dtype.kind == "f" else value.tolist(), limit)
    if type(value) in {list, tuple}:  # NumPy's scalars in it are written as the numbers they are
        value = type(value)(item.item() if isinstance(item, np.generic) else item for item in value)
    return one_line(value, limit)


def type_name(value: Any) -> str:
    """Return the short name of a value's type."""
    if isinstance(value, Remote):
        return value.handle.type.rpartition(".")[2] if value.handle else "object"
    return type(value).__name__


def is_unchanged(before: Any, now: Any) -> bool:
    """Tell whether an argument is still what it was, frames and arrays included."""
    import numpy as np

    if hasattr(before, "equals"):
        return type(now) is type(before) and list(now) == list(before) and np.array_equal(
            before.to_numpy(dtype=object, na_value=None), now.to_numpy(dtype=object, na_value=None)
        )  # fmt: skip
    if isinstance(before, np.ndarray):
        return bool(now.shape == before.shape and np.array_equal(before, now, equal_nan=before.dtype.kind in "fc"))
    return bool(before == now)


def _close(got: float, expected: float, rel: float, abs: float) -> bool:
    return math.isclose(got, expected, rel_tol=rel, abs_tol=abs) or (math.isnan(got) and math.isnan(expected))


def _all_same(got: Any, expected: Any, rel: float, abs: float) -> bool:
    return len(got) == len(expected) and all(
        is_equal(a, b, rel=rel, abs=abs) for a, b in zip(got, expected, strict=True)
    )
