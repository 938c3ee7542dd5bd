"""Functions of one variable from a plain formula, for learners' code that differentiates whatever it is given.

A function cannot be sent to another process as data, a formula can: `formula_function("sin(x) * exp(x)")` gives the
function there. It keeps to what any kind of number can offer, so that it works with NumPy arrays, with tensors of
PyTorch and with a number class of the learner's own:

- the operators `+ - * /` between x and x or x and a constant, either way round, `-x`, and `**` with a constant;
- the functions in `FUNCTIONS`. They ask x for a method of that name, as tensors have it, and NumPy otherwise, which
  asks an object that is no array of numbers for that method, too. So a class of one's own needs `x.exp()` for `exp(x)`.
"""

from collections.abc import Callable
from typing import Any


def _named(name: str) -> Callable[[Any], Any]:
    def function(x: Any) -> Any:
        import numpy as np

        method = getattr(x, name, None)
        return method() if callable(method) else getattr(np, name)(x)

    return function


FUNCTIONS = {name: _named(name) for name in ("exp", "log", "sin", "cos", "tanh", "sqrt")}
"""The functions a formula may use, by name."""


def formula_function(formula: str) -> Callable[[Any], Any]:
    """Return the function of x that a formula of ours describes; its name is the formula.

    Args:
        formula: a Python expression in `x`, the operators and `FUNCTIONS`; never text from elsewhere.
    """
    code = compile(formula, "<formula>", "eval")

    def function(x: Any) -> Any:
        return eval(code, {"__builtins__": {}, **FUNCTIONS}, {"x": x})  # noqa: S307  the formula is the check's own

    function.__name__ = function.__qualname__ = formula
    return function


def plus(function: Callable[[Any], Any], constant: float) -> Callable[[Any], Any]:
    """Return a function of the learner's plus a constant, named like the sum."""

    def summed(x: Any) -> Any:
        return function(x) + constant

    summed.__name__ = summed.__qualname__ = f"{getattr(function, '__name__', 'f')} + {constant:g}"
    return summed


def formula_derivative(formula: str, x: Any) -> Any:
    """Return the exact derivative of a formula at floats, of any shape: the complex step, which subtracts nothing.

    For a function that is real on the real axis, f(x + ih) has the imaginary part h·f'(x), up to terms of h³.
    """
    import numpy as np

    step = 1e-30
    return np.imag(formula_function(formula)(np.asarray(x, dtype=float) + 1j * step))[()] / step
