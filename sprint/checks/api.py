"""The words that lessons write their checks in: `from sprint.checks.api import …`.

Their names tell what they do. `require_…` states something about the work and fails where it does not hold; some give
back what they looked at. `is_…` and `has_…` answer yes or no. Every other verb does something, in the learner's process
or here, and a noun is what it gives back.
"""

from sprint.checks.compare.values import (
    KnownMistake,
    MistakeTable,
    as_float_array,
    first_mismatch,
    format_value,
    is_equal,
    known_mistakes,
)
from sprint.checks.declare import Check, check
from sprint.checks.deliverables.batch_timings import require_batch_timings
from sprint.checks.deliverables.commands import (
    command_folder,
    parse_command,
    require_success,
    run_command,
    run_shuffled,
    serve_on_port,
)
from sprint.checks.deliverables.http_requests import (
    Request,
    is_html,
    parse_request,
    require_answer,
    require_client_error,
    require_no_server_error,
)
from sprint.checks.deliverables.markdown_docs import (
    Section,
    count_words,
    has_file_reference,
    has_number,
    is_english,
    markdown_sections,
    missing_files,
    own_markdown,
)
from sprint.checks.deliverables.programs import (
    folder_copy,
    folder_with,
    hidden_files,
    new_process,
    new_process_with_definitions,
    require_file,
    require_written,
    run_script,
    serve_app,
    serve_command,
    write_file,
)
from sprint.checks.deliverables.scores import (
    diagnose_claim,
    is_close,
    metric_sign,
    parse_number,
    printed_number,
    printed_score,
)
from sprint.checks.models.alignment import require_aligned_labels
from sprint.checks.models.arrays import Array, Floats, Labels, Rows, Table
from sprint.checks.models.attributes import require_fitted_attribute, require_numbers
from sprint.checks.models.fitting import (
    SPLIT_NAMES,
    SPLIT_ORDER,
    build_model,
    fit_model,
    learner_generator,
    make_problem,
    new_rng,
    predict,
    predict_1d,
    require_learned_from_train,
    require_row_independence,
    rescaling_effect,
    stack_rows,
)
from sprint.checks.models.grid_search import (
    LOG_SCALED_PARAMETERS,
    fit_search,
    make_problem_like,
    mean_test_scores,
    noise_scores,
    rescaled_search_scores,
    validation_curves,
)
from sprint.checks.models.leakage import count_shared_rows, refit_copy, require_learned_only_from, take_rows
from sprint.checks.models.networks import (
    Derivative,
    Params,
    backward_pass,
    cross_entropy,
    forward_pass,
    gradient_step,
    make_tensor,
    random_network,
    require_loss_without_test,
    require_losses,
    sigmoid,
    sigmoid_derivative,
    tanh_derivative,
)
from sprint.checks.models.pca import column_correlation, principal_axes, require_projection
from sprint.checks.models.preprocessing import require_raw_rows
from sprint.checks.notebook.analysis import analysis_check, numbers_in_text
from sprint.checks.notebook.docstrings import DoctestExample, run_doctests
from sprint.checks.notebook.figures import Figure
from sprint.checks.notebook.functions import Function
from sprint.checks.notebook.timing import TIMING_FACTOR, format_seconds, is_within_factor, seconds_per_call
from sprint.checks.notebook.view import figure_check
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.checks.predictions import Choice, Number, Prediction, prediction
from sprint.checks.verdicts import Failed, NotAttempted, Uncheckable
from sprint.checks.work import Work
from sprint.lab.protocol.models import Stop
from sprint.lab.protocol.test_functions import formula_derivative, formula_function
from sprint.lab.supervisor.server import Answer, NoAnswer, Server
from sprint.lab.supervisor.session import LearnerError, Remote, Session
from sprint.lab.supervisor.supervised_program import Finished

__all__ = [
    "LOG_SCALED_PARAMETERS",
    "SPLIT_NAMES",
    "SPLIT_ORDER",
    "TIMING_FACTOR",
    "Answer",
    "Array",
    "Check",
    "Choice",
    "Derivative",
    "DoctestExample",
    "Failed",
    "Figure",
    "Finished",
    "Floats",
    "Function",
    "KnownMistake",
    "Labels",
    "LearnerError",
    "MistakeTable",
    "NoAnswer",
    "NotAttempted",
    "Number",
    "Outcome",
    "Params",
    "Prediction",
    "Remote",
    "Report",
    "Request",
    "Result",
    "Rows",
    "Section",
    "Server",
    "Session",
    "Stop",
    "Table",
    "Uncheckable",
    "Work",
    "analysis_check",
    "as_float_array",
    "backward_pass",
    "build_model",
    "check",
    "column_correlation",
    "command_folder",
    "count_shared_rows",
    "count_words",
    "cross_entropy",
    "diagnose_claim",
    "figure_check",
    "first_mismatch",
    "fit_model",
    "fit_search",
    "folder_copy",
    "folder_with",
    "format_seconds",
    "format_value",
    "formula_derivative",
    "formula_function",
    "forward_pass",
    "gradient_step",
    "has_file_reference",
    "has_number",
    "hidden_files",
    "is_close",
    "is_english",
    "is_equal",
    "is_html",
    "is_within_factor",
    "known_mistakes",
    "learner_generator",
    "make_problem",
    "make_problem_like",
    "make_tensor",
    "markdown_sections",
    "mean_test_scores",
    "metric_sign",
    "missing_files",
    "new_process",
    "new_process_with_definitions",
    "new_rng",
    "noise_scores",
    "numbers_in_text",
    "own_markdown",
    "parse_command",
    "parse_number",
    "parse_request",
    "predict",
    "predict_1d",
    "prediction",
    "principal_axes",
    "printed_number",
    "printed_score",
    "random_network",
    "refit_copy",
    "require_aligned_labels",
    "require_answer",
    "require_batch_timings",
    "require_client_error",
    "require_file",
    "require_fitted_attribute",
    "require_learned_from_train",
    "require_learned_only_from",
    "require_loss_without_test",
    "require_losses",
    "require_no_server_error",
    "require_numbers",
    "require_projection",
    "require_raw_rows",
    "require_row_independence",
    "require_success",
    "require_written",
    "rescaled_search_scores",
    "rescaling_effect",
    "run_command",
    "run_doctests",
    "run_script",
    "run_shuffled",
    "seconds_per_call",
    "serve_app",
    "serve_command",
    "serve_on_port",
    "sigmoid",
    "sigmoid_derivative",
    "stack_rows",
    "take_rows",
    "tanh_derivative",
    "validation_curves",
    "write_file",
]
