"""Day 6: how f, its slope by three ways and the picture of both are proved."""

import math
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    Figure,
    Function,
    KnownMistake,
    LearnerError,
    Remote,
    Work,
    analysis_check,
    check,
    figure_check,
    format_value,
    formula_derivative,
    formula_function,
    is_equal,
)

REL, ABS = 1e-5, 1e-6
"""How close a slope has to be: single precision is close enough, and what small steps give is told apart elsewhere."""


def _fresh() -> np.random.Generator:
    return np.random.default_rng(secrets.randbits(64))


def _points(rng: np.random.Generator) -> list[Any]:
    """Return values of x, plain ones first, then arrays."""
    plain = [5.0, 2.0, 1.0, -1.0, 0.0, 0.5, *(float(x) for x in rng.uniform(-5, 5, size=20).round(2))]
    return [*plain, np.array([-1.5, 0.0, 3.0]), rng.normal(0, 3, size=200)]


# Autograd


def _function_of(work: Work, formula: str) -> Any:
    """Return the function of a formula in the learner's process."""
    return work.session.imported("sprint.lab.protocol.test_functions:formula_function").keep(formula)


def _agrees(
    work: Work, derivative: Function, formula: str, points: list[Any], slips: dict[str, tuple[str, str]]
) -> None:
    """Compare the learner's slope of one formula with the exact one.

    Args:
        work: the learner's work.
        derivative: the learner's function.
        formula: what it is asked to differentiate.
        points: where.
        slips: formulas of wrong slopes, what they are a sign of, and where to look.
    """
    derivative.agrees(
        [(_function_of(work, formula), x) for x in points],
        lambda _fn, x: formula_derivative(formula, x),
        slips=lambda _fn, x: [
            KnownMistake(formula_function(wrong)(x), because, look) for wrong, (because, look) in slips.items()
        ],
        next="follow the pair (x, 1) through this formula by hand, one operation at a time",
        rel=REL,
        abs=ABS,
    )


def _no_small_steps(work: Work, derivative: Function, function: Any, x: float, expected: float) -> None:
    """Fail where the slope is lost in a large constant: what small steps give, and an exact way does not."""
    lifted = work.session.imported("sprint.lab.protocol.test_functions:plus").keep(function, 1e12)
    got = derivative(lifted, x)
    work.require(
        is_equal(got, expected, rel=REL),
        f"derivative({format_value(lifted)}, {x}) gives {format_value(got)}",
        format_value(expected),
        because="that is what small steps give: the large constant swallows the change",
        next="let the numbers carry their slope, so that nothing is subtracted",
    )


@check("d06.c1", "derivative gives the exact slope of x³", names=("f", "derivative"))
def slope_of_f(work: Work) -> str:
    """`derivative` gets your `f` and some 30 values of x, 0 and negative ones among them, then rows of them in an array.

    The slope has to be 3x² at each, exact up to rounding. Then x³ + 10¹² is asked for: the constant changes nothing about the
    slope, but values a small step apart agree in all digits a float can hold, so that a difference of them is worthless.
    """
    derivative, f = work.function("derivative"), work.get("f")
    points = _points(_fresh())
    derivative.agrees(
        [(f, x) for x in points],
        lambda _fn, x: 3 * x**2,
        slips=lambda _fn, x: _slope_slips(x),
        next="follow the pair (x, 1) through your f by hand",
        rel=REL,
        abs=ABS,
    )
    for x in (1.0, -0.5):
        _no_small_steps(work, derivative, f, x, 3 * x**2)
    return f"{len(points)} values of x"


def _slope_slips(x: Any) -> Iterator[KnownMistake]:
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
    derivative, rng = work.function("derivative"), _fresh()
    a, b = (round(float(value), 1) for value in rng.uniform(1.2, 3, size=2))
    made_up = (f"{a} * x ** 3 - {b} * x", f"exp(sin({a} * x)) / ({b} + x * x)", f"({a} - x) ** 5 * sin(x / {b})")
    for place, (formula, slips) in enumerate([*_FORMULAS, *((text, {}) for text in made_up)]):
        points: list[Any] = [0.5, -1.5, round(float(rng.uniform(0.3, 2.5)), 2)]
        if place >= _LINEAR:
            points.append(rng.uniform(0.2, 2, size=7) * rng.choice([-1, 1], size=7))
        _agrees(work, derivative, formula, points, {**_ANYWHERE, **slips})
    _no_small_steps(
        work, derivative, _function_of(work, "x * sin(x)"), 0.7, float(formula_derivative("x * sin(x)", 0.7))
    )
    return f"{len(_FORMULAS) + len(made_up)} functions"


# Small steps


