"""The words that lessons write their checks in, gathered; a lesson takes them from `sprint.checks`."""

from sprint.checks.compare.values import Slip, same, shown
from sprint.checks.declare import Check, Failed, NotAttempted, Uncheckable, check
from sprint.checks.deliverables.batch_timings import timed_batches
from sprint.checks.deliverables.commands import (
    command_words,
    ended_well,
    place_of,
    run_command,
    run_reshuffled,
    serving_command,
)
from sprint.checks.deliverables.http_requests import (
    Request,
    is_page,
    request_of,
    require_answer,
    require_calm,
    require_refusal,
)
from sprint.checks.deliverables.markdown_docs import (
    Part,
    absent_files,
    is_english,
    own_part,
    parts_of,
    says_number,
    told_file,
    word_counts,
)
from sprint.checks.deliverables.programs import (
    deliverable,
    elsewhere,
    fresh_process,
    moved,
    put,
    put_away,
    reloaded,
    run_script,
    served_by,
    serving,
    written,
)
from sprint.checks.deliverables.scores import as_number, claim_slip, close, printed_number, printed_score, sign_of
from sprint.checks.models.alignment import rows_with_their_labels
from sprint.checks.models.attributes import learned, numbers
from sprint.checks.models.fitting import (
    build,
    fitted,
    fresh_problem,
    learned_from_train,
    predictions,
    same_one_by_one,
    stacked,
    unit_change,
)
from sprint.checks.models.grid_search import (
    SCALES,
    knob_curves,
    noise_gap,
    problem_like,
    promises,
    search_in_units,
    searched,
)
from sprint.checks.models.leakage import learned_only_from, refitted, rows_on_both_sides, taken
from sprint.checks.models.pca import follows, principal_axes, projected
from sprint.checks.models.preprocessing import saw_raw_rows
from sprint.checks.notebook.analysis import analysis_check, readings_in
from sprint.checks.notebook.docstrings import Example, doctests
from sprint.checks.notebook.figures import Figure, figure_check
from sprint.checks.notebook.functions import Function
from sprint.checks.notebook.timing import readable_seconds, seconds_per_call
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.checks.work import Work
from sprint.lab.protocol.models import Stop
from sprint.lab.protocol.test_functions import built, slope
from sprint.lab.supervisor.server import Answer, NoAnswer, Server
from sprint.lab.supervisor.session import LearnerError, Remote, Session
from sprint.lab.supervisor.supervised_program import Finished

__all__ = [
    "SCALES",
    "Answer",
    "Check",
    "Example",
    "Failed",
    "Figure",
    "Finished",
    "Function",
    "LearnerError",
    "NoAnswer",
    "NotAttempted",
    "Outcome",
    "Part",
    "Remote",
    "Report",
    "Request",
    "Result",
    "Server",
    "Session",
    "Slip",
    "Stop",
    "Uncheckable",
    "Work",
    "absent_files",
    "analysis_check",
    "as_number",
    "build",
    "built",
    "check",
    "claim_slip",
    "close",
    "command_words",
    "deliverable",
    "doctests",
    "elsewhere",
    "ended_well",
    "figure_check",
    "fitted",
    "follows",
    "fresh_problem",
    "fresh_process",
    "is_english",
    "is_page",
    "knob_curves",
    "learned",
    "learned_from_train",
    "learned_only_from",
    "moved",
    "noise_gap",
    "numbers",
    "own_part",
    "parts_of",
    "place_of",
    "predictions",
    "principal_axes",
    "printed_number",
    "printed_score",
    "problem_like",
    "projected",
    "promises",
    "put",
    "put_away",
    "readable_seconds",
    "readings_in",
    "refitted",
    "reloaded",
    "request_of",
    "require_answer",
    "require_calm",
    "require_refusal",
    "rows_on_both_sides",
    "rows_with_their_labels",
    "run_command",
    "run_reshuffled",
    "run_script",
    "same",
    "same_one_by_one",
    "saw_raw_rows",
    "says_number",
    "search_in_units",
    "searched",
    "seconds_per_call",
    "served_by",
    "serving",
    "serving_command",
    "shown",
    "sign_of",
    "slope",
    "stacked",
    "taken",
    "timed_batches",
    "told_file",
    "unit_change",
    "word_counts",
    "written",
]
