"""A sprint folder on disk: finding it, laying out a day, keeping a copy before anything is replaced."""

from sprint.workspace.folder import SprintFolder, find
from sprint.workspace.layout import LaidOut, keep_copy, lay_out

__all__ = ["LaidOut", "SprintFolder", "find", "keep_copy", "lay_out"]
