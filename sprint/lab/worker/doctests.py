"""Runs the examples in a docstring inside the learner's process and tells what each of them put out.

Nothing is judged here: the other side holds what came against what the docstring promises.
"""

import contextlib
import doctest
import inspect
import io
import sys
import traceback
from collections.abc import Callable
from typing import Any

Example = tuple[str, str, str, int]
"""An example's source, what the docstring promises, what came, and doctest's flags for comparing the two."""


def examples(function: Callable[..., Any], name: str) -> tuple[list[Example], list[Example]]:
    """Run the examples in a function's docstring twice: as it is, and with the function replaced by one giving None.

    Args:
        function: the function; decorated ones are looked through.
        name: the name the examples call it by.
    """
    found = doctest.DocTestParser().get_examples(inspect.getdoc(function) or "", name)
    around = getattr(inspect.unwrap(function), "__globals__", {})
    return _came(found, dict(around)), _came(found, {**around, name: lambda *_args, **_kwargs: None})


def _came(found: list[doctest.Example], namespace: dict[str, Any]) -> list[Example]:
    return [
        (
            example.source.strip(),
            example.exc_msg or example.want,  # of a promised exception the last line: nobody promises the rest
            _put_out(example.source, namespace),
            sum(flag for flag, on in example.options.items() if on),
        )
        for example in found
    ]


def _put_out(source: str, namespace: dict[str, Any]) -> str:
    """Return what an example prints and shows, or the last line of what it raises."""
    out = io.StringIO()
    shell_hook, sys.displayhook = sys.displayhook, sys.__displayhook__
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(source, "<example>", "single"), namespace)  # noqa: S102  the learner's code, where it belongs
    except Exception as error:  # noqa: BLE001  an example may raise anything, and may mean to
        return traceback.format_exception_only(error)[-1]
    finally:
        sys.displayhook = shell_hook
    return out.getvalue()
