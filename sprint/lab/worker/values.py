"""What stood in the line where something was raised: kinds, shapes and lengths.

Nothing of the learner's runs for it: only types that are known here are looked at, and only those exactly, since a
class derived from them can do anything when it is asked for its length or shape.
"""

import contextlib
import io
import itertools
import keyword
import linecache
import re
import sys
import tokenize
from collections.abc import Iterator
from types import FrameType, ModuleType, TracebackType
from typing import Any

MOST_VALUES = 5
"""Values that are told of one line."""
MOST_NAMES = 500
"""Names that are told as what could have been meant."""
_LONGEST = 30
_SECRET = re.compile(
    r"token|secret|passw|credential|api_?key|access_?key|private_?key|(^|_)(auth|pwd)(_|$)", re.IGNORECASE
)
_PLAIN: tuple[type, ...] = (bool, int, float, complex, str, bytes)
_COUNTED: tuple[type, ...] = (list, tuple, dict, set, frozenset, range)
_TABLES = {
    "numpy": ("ndarray", "matrix"),
    "numpy.ma": ("MaskedArray",),
    "pandas": ("DataFrame", "Series", "Index", "RangeIndex", "DatetimeIndex", "MultiIndex", "CategoricalIndex"),
    "torch": ("Tensor",),
    "torch.nn": ("Parameter",),
    "scipy.sparse": ("csr_matrix", "csc_matrix", "coo_matrix", "csr_array", "csc_array", "coo_array"),
}
"""The classes with a shape that are known, by the module they are reached in."""


def values_in_line(trace: TracebackType) -> list[str]:
    """Return what the names in a traceback's line hold, as `X: DataFrame (455, 30)`; the first few of known kinds."""
    found = {}
    for label, value in _objects(trace):
        words = described(label, value)
        if words and label not in found:
            found[label] = f"{label}: {words}"
    return list(found.values())[:MOST_VALUES]


def described(label: str, value: Any) -> str:
    """Return a value's kind and size in a few words, or its text where it is short; empty for kinds not known here."""
    kind = type(value)
    if value is None:
        return "None"
    if kind in _PLAIN or _is_numpy_scalar(kind):
        if _SECRET.search(label):
            return f"{kind.__name__}, not shown"
        return _text(value)
    if kind in _COUNTED:
        return f"{kind.__name__} of {len(value)}"
    if kind in _known_tables():
        shape = tuple(value.shape)
        dtype = str(getattr(value, "dtype", "")).removeprefix("torch.") if kind.__name__ != "DataFrame" else ""
        device = str(getattr(value, "device", "cpu")) if kind.__name__ in {"Tensor", "Parameter"} else "cpu"
        return " ".join(filter(None, [kind.__name__, str(shape), dtype, "" if device == "cpu" else f"on {device}"]))
    return ""


def meant_names(error: BaseException, trace: TracebackType | None) -> tuple[str, list[str]]:
    """Return what could have been meant where a name is not there: of which kind, and the names of that kind.

    The kinds: `column`, `label` and `key` of the tables, series and dictionaries in the line, `attribute` of the
    object, `name` of the module.
    """
    if isinstance(error, KeyError) and trace is not None:
        kinds: dict[str, list[str]] = {}
        for _, value in _objects(trace):
            kind, names = _labels(value)
            kinds.setdefault(kind, []).extend(names)
        kind = next((kind for kind in ("column", "label", "key") if kind in kinds), "")
        return kind, list(dict.fromkeys(kinds.get(kind, ())))[:MOST_NAMES]
    if isinstance(error, AttributeError) and getattr(error, "obj", None) is not None:
        return "attribute", _attributes(error.obj)[:MOST_NAMES]
    if isinstance(error, ImportError) and isinstance(error.name, str):
        module = sys.modules.get(error.name)
        return "name", _public(module.__dict__) if isinstance(module, ModuleType) else []
    return "", []


