"""Day 16: the figure and the analysis."""

from collections.abc import Callable

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check


def _shows_curve(name: str) -> Callable[[Work, Figure], bool]:
    def shows(work: Work, figure: Figure) -> bool:
        losses = np.ravel(work.array(name))
        return any(figure.has_line(np.arange(len(losses)) + first, losses) for first in (0, 1))

    return shows


def _shows_seconds(work: Work, figure: Figure) -> bool:
    return bool(figure.has_bars([work.number("compare", key) for key in ("numpy_s", "torch_s")]))


view = figure_check(
    "d16.c6",
    "View: both networks side by side",
    "A figure of this run with something inside its axes. We look for lines through `losses_numpy` and `losses_torch` and "
    "for bars of the seconds in `compare`; when the drawn data cannot be matched, you get a note and the check passes.",
    {
        "NumPy's losses": _shows_curve("losses_numpy"),
        "PyTorch's losses": _shows_curve("losses_torch"),
        "the seconds": _shows_seconds,
    },
)

analysis = analysis_check(
    "d16.c7",
    "What did autograd save you? Where was NumPy faster, and by how much?",
    numbers=("compare", "losses_torch", "EPOCHS"),
    words=("numpy", "pytorch", "torch"),
)
