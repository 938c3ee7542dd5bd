"""The words of checks, gathered; a lesson takes them from `sprint.checks`."""

from sprint.checks.analysis import analysis_check
from sprint.checks.comparing import Slip, same, shown
from sprint.checks.docstrings import Example, doctests
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
    stacked,
    unit_change,
)
from sprint.checks.probes_components import follows, principal_axes, projected
from sprint.checks.probes_fitted import learned, numbers
from sprint.checks.probes_raw import saw_raw_rows
from sprint.checks.probes_rows import learned_only_from, refitted, rows_on_both_sides, taken
from sprint.checks.probes_search import (
    SCALES,
    knob_curves,
    noise_gap,
    problem_like,
    promises,
    search_in_units,
    searched,
)
from sprint.checks.programs import deliverable, elsewhere, reloaded, run_script, serving
from sprint.checks.timing import readable_seconds, seconds_per_call
from sprint.checks.words import Check, Failed, NotAttempted, Uncheckable, check
from sprint.checks.work import Work
from sprint.lab.expressions import built, slope
from sprint.lab.session import LearnerError, Remote

__all__ = [
    "SCALES",
    "Check",
    "Example",
    "Failed",
    "Figure",
    "Function",
    "LearnerError",
    "NotAttempted",
    "Outcome",
    "Remote",
    "Report",
    "Result",
    "Slip",
    "Uncheckable",
    "Work",
    "analysis_check",
    "build",
    "built",
    "check",
    "deliverable",
    "doctests",
    "elsewhere",
    "figure_check",
    "fitted",
    "follows",
    "fresh_problem",
    "knob_curves",
    "learned",
    "learned_from_train",
    "learned_only_from",
    "noise_gap",
    "numbers",
    "predictions",
    "principal_axes",
    "problem_like",
    "projected",
    "promises",
    "readable_seconds",
    "refitted",
    "reloaded",
    "rows_on_both_sides",
    "run_script",
    "same",
    "same_one_by_one",
    "saw_raw_rows",
    "search_in_units",
    "searched",
    "seconds_per_call",
    "serving",
    "shown",
    "slope",
    "stacked",
    "taken",
    "unit_change",
]