def _estimate(work: Work, function: Function, formula: str, x: Any, h: float) -> Any:
    """Return the learner's estimate of a formula's slope, of the shape of x."""
    got = function(_function_of(work, formula), x, h)
    try:
        value = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        value = np.empty(0)
    if got is None or value.shape != np.shape(x):
        raise Failed(
            f"numerical_derivative({formula}, {format_value(x)}, {h}) gives {format_value(got)}",
            "a number" if np.shape(x) == () else f"an array of shape {np.shape(x)}",
            because="a function without `return` gives None" if got is None else "",
            next="what stands in the line with `return`?",
        )
    return value


@check("d06.c3", "numerical_derivative gets better with a smaller step", names=("numerical_derivative",))
def small_steps(work: Work) -> str:
    """`numerical_derivative` is called with functions of ours at h = 0.2, 0.1 and 0.05.

    It is asked at 0 and at a negative x as well. The error has to shrink with h. Steps to both sides make it four times smaller when h is halved; a step to one side makes it
    half as large, which is accepted, with a note. At last it is asked at an array of places.
    """
    function, rng = work.function("numerical_derivative"), _fresh()
    orders = []
    for formula in ("exp(x)", "sin(x)", "1 / (1 + x)"):
        x = round(float(rng.uniform(0.6, 1.3)), 2)
        exact = float(formula_derivative(formula, x))
        fine, *coarser = (float(_estimate(work, function, formula, x, h)) for h in (0.05, 0.1, 0.2))
        errors = [abs(value - exact) for value in (fine, *coarser)]
        because = {
            2.0: "that is twice the slope: the way from x - h to x + h is 2h long",
            0.5: "that is half the slope: how long is the way between the two values?",
            -1.0: "that is the slope with its sign turned round: the later value comes first",
        }
        said = next((text for factor, text in because.items() if abs(fine / exact - factor) < 0.08), "")
        work.require(
            errors[0] < 0.2 * abs(exact),
            f"numerical_derivative({formula}, {x}, 0.05) gives {format_value(fine)}",
            f"close to {format_value(exact)}",
            because=said,
            next="the change of fn, divided by the way between the two places",
        )
        work.require(
            errors[0] < 0.7 * errors[1] < 0.5 * errors[2],
            f"for {formula} at {x} the error is {format_value(errors[2])} at h = 0.2 and {format_value(errors[0])} at h = 0.05",
            "an error that shrinks with h",
            because="h makes no difference" if abs(errors[0] - errors[2]) <= 1e-9 else "",
            next="is h used in both places, in the step and in the divisor?",
        )
        orders.append(math.log2(errors[1] / errors[0]))
    for x in (0.0, -0.8):
        value = float(_estimate(work, function, "exp(x)", x, 0.05))
        work.require(
            abs(value - math.exp(x)) < 0.2 * math.exp(x),
            f"numerical_derivative(exp(x), {x}, 0.05) gives {format_value(value)}",
            f"close to {format_value(math.exp(x))}",
            because="there is no step at 0 where h is a share of x" if math.isnan(value) else "",
            next="the step is h itself, wherever x is",
        )
    places = rng.normal(size=5).round(2)
    many = _estimate(work, function, "x ** 2", places, 1e-4)
    for place in np.flatnonzero(np.abs(many - 2 * places) > 0.01)[:1]:
        seen = f"numerical_derivative(x ** 2, x, 0.0001)[{place}] for the array x = {format_value(places)} is {format_value(many[place])}"
        move = "can each place of x be worked out for itself?"
        raise Failed(seen, f"close to {format_value(2 * places[place])}", next=move)
    if min(orders) < 1.5:
        work.note("a step to both sides, x - h and x + h, makes the error much smaller at the same h")
    work.metric("numerical_order", float(np.median(orders)))
    return f"half the step, {2 ** float(np.median(orders)):.1f} times smaller an error"


# By hand


def _power_slips(x: Any) -> Iterator[KnownMistake]:
    x = np.asarray(x)
    for value, because in (
        (x**2, "that is x²"),
        (3 * x, "that is 3x"),
        (x**3, "that is x³ itself"),
        (3 * x**2, "that is 3x², the derivative"),
        (3 * x**3, "that is 3x³: the power has to go down by one"),
        (2 * x**2, "that is 2x²"),
    ):
        yield KnownMistake(value[()], because, "the rule for powers: n times x to the power n - 1")


@check("d06.c4", "f is x³, and df_analytic its derivative by hand", names=("f", "df_analytic"))
def by_hand(work: Work) -> str:
    """Both are called with single numbers first, 0 and negative ones among them, then with arrays.

    For x³ the rule for powers gives 3x². Everything else today is compared with that.
    """
    points = [(x,) for x in _points(_fresh())]
    f, df = work.function("f"), work.function("df_analytic")
    f.agrees(points, lambda x: x**3, slips=_power_slips, next="x to the power of three is x * x * x")
    df.agrees(points, lambda x: 3 * x**2, slips=_power_slips, next="the rule for powers: n times x to the power n - 1")
    return f"{len(points)} values of x"


