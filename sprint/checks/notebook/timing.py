"""How long a call of the learner's takes, measured in the learner's process at the time of the check."""

from typing import Any

from sprint.checks.work import Work

_MEASURE = 0.02
"""Seconds of one measurement; the shortest of three counts."""


TIMING_FACTOR = 30
"""How many times longer or shorter than ours a duration may be that was measured on the same machine."""


def seconds_per_call(work: Work, name: str, *args: Any) -> tuple[float, float]:
    """Return the seconds one call takes at its shortest, and at the longest that can be meant.

    The two differ for a function that remembers its results (`functools.cache`): its first call is the long one.

    Raises:
        LearnerError: the function raised, or one call takes longer than a question may.
    """
    function = work.get(name)
    remembers = function.look()["type"] == "functools._lru_cache_wrapper"
    if remembers:
        function.attribute("cache_clear")()
    call = work.session.imported("functools:partial").keep(function, *args)
    timer = work.session.imported("timeit:Timer").keep(call)
    first = float(timer.attribute("timeit")(1))
    repeats = max(1, min(20_000, int(_MEASURE / max(first, 1e-7))))
    shortest = min(timer.attribute("repeat")(3, repeats)) / repeats
    return shortest, first if remembers else shortest


def is_within_factor(claimed: float, shortest: float, longest: float, factor: float = TIMING_FACTOR) -> bool:
    """Tell whether a claimed duration lies near what was measured: between `shortest / factor` and `longest * factor`.

    Args:
        claimed: seconds.
        shortest: the least that was measured, in seconds.
        longest: the most that was measured, in seconds.
        factor: how far off a busy machine may bring it.
    """
    return shortest / factor <= claimed <= longest * factor


def format_seconds(seconds: float) -> str:
    """Return a duration in the unit that suits it: `12.3 ms`."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"
