"""A sprint folder on disk: finding it, laying out a day, keeping a copy before anything is replaced."""

from sprint.workspace.folder import SprintFolder, find
from sprint.workspace.layout import LaidOut, lay_out
from sprint.workspace.replacing import Replaced, Replacement, last_replaced, replace_files, take_back

__all__ = ["LaidOut", "Replaced", "Replacement", "SprintFolder", "find", "last_replaced", "lay_out", "replace_files", "take_back"]
