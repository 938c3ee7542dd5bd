"""Day 10: the figures and the analysis."""

import numpy as np

from sprint.checks.api import Figure, Work, analysis_check, figure_check

from .shap_values import pushes_of


def _shows_pushes(work: Work, figure: Figure) -> bool:
    shares, _ = pushes_of(work)
    columns = [np.sort(column) for column in shares.T]
    clouds = [np.sort(cloud[:, 0]) for cloud in figure.arrays("points")]
    dots = any(
        len(cloud) == len(column) and np.allclose(cloud, column, atol=1e-4) for cloud in clouds for column in columns
    )
    return dots or bool(figure.has_bars(np.abs(shares).mean(axis=0)))


def _shows_curves(work: Work, figure: Figure) -> bool:
    curve = work.get("eval_curve")["valid"].to_numpy(dtype=float)
    return any(len(line) == len(curve) and np.allclose(line[:, 1], curve, rtol=1e-3) for line in figure.arrays("lines"))


view = figure_check(
    "d10.c7",
    "View: the SHAP summary and the two curves",
    "A figure of this run with something inside its axes. We look for dots that hold your `shap_values` and for a line "
    "that is the watched curve; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the SHAP summary": _shows_pushes, "the loss curves": _shows_curves},
)

analysis = analysis_check(
    "d10.c8",
    "When did early stopping stop, and what does the training loss do after that? Which setting would you turn against "
    "overfitting?",
    numbers=("best_iteration", "eval_curve", "rmse"),
    words=("best_iteration", "n_estimators", "learning_rate", "x3"),
)
