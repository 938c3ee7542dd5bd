"""Day 19: the figure and the analysis."""

from sprint.checks.api import Figure, Work, analysis_check, figure_check

from .timings import timings_csv


def _shows_timings(work: Work, figure: Figure) -> bool:
    sizes, seconds = timings_csv(work)
    return any(
        figure.has_line(sizes, values * scale) or figure.has_points(sizes, values * scale)
        for values in (seconds, seconds / sizes)
        for scale in (1, 1e3, 1e6)
    )


view = figure_check(
    "d19.c6",
    "View: seconds against the batch size",
    "A figure of this run with something inside its axes. We look for the numbers of timings.csv, in seconds or milliseconds, "
    "per call or per row; when the drawn data cannot be matched, you get a note and the check passes.",
    {"timings.csv": _shows_timings},
)

analysis = analysis_check(
    "d19.c7",
    "Which format did you choose? Who may load your file, and what could go wrong when they do?",
    numbers=("timings",),
    words=("skops", "joblib", "pickle", "onnx", "safetensors", "torch", "state_dict", "state dict", "npz", "json"),
)
