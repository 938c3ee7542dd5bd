"""Day 20: latency.csv, measured once more."""

import time

import numpy as np

from sprint.checks.api import Failed, Floats, Server, Work, check, require_batch_timings

from .common import new_rows, running_service, served_predictions
from .deployment import start_command

LEAST, MOST = 1 / 50, 300.0
"""How far the latencies in latency.csv may be from the ones measured here: a client has a price of its own."""


@check(
    "d20.c5",
    "latency.csv says what to expect, and DEPLOY.md how to start it",
    names=("model", "rows"),
    needs=("d20.c2",),
)
def measured_and_told(work: Work) -> str:
    """`latency.csv`: four batch sizes or more, `p50_ms` up to `p95_ms`, less time per row in larger batches, in milliseconds.

    Some of it is measured once more here, and may be far off, since a client has a price of its own; seconds for milliseconds are not. `DEPLOY.md`: a code block has the command that starts
    the service; one that is not plainly `uvicorn api:app` is run.
    """
    server = running_service(work)
    sizes, p50, p95 = latency_csv(work)
    per_row = p50 / sizes
    work.require(
        bool((p50 <= p95).all()),
        f"p95 is below p50 at batch size {sizes[int((p50 > p95).argmax())]:g}",
        "p50 up to p95",
        next="np.percentile(durations, [50, 95]) gives them in this order",
    )
    work.require(
        per_row[-1] < per_row[0],
        f"a row takes {per_row[-1]:.3g} ms at {sizes[-1]:g} rows and {per_row[0]:.3g} ms at {sizes[0]:g}",
        "less time per row in a larger batch",
        next="one request with all rows of the batch, timed as a whole",
    )
    _as_here(work, server, sizes, p50)
    command = start_command(work)
    work.metric("p50_ms", float(p50[0]))
    work.metric("p95_ms", float(p95[0]))
    return f"p50 {p50[0]:.1f} ms for {sizes[0]:g} row{'s' if sizes[0] > 1 else ''}; {command}"


def latency_csv(work: Work) -> tuple[Floats, ...]:
    """Return the batch sizes, rising, with p50 and p95 in milliseconds."""
    move = "perf_counter(), later minus earlier, times 1000"
    return require_batch_timings(work, "latency.csv", "p50_ms", "p95_ms", next=move)


def _as_here(work: Work, server: Server, sizes: Floats, p50: Floats) -> None:
    """Fail if most of the durations are in another unit, or far from what requests take here."""
    measured = {}
    for size in [int(size) for size in sizes if size <= 1000][:3]:
        numbers = new_rows(work, size)
        durations = []
        for _ in range(5):
            began = time.perf_counter()
            served_predictions(server, numbers)
            durations.append(1000 * (time.perf_counter() - began))
        measured[size] = float(np.median(durations))
    ratios = {size: float(p50[sizes == size][0] / ours) for size, ours in measured.items()}
    off = [size for size, ratio in ratios.items() if not LEAST <= ratio <= MOST]
    if 2 * len(off) > len(ratios):
        seconds = all(LEAST <= 1000 * ratio <= MOST for ratio in ratios.values())
        raise Failed(
            f"p50_ms is {p50[sizes == off[0]][0]:.3g} for {off[0]} rows",
            f"about {measured[off[0]]:.3g}, as measured here",
            because="that would fit seconds" if seconds else "",
            next="milliseconds are seconds times 1000",
        )
