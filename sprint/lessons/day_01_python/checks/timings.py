"""Day 1, task 5: measured times are plausible."""

import math

from sprint.checks.api import TIMING_FACTOR, Failed, Work, check, format_seconds, seconds_per_call

from .common import CALLS, FUNCTIONS

SEVERAL = 4
"""Where even the best of five timings is this many times longer than ours, they may be totals of a few calls."""


@check("d01.c5", "timings holds the seconds one call takes", names=("timings",), needs=("d01.c1", "d01.c2"))
def timings_are_plausible(work: Work) -> str:
    """Each call in `CALLS` is timed again in your process, and your number has to be within a factor of thirty.

    That is wide on purpose, since no two runs on a busy computer agree. What it does notice: milliseconds in place of
    seconds, the total of many repeats in place of one call, a function that was named but never called, and one number
    for all five. Where each of the five is several times as long as ours, you get a note.
    """
    for name in FUNCTIONS:
        work.function(name)
    claims = {name: work.number("timings", name) for name in FUNCTIONS}
    seen, move = f"all five are {min(claims.values()):.3g} seconds", "measure each of the five calls for itself"
    work.require(len(set(claims.values())) > 1, seen, "a time for each function, as measured", next=move)
    ratios = []
    for name, claimed in claims.items():
        shortest, longest = seconds_per_call(work, name, *CALLS[name])
        ours = f"about {format_seconds(shortest)}, as one call takes here"
        label = f'timings["{name}"] = {claimed:.3g}'
        if claimed <= 0:
            raise Failed(label, f"more than 0 seconds: {ours}", next="what is subtracted from what?")
        if claimed < shortest / TIMING_FACTOR:
            move = "is the function called, with parentheses, in the timed part?"
            raise Failed(label, ours, because="that is less than the call needs", next=move)
        calls = f"that is as long as {_rounded(claimed / shortest)} calls take"
        move = "is it the total of all repeats, or another unit than seconds?"
        work.require(claimed <= longest * TIMING_FACTOR, label, f"{name}: {ours}", because=calls, next=move)
        ratios.append(claimed / longest)
    if min(ratios) > SEVERAL:
        work.note(
            f"each of the five is {min(ratios):.0f} times as long as here, or more: are they the seconds of one call?"
        )
    for name in ("is_prime", "fibonacci"):
        work.metric(f"{name}_us", 1e6 * claims[name])
    return "all five within the noise"


def _rounded(ratio: float) -> str:
    """Return a large number with one significant digit."""
    return f"{round(ratio, -int(math.log10(ratio))):,.0f}"
