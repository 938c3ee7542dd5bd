"""Day 20: the figure and the analysis."""

from sprint.checks.api import Figure, Work, analysis_check, figure_check

from .latency import latency_csv


def _shows_latency(work: Work, figure: Figure) -> bool:
    sizes, p50, p95 = latency_csv(work)
    return any(
        figure.has_line(sizes, values) or figure.has_points(sizes, values)
        for line in (p50, p95)
        for values in (line, line / sizes, line / 1000)
    )


view = figure_check(
    "d20.c6",
    "View: latency against the batch size",
    "A figure of this run with something inside its axes. We look for the numbers of latency.csv, per request or per row; when the "
    "drawn data cannot be matched, you get a note and the check passes.",
    {"latency.csv": _shows_latency},
)

analysis = analysis_check(
    "d20.c7",
    "Which batch size would you serve with, at what latency in ms? What speaks against larger ones?",
    numbers=("latency",),
)
