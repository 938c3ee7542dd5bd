"""Which of NumPy's products a function uses is seen by what it executes."""

import operator
from typing import Any

import numpy as np
import pytest
from numpy import dot as renamed

from sprint.lab.worker.matmul_tracing import products_used

A, B = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)


def _loops(a: Any, b: Any) -> Any:
    """Multiply by hand."""
    c = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            c[i, j] = sum(a[i, k] * b[k, j] for k in range(a.shape[1]))
    return c


def _one_in_the_loop(a: Any, b: Any) -> Any:
    return np.array([[a[i] @ b[:, j] for j in range(4)] for i in range(2)])


def _by_another_name(a: Any, b: Any) -> Any:
    return renamed(a, b)


def _caught(a: Any, b: Any) -> Any:
    try:
        return np.asarray(a).dot(np.asarray(b))
    except Exception:  # noqa: BLE001  a learner may write this, and it has to be seen all the same
        return _loops(a, b)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda a, b: a @ b, "@"),
        (_one_in_the_loop, "@"),
        (np.dot, "dot"),
        (np.matmul, "matmul"),
        (_by_another_name, "dot"),
        (_caught, "dot"),
        (lambda a, b: np.einsum("ij,jk", a, b), "einsum"),
        (lambda a, b: np.linalg.multi_dot([a, b, np.eye(4)]), "multi_dot"),
        (operator.matmul, "matmul"),
    ],
)
def test_every_spelling_of_a_product_is_seen(function: Any, name: str) -> None:
    """A product is noted by its name, and the result is still the function's own."""
    used, result = products_used(function, A, B)
    assert name in used
    assert np.array_equal(result, A @ B)


class _Rows:
    """A matrix class with a product of its own."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __matmul__(self, other: "_Rows") -> Any:
        return _loops(self.rows, other.rows)


class _Handed(_Rows):
    """One that hands the work on to NumPy."""

    def __matmul__(self, other: _Rows) -> Any:
        return self.rows @ other.rows


@pytest.mark.parametrize(("kind", "expected"), [(_Rows, []), (_Handed, ["@"])])
def test_the_operator_of_a_class_of_ones_own_is_not_numpys(kind: Any, expected: list[str]) -> None:
    """`@` between objects of a class with a product by hand counts for what the class does in it."""
    used, result = products_used(lambda a, b: kind(a) @ kind(b), A, B)
    assert used == expected
    assert np.array_equal(result, A @ B)


def test_loops_use_no_product_and_numpy_is_as_before() -> None:
    """A product by hand is none of NumPy's, and nothing stays replaced afterwards, not even when the call raises."""
    before = np.dot, np.linalg.multi_dot, renamed
    used, result = products_used(_loops, A, B)
    assert used == []
    assert np.array_equal(result, A @ B)
    with pytest.raises(IndexError):
        products_used(lambda a, b: np.dot(a, b)[9, 9], A, B)
    assert before == (np.dot, np.linalg.multi_dot, renamed)


def test_an_operator_that_is_not_executed_is_not_noted() -> None:
    """What counts is what a call does, not what its text holds."""
    assert products_used(lambda a, b: a @ b if a is None else _loops(a, b), A, B)[0] == []
