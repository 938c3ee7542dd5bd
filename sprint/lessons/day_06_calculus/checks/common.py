"""What several tasks of day 6 need: places, formulas and slopes compared with exact ones."""

import numpy as np

from sprint.checks.api import (
    Floats,
    Function,
    KnownMistake,
    Remote,
    Work,
    format_value,
    formula_derivative,
    formula_function,
    is_equal,
)

REL, ABS = 1e-5, 1e-6
"""How close a slope has to be: single precision is close enough, and what small steps give is told apart elsewhere."""


def points_from(rng: np.random.Generator) -> list[float | Floats]:
    """Return values of x, plain ones first, then arrays."""
    plain = [5.0, 2.0, 1.0, -1.0, 0.0, 0.5, *(float(x) for x in rng.uniform(-5, 5, size=20).round(2))]
    return [*plain, np.array([-1.5, 0.0, 3.0]), rng.normal(0, 3, size=200)]


def function_of(work: Work, formula: str) -> Remote:
    """Return the function of a formula in the learner's process."""
    return work.session.imported("sprint.lab.protocol.test_functions:formula_function").keep(formula)


def require_slope(
    work: Work, derivative: Function, formula: str, points: list[float | Floats], slips: dict[str, tuple[str, str]]
) -> None:
    """Compare the learner's slope of one formula with the exact one.

    Args:
        work: the learner's work.
        derivative: the learner's function.
        formula: what it is asked to differentiate.
        points: where.
        slips: formulas of wrong slopes, what they are a sign of, and where to look.
    """
    derivative.require_agreement(
        [(function_of(work, formula), x) for x in points],
        lambda _fn, x: formula_derivative(formula, x),
        slips=lambda _fn, x: [
            KnownMistake(formula_function(wrong)(x), because, look) for wrong, (because, look) in slips.items()
        ],
        next="follow the pair (x, 1) through this formula by hand, one operation at a time",
        rel=REL,
        abs=ABS,
    )


def require_no_small_steps(work: Work, derivative: Function, function: Remote, x: float, expected: float) -> None:
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
