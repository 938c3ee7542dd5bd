"""Day 6, tasks 1 and 2: the slope of f, and of any formula, by autograd."""

from collections.abc import Iterator

import numpy as np

from sprint.checks.api import Floats, KnownMistake, Work, check, formula_derivative, new_rng

from .common import ABS, REL, function_of, points_from, require_no_small_steps, require_slope


@check("d06.c1", "derivative gives the exact slope of x³", names=("f", "derivative"))
def slope_of_f(work: Work) -> str:
    """`derivative` gets your `f` and some 30 values of x, 0 and negative ones among them, then rows of them in an array.

    The slope has to be 3x² at each, exact up to rounding. Then x³ + 10¹² is asked for: the constant changes nothing about the
    slope, but values a small step apart agree in all digits a float can hold, so that a difference of them is worthless.
    """
    derivative, f = work.function("derivative"), work.get("f")
    points = points_from(new_rng())
    derivative.require_agreement(
        [(f, x) for x in points],
        lambda _fn, x: 3 * x**2,
        slips=lambda _fn, x: _slope_slips(x),
        next="follow the pair (x, 1) through your f by hand",
        rel=REL,
        abs=ABS,
    )
    for x in (1.0, -0.5):
        require_no_small_steps(work, derivative, f, x, 3 * x**2)
    return f"{len(points)} values of x"


def _slope_slips(x: float | Floats) -> Iterator[KnownMistake]:
    x = np.asarray(x)
    yield KnownMistake((x**3)[()], "that is the value of f", "the slope is the other half of the pair")
    yield KnownMistake(
        (x**2)[()], "the factor n is missing", "the rule for u ** n: n times u to the power n - 1, times u'"
    )
    yield KnownMistake(
        np.zeros(x.shape)[()], "that counts everything as a constant", "which slope does x itself start with?"
    )
    if x.ndim:
        yield KnownMistake(
            float(np.sum(3 * x**2)), "the slopes of all places are added up", "one slope for each place of x"
        )


_FORMULAS: tuple[tuple[str, dict[str, tuple[str, str]]], ...] = (
    ("2 + x", {}),
    (
        "3 * x",
        {
            "0.0": (
                "a term of the rule for products is missing",
                "a plain number has slope 0, and its value still counts",
            ),
            "1.0": ("the plain number's factor is lost", "a plain number has slope 0, and its value still counts"),
        },
    ),
    ("5 - x", {"1.0": ("the sign is lost", "the rule for u - v: u' - v'")}),
    (
        "x / 4",
        {
            "-0.25": ("the sign is turned round", "the rule for u / v: u' · v comes first, minus u · v'"),
            "1.0": ("v is not squared", "the rule for u / v is divided by v²"),
        },
    ),
    (
        "x * x",
        {
            "1.0": ("that is slope times slope", "the rule for u * v has two terms, each with one slope"),
            "x": ("that is only one of two terms", "the rule for u * v: u' · v + u · v'"),
        },
    ),
    (
        "x ** 4",
        {
            "4 * x ** 4": (
                "the power has not gone down by one",
                "the rule for u ** n: n · u to the power n - 1, times u'",
            ),
            "x ** 3": ("the factor n is missing", "the rule for u ** n: n · u to the power n - 1, times u'"),
        },
    ),
    (
        "(2 * x) ** 3",
        {"12 * x ** 2": ("the slope of the inside is missing", "the chain rule: each rule ends in u'")},
    ),
    (
        "1 / x",
        {
            "1 / x ** 2": ("the sign is turned round", "the rule for u / v: u' · v comes first, minus u · v'"),
            "-1 / x": ("v is not squared", "the rule for u / v is divided by v²"),
            "1 / x": ("that is the value", "the rule for u / v has two terms"),
            "1.0": ("that is slope by slope", "the rule for u / v has two terms"),
        },
    ),
    ("x / (1 + x * x)", {}),
    ("exp(x)", {"x * exp(x - 1)": ("that is the rule for powers", "exp has a rule of its own")}),
    (
        "exp(-x)",
        {"exp(-x)": ("the slope of the inside is missing", "the chain rule: each rule ends in u'")},
    ),
    (
        "sin(x)",
        {
            "sin(x)": ("that is the value", "the slope of sin u is cos u · u'"),
            "-cos(x)": ("the sign is turned round", "the slope of sin u is cos u · u'"),
        },
    ),
    ("sin(3 * x)", {"cos(3 * x)": ("the slope of the inside is missing", "the chain rule: each rule ends in u'")}),
    (
        "sin(x) * exp(x)",
        {
            "cos(x) * exp(x)": (
                "that is the product of the slopes",
                "the rule for u * v has two terms, each with one slope",
            )
        },
    ),
    ("x ** 4 - x", {}),
    ("x ** -2", {}),
    ("(x * x) ** 0.5", {}),
    ("1 / (1 + exp(-x))", {}),
)
_ANYWHERE = {"3 * x ** 2": ("that is 3x², the slope of x³", "work from fn, whatever it is")}
_LINEAR = 4
"""The first of these have the same slope everywhere, so they are asked at single numbers only."""


@check("d06.c2", "derivative works from the function it is given", names=("derivative",), needs=("d06.c1",))
def slope_of_any(work: Work) -> str:
    """`derivative` gets functions of ours that your notebook has never seen, one rule after the other, then several in one.

    The first that differs is shown to you, so that you know which rule to look at. The expected slopes are computed here, and
    some of the functions are made up on the spot.
    """
    derivative, rng = work.function("derivative"), new_rng()
    a, b = (round(float(value), 1) for value in rng.uniform(1.2, 3, size=2))
    made_up = (f"{a} * x ** 3 - {b} * x", f"exp(sin({a} * x)) / ({b} + x * x)", f"({a} - x) ** 5 * sin(x / {b})")
    for place, (formula, slips) in enumerate([*_FORMULAS, *((text, {}) for text in made_up)]):
        points: list[float | Floats] = [0.5, -1.5, round(float(rng.uniform(0.3, 2.5)), 2)]
        if place >= _LINEAR:
            points.append(rng.uniform(0.2, 2, size=7) * rng.choice([-1, 1], size=7))
        require_slope(work, derivative, formula, points, {**_ANYWHERE, **slips})
    require_no_small_steps(
        work, derivative, function_of(work, "x * sin(x)"), 0.7, float(formula_derivative("x * sin(x)", 0.7))
    )
    return f"{len(_FORMULAS) + len(made_up)} functions"