# The picture


def _has_curve(figure: Figure, formula: str) -> bool:
    """Tell whether a line of ten points or more follows a formula."""
    for line in figure.arrays("lines"):
        x, y = line[np.all(np.isfinite(line), axis=1)].T
        if (
            len(x) >= 10
            and np.ptp(x) > 0
            and np.allclose(y, formula_function(formula)(x), rtol=1e-3, atol=0.02 * np.ptp(y))
        ):
            return True
    return False


def _marks_zero(_work: Work, figure: Figure) -> bool:
    marks = [mark for mark in [*figure.arrays("points"), *figure.arrays("lines")] if 0 < len(mark) <= 3]
    return any(np.all(np.abs(mark[:, 0]) < 0.05) for mark in marks)


view = figure_check(
    "d06.c5",
    "View: f and its gradient over the same x",
    "A figure of this run with something inside its axes. We look for a line along x³, one along 3x², and a mark at the place "
    "where the slope is zero; when they cannot be matched, you get a note and the check still passes.",
    {
        "f": lambda _work, figure: _has_curve(figure, "x ** 3"),
        "its gradient": lambda _work, figure: _has_curve(figure, "3 * x ** 2"),
        "a mark where the slope is zero": _marks_zero,
    },
)

analysis = analysis_check(
    "d06.c6",
    "Where is the slope 0, and is that a minimum? What does the shape of the gradient tell about the shape of f?",
    words=("0", "zero", "minimum", "x³", "x²", "3x", "parabola", "saddle"),
)


# The stretch


@dataclass(frozen=True, slots=True)
class _Recipe:
    """A calculation: knobs, and steps that add or multiply two earlier numbers."""

    knobs: tuple[float, ...]
    """The numbers it starts from; they are called a, b, c …"""
    steps: tuple[tuple[str, int, int], ...]
    """`+` or `*`, and the places of the two: knobs come first, then the results of the steps before."""

    def __str__(self) -> str:
        """Return it as a learner would write it, a name for each step."""
        names = [*"abcd"[: len(self.knobs)], *"uvwxyz"]
        values = [f"{name} = {format_value(value)}" for name, value in zip(names, self.knobs, strict=False)]
        steps = zip(names[len(self.knobs) :], self.steps, strict=False)
        lines = [f"{name} = {names[i]} {sign} {names[j]}" for name, (sign, i, j) in steps]
        return ", ".join([*values, *lines, f"{names[len(self.knobs) + len(lines) - 1]}.backward()"])

    def values(self) -> list[float]:
        """Return all its numbers, the result last."""
        found = list(self.knobs)
        for sign, i, j in self.steps:
            found.append(found[i] + found[j] if sign == "+" else found[i] * found[j])
        return found

    def slopes(self, slip: str = "") -> list[float]:
        """Return the slope of the result for each of its numbers, or what a usual slip gives for it."""
        values, knobs = self.values(), len(self.knobs)
        found = [0.0] * (len(values) - 1) + [1.0]
        too_early = slip in {"one by one", "both at once"}

        def hand_on(place: int) -> None:
            if place < knobs:
                return
            sign, i, j = self.steps[place - knobs]
            factors = (1.0, 1.0) if sign == "+" else (values[j], values[i])
            if slip == "own" and sign == "*":
                factors = factors[::-1]
            for parent, factor in zip((i, j), factors, strict=True):
                found[parent] = (0.0 if slip == "replaced" else found[parent]) + found[place] * factor
                if slip == "one by one":
                    hand_on(parent)
            if slip == "both at once":
                hand_on(i)
                hand_on(j)

        for place in [len(values) - 1] if too_early else reversed(range(knobs, len(values))):
            hand_on(place)
        return found


_TOO_EARLY = (
    "a number handed its slope on before all shares were in, and then once more",
    "walk back in an order in which everything made of a number comes before it",
)
_SLOPE_SLIPS = {
    "replaced": ("only one of the uses counts", "a number that is used twice gets a share from each: add them up"),
    "own": ("in a product each slope is the other factor", "u * v climbs by v for each 1 that u goes"),
    "one by one": _TOO_EARLY,
    "both at once": _TOO_EARLY,
}


