"""Which matrix products of NumPy's a call makes use of, seen while it runs in the learner's process.

A function that is to multiply by itself could hand the work on in many spellings: `np.dot`, `A.dot`, `A @ B`, an alias
from an import, a helper of its own. None of them is searched for in the text: NumPy's functions are replaced by ones
that note their name and go on, methods are seen as the interpreter calls them, the operator when it is executed.
"""

import dis
import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

PRODUCTS = (
    "dot", "matmul", "inner", "vdot", "einsum", "tensordot", "vecdot", "matvec", "vecmat", "multi_dot",
)  # fmt: skip
"""The names of NumPy's products, in `numpy`, in `numpy.linalg` and as methods."""
_OWN_OPERATORS = frozenset({"__matmul__", "__rmatmul__", "__imatmul__"})
"""Methods in Python that `@` leads to: then it is not NumPy's."""


def products_used(function: Callable[..., Any], *args: Any) -> tuple[list[str], Any]:
    """Call a function; return the products it used on its way, by name and without repeats, and its result."""
    used: set[str] = set()
    open_at: list[FrameType] = []

    def operators(frame: FrameType, event: str, _arg: Any) -> Any:
        if open_at:  # what a class of one's own does for `@` is looked at like any other function
            own = event == "call" and frame.f_back is open_at[0] and frame.f_code.co_name in _OWN_OPERATORS
            if not own:
                used.add("@")
            open_at.clear()
        if event == "call":
            frame.f_trace_opcodes = bool(_matrix_operators(frame.f_code))
            return operators if frame.f_trace_opcodes else None
        if event == "opcode" and frame.f_lasti in _matrix_operators(frame.f_code):
            open_at.append(frame)
        return operators

    def methods(_frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in PRODUCTS:
            used.add(called.__name__)

    before = sys.gettrace(), sys.getprofile()
    with _noted(getattr(function, "__globals__", {}), used.add) as noting:
        sys.settrace(operators)
        sys.setprofile(methods)
        try:
            result = noting.get(id(function), function)(*args)
        finally:
            sys.settrace(before[0])
            sys.setprofile(before[1])
    if open_at:
        used.add("@")
    return sorted(used), result


@functools.cache
def _matrix_operators(code: CodeType) -> frozenset[int]:
    """Return the places in a piece of code where `@` or `@=` is executed."""
    return frozenset(step.offset for step in dis.get_instructions(code) if step.argrepr in {"@", "@="})


@contextmanager
def _noted(names: dict[str, Any], note: Callable[[str], None]) -> Iterator[dict[int, Callable[..., Any]]]:
    """Put functions that note their name in the place of NumPy's products, also where they were imported by name.

    Yields the functions put there, by the `id` of the product they stand for.
    """
    import numpy as np

    spaces = (vars(np), vars(np.linalg))
    wrapped = {
        id(space[name]): _noting(space[name], name, note) for space in spaces for name in PRODUCTS if name in space
    }
    replaced = [
        (space, name, value) for space in (*spaces, names) for name, value in space.items() if id(value) in wrapped
    ]
    for space, name, value in replaced:
        space[name] = wrapped[id(value)]
    try:
        yield wrapped
    finally:
        for space, name, value in replaced:
            space[name] = value


def _noting(product: Callable[..., Any], name: str, note: Callable[[str], None]) -> Callable[..., Any]:
    def noted(*args: Any, **kwargs: Any) -> Any:
        note(name)
        return product(*args, **kwargs)

    return noted
