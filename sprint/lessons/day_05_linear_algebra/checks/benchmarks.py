"""Day 5, task 5: loops and NumPy timed against each other."""

import numpy as np

from sprint.checks.api import Failed, Work, check, format_value, is_within_factor, new_rng

LEAST_SECONDS = 5e-8
"""No call of NumPy is shorter."""


def benchmarks_of(work: Work) -> dict[int, tuple[float, float]]:
    """Return the learner's benchmarks, checked for their form."""
    found = work.get("benchmarks")
    if not isinstance(found, dict):
        raise Failed(
            f"benchmarks is {format_value(found)}",
            "a dictionary {n: (loops, NumPy)}",
            next="start from benchmarks = {}",
        )
    result = {}
    for n, pair in found.items():
        if isinstance(n, bool) or not isinstance(n, int | np.integer):
            raise Failed(
                f"benchmarks has the key {format_value(n)}",
                "the size n as a whole number",
                next="print(benchmarks.keys())",
            )
        try:
            seconds = np.asarray(pair, dtype=float)
        except (TypeError, ValueError):
            seconds = np.empty(0)
        if seconds.shape != (2,) or not np.all(seconds > 0):
            raise Failed(
                f"benchmarks[{n}] is {format_value(pair)}",
                "a pair of seconds, both larger than 0: loops, then NumPy",
                next="what does the stopwatch show before, and what after?",
            )
        result[int(n)] = (float(seconds[0]), float(seconds[1]))
    work.require(
        len(result) >= 3,
        f"benchmarks holds {len(result)} size{'s' if len(result) != 1 else ''}",
        "three sizes or more",
        next="does each round of the loop add an entry of its own?",
    )
    return dict(sorted(result.items()))


def _seconds(work: Work, name: str, n: int) -> float:
    """Return the shortest of a few calls for two n × n matrices, measured now in the learner's process."""
    rng = new_rng()
    A, B = rng.normal(size=(2, n, n))
    bound = work.session.imported("functools:partial").keep(work.get(name), A, B)
    timer = work.session.imported("timeit:Timer").keep(bound)
    first = float(timer.attribute("timeit")(1))
    repeats = max(1, min(1000, int(0.02 / max(first, 1e-7))))
    return float(min(timer.attribute("repeat")(3, repeats))) / repeats


def _numpy_wins(work: Work, found: dict[int, tuple[float, float]]) -> None:
    """Fail unless NumPy is the faster one at the largest size, and its times are those of a product."""
    largest = max(found)
    loops, numpy = found[largest]
    work.require(
        loops > numpy,
        f"at n = {largest} the loops take {format_value(loops)} s and NumPy {format_value(numpy)} s",
        "loops that take longer, at the largest n at least",
        because="the two may have changed places" if numpy > 3 * loops else "",
        next="each pair is (loops, NumPy); does matmul_numpy use NumPy, and is the largest n at least 30?",
    )
    work.require(
        min(seconds for _, seconds in found.values()) > LEAST_SECONDS,
        f"the shortest time for NumPy is {format_value(min(seconds for _, seconds in found.values()))} s",
        "the time of a product",
        because="that is the price of a call that does nothing",
        next="is matmul_numpy called, with its two matrices in parentheses, in the timed part?",
    )


def _measured_again(work: Work, found: dict[int, tuple[float, float]]) -> None:
    """Time the loops at one of the sizes, and fail if the claim is far off."""
    n = max((size for size in found if size <= 64), default=min(found))
    claimed, ours = found[n][0], _seconds(work, "matmul_loops", n)
    because = f"that is about {claimed / ours:,.0f} times as long: a total of many calls, or another unit"
    work.require(
        is_within_factor(claimed, ours, ours),
        f"benchmarks[{n}] says {format_value(claimed)} s for matmul_loops",
        f"one call takes about {format_value(ours)} s here",
        because=because if claimed > ours else "",
        next="divide by the number of calls, and keep seconds; is the function called in the timed part?",
    )
    if claimed > 5 * ours:
        work.note(
            f"benchmarks[{n}] says {format_value(claimed)} s, one call takes about {format_value(ours)} s: divided by the calls?"
        )


@check("d05.c5", "benchmarks holds the seconds of one product", names=("benchmarks", "matmul_loops", "matmul_numpy"))
def benchmark(work: Work) -> str:
    """`benchmarks` needs three sizes or more, and at the largest the loops take longer than NumPy.

    Then the loops are timed again in your process at one of your sizes. A factor of thirty is allowed, since no two runs on a
    busy computer agree. What it does notice: milliseconds in place of seconds, the total of many calls, or one number for all
    sizes.
    """
    found = benchmarks_of(work)
    largest = max(found)
    loops, numpy = found[largest]
    _numpy_wins(work, found)
    _measured_again(work, found)
    work.require(
        len({seconds for seconds, _ in found.values()}) > 1,
        f"matmul_loops takes {format_value(loops)} s at each of the {len(found)} sizes",
        "a time for each size, as measured",
        next="does the timed call use matrices of this round's n?",
    )
    work.metric("speedup", loops / numpy)
    return f"NumPy is {loops / numpy:,.0f} times as fast at n = {largest}"
