"""Day 19: timings.csv, measured once more."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sprint.checks.api import Failed, Floats, Work, check, format_seconds, is_within_factor, require_batch_timings

from .common import SCRIPT, loaded_model

WITHIN = 10
"""How far the seconds in timings.csv may be from the ones measured here."""
LARGEST = 20_000
"""Rows of the largest batch that is measured once more."""


@check("d19.c4", "timings.csv holds seconds per call for four batch sizes or more", needs=("d19.c2",))
def timed(work: Work) -> str:
    """The times are measured once more here, with the loaded model: yours may be ten times more or less.

    The time per row has to fall: a call has a price of its own, and a large batch shares it among its rows.
    """
    sizes, seconds = timings_csv(work)
    per_row = seconds / sizes
    work.require(
        per_row[-1] < per_row[0],
        f"a row takes {format_seconds(per_row[-1])} at {sizes[-1]:g} rows and {format_seconds(per_row[0])} at {sizes[0]:g}",
        "less time per row in a larger batch",
        next="time one call of predict with all rows of the batch",
    )
    ours = _measured(work, [int(size) for size in sizes if size <= LARGEST])
    found = {size: float(seconds[sizes == size][0]) for size in ours}
    off, because = _far_off(work, found, ours)
    if off:
        raise Failed(
            f"{found[off[0]]:.3g} seconds for {off[0]} rows",
            f"about {ours[off[0]][0]:.3g}, as measured here",
            because=because,
            next="perf_counter right before and right after one call of predict",
        )
    work.proved(f"{len(sizes)} batch sizes, as measured here")
    work.metric("seconds_one_row", float(seconds[0]))
    work.metric("rows_per_second", float(sizes[-1] / seconds[-1]))
    return f"{sizes[-1] / seconds[-1]:,.0f} rows a second in batches of {sizes[-1]:g}"


def timings_csv(work: Work) -> tuple[Floats, ...]:
    """Return the batch sizes, rising, and the seconds of timings.csv."""
    return require_batch_timings(work, "timings.csv", "seconds", next="perf_counter(), later minus earlier")


def _measured(work: Work, sizes: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Return, for some of the sizes, the seconds of a call: the shortest of several, and the first one."""
    _, loaded = loaded_model(work)
    rows = work.get("X_test")
    wanted = sorted({*sizes[:3], *sizes[-1:]})
    if not wanted:
        raise Failed(
            "every batch in timings.csv is huge", f"sizes of up to {LARGEST} rows, too", next="begin with 1 row"
        )
    found = {}
    for size in wanted:
        places = np.arange(size) % len(rows)
        batch = rows.iloc[places] if isinstance(rows, pd.DataFrame) else np.asarray(rows)[places]
        call = loaded.session.imported("functools:partial").keep(loaded.attribute("predict"), batch)
        timer = loaded.session.imported("timeit:Timer").keep(call)
        first = float(timer.attribute("timeit")(1))
        found[size] = (min(first, *map(float, timer.attribute("repeat")(4, 1))), first)
    return found


def _loading(work: Work) -> float:
    """Return the seconds that load_model takes."""
    saved, loaded = loaded_model(work)
    load = loaded.session.imported(f"{SCRIPT[:-3]}:load_model")
    call = loaded.session.imported("functools:partial").keep(load, str(saved.path))
    return float(min(loaded.session.imported("timeit:Timer").keep(call).attribute("repeat")(3, 1)))


def _far_off(work: Work, found: dict[int, float], ours: dict[int, tuple[float, float]]) -> tuple[list[int], str]:
    """Return the sizes whose seconds are far from what is measured here, if it is more than one in two, and why."""

    def near(seconds: float, size: int) -> bool:
        low, high = ours[size]
        return is_within_factor(seconds, low, high, WITHIN)

    off = [size for size, seconds in found.items() if not near(seconds, size)]
    if 2 * len(off) >= len(ours) and all(near(seconds * size, size) for size, seconds in found.items()):
        return off, "that would fit seconds per row; a call has many"
    for words, factor in {"milliseconds": 1e3, "microseconds": 1e6, "minutes": 1 / 60}.items():
        if off and all(near(seconds / factor, size) for size, seconds in found.items()):
            return off, f"that would fit {words}"
    loading = _loading(work)
    slow = [
        size
        for size, (_, high) in ours.items()
        if loading > 4 * high and loading / 2 < found[size] < 3 * (loading + high)
    ]
    if len(slow) >= 2 and min(ours) in slow:
        return slow, f"loading the file takes {format_seconds(loading)}: is it inside the timed part?"
    return (off, "") if 2 * len(off) > len(ours) else ([], "")
