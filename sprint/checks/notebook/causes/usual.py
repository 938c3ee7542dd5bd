"""Looking an exception up in the tables."""

from sprint.checks.notebook.causes.data import DATA
from sprint.checks.notebook.causes.networks import NETWORKS
from sprint.checks.notebook.causes.plain import PLAIN
from sprint.checks.notebook.causes.row import Cause

LOOK = Cause("", "run the cells in Jupyter up to this one and print what stands in this line")
"""For an exception that no table holds."""


def usual_cause(type: str, message: str) -> Cause:
    """Return what an exception usually means and what mends it."""
    for row in (*NETWORKS, *DATA, *PLAIN):  # what only one library says comes before what all of Python says
        if cause := row.cause(type, message):
            return cause
    return LOOK
