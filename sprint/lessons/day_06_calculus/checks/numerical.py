"""Day 6, task 3: the slope by small steps."""

import math

import numpy as np

from sprint.checks.api import Failed, Floats, Function, Work, check, format_value, formula_derivative, new_rng

from .common import function_of


def _estimate(work: Work, function: Function, formula: str, x: float | Floats, h: float) -> Floats:
    """Return the learner's estimate of a formula's slope, of the shape of x."""
    got = function(function_of(work, formula), x, h)
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


def _order(work: Work, function: Function, formula: str, x: float) -> float:
    """Return how often the error is halved when the step is, for one formula at one place: 1 to one side, 2 to both."""
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
    return math.log2(errors[1] / errors[0])


def _works_anywhere(work: Work, function: Function, places: Floats) -> None:
    """Fail unless the slope is right at 0, at a negative x and at an array of places (n,)."""
    for x in (0.0, -0.8):
        value = float(_estimate(work, function, "exp(x)", x, 0.05))
        work.require(
            abs(value - math.exp(x)) < 0.2 * math.exp(x),
            f"numerical_derivative(exp(x), {x}, 0.05) gives {format_value(value)}",
            f"close to {format_value(math.exp(x))}",
            because="there is no step at 0 where h is a share of x" if math.isnan(value) else "",
            next="the step is h itself, wherever x is",
        )
    many = _estimate(work, function, "x ** 2", places, 1e-4)
    for place in np.flatnonzero(np.abs(many - 2 * places) > 0.01)[:1]:
        seen = f"numerical_derivative(x ** 2, x, 0.0001)[{place}] for the array x = {format_value(places)} is {format_value(many[place])}"
        move = "can each place of x be worked out for itself?"
        raise Failed(seen, f"close to {format_value(2 * places[place])}", next=move)


@check("d06.c3", "numerical_derivative gets better with a smaller step", names=("numerical_derivative",))
def small_steps(work: Work) -> str:
    """`numerical_derivative` is called with functions of ours at h = 0.2, 0.1 and 0.05.

    It is asked at 0 and at a negative x as well. The error has to shrink with h. Steps to both sides make it four times smaller when h is halved; a step to one side makes it
    half as large, which is accepted, with a note. At last it is asked at an array of places.
    """
    function, rng = work.function("numerical_derivative"), new_rng()
    orders = [
        _order(work, function, formula, round(float(rng.uniform(0.6, 1.3)), 2))
        for formula in ("exp(x)", "sin(x)", "1 / (1 + x)")
    ]
    _works_anywhere(work, function, rng.normal(size=5).round(2))
    if min(orders) < 1.5:
        work.note("a step to both sides, x - h and x + h, makes the error much smaller at the same h")
    work.metric("numerical_order", float(np.median(orders)))
    return f"half the step, {2 ** float(np.median(orders)):.1f} times smaller an error"
