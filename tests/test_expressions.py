"""Formulas become functions that work for any kind of number, and their slopes are exact."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprint.lab.protocol.test_functions import FUNCTIONS, formula_derivative, formula_function, plus


class Steps:
    """A number that only notes what is done to it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __mul__(self, other: Any) -> "Steps":
        return Steps(f"{self.text}*{other.text}")

    def __radd__(self, other: Any) -> "Steps":
        return Steps(f"{other}+{self.text}")

    def exp(self) -> "Steps":
        """Note that the exponential was asked for."""
        return Steps(f"e^{self.text}")


def test_a_formula_works_with_a_class_of_ones_own() -> None:
    """Operators and the methods of a class are all that a formula asks of it."""
    assert formula_function("1 + x * exp(x)")(Steps("a")).text == "1+a*e^a"


def test_a_formula_works_with_numbers_and_arrays_and_is_named_after_itself() -> None:
    """NumPy does what the class of one's own does with its methods; the name is what a message shows."""
    function = formula_function("sin(x) / (2 - x)")
    x = np.array([0.1, 0.5, -3.0])
    assert np.allclose(function(x), np.sin(x) / (2 - x))
    assert function(1.0) == pytest.approx(np.sin(1.0))
    assert function.__name__ == "sin(x) / (2 - x)"


def test_a_constant_is_added_on_the_right() -> None:
    """The sum is asked of the number the function gives, and is named like it."""
    function = plus(formula_function("x * 2"), 1e12)
    assert function(3.0) == 1e12 + 6
    assert function.__name__ == "x * 2 + 1e+12"


def test_a_formula_reaches_nothing_but_its_functions() -> None:
    """No name of Python's own can be used by mistake."""
    with pytest.raises(NameError):
        formula_function("abs(x)")(1.0)


@given(st.floats(0.2, 5), st.sampled_from(sorted(FUNCTIONS)))
def test_the_slope_is_exact(x: float, name: str) -> None:
    """The slope is the derivative to the last digits, also where a difference of large numbers would lose them all."""
    known = {"exp": np.exp(x), "log": 1 / x, "sin": np.cos(x), "cos": -np.sin(x), "sqrt": 0.5 / np.sqrt(x),
             "tanh": 1 - np.tanh(x) ** 2}  # fmt: skip
    assert formula_derivative(f"{name}(x) + 1e12", x) == pytest.approx(known[name], rel=1e-9, abs=1e-12)
