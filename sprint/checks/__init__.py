"""The words a lesson's checks are written in, what they come to, and how they are run.

A lesson's `checks.py` imports from here and from nowhere else in the house.
"""

from sprint.checks.analysis import analysis_check
from sprint.checks.figures import Figure, figure_check
from sprint.checks.functions import Function
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.checks.probes import (
    build,
    fitted,
    fresh_problem,
    learned_from_train,
    predictions,
    same_one_by_one,
    unit_change,
)
from sprint.checks.same import Slip, same
from sprint.checks.words import Check, Failed, NotAttempted, Uncheckable, check
from sprint.checks.work import Work

__all__ = [
    "Check",
    "Failed",
    "Figure",
    "Function",
    "NotAttempted",
    "Outcome",
    "Report",
    "Result",
    "Slip",
    "Uncheckable",
    "Work",
    "analysis_check",
    "build",
    "check",
    "figure_check",
    "fitted",
    "fresh_problem",
    "learned_from_train",
    "predictions",
    "same",
    "same_one_by_one",
    "unit_change",
]
