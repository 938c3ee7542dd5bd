"""Day 5, stretch: the direction that a matrix only lengthens."""

import math

import numpy as np

from sprint.checks.api import Failed, Floats, Function, KnownMistake, Rows, Work, check, format_value, new_rng


def _symmetric(rng: np.random.Generator, n: int, sign: int) -> Rows:
    """Return a symmetric matrix (n, n) whose eigenvalue largest in size has this sign, well ahead of the others."""
    sizes = rng.uniform(4, 6) * np.array([1.0, *rng.uniform(0.3, 0.75, n - 1)])
    values = sizes * np.array([sign, -sign, *rng.choice([-1, 1], n)])[:n]
    axes = np.linalg.qr(rng.normal(size=(n, n)))[0]
    whole: Rows = (axes * values) @ axes.T
    return (whole + whole.T) / 2


def _settled(A: Floats, start: Floats, steps: int) -> tuple[float, Floats]:
    arrow = start / np.linalg.norm(start)
    for _ in range(steps):
        arrow = A @ arrow
        arrow = arrow / np.linalg.norm(arrow)
    return float(arrow @ A @ arrow), arrow


def _value_and_arrow(function: Function, A: Floats, start: Floats, steps: int) -> tuple[Floats, Floats, str]:
    """Return what the learner's function gives, an eigenvalue and an arrow (n,), and the call."""
    got, call = function(A, start, steps), function.call_text((A, start, steps))
    if not isinstance(got, list | tuple) or len(got) != 2:
        move = "does the function end with `return`?" if got is None else "return value, arrow"
        raise Failed(f"{call} gives {format_value(got)}", "a pair (value, arrow)", next=move)
    try:
        value, arrow = np.asarray(got[0], dtype=float), np.asarray(got[1], dtype=float)
    except (TypeError, ValueError):
        value = arrow = np.empty(0)
    if value.shape != () or arrow.shape != start.shape:
        raise Failed(
            f"{call} gives {format_value(got)}",
            f"a number and an array of shape {start.shape}",
            next="arrow @ A @ arrow is a number as long as arrow has one axis",
        )
    return value, arrow, call


def _along(arrow: Floats, other: Floats) -> bool:
    """Tell whether an arrow is another one, or its opposite."""
    return any(np.allclose(arrow, sign * other, atol=1e-6) for sign in (1, -1))


def _arrow_slip(A: Floats, start: Floats, steps: int, arrow: Floats) -> tuple[str, str]:
    """Return the usual slip that gives this arrow, and where to look."""
    length = float(np.linalg.norm(arrow))
    known = (
        (not math.isfinite(length), "the numbers have run out of a float's range", "scale the arrow in every round"),
        (
            abs(length - 1) > 1e-6,
            f"its length is {format_value(length)}",
            "divide by np.linalg.norm(arrow), in every round",
        ),
        (_along(arrow, _settled(A, start, steps - 1)[1]), "that is one round too few", "where does the loop end?"),
        (_along(arrow, _settled(A, start, steps + 1)[1]), "that is one round too many", "where does the loop end?"),
        (
            _along(arrow, _settled(A, np.ones(len(start)), steps)[1]),
            "that starts from an arrow of ones",
            "start from the arrow that is handed in",
        ),
        (
            _along(arrow, np.linalg.eigh(A)[1][:, np.argmax(np.abs(np.linalg.eigvalsh(A)))]),
            "that is where it settles in the end",
            "stop after the number of rounds that is asked for",
        ),
    )
    return next(((because, move) for holds, because, move in known if holds), ("", "do one round by hand"))


def _value_slips(A: Floats, arrow: Floats) -> list[KnownMistake]:
    return [
        KnownMistake(
            float(np.linalg.norm(A @ arrow)),
            "the length of A @ arrow, which has no sign",
            "the value is arrow @ A @ arrow",
        ),
        KnownMistake(
            float((A @ arrow) @ (A @ arrow)), "the squared length of A @ arrow", "the value is arrow @ A @ arrow"
        ),
        KnownMistake(1.0, "the length of the arrow", "how much does A lengthen the arrow? arrow @ A @ arrow"),
    ]


@check("d05.s1", "Stretch: settle finds the direction that A only lengthens", names=("settle",), stretch=True)
def power_iteration(work: Work) -> str:
    """`settle` gets symmetric matrices made up on the spot, of 2 to 6 rows, with one, two and three rounds, then with 600.

    After few rounds the arrow has to be where it is by then; it or its opposite. After 600 it has to be the eigenvector of
    the eigenvalue largest in size, which may be below zero. Without scaling, 600 rounds run out of a float's range.
    """
    function, rng = work.function("settle"), new_rng()
    cases = [(np.array([[3.0, 1.0], [1.0, -1.0]]), np.array([2.0, 0.0]), 1)]
    for n, sign, steps in (
        (2, 1, 1),
        (2, -1, 2),
        (3, 1, 2),
        (3, -1, 3),
        (4, -1, 1),
        (2, 1, 600),
        (4, -1, 600),
        (6, 1, 600),
    ):
        cases.append((_symmetric(rng, n, sign), rng.normal(size=n) + 0.1, steps))
    for A, start, steps in cases:
        value, arrow, call = _value_and_arrow(function, A, start, steps)
        expected, settled = _settled(A, start, steps)
        if not _along(arrow, settled):
            because, move = _arrow_slip(A, start, steps, arrow)
            raise Failed(
                f"{call} gives the arrow {format_value(arrow)}", format_value(settled), because=because, next=move
            )
        slips = _value_slips(A, settled)
        work.require_equal(
            f"the value of {call}",
            float(value),
            expected,
            slips=slips,
            next="arrow @ A @ arrow, after the last round",
            rel=1e-5,
        )
    values = np.linalg.eigvalsh(A)
    work.require_equal("the last value", float(value), float(values[np.argmax(np.abs(values))]), rel=1e-5)
    function.require_unchanged_arguments(*cases[3])
    return f"{len(cases)} symmetric matrices"
