"""An exception of the learner's code as plain data: what it says, where in their own lines, and what stood there."""

import contextlib
import os
import sysconfig
import traceback
from types import TracebackType
from typing import Any

from sprint.lab.protocol.limits import without_middle
from sprint.lab.worker.values import meant_names, values_in_line

_MOST_LINES = 12
"""Own frames that are kept: the first few, which called, and the last, which raised."""


_PLACES = ("stdlib", "platstdlib", "purelib", "platlib")
_INSTALLED = (*(sysconfig.get_paths()[place] + os.sep for place in _PLACES), __file__.rpartition("lab" + os.sep)[0])
"""Where Python, its packages and this one lie."""


def describe(error: BaseException, here: str) -> dict[str, Any]:
    """Return an exception as plain data.

    Keys: `type`, `message`, `lines` (the learner's own part of the traceback), `where` (cell number from 1 and line
    number, or None), `module` (the missing one, for an ImportError), `values` (what stood in the line, in words),
    `meant` (what could have been meant instead of a name that is not there) and `meant_kind`.

    Args:
        error: the exception.
        here: the folder that the notebook lies in.
    """
    own = _own(error.__traceback__, here)
    frames = traceback.StackSummary.from_list([frame for each in own for frame in traceback.extract_tb(each, 1)])
    where = next(((frame.filename, frame.lineno) for frame in reversed(frames) if _is_cell(frame.filename)), None)
    lines = _shortened(frames)
    if isinstance(error, SyntaxError) and error.filename and _is_own(error.filename, here):
        where = (error.filename, error.lineno) if _is_cell(error.filename) else None
        if where is None:
            lines += [f'  File "{error.filename}", line {error.lineno}', f"    {(error.text or '').strip()}"]
    message = _message(error)
    values: list[str] = []
    meant: tuple[str, list[str]] = ("", [])
    with contextlib.suppress(Exception):  # a word less on the screen is better than no report
        values = values_in_line(own[-1]) if own else []
        meant = meant_names(error, own[-1] if own else None)
    return {
        "type": type(error).__name__,
        "message": message,
        "lines": ["Traceback (most recent call last):", *lines, _last(error, message)],
        "where": [int(where[0][6:-1]), where[1]] if where else None,
        "module": str(error.name) if isinstance(error, ImportError) and error.name else None,
        "values": values,
        "meant_kind": meant[0],
        "meant": meant[1],
    }


def _message(error: BaseException) -> str:
    try:
        return without_middle(str(error))
    except Exception as inner:  # noqa: BLE001  a learner's __str__ may raise anything
        return f"<its text raises {type(inner).__name__}>"


def _last(error: BaseException, message: str) -> str:
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _shortened(frames: traceback.StackSummary) -> list[str]:
    """Return the frames as text; of many, as in a recursion, the first and the last."""
    lines = [line.rstrip("\n") for line in traceback.format_list(frames)]
    half = _MOST_LINES // 2
    return lines if len(lines) <= _MOST_LINES else [*lines[:half], "  …", *lines[-half:]]


def _own(trace: TracebackType | None, here: str) -> list[TracebackType]:
    """Return the entries of a traceback in the learner's own lines: in cells, and in files that nobody installed."""
    found = []
    while trace is not None:
        if _is_own(trace.tb_frame.f_code.co_filename, here):
            found.append(trace)
        trace = trace.tb_next
    return found


def _is_own(file: str, here: str) -> bool:
    if _is_cell(file):
        return True
    path = os.path.join(here, file)  # noqa: PTH118  a file's name may be anything, also nothing
    installed = path.startswith(_INSTALLED) or "-packages" + os.sep in path
    return os.path.isfile(path) and not installed  # noqa: PTH113  the same


def _is_cell(file: str) -> bool:
    return file.startswith("<cell ")