def _labels(value: Any) -> tuple[str, list[str]]:
    if type(value) is dict:
        return "key", [key for key in itertools.islice(value, MOST_NAMES) if type(key) is str]
    pandas = sys.modules.get("pandas")
    if pandas is None or type(value) not in {getattr(pandas, "DataFrame", None), getattr(pandas, "Series", None)}:
        return "", []
    kind, axis = ("column", value.columns) if type(value) is pandas.DataFrame else ("label", value.index)
    return kind, [key for key in axis[:MOST_NAMES].tolist() if type(key) is str]


def _attributes(value: Any) -> list[str]:
    """Return the names of an object's attributes, from its dictionary and those of its classes."""
    if isinstance(value, ModuleType):
        return _public(value.__dict__)
    own = _dictionary(value)
    classes = type.__dict__["__mro__"].__get__(type(value))
    from_classes = [name for each in classes for name in type.__dict__["__dict__"].__get__(each)]
    columns = _labels(value)[1] if type(value) is not dict else []
    return _public(dict.fromkeys([*columns, *own, *from_classes]))


def _public(names: Any) -> list[str]:
    return [name for name in list(names) if type(name) is str and not name.startswith("_")]


def _objects(trace: TracebackType) -> Iterator[tuple[str, Any]]:
    """Yield the names of a line with what they hold, and attributes such as `self.weights` that lie in the object."""
    frame, known = trace.tb_frame, _known_tables()
    for name, attribute in _names(_lines(trace)):
        value = _looked_up(frame, name)
        if value is _NOTHING:
            continue
        yield name, value
        if attribute and type(value) not in {*_PLAIN, *_COUNTED, *known} and not isinstance(value, type | ModuleType):
            inner = _dictionary(value).get(attribute, _NOTHING)
            if inner is not _NOTHING:
                yield f"{name}.{attribute}", inner


_NOTHING = object()


def _looked_up(frame: FrameType, name: str) -> Any:
    if name in frame.f_locals:
        return frame.f_locals[name]
    return frame.f_globals.get(name, _NOTHING)


def _dictionary(value: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}


def _lines(trace: TracebackType) -> str:
    """Return the source of the expression that was running, whole lines of it."""
    code = trace.tb_frame.f_code
    first, last, _, _ = next(itertools.islice(code.co_positions(), trace.tb_lasti // 2, None), (None,) * 4)
    first, last = first or trace.tb_lineno, last or trace.tb_lineno
    return "\n".join(
        linecache.getline(code.co_filename, line).strip() for line in range(first, min(last, first + 20) + 1)
    )


def _names(source: str) -> Iterator[tuple[str, str]]:
    """Yield the names that stand in a piece of source, each with the attribute behind it or nothing; none in quotes."""
    tokens: list[str] = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError):  # it may end in the middle; what came before is enough
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            tokens += [token.string if token.type in {tokenize.NAME, tokenize.OP} else " "]
    for place, text in enumerate(tokens):
        before, (dot, attribute) = tokens[place - 1] if place else "", (*tokens[place + 1 : place + 3], "", "")[:2]
        if text.isidentifier() and not keyword.iskeyword(text) and before != ".":
            yield text, attribute if dot == "." and attribute.isidentifier() else ""


def _known_tables() -> frozenset[type]:
    found = [
        getattr(sys.modules[module], name, None)
        for module, names in _TABLES.items()
        if module in sys.modules
        for name in names
    ]
    return frozenset(kind for kind in found if isinstance(kind, type))


def _is_numpy_scalar(kind: type) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and kind in getattr(numpy, "sctypeDict", {}).values()


def _text(value: Any) -> str:
    """Return a plain value's text, cut where it is long."""
    kind = type(value)
    if kind is int and value.bit_length() > 64:
        return f"int of {value.bit_length()} bits"
    if kind in {str, bytes} and len(value) > _LONGEST:
        return f"{kind.__name__} of {len(value)}, {value[: _LONGEST - 3]!r} …"
    return repr(value) if kind in _PLAIN else f"{kind.__name__} {str(value)[:_LONGEST]}"
