"""What a learner sees: values drawn on a terminal with Rich. No other room imports rich."""

from sprint.terminal.screen import Screen

__all__ = ["Screen"]
