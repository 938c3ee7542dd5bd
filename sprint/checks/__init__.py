"""Whether a day's work holds: the words a lesson's checks are written in, what they come to, and how they are run.

A lesson's `checks.py` imports from here and from nowhere else in the house. The words are loaded when the first of them
is asked for: a command that only shows a verdict is spared the lab.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sprint.checks.api import *  # noqa: F403  the list is kept there
else:

    def __getattr__(name: str) -> object:
        return getattr(import_module("sprint.checks.api"), name)
