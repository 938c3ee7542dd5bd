"""Day 21: examples for checks/stretch.py."""

from sprint.course.examples import Right, Wrong

DRIFT = """from scipy.stats import ks_2samp


def drifted(reference, new):
    return [c for c in reference.columns if ks_2samp(reference[c], new[c]).pvalue < 0.001]
"""
DRIFT_BY_HAND = """import numpy as np


def drifted(reference, new):
    moved = {}
    for name in reference:
        edges = np.quantile(reference[name], np.linspace(0, 1, 6)[1:-1])
        shares = [np.bincount(np.searchsorted(edges, t[name]), minlength=5) / len(t) for t in (reference, new)]
        moved[name] = bool(np.abs(shares[0] - shares[1]).sum() > 0.3)
    return moved
"""
DRIFT_MEAN = """def drifted(reference, new):
    away = (new.mean() - reference.mean()).abs() / (reference.std() / len(new) ** 0.5)
    return list(away[away > 4].index)
"""

RIGHT = (
    Right("the stretch with a test of two samples", cells={"stretch": DRIFT}, proves="d21.s1"),
    Right("the stretch by hand, as a dictionary", cells={"stretch": DRIFT_BY_HAND}, proves="d21.s1"),
)

WRONG = (
    Wrong("d21.s1", "means only", {}, "spreads three times as far", cells={"stretch": DRIFT_MEAN}),
    Wrong(
        "d21.s1",
        "any difference",
        {},
        "nothing has moved",
        cells={
            "stretch": "def drifted(reference, new):\n    return list(new.columns[(new.mean() - reference.mean()).abs() > 0])\n"
        },
    ),
)
