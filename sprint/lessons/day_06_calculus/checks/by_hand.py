"""Day 6, task 4: the slope by hand."""

from collections.abc import Iterator

import numpy as np

from sprint.checks.api import Floats, KnownMistake, Work, check, new_rng

from .common import points_from


def _power_slips(x: float | Floats) -> Iterator[KnownMistake]:
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
    points = [(x,) for x in points_from(new_rng())]
    f, df = work.function("f"), work.function("df_analytic")
    f.require_agreement(points, lambda x: x**3, slips=_power_slips, next="x to the power of three is x * x * x")
    df.require_agreement(
        points, lambda x: 3 * x**2, slips=_power_slips, next="the rule for powers: n times x to the power n - 1"
    )
    return f"{len(points)} values of x"