def _recipes(rng: np.random.Generator) -> list[_Recipe]:
    """Return calculations that use every number they make, smallest first."""
    shapes: list[tuple[int, tuple[tuple[str, int, int], ...]]] = [
        (2, (("+", 0, 1),)),
        (2, (("*", 0, 1),)),
        (1, (("+", 0, 0),)),
        (1, (("*", 0, 0),)),
        (2, (("*", 0, 1), ("+", 2, 0))),
        (2, (("+", 0, 1), ("*", 2, 2))),
        (2, (("*", 0, 1), ("+", 2, 0), ("*", 3, 2))),
        (2, (("*", 0, 1), ("*", 2, 0), ("+", 2, 3))),
    ]
    for knobs, steps in ((2, 4), (3, 5), (3, 6), (4, 6)):
        made: list[tuple[str, int, int]] = []
        unused = list(range(knobs))
        for place in range(knobs, knobs + steps):
            left = steps - len(made)
            i = unused.pop(0)
            j = unused.pop(0) if len(unused) >= left else int(rng.integers(0, place))
            unused = [other for other in unused if other != j] + [place]
            made.append((str(rng.choice(["+", "*"])), i, j))
        shapes.append((knobs, tuple(made)))
    digits = [-3.0, -2.0, 2.5, 3.5, 4.0, 5.0, -1.5, 0.5]  # no two add up to 0, where slips would look alike
    return [_Recipe(tuple(map(float, rng.choice(digits, knobs, replace=False))), steps) for knobs, steps in shapes]


def _cooked(work: Work, recipe: _Recipe) -> list[Remote]:
    """Follow a recipe with the learner's numbers, call backward on the result, and return all numbers, over there.

    Raises:
        Failed: one of the steps raised.
    """
    signs = {"+": work.session.imported("operator:add"), "*": work.session.imported("operator:mul")}
    doing = "Value(…)"
    try:
        made = [work.remote("Value").keep(knob) for knob in recipe.knobs]
        for sign, i, j in recipe.steps:
            doing = f"{sign} between two values"
            made.append(signs[sign].keep(made[i], made[j]))
        doing = "backward()"
        made[-1].attribute("backward").keep()
    except LearnerError as error:
        said = " ".join(error.stop.message.split())[:120]
        raise Failed(
            f"for {recipe}: {doing} raises {error.stop.type}: {said}",
            "a result",
            next="try this calculation in a cell and read the last line",
        ) from error
    return made


def _kept(recipe: _Recipe, made: Remote, name: str, attribute: str) -> float:
    """Return a number that one of the learner's values keeps."""
    try:
        got = made.attribute(attribute).get()
    except LearnerError as error:
        move = f"keep it as self.{attribute}; do + and * return a new Value?"
        raise Failed(f"for {recipe}: {name} has no {attribute}", "a number", next=move) from error
    value = np.empty(0) if got is None or isinstance(got, Remote) else np.asarray(got)
    if value.shape != () or value.dtype.kind not in "iuf":
        raise Failed(
            f"for {recipe}: {name}.{attribute} is {format_value(got)}", "a number", next="print it after backward()"
        )
    return float(value)


def _require_slopes(recipe: _Recipe, found: list[float], slopes: list[float]) -> None:
    """Fail where the slopes of the knobs differ, with the slip that gives them."""
    if is_equal(found, slopes, rel=REL, abs=ABS):
        return
    slips = (
        said
        for slip, said in _SLOPE_SLIPS.items()
        if is_equal(found, recipe.slopes(slip)[: len(found)], rel=REL, abs=ABS)
    )
    because, move = next(slips, ("", "follow the slope back by hand, from the result, which starts with 1"))
    if not any(found):
        because, move = "nothing was handed back", "which slope does the result itself start with?"
    names = ", ".join(f"{name}.grad" for name in "abcd"[: len(found)])
    raise Failed(
        f"for {recipe}: {names} = {', '.join(map(format_value, found))}",
        ", ".join(map(format_value, slopes)),
        because=because,
        next=move,
    )


@check("d06.s1", "Stretch: backward gives the slope for every knob at once", names=("Value",), stretch=True)
def walks_back(work: Work) -> str:
    """Your `Value` calculates a dozen recipes of `+` and `*`, the last ones made up on the spot; then `backward()` is called.

    The result's `data` and the `grad` of each knob are compared with ours. In most recipes a number is used more than once: its
    slope is the sum over all uses, and it has to be complete before it is handed on.
    """
    recipes = _recipes(_fresh())
    for recipe in recipes:
        made, values, slopes = _cooked(work, recipe), recipe.values(), recipe.slopes()
        result = _kept(recipe, made[-1], "the result", "data")
        work.equal(f"for {recipe}: data of the result", result, values[-1], next="what do + and * do to data?", rel=REL)
        found = [_kept(recipe, made[place], "abcd"[place], "grad") for place in range(len(recipe.knobs))]
        _require_slopes(recipe, found, slopes[: len(found)])
    work.proved(f"grad of every knob in {len(recipes)} calculations")
    return f"{len(recipes)} calculations"
